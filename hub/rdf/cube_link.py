"""The cube of outcomes by the conventions of cube.link (LINDAS), in N-Triples: what viewers and validators of that vocabulary read.

It holds the observations of the dump, whose terms are those of the W3C's Data Cube, once more: a file of its own, so that no figure is
counted twice. Its dates are the last voting day: a release bears none. A status that is not known is `cube:Undefined`, since an observation has to have a value for every dimension.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl
import pyoxigraph as ox

from hub.rdf.dump import lines, opened
from hub.rdf.mapping import Shape, compile_mapping
from hub.rdf.ontology import RDF_TYPE, ontology_text
from hub.release import Release
from hub.release.edition_part import EditionPart

FORMAT = "cube-link"

CUBE, SCHEMA, SH = "https://cube.link/", "http://schema.org/", "http://www.w3.org/ns/shacl#"
_QUDT, _XSD, _RDF = "http://qudt.org/schema/qudt/", "http://www.w3.org/2001/XMLSchema#", RDF_TYPE.removesuffix("type")
_LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
_STATUS = "https://ld.admin.ch/vocabulary/CreativeWorkStatus/Published"

_LISTED = ("edition", "office", "area", "quantity", "status")
_FIELDS = (*_LISTED, "figureOf", "counted")
"""Fields of an observation; of those that are listed the constraint has all values."""


def write_cube_link(release: Release, out: Path | None, edition: str | None = None) -> None:
    """Write the cube of a release, or of one edition of it, to a file or to standard output."""
    with opened(out) as file:
        for line in _stated(release, EditionPart(release, edition)):
            file.write(line + b"\n")


def _stated(release: Release, part: EditionPart) -> Iterator[bytes]:
    base, shape = release.base_iri, _observations(release.base_iri)
    about = {known.predicate: known.field for known in shape.properties}
    values: dict[str, set[bytes]] = {field: set() for field in _FIELDS}
    observations = ox.NamedNode(f"{base}def/outcomes/observations")
    for subject, stated in _grouped(lines(release, part, shape)):
        yield f"<{observations.value}> <{CUBE}observation> ".encode() + subject + b" ."
        for line in stated:
            _, predicate, value = line.removesuffix(b" .").split(b" ", 2)
            if field := about.get(predicate.decode()[1:-1]):
                values[field].add(value)
            yield line
        if not any(b"def/status> " in line for line in stated):
            values["status"].add(f"<{CUBE}Undefined>".encode())
            yield subject + f" <{base}def/status> <{CUBE}Undefined> .".encode()
    for triple in _described(release, part, shape, observations, values):
        yield f"{triple} .".encode()


def _observations(base: str) -> Shape:
    shape = compile_mapping(base).shape("OutcomeFigure")
    properties = tuple(known for known in shape.properties if known.field in _FIELDS)
    observed = ((f"{CUBE}observedBy", f"{base}catalog/kpu"),)
    return replace(shape, types=(f"{CUBE}Observation",), constants=observed, properties=properties)


def _grouped(stated: Iterator[bytes]) -> Iterator[tuple[bytes, list[bytes]]]:
    """Yield subjects with their lines, which follow each other."""
    subject, held = b"", list[bytes]()
    for line in stated:
        named = line.partition(b" ")[0]
        if named != subject and held:
            yield subject, held
            held = []
        subject = named
        held.append(line)
    if held:
        yield subject, held


def _described(
    release: Release, part: EditionPart, shape: Shape, observations: ox.NamedNode, values: dict[str, set[bytes]]
) -> Iterator[ox.Triple]:
    """Yield what says of the cube what it is, and of its dimensions what values they have."""
    base = release.base_iri
    cube, constraint = ox.NamedNode(f"{base}def/outcomes"), ox.NamedNode(f"{base}def/outcomes/shape")
    publisher = ox.NamedNode(f"{base}catalog/kpu")
    voted = pl.coalesce("voting_date", pl.date("year", 12, 31)).max()
    day = part.table("editions").select(voted).item()
    yield ox.Triple(cube, ox.NamedNode(RDF_TYPE), ox.NamedNode(f"{CUBE}Cube"))
    yield ox.Triple(cube, ox.NamedNode(f"{SCHEMA}name"), ox.Literal("Hasil pemilu", language="id"))
    yield ox.Triple(cube, ox.NamedNode(f"{SCHEMA}name"), ox.Literal("Outcomes of elections", language="en"))
    yield ox.Triple(cube, ox.NamedNode(f"{SCHEMA}version"), ox.Literal(str(release.manifest.number)))
    yield ox.Triple(cube, ox.NamedNode(f"{SCHEMA}contactPoint"), ox.NamedNode(base))
    yield ox.Triple(cube, ox.NamedNode(f"{SCHEMA}creativeWorkStatus"), ox.NamedNode(_STATUS))
    for name in ("publisher", "creator", "contributor"):
        yield ox.Triple(cube, ox.NamedNode(f"{SCHEMA}{name}"), publisher)
    for name in ("dateCreated", "datePublished", "dateModified"):
        when = ox.Literal(str(day), datatype=ox.NamedNode(f"{_XSD}date"))
        yield ox.Triple(cube, ox.NamedNode(f"{SCHEMA}{name}"), when)
    yield ox.Triple(cube, ox.NamedNode(f"{CUBE}observationSet"), observations)
    yield ox.Triple(cube, ox.NamedNode(f"{CUBE}observationConstraint"), constraint)
    yield ox.Triple(observations, ox.NamedNode(RDF_TYPE), ox.NamedNode(f"{CUBE}ObservationSet"))
    yield ox.Triple(constraint, ox.NamedNode(RDF_TYPE), ox.NamedNode(f"{CUBE}Constraint"))
    yield ox.Triple(constraint, ox.NamedNode(f"{SH}closed"), _true())
    for path, value in ((RDF_TYPE, f"{CUBE}Observation"), (f"{CUBE}observedBy", publisher.value)):
        yield from _dimension(constraint, path, "", [ox.NamedNode(value)])
    labels = ox.Store()
    labels.load(ontology_text("hub.ttl", base).encode(), ox.RdfFormat.TURTLE)
    for known in shape.properties:
        listed = (
            [ox.NamedNode(value.decode()[1:-1]) for value in sorted(values[known.field])]
            if known.field in _LISTED
            else []
        )
        kind = "Measure" if known.field == "counted" else "" if known.field == "status" else "Key"
        yield from _dimension(constraint, known.predicate, kind, listed)
        for quad in labels.quads_for_pattern(ox.NamedNode(known.predicate), _LABEL, None):
            yield ox.Triple(_node(known.predicate), ox.NamedNode(f"{SCHEMA}name"), quad.object)


def _dimension(constraint: ox.NamedNode, path: str, kind: str, listed: list[ox.NamedNode]) -> Iterator[ox.Triple]:
    """Yield the property of the constraint for a dimension or the measure; `listed` are all values that it has."""
    here, one = _node(path), ox.Literal("1", datatype=ox.NamedNode(f"{_XSD}integer"))
    is_number = kind == "Measure"
    yield ox.Triple(constraint, ox.NamedNode(f"{SH}property"), here)
    yield ox.Triple(here, ox.NamedNode(f"{SH}path"), ox.NamedNode(path))
    yield ox.Triple(here, ox.NamedNode(f"{SH}minCount"), one)
    yield ox.Triple(here, ox.NamedNode(f"{SH}maxCount"), one)
    yield ox.Triple(here, ox.NamedNode(f"{SH}nodeKind"), ox.NamedNode(f"{SH}{'Literal' if is_number else 'IRI'}"))
    yield ox.Triple(
        here, ox.NamedNode(f"{_QUDT}scaleType"), ox.NamedNode(f"{_QUDT}{'Ratio' if is_number else 'Nominal'}Scale")
    )
    if kind:
        yield ox.Triple(here, ox.NamedNode(RDF_TYPE), ox.NamedNode(f"{CUBE}{kind}Dimension"))
    if is_number:
        yield ox.Triple(here, ox.NamedNode(f"{SH}datatype"), ox.NamedNode(f"{_XSD}integer"))
    rest: ox.NamedNode | ox.BlankNode = ox.NamedNode(f"{_RDF}nil")
    for value in reversed(listed):
        cell = ox.BlankNode()
        yield ox.Triple(cell, ox.NamedNode(f"{_RDF}first"), value)
        yield ox.Triple(cell, ox.NamedNode(f"{_RDF}rest"), rest)
        rest = cell
    if listed:
        yield ox.Triple(here, ox.NamedNode(f"{SH}in"), rest)


def _node(path: str) -> ox.BlankNode:
    return ox.BlankNode("p" + "".join(letter for letter in path if letter.isalnum()))


def _true() -> ox.Literal:
    return ox.Literal("true", datatype=ox.NamedNode(f"{_XSD}boolean"))
