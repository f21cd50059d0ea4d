#!/usr/bin/env bash
# pyoxigraph 0.5.13 (PyPI): of two types that each have a scoped context, JSON-LD is read with the context of one alone.
#
# Behaviour: JSON-LD 1.1 takes the type-scoped contexts of all types of a node, one on top of the other in the order of the types' names. pyoxigraph starts anew from the
# document's context for each, so the last one is all that counts, even where it is empty: a person with a second type has the label of a thing in place of
# a foaf:name, without an error. pyld 3.3.0 answers as the recommendation says. Whoever gives a node two types with contexts splits it into two
# node objects with one @id.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pyoxigraph==0.5.13 pyld==3.3.0
seen=$("$folder/venv/bin/python" - <<'P'
import json
from importlib.metadata import version

import pyoxigraph as ox
from pyld import jsonld

print("pyoxigraph", version("pyoxigraph"), "pyld", version("pyld"))
for types in (["Person"], ["Person", "Registered"]):
    document = {
        "@context": {
            "name": "http://example.org/label",
            "Person": {"@id": "http://example.org/Person", "@context": {"name": "http://example.org/personalName"}},
            "Registered": {"@id": "http://example.org/Registered", "@context": {"state": "http://example.org/state"}},
        },
        "@id": "http://example.org/one",
        "@type": types,
        "name": "Ani",
    }
    quads = ox.parse(json.dumps(document), format=ox.RdfFormat.JSON_LD)
    read = {str(quad.predicate) for quad in quads if str(quad.object) == '"Ani"'}
    lines = jsonld.to_rdf(document, {"format": "application/n-quads"}).splitlines()
    print(types, "pyoxigraph:", *read, "pyld:", *(line.split()[1] for line in lines if '"Ani"' in line))
P
)
expected="pyoxigraph 0.5.13 pyld 3.3.0
['Person'] pyoxigraph: <http://example.org/personalName> pyld: <http://example.org/personalName>
['Person', 'Registered'] pyoxigraph: <http://example.org/label> pyld: <http://example.org/personalName>"
printf '%s\n' "$seen"
diff <(printf '%s\n' "$expected") <(printf '%s\n' "$seen") && echo "as found"
