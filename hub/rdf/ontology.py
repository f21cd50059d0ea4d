"""The ontology: its files with the base IRI of a release, and what it entails of a node.

Own terms stand below `{base}def/`, so a release with another base IRI has the same ontology under its own names.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import pyoxigraph as ox

from hub.rdf import declared
from hub.resources import read_text

DEFAULT_BASE = "https://w3id.org/pemilu/"
"""The base IRI that the files of `ontology/` are written with."""

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_OWL = "http://www.w3.org/2002/07/owl#"
_SUB_CLASS_OF = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
_EQUIVALENT_CLASS = ox.NamedNode(f"{_OWL}equivalentClass")
_INTERSECTION_OF = ox.NamedNode(f"{_OWL}intersectionOf")
_FIRST = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#first")
_REST = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#rest")
_ON_PROPERTY = ox.NamedNode(f"{_OWL}onProperty")
_HAS_VALUE = ox.NamedNode(f"{_OWL}hasValue")


@lru_cache(maxsize=32)
def ontology_text(name: str, base: str) -> str:
    """Return a file of `ontology/` (`hub.ttl`, `context.jsonld`, `shapes.ttl`) with own terms below `base`.

    The two in Turtle end with what follows from the declarations of the tables.
    """
    text = read_text("ontology", name)
    if name == "hub.ttl":
        text += declared.definitions(text)
    elif name == "shapes.ttl":
        text += declared.shapes()
    return text.replace(DEFAULT_BASE, base)


@dataclass(frozen=True)
class Entailments:
    """What follows from a class: the dump states these triples, so that no reader needs a reasoner.

    Three forms of `hub.ttl` are followed: `rdfs:subClassOf` and `owl:equivalentClass` between named classes (`supers`), a class
    below an `owl:hasValue` restriction (`constants`), and the intersection of a class and an `owl:hasValue` restriction below a class (`by_value`).
    """

    supers: dict[str, tuple[str, ...]]
    constants: dict[str, tuple[tuple[str, str], ...]]
    by_value: dict[tuple[str, str, str], tuple[str, ...]]
    """Class, property and value of a node -> the classes that it is of as well."""

    def classes(self, iri: str) -> tuple[str, ...]:
        """Return the class itself, then every class that it implies, in a fixed order."""
        seen = [iri]
        for known in seen:
            seen.extend(above for above in self.supers.get(known, ()) if above not in seen)
        return tuple(seen)


@lru_cache(maxsize=8)
def entailments(base: str) -> Entailments:
    """Return what `hub.ttl` entails, with IRIs below `base`."""
    store = ox.Store()
    store.load(ontology_text("hub.ttl", base), format=ox.RdfFormat.TURTLE)
    supers: dict[str, set[str]] = {}
    constants: dict[str, set[tuple[str, str]]] = {}
    by_value: dict[tuple[str, str, str], set[str]] = {}
    for lower, upper in _inclusions(store):
        if isinstance(lower, ox.NamedNode) and isinstance(upper, ox.NamedNode):
            supers.setdefault(lower.value, set()).add(upper.value)
        elif isinstance(lower, ox.NamedNode) and (pair := _has_value(store, upper)):
            constants.setdefault(lower.value, set()).add(pair)
        elif isinstance(upper, ox.NamedNode) and (found := _class_with_value(store, lower)):
            by_value.setdefault(found, set()).add(upper.value)
    return Entailments(
        supers={name: tuple(sorted(found)) for name, found in supers.items()},
        constants={name: tuple(sorted(found)) for name, found in constants.items()},
        by_value={pair: tuple(sorted(found)) for pair, found in by_value.items()},
    )


def _inclusions(store: ox.Store) -> Iterator[tuple[object, object]]:
    for quad in store.quads_for_pattern(None, _SUB_CLASS_OF, None):
        yield quad.subject, quad.object
    for quad in store.quads_for_pattern(None, _EQUIVALENT_CLASS, None):
        yield quad.subject, quad.object
        yield quad.object, quad.subject


def _class_with_value(store: ox.Store, node: object) -> tuple[str, str, str] | None:
    """Return class, property and value of the `owl:intersectionOf` a class and an `owl:hasValue` restriction; None for anything else."""
    found = (
        [quad.object for quad in store.quads_for_pattern(node, _INTERSECTION_OF, None)]
        if isinstance(node, ox.BlankNode)
        else []
    )
    members = [member for each in found for member in _members(store, each)]
    match members:
        case [ox.NamedNode() as kind, restriction] if pair := _has_value(store, restriction):
            return kind.value, *pair
    return None


def _members(store: ox.Store, node: object) -> Iterator[object]:
    """Yield the members of an RDF list."""
    while isinstance(node, ox.BlankNode):
        yield from (quad.object for quad in store.quads_for_pattern(node, _FIRST, None))
        node = next(quad.object for quad in store.quads_for_pattern(node, _REST, None))


def _has_value(store: ox.Store, node: object) -> tuple[str, str] | None:
    """Return property and value of an `owl:hasValue` restriction; None for anything else."""
    if not isinstance(node, ox.BlankNode):
        return None
    properties = [quad.object for quad in store.quads_for_pattern(node, _ON_PROPERTY, None)]
    values = [quad.object for quad in store.quads_for_pattern(node, _HAS_VALUE, None)]
    match properties, values:
        case [ox.NamedNode() as on_property], [ox.NamedNode() as value]:
            return on_property.value, value.value
    return None
