#!/usr/bin/env bash
# maplib 0.20.26 (PyPI): reading valid Turtle loses a date with a time zone and a large integer, without an error.
#
# Behaviour: of four statements two come back from a SELECT over everything. `"2024-02-14+07:00"^^xsd:date` (polling day, Western Indonesia Time) and an
# xsd:integer of 30 digits are gone; neither `read` nor `query` says so. Compare counts with another parser after loading.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check maplib==0.20.26 polars==2.1.0
cd "$folder"
cat >data.ttl <<'T'
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<http://example.org/a> <http://example.org/day> "2024-02-14"^^xsd:date , "2024-02-14+07:00"^^xsd:date ;
  <http://example.org/count> 5 , 123456789012345678901234567890 .
T
seen=$("$folder/venv/bin/python" - 2>/dev/null <<'P'
from importlib.metadata import version
from maplib import Model

print("maplib", version("maplib"))
model = Model()
model.read("data.ttl")
rows = model.query("SELECT ?o { ?s ?p ?o }")
print("4 statements read,", rows.height, "found:", *sorted(text.split("^^")[0] for text in rows["o"]))
P
)
expected='maplib 0.20.26
4 statements read, 2 found: "2024-02-14" "5"'
printf '%s\n' "$seen"
diff <(printf '%s\n' "$expected") <(printf '%s\n' "$seen") && echo "as found"
