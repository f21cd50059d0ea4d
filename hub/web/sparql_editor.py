"""The editor of `/sparql`: CodeMirror, built by `make graphiql` into the package, and the terms that it completes.

Where it was not built the page has the plain form, which works without JavaScript anyway. Nothing is loaded from elsewhere: prefixes and
terms are those of the release's own mapping and ontology.
"""

from functools import lru_cache
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response

from hub.rdf.mapping import Concept, Mapping, compile_mapping
from hub.web.answers import fixed, language, link, site_of
from hub.web.graphiql import bundled
from hub.web.sparql_examples import prefixed, spaces
from hub.web.words import Words

SCRIPT = "sparql.js"

GUARD = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
}
"""The editor asks this server for its terms, and sets styles on elements."""


def script(request: Request) -> str | None:
    """Return the address of the editor's script; None where it was not built."""
    found = bundled(SCRIPT)
    return None if found is None else link(request, found)


def terms(request: Request) -> Response:
    """Answer with prefixes and terms as JSON: `prefixes` by name, `terms` as pairs of a prefixed name and its label in the reader's language."""
    site, lang = site_of(request), language(request)
    unchanged, headers = fixed(request, site, f"sparql-terms.{lang}")
    if unchanged is not None:
        return unchanged
    return Response(orjson.dumps(known(site.base, lang)), 200, headers, "application/json")


@lru_cache(maxsize=8)
def known(base: str, lang: str) -> dict[str, Any]:
    """Return prefixes, and each class, property and word of a closed list that the release states, with its label or an empty text."""
    words = Words(lang)
    prefixes = spaces(base)
    written = {prefixed(iri, prefixes): words.term(iri, base) or "" for iri in _iris(compile_mapping(base))}
    return {"prefixes": prefixes, "terms": sorted((name, label) for name, label in written.items() if name)}


def _iris(mapping: Mapping) -> set[str]:
    found: set[str] = set()
    for shape in mapping.shapes:
        found |= {*shape.types, *(predicate for predicate, _ in shape.constants)}
        for each in shape.properties:
            found.add(each.predicate)
            if isinstance(each.value, Concept):
                found |= {iri for _, iri in each.value.iris}
    return found
