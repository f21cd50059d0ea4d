"""The JSON-LD context of GraphQL answers, made from the declarations: `python -m hub.schema.jsonld > ontology/context.jsonld`.

A JSON-LD processor that applies it reads an answer as RDF. A field of a column becomes the RDF property of the column; a field of a
related row becomes a property with the IRI of that row as its value; the objects of pages and lists add no triples of their own
(`@nest`, `@included`). A field that has one meaning in most types is defined at the top level; a type in which it means something else
defines it again in a context of its own (type-scoped).
"""

import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

import dataframely as dy
import orjson
from strawberry.utils.str_converters import to_camel_case

from hub.graph.model import MODEL
from hub.graph.node_type import Edge
from hub.ids import NODE_TYPE_OF, slug
from hub.schema.bindings import BY_NODE, Entity, HasColumn, HasDetail, HasList, HasOne, HasPage, HasSubject, HasTexts
from hub.schema.query import ROOTS, RootByKey, RootPage, RootRegion
from hub.tables import DERIVED, TABLES
from hub.tables.table import Table, term_name
from hub.tables.vocabulary import CONCEPTS_OF_OTHERS, SCHEMES

_BASE = "https://w3id.org/pemilu/"

PREFIXES = {
    "el": f"{_BASE}def/",
    "thing": f"{_BASE}id/",
    "pe": "http://parliament.uk/ontologies/election/",
    "adms": "http://www.w3.org/ns/adms#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

_SOURCES = {"@id": "prov:wasDerivedFrom", "@type": "@id"}
_HEAD: dict[str, Any] = {"iri": "@id", "__typename": "@type", "id": None, "key": "el:key", "sources": _SOURCES}
"""What every node has."""

_OF_PAGES = {"totalCount"}
"""Fields of every connection; rows may have fields of the same names."""

_NEST, _INCLUDED = "@nest", "@included"


def context() -> dict[str, Any]:
    """Return the context as JSON."""
    said = dict(_types())
    pages = {name: _NEST for name, root in ROOTS.items() if isinstance(root, RootPage) and name not in _HEAD}
    made: dict[str, Any] = {"@version": 1.1, **PREFIXES, **_HEAD, "data": _data()}
    made |= {"nodes": _INCLUDED, "node": _INCLUDED, "edges": _NEST, "search": _NEST}
    made |= dict(sorted((_usual(said) | pages).items()))
    for name, (rdf_class, terms) in said.items():
        own = {field: term for field, term in sorted(terms.items()) if made.get(field, ...) != term}
        made[name] = {"@id": rdf_class, "@context": own} if own else rdf_class
    return {"@context": made}


def _types() -> Iterator[tuple[str, tuple[str, dict[str, Any]]]]:
    """Yield the class of every type, and what its fields mean."""
    for table in (*TABLES, *DERIVED):
        if table.about.is_node or table.about.part or not table.about.in_graph:
            made = BY_NODE.get(table.row_name())
            terms = dict(_columns(table)) | (dict(_fields(made)) if made else {})
            if not terms:
                continue  # rows that state nothing in RDF
            rdf_class = "el:Registered" if table.table_name() == "register" else _class(table)
            yield table.type_name(), (rdf_class, terms)
    yield "DistrictLine", ("el:DistrictLine", {})


def _usual(said: dict[str, tuple[str, dict[str, Any]]]) -> dict[str, Any]:
    """Return the term of a field of a thing whose type is unknown: our own property of its name, else what most types say of it."""
    counted: dict[str, Counter[bytes]] = {}
    for _, terms in said.values():
        for field, term in terms.items():
            counted.setdefault(field, Counter())[orjson.dumps(term)] += 1
    found: dict[str, Any] = {"kind": "el:kind"}
    for field, counts in counted.items():
        if field in _HEAD or field in _OF_PAGES or field in found:
            continue
        ranks = {written: _rank(field, orjson.loads(written)) for written in counts}
        best = max(counts, key=lambda written: (ranks[written], counts[written], written))
        is_told_apart = any(ranks[written] == ranks[best] == 1 for written in counts if written != best)
        if not is_told_apart or 2 * counts[best] > counts.total():
            found[field] = orjson.loads(best)
    return found


def _rank(field: str, term: Any) -> int:
    """Tell how much a term says: a property of ours by that name, any property, nothing."""
    if term is None or (isinstance(term, str) and term.startswith("@")):
        return 0
    property_iri = term.get("@id") if isinstance(term, dict) else term
    return 2 if property_iri == f"el:{field}" else 1


def _data() -> dict[str, Any]:
    """Return the context of the root fields: each singular one is a thing of its own, not a property of the answer."""
    single = (
        name
        for name, root in ROOTS.items()
        if isinstance(root, RootRegion) or (isinstance(root, RootByKey) and root.argument == "id")
    )
    return {
        "@id": _NEST,
        "@context": {"@propagate": False, **dict.fromkeys(sorted(single), _INCLUDED), "sources": _NEST},
    }


def _class(table: type[Table]) -> str:
    return table.about.rdf_class or f"el:{table.type_name()}"


def _columns(table: type[Table]) -> Iterator[tuple[str, Any]]:
    """Yield what every public column means, by the name that the mapping of the dump knows it by."""
    if part := table.about.part:
        yield part.term, {"@id": part.rdf or f"el:{part.term}", "@type": "@id"}
    kinds = {table.marks(name).get("subject_kind") for name in table.columns()}
    for name in table.public_columns():
        marks, column = table.marks(name), table.columns()[name]
        is_own_key = table.about.is_node and name == table.key_column()
        is_stated = not (is_own_key or marks.get("unstated") or name in kinds or isinstance(column, dy.Binary))
        if is_stated and not (table.about.part and name == table.about.part.of):
            yield term_name(table, name), _term(table, name)


def _term(table: type[Table], name: str) -> Any:
    """Return the term of a column."""
    marks, column = table.marks(name), table.columns()[name]
    inner = column.inner if isinstance(column, dy.List) else column
    property_iri = marks.get("rdf") or f"el:{term_name(table, name)}"
    target, _, to_column = marks.get("ref", "").partition(".")
    if (target in NODE_TYPE_OF and not to_column) or "subject_kind" in marks:
        return {"@id": property_iri, "@type": "@id"}
    if "names" in marks:
        return _words(property_iri, {"@vocab": f"{_BASE}id/{marks['names']}/"})
    if isinstance(inner, dy.Enum) and to_column:
        node_type = NODE_TYPE_OF[target]
        return _words(property_iri, {word: f"thing:{node_type}/{slug(word)}" for word in inner.categories})
    if isinstance(inner, dy.Enum) and (scheme := SCHEMES.get(tuple(inner.categories))):
        others = {word: CONCEPTS_OF_OTHERS[word] for word in inner.categories if word in CONCEPTS_OF_OTHERS}
        return _words(property_iri, others or {"@vocab": f"{_BASE}def/{scheme}/"})
    datatype = marks.get("datatype") or _datatype(inner, is_json=marks.get("json", False))
    if language := marks.get("language"):
        return {"@id": property_iri, "@language": language}
    return {"@id": property_iri, "@type": datatype} if datatype else property_iri


def _words(property_iri: str, words: dict[str, str]) -> dict[str, Any]:
    return {"@id": property_iri, "@type": "@vocab", "@context": words}


def _datatype(column: dy.Column, *, is_json: bool) -> str:
    """Return the datatype of a column's literals, where a JSON-LD processor would not give it to the JSON value by itself."""
    if is_json:
        return "@json"
    return "xsd:double" if isinstance(column, dy.Float64) else "xsd:date" if isinstance(column, dy.Date) else ""


def _fields(made: Entity) -> Iterator[tuple[str, Any]]:
    """Yield what the fields of a type mean that have another name than their column, or lead to rows."""
    table = made.node.table
    for name, binding in made.fields.items():
        match binding:
            case HasColumn(column) if to_camel_case(term_name(table, column)) != name:
                yield name, None
            case HasDetail():
                yield name, None
            case HasSubject():
                yield name, {"@id": "el:subject", "@type": "@id"}
            case HasTexts(edge, _) if made.node.edges[edge].paths[0][0].column == made.node.key:
                vocab = f"{_BASE}id/{made.node.name}/"
                yield name, {"@reverse": "dct:isReplacedBy", "@type": "@vocab", "@context": {"@vocab": vocab}}
            case HasOne(edge):
                yield name, _reference(table, made.node.edges[edge])
            case HasPage():
                yield name, _NEST
            case HasList(edge) if name != "sources":
                yield name, _list(name, made.node.edges[edge])
            case _:
                pass


def _reference(table: type[Table], edge: Edge) -> Any:
    """Return the property of a reference, or of the part that a to-one edge leads to; None where the row states neither."""
    column = edge.paths[0][0].column
    if column not in table.references():
        return _part(MODEL[edge.target].table)
    term = _term(table, column)
    return {"@id": term["@id"] if isinstance(term, dict) else term, "@type": "@id"}


def _part(target: type[Table]) -> Any:
    part = target.about.part
    return {"@id": part.rdf or f"el:{part.term}", "@type": "@id"} if part else None


def _list(name: str, edge: Edge) -> Any:
    """Return what a short list means: parts of the row, nodes that refer to it, or related rows."""
    target, hop = MODEL[edge.target].table, edge.paths[0][0]
    part, passed = target.about.part, MODEL[hop.to].table.about.part
    if passed and name == passed.term:
        return _part(MODEL[hop.to].table)
    if part and len(edge.paths) == 1 and hop.to_column == part.of:
        return _part(target)
    if not target.about.is_node:
        return _INCLUDED if part else None
    is_direct = len(edge.paths[0]) == 1 and not hop.repeated
    if edge.orders or not is_direct or hop.to_column not in target.references():
        return _INCLUDED
    return {"@reverse": target.marks(hop.to_column).get("rdf") or f"el:{term_name(target, hop.to_column)}"}


if __name__ == "__main__":
    sys.stdout.write(orjson.dumps(context(), option=orjson.OPT_INDENT_2).decode() + "\n")
