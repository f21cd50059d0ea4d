#!/usr/bin/env bash
# pyoxigraph 0.5.13 (PyPI): a triple in two graphs counts twice when both are merged with FROM.
#
# Behaviour: SPARQL 1.1 makes the default graph of `FROM <a> FROM <b>` the RDF merge of both, a set of triples, so one and the same statement in a and b
# is one solution. Here it is two, and SUM over votes doubles; the union default graph of the API does the same. rdflib 7.6.0 answers
# 100. Whoever keeps one named graph per source file must never write a statement into two of them, or wrap sums in DISTINCT subqueries.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pyoxigraph==0.5.13 rdflib==7.6.0
seen=$("$folder/venv/bin/python" - <<'P'
from importlib.metadata import version
import pyoxigraph as ox
import rdflib

votes = '<http://example.org/candidate> <http://example.org/votes> "100"^^<http://www.w3.org/2001/XMLSchema#integer>'
quads = "".join(f"{votes} <http://example.org/{graph}> .\n" for graph in "ab")
query = "SELECT (COUNT(*) AS ?c) (SUM(?v) AS ?n) {} {{ ?s <http://example.org/votes> ?v }}"
merged = query.format("FROM <http://example.org/a> FROM <http://example.org/b>")
store = ox.Store()
store.load(input=quads, format=ox.RdfFormat.N_QUADS)
print("pyoxigraph", version("pyoxigraph"), "rdflib", version("rdflib"))
print("pyoxigraph, FROM a FROM b:", *(term.value for term in next(iter(store.query(merged)))))
union = store.query(query.format(""), use_default_graph_as_union=True)
print("pyoxigraph, union default graph:", *(term.value for term in next(iter(union))))
dataset = rdflib.Dataset(default_union=True)
dataset.parse(data=quads, format="nquads")
print("rdflib, union default graph:", *next(iter(dataset.query(query.format("")))))
P
)
expected='pyoxigraph 0.5.13 rdflib 7.6.0
pyoxigraph, FROM a FROM b: 2 200
pyoxigraph, union default graph: 2 200
rdflib, union default graph: 1 100'
printf '%s\n' "$seen"
diff <(printf '%s\n' "$expected") <(printf '%s\n' "$seen") && echo "as found"
