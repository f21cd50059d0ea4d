#!/usr/bin/env bash
# frictionless 5.21.0 (PyPI): `uniqueKeys` and `categories` of Table Schema are accepted and not checked.
#
# Behaviour: a schema with `uniqueKeys` over district and party calls a table valid in which one cell of a result stands twice with two figures; the
# same columns as `primaryKey` are checked. A status outside `categories` is valid too; the same list under `constraints.enum` is checked. A data
# package of results that passes says nothing of either: write keys as `primaryKey` and closed lists as `enum`.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check frictionless==5.21.0
cd "$folder"
printf 'district,party,status\n1101,1,certified\n1101,1,bogus\n' >results.csv
seen=$("$folder/venv/bin/python" - <<'P'
from importlib.metadata import version
from frictionless import Resource, Schema

KNOWN = ["certified", "partial"]
print("frictionless", version("frictionless"))
for name, table, status in (
    ("uniqueKeys", {"uniqueKeys": [["district", "party"]]}, {}),
    ("primaryKey", {"primaryKey": ["district", "party"]}, {}),
    ("categories", {}, {"categories": KNOWN}),
    ("enum", {}, {"constraints": {"enum": KNOWN}}),
):
    fields = [{"name": "district", "type": "string"}, {"name": "party", "type": "string"}, {"name": "status", "type": "string", **status}]
    schema = Schema.from_descriptor({"fields": fields, **table})
    report = Resource(path="results.csv", schema=schema).validate()
    print(f"{name}: {'valid' if report.valid else 'not valid'}")
P
)
expected='frictionless 5.21.0
uniqueKeys: valid
primaryKey: not valid
categories: valid
enum: not valid'
printf '%s\n' "$seen"
diff <(printf '%s\n' "$expected") <(printf '%s\n' "$seen") && echo "as found"
