"""Serialises a description: as triples in Turtle, N-Triples and RDF/XML, and as JSON-LD with the field names of GraphQL.

A page of a long one says so, with the pages before and after it (Hydra).
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

import orjson
import pyoxigraph as ox

from hub.rdf.describe import Description, Elsewhere, Pointing, Stated, Stating, Text, Thing, Word
from hub.rdf.mapping import compile_mapping
from hub.rdf.ontology import RDF_TYPE, ontology_text

FORMATS = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "rdf": ox.RdfFormat.RDF_XML}

HYDRA = "http://www.w3.org/ns/hydra/core#"

_TOPIC = "http://xmlns.com/foaf/0.1/primaryTopic"

_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that no XML document can hold; RDF/XML shows the replacement character in their place."""


def serialise(description: Description, form: str, base: str) -> bytes:
    """Return a description in a form: ttl, nt, rdf or jsonld. Raises KeyError for any other."""
    if form == "jsonld":
        return orjson.dumps(json_ld(description, base), option=orjson.OPT_INDENT_2)
    stated = chain(triples(description), _view(description, form))
    made = (_for_xml(triple) for triple in stated) if form == "rdf" else stated
    prefixes = {name: iri for name, iri in compile_mapping(base).prefixes.items() if name != "thing"}
    return ox.serialize(made, format=FORMATS[form], prefixes=prefixes) or b""


def page_address(thing: Thing, form: str, page: int) -> str:
    """Return the IRI of a page of the description of a thing in a form."""
    base, mark, rest = thing.iri.partition(f"id/{thing.node_type}/")
    return f"{base}{mark.replace('id/', 'doc/', 1)}{rest}?format={form}&page={page}"


def _pages(description: Description, form: str) -> dict[str, str]:
    """Return links to other pages, by Hydra property; empty for a description of one page."""
    page, told = description.page, {}
    if page > 1:
        told = {"first": 1, "previous": page - 1}
    if description.has_next:
        told["next"] = page + 1
    return {HYDRA + name: page_address(description.thing, form, number) for name, number in told.items()}


def _view(description: Description, form: str) -> Iterator[ox.Triple]:
    """Yield the triples that say which page this is, and which come before and after it."""
    here, pages = ox.NamedNode(page_address(description.thing, form, description.page)), _pages(description, form)
    if pages:
        yield ox.Triple(here, ox.NamedNode(RDF_TYPE), ox.NamedNode(HYDRA + "PartialCollectionView"))
        yield ox.Triple(here, ox.NamedNode(_TOPIC), ox.NamedNode(description.thing.iri))
    for name, address in pages.items():
        yield ox.Triple(here, ox.NamedNode(name), ox.NamedNode(address))


def triples(description: Description) -> Iterator[ox.Triple]:
    """Yield the thing's own triples, those of its parts, what points to it, and the labels of its neighbours; each once."""
    seen: set[ox.Triple] = set()
    for triple in _all_triples(description):
        if triple not in seen:
            seen.add(triple)
            yield triple


def _all_triples(description: Description) -> Iterator[ox.Triple]:
    thing = ox.NamedNode(description.thing.iri)
    for stating in (*description.own, *description.parts):
        yield from _stated_triples(stating)
    for part in description.parts:
        if part.shape.parent:
            yield ox.Triple(thing, ox.NamedNode(part.shape.parent[1]), ox.NamedNode(part.iri))
    for known in description.further_sources:
        yield ox.Triple(thing, ox.NamedNode(known.predicate), _term(known))
    for pointing in description.pointing:
        for _, row in pointing.rows:
            yield from _typed_triples(row)
            yield ox.Triple(ox.NamedNode(row.iri), ox.NamedNode(pointing.predicate), thing)
    for neighbour in neighbours(description):
        if neighbour.label != neighbour.key:
            yield ox.Triple(ox.NamedNode(neighbour.iri), ox.NamedNode(_LABEL), ox.Literal(neighbour.label))


def neighbours(description: Description) -> Iterator[Thing]:
    """Yield every thing that the description links to."""
    for stating in (*description.own, *description.parts):
        yield from (known.value for known in stating.stated if isinstance(known.value, Thing))
    yield from (known.value for known in description.further_sources if isinstance(known.value, Thing))
    for pointing in description.pointing:
        yield from (thing for thing, _ in pointing.rows)


