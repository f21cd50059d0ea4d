"""The JSON-LD context as a lookup: the RDF property and value type of each GraphQL field, and the class of each type.

It reads the forms that `ontology/context.jsonld` uses and refuses any other, so that what is compiled from it and what a JSON-LD
processor makes of it cannot drift apart unseen.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import orjson

from hub.errors import HubError
from hub.rdf.ontology import ontology_text

JSON = "http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON"
"""The datatype of a value that is JSON."""

_TERM_KEYWORDS = {"@id", "@type", "@language", "@context"}


@dataclass(frozen=True)
class Term:
    """One term: its property, and how its value is read.

    `kind` is "@id" (the value is an IRI), "@vocab" (a word that `concept` turns into an IRI) or "literal"; a value that is JSON is
    a literal of the datatype JSON.
    """

    iri: str
    kind: str = "literal"
    datatype: str | None = None
    language: str | None = None
    vocab: str | None = None
    words: dict[str, str] = field(default_factory=dict)

    def concept(self, word: str) -> str:
        """Return the IRI of a word of a closed list. Raises HubError if it has none."""
        if word in self.words:
            return self.words[word]
        if self.vocab is None:
            raise HubError(f"context.jsonld, property {self.iri}: expected a term for the word {word!r}, found none")
        return self.vocab + word


class Context:
    """The active context and the type-scoped ones."""

    def __init__(self, definitions: dict[str, Any]) -> None:
        self._definitions = definitions
        self.prefixes = {
            name: value
            for name, value in definitions.items()
            if isinstance(value, str) and value.endswith(("/", "#")) and "://" in value
        }

    def type_iri(self, type_name: str) -> str:
        """Return the class of a `__typename`. Raises HubError for an unknown one."""
        return self._expand(self._identifier(type_name, self._definitions.get(type_name)))

    def term(self, type_name: str, name: str) -> Term | None:
        """Return what the field `name` of a type means, or None where the context has no such term."""
        scoped = self._definitions.get(type_name)
        if isinstance(scoped, dict) and name in scoped.get("@context", {}):
            return self._term(f"{type_name}.{name}", scoped["@context"][name])
        definition = self._definitions.get(name)
        return None if definition is None else self._term(name, definition)

    def _term(self, name: str, definition: Any) -> Term:
        iri = self._expand(self._identifier(name, definition))
        if isinstance(definition, str):
            return Term(iri)
        unknown = set(definition) - _TERM_KEYWORDS
        if unknown:
            raise HubError(
                f"context.jsonld, term {name!r}: expected only {sorted(_TERM_KEYWORDS)}, found {sorted(unknown)}"
            )
        kind = definition.get("@type")
        if kind == "@id":
            return Term(iri, kind="@id")
        if kind == "@json":
            return Term(iri, datatype=JSON)
        if kind == "@vocab":
            inner = definition.get("@context", {})
            words = {word: self._expand(target) for word, target in inner.items() if word != "@vocab"}
            return Term(iri, kind="@vocab", vocab=inner.get("@vocab"), words=words)
        return Term(iri, datatype=self._expand(kind) if kind else None, language=definition.get("@language"))

    def _identifier(self, name: str, definition: Any) -> str:
        found = definition.get("@id") if isinstance(definition, dict) else definition
        if not isinstance(found, str):
            raise HubError(f"context.jsonld, term {name!r}: expected an IRI, found {definition!r}")
        return found

    def _expand(self, compact: str) -> str:
        prefix, separator, rest = compact.partition(":")
        if separator and prefix in self.prefixes and not rest.startswith("//"):
            return self.prefixes[prefix] + rest
        if "://" in compact:
            return compact
        raise HubError(f"context.jsonld: expected an IRI or a name with a known prefix, found {compact!r}")


@lru_cache(maxsize=8)
def read_context(base: str) -> Context:
    """Return the context with own terms and nodes below `base`."""
    return Context(orjson.loads(ontology_text("context.jsonld", base))["@context"])
