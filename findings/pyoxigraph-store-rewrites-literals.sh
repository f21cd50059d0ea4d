#!/usr/bin/env bash
# pyoxigraph 0.5.13 (PyPI): what its store gives back is not what its parser read.
#
# Behaviour: the parser keeps `"1048576"^^xsd:nonNegativeInteger` and `"1.50"^^xsd:decimal`; after loading into a Store they are xsd:integer and 1.5. A catalogue
# that is served out of the store then breaks DCAT-AP's shape for dcat:byteSize, and a comparison of a dump with the store by its terms finds
# differences where none were made. Serve documents from the file that was written, and compare values, not terms.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pyoxigraph==0.5.13
seen=$("$folder/venv/bin/python" - <<'P'
from importlib.metadata import version
import pyoxigraph as ox

XSD = "http://www.w3.org/2001/XMLSchema#"
text = "".join(
    f'<http://example.org/s> <http://example.org/p> "{value}"^^<{XSD}{kind}> .\n'
    for value, kind in (("1048576", "nonNegativeInteger"), ("1.50", "decimal"), ("2014", "gYear"))
)
store = ox.Store()
store.load(input=text, format=ox.RdfFormat.N_TRIPLES)
print("pyoxigraph", version("pyoxigraph"))
print("parsed:", *sorted(str(quad.object).replace(XSD, "xsd:") for quad in ox.parse(input=text, format=ox.RdfFormat.N_TRIPLES)))
print("stored:", *sorted(str(quad.object).replace(XSD, "xsd:") for quad in store))
P
)
expected='pyoxigraph 0.5.13
parsed: "1.50"^^<xsd:decimal> "1048576"^^<xsd:nonNegativeInteger> "2014"^^<xsd:gYear>
stored: "1.5"^^<xsd:decimal> "1048576"^^<xsd:integer> "2014"^^<xsd:gYear>'
printf '%s\n' "$seen"
diff <(printf '%s\n' "$expected") <(printf '%s\n' "$seen") && echo "as found"
