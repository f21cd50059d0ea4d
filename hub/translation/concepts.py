"""The closed lists of the ontology: what each of their values means, in both languages."""

from functools import cache

import pyoxigraph as ox

from hub.resources import read_text
from hub.translation.catalogue import Both

_DEFINED_AT = "https://w3id.org/pemilu/def/"
"""Where the terms of `ontology/hub.ttl` stand, as the file is written."""

_SKOS = "http://www.w3.org/2004/02/skos/core#"


def closed_list(scheme: str) -> dict[str, Both]:
    """Return what the values of a closed list mean, by their notation: its definition, or its label where that says all.

    `scheme` is the name of a `skos:ConceptScheme` of `ontology/hub.ttl`: `status/`, `genders`. Raises KeyError for any other.
    """
    return _closed_lists()[_DEFINED_AT + scheme]


@cache
def _closed_lists() -> dict[str, dict[str, Both]]:
    store = ox.Store()
    store.load(read_text("ontology", "hub.ttl"), format=ox.RdfFormat.TURTLE)
    found: dict[str, dict[str, Both]] = {}
    for quad in store.quads_for_pattern(None, ox.NamedNode(f"{_SKOS}inScheme"), None):
        told = _texts(store, quad.subject, "definition") or _texts(store, quad.subject, "prefLabel")
        both = Both(_sentence(told["en"]), _sentence(told["id"]))
        for notation in store.quads_for_pattern(quad.subject, ox.NamedNode(f"{_SKOS}notation"), None):
            found.setdefault(_value(quad.object), {})[_value(notation.object)] = both
    return found


def _texts(store: ox.Store, subject: ox.NamedNode | ox.BlankNode | ox.Triple, name: str) -> dict[str, str]:
    """Return the texts of a property by language."""
    quads = store.quads_for_pattern(subject, ox.NamedNode(_SKOS + name), None)
    return {quad.object.language or "": quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)}


def _value(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."
