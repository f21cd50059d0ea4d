#!/usr/bin/env bash
# morph-kgc 2.10.0 (PyPI): nulls and whole numbers of a Parquet file come out as other values.
#
# Behaviour: a null in a text column becomes the literal "None", a statement that the table does not make; whole numbers of a column that holds a null
# become "5.0". The same table as CSV gives no statement for the null and "5". Give CSV to people who map a table with RML.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check morph-kgc==2.10.0 polars==2.1.0 pyarrow==23.0.1
cd "$folder"
seen=$("$folder/venv/bin/python" - 2>/dev/null <<'P'
from importlib.metadata import version
from pathlib import Path
import morph_kgc
import polars

MAPPING = """@prefix rr: <http://www.w3.org/ns/r2rml#> . @prefix rml: <http://semweb.mmlab.be/ns/rml#> . @prefix ql: <http://semweb.mmlab.be/ns/ql#> .
<#M> rml:logicalSource [ rml:source "t.{0}" ; rml:referenceFormulation ql:{1} ] ;
  rr:subjectMap [ rr:template "http://example.org/{{key}}" ] ;
  rr:predicateObjectMap [ rr:predicate <http://example.org/votes> ; rr:objectMap [ rml:reference "votes" ] ] ;
  rr:predicateObjectMap [ rr:predicate <http://example.org/region> ; rr:objectMap [ rml:reference "region" ] ] .
"""
table = polars.DataFrame({"key": ["a", "b"], "votes": [5, None], "region": ["11", None]})
table.write_parquet("t.parquet")
table.write_csv("t.csv")
print("morph-kgc", version("morph-kgc"))
for ending, formulation in (("parquet", "Parquet"), ("csv", "CSV")):
    Path("m.ttl").write_text(MAPPING.format(ending, formulation))
    graph = morph_kgc.materialize("[CONFIGURATION]\nlogging_level=CRITICAL\n[d]\nmappings=m.ttl\n")
    print(f"{ending}:", *(f"{s[-1]} {p.split('/')[-1]} {o!s}" for s, p, o in sorted(graph)), sep="\n  ")
P
)
expected='morph-kgc 2.10.0
parquet:
  a region 11
  a votes 5.0
  b region None
csv:
  a region 11
  a votes 5'
printf '%s\n' "$seen"
diff <(printf '%s\n' "$expected") <(printf '%s\n' "$seen") && echo "as found"