def json_ld(description: Description, base: str) -> dict[str, Any]:
    """Return the thing as GraphQL would answer it, with the context; `@included` lists what the register says of it, the things that refer to it, and the parts that are in no field of it."""
    row, *further = description.own
    own = _object(row)
    for part in description.parts:
        if part.shape.parent:
            own.setdefault(part.shape.parent[2], []).append(_object(part))
    if description.further_sources:
        own["sources"] = [_json(known) for known in description.further_sources]
    context = orjson.loads(ontology_text("context.jsonld", base))["@context"]
    return {
        "@context": context,
        **own,
        "@included": [
            *(
                _object(stating) for stating in further
            ),  # types that each have a context of their own: pyoxigraph takes one of them
            *(_object(part) for part in description.parts if not part.shape.parent),
            *(item for group in description.pointing for item in _included(group, own)),
            *_included_view(description),
        ],
    }


def _included_view(description: Description) -> Iterator[dict[str, Any]]:
    if pages := _pages(description, "jsonld"):
        yield {
            "iri": page_address(description.thing, "jsonld", description.page),
            "__typename": [HYDRA + "PartialCollectionView"],
            _TOPIC: {"iri": description.thing.iri},
            **{name: {"iri": address} for name, address in pages.items()},
        }


def _included(pointing: Pointing, own: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for thing, row in pointing.rows:
        yield {**_link(thing), "__typename": [row.shape.type_name, *row.types[1:]], pointing.field: {"iri": own["iri"]}}


def _typed_triples(stating: Stating) -> Iterator[ox.Triple]:
    for name in stating.types:
        yield ox.Triple(ox.NamedNode(stating.iri), ox.NamedNode(RDF_TYPE), ox.NamedNode(name))


def _stated_triples(stating: Stating) -> Iterator[ox.Triple]:
    subject = ox.NamedNode(stating.iri)
    yield from _typed_triples(stating)
    for name, value in stating.shape.constants:
        yield ox.Triple(subject, ox.NamedNode(name), ox.NamedNode(value))
    for known in stating.stated:
        yield ox.Triple(subject, ox.NamedNode(known.predicate), _term(known))


def _term(known: Stated) -> ox.NamedNode | ox.Literal:
    match known.value:
        case Thing(iri=iri) | Word(iri=iri) | Elsewhere(iri):
            return ox.NamedNode(iri)
        case Text(lexical, datatype, language):
            return ox.Literal(lexical, language=language, datatype=ox.NamedNode(datatype) if datatype else None)


def _for_xml(triple: ox.Triple) -> ox.Triple:
    held = triple.object
    if not isinstance(held, ox.Literal) or not _NOT_XML.search(held.value):
        return triple
    mended = _NOT_XML.sub("\ufffd", held.value)
    datatype = None if held.language else held.datatype
    return ox.Triple(triple.subject, triple.predicate, ox.Literal(mended, language=held.language, datatype=datatype))


def _object(stating: Stating) -> dict[str, Any]:
    found: dict[str, Any] = {"iri": stating.iri}
    if stating.shape.types:
        found["__typename"] = [stating.shape.type_name, *stating.types[1:]]
    found |= {name: {"iri": value} for name, value in stating.shape.constants}
    many = {known.field for known in stating.shape.properties if known.many}
    for known in stating.stated:
        if known.field in many:
            found.setdefault(known.field, []).append(_json(known))
        else:
            found[known.field] = _json(known)
    return found


def _link(thing: Thing) -> dict[str, Any]:
    return {"iri": thing.iri} if thing.label == thing.key else {"iri": thing.iri, _LABEL: thing.label}


def _json(known: Stated) -> Any:
    match known.value:
        case Thing() as thing:
            return _link(thing)
        case Word(word=word):
            return word
        case Elsewhere(iri):
            return iri
        case Text(lexical, datatype):
            native = datatype is not None and datatype.endswith(("#integer", "#boolean", "#JSON"))
            return orjson.loads(lexical) if native else lexical
