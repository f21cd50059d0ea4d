#!/usr/bin/env bash
# pyLODE 3.3.4 (PyPI): labels in two languages become one heading, and the title of the page is one of them by chance of order.
#
# Behaviour: every value of rdfs:label and dct:title is written into the heading without a separator and without its language, so that a class
# called "Candidacy"@en and "Pencalonan"@id is documented as "CandidacyPencalonan". Nothing asks for a language. Besides, an ontology whose own IRI
# is bound to the empty prefix (`@prefix : <...>`), as is usual in Turtle, is refused with an error that names neither; with any other
# prefix the same triples are documented. Publish one page for each language, from triples that were filtered before.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pylode==3.3.4
seen=$("$folder/venv/bin/python" - 2>/dev/null <<'P'
import re
from importlib.metadata import version
from pathlib import Path
from tempfile import mkdtemp
from pylode import OntPub

PLAIN = """
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix PREFIX: <https://example.org/def/> .
<https://example.org/def/> a owl:Ontology ; dct:title "Election terms"@en , "Istilah pemilu"@id .
PREFIX:Candidacy a owl:Class ; rdfs:label "Candidacy"@en , "Pencalonan"@id ; rdfs:isDefinedBy <https://example.org/def/> .
"""
print("pylode", version("pylode"))
for prefix in ("ex", ""):
    file = Path(mkdtemp()) / "terms.ttl"
    file.write_text(PLAIN.replace("PREFIX", prefix))
    try:
        page = OntPub(file).make_html()
    except ValueError as error:
        print(f"prefix {prefix!r}: ValueError: {error}")
        continue
    heading = re.search(r"<h3[^>]*>\s*(\w+)", page).group(1)
    print(f"prefix {prefix!r}: {'both labels run together' if heading in ('CandidacyPencalonan', 'PencalonanCandidacy') else heading}")
P
)
expected="pylode 3.3.4
prefix 'ex': both labels run together
prefix '': ValueError: Can't split 'https://example.org/def/'"
printf '%s\n' "$seen"
diff <(printf '%s\n' "$expected") <(printf '%s\n' "$seen") && echo "as found"
