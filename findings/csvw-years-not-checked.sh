#!/usr/bin/env bash
# csvw 4.1.1 (PyPI): a column of type gYear takes any text, while a column of type date is checked.
#
# Behaviour: `20x4` in a column with datatype gYear, such as the year of an election or of a birth, leaves the table valid, and is handed on as it is;
# `2014-04-99` in a column with datatype date is an error. Add a `format` (a regular expression) or minimum and maximum to years.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check csvw==4.1.1
cd "$folder"
seen=$("$folder/venv/bin/python" - 2>/dev/null <<'P'
import json
from importlib.metadata import version
from pathlib import Path
from csvw import CSVW

print("csvw", version("csvw"))
for datatype, text in (("gYear", "2014"), ("gYear", "20x4"), ("date", "2014-04-09"), ("date", "2014-04-99")):
    Path("t.csv").write_text(f"when\n{text}\n")
    columns = [{"name": "when", "titles": "when", "datatype": datatype}]
    described = {"@context": "http://www.w3.org/ns/csvw", "url": "t.csv", "tableSchema": {"columns": columns}}
    Path("t.csv-metadata.json").write_text(json.dumps(described))
    print(f"{text} as {datatype}: {'valid' if CSVW('t.csv-metadata.json', validate=True).is_valid else 'not valid'}")
P
)
expected='csvw 4.1.1
2014 as gYear: valid
20x4 as gYear: valid
2014-04-09 as date: valid
2014-04-99 as date: not valid'
printf '%s\n' "$seen"
diff <(printf '%s\n' "$expected") <(printf '%s\n' "$seen") && echo "as found"
