#!/usr/bin/env bash
# pyiceberg 0.12.0 (PyPI): in a folder whose name has a `#` or `?`, the first append destroys the table: all its files are written to one path, over each other.
#
# Behaviour: a location is split as a URL, and what follows `#` (fragment) or `?` (query) is dropped. Below `file:///.../lake#1` metadata, data and manifests are the one file
# `.../lake`. Creating the table succeeds; the first append writes over its metadata, fails with a UnicodeDecodeError, and the table cannot be loaded any more. Without `file://` the
# same folder works. Refuse such folders, or give the warehouse without a scheme.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pyiceberg[sql-sqlite]==0.12.0" pyarrow==26.0.1
cd "$folder"
seen=$("$folder/venv/bin/python" -W ignore - <<'P'
from importlib.metadata import version
from pathlib import Path

import pyarrow as pa
from pyiceberg.catalog.sql import SqlCatalog

print("pyiceberg", version("pyiceberg"))
for scheme in ("file://", ""):
    place = Path(f"at{len(scheme)}").resolve() / "lake#1"
    place.mkdir(parents=True)
    catalog = SqlCatalog("lake", uri="sqlite:///:memory:", warehouse=f"{scheme}{place}")
    catalog.create_namespace("n")
    table = catalog.create_table("n.votes", pa.schema([("votes", pa.int64())]))
    try:
        table.append(pa.table({"votes": [1, 2]}))
        found = "appended"
    except Exception as error:
        found = type(error).__name__
    try:
        found += f", {catalog.load_table('n.votes').scan().count()} rows"
    except Exception as error:
        found += f", then {type(error).__name__}"
    print(repr(scheme), found, "- files:", sum(path.is_file() for path in place.parent.rglob("*")))
P
)
expected="pyiceberg 0.12.0
'file://' UnicodeDecodeError, then UnicodeDecodeError - files: 1
'' appended, 2 rows - files: 5"
printf '%s\n' "$seen"
diff <(printf '%s\n' "$expected") <(printf '%s\n' "$seen") && echo "as found"
