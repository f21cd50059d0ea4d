#!/usr/bin/env bash
# frictionless 5.21.0 (PyPI): the report on a table without rows states no number of rows.
#
# Behaviour: the report of `frictionless validate --json` has `stats.rows` of each table, and of an empty one has fields, bytes and checksums and no
# `rows` at all. A program that adds up the rows that were validated fails, or takes an empty table for one that was not read: read it as 0.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check frictionless==5.21.0
cd "$folder"
printf 'district,votes\n' >empty.csv
printf 'district,votes\n1101,7\n' >one.csv
seen=$(for table in empty one; do
  "$folder/venv/bin/frictionless" validate "$table.csv" --json |
    python3 -c 'import json, sys; task = json.load(sys.stdin)["tasks"][0]; print(task["name"], task["valid"], task["stats"].get("rows", "no rows stated"))'
done)
expected='empty True no rows stated
one True 1'
printf '%s\n' "$seen"
diff <(printf '%s\n' "$expected") <(printf '%s\n' "$seen") && echo "as found"
