"""Content negotiation: which representation a request gets. Pure: two texts and an offer in, a representation or none out."""

from collections.abc import Sequence
from typing import NamedTuple


class Representation(NamedTuple):
    """A form that something can be given in: its name in `?format=` and as extension, and its media type."""

    name: str
    media_type: str


HTML = Representation("html", "text/html")
JSON = Representation("json", "application/json")
TURTLE = Representation("ttl", "text/turtle")
JSON_LD = Representation("jsonld", "application/ld+json")
N_TRIPLES = Representation("nt", "application/n-triples")
RDF_XML = Representation("rdf", "application/rdf+xml")

_OTHER_NAMES = {
    "application/json": "application/ld+json",
    "application/xhtml+xml": "text/html",
    "text/plain": "application/n-triples",
    "text/n3": "text/turtle",
    "application/x-turtle": "text/turtle",
}
"""Media types that are answered with another one where they are not offered themselves."""


def negotiate(accept: str | None, wanted: str | None, offered: Sequence[Representation]) -> Representation | None:
    """Return the representation that a request gets, or None for 406.

    `wanted`, the value of `?format=`, wins over `accept`, the header. Without either the first of `offered` is given; of equal
    quality values the one that stands first in the header, then in the offer.
    """
    if wanted:
        return next((offer for offer in offered if wanted in {offer.name, offer.media_type}), None)
    if not accept or not accept.strip():
        return offered[0]
    best: tuple[float, int, int] | None = None
    chosen = None
    ranges = _ranges(accept, {offer.media_type for offer in offered})
    for place, offer in enumerate(offered):
        quality, _, order = max((_match(offer.media_type, entry) for entry in ranges), key=lambda match: match[1])
        if quality > 0 and (best is None or (quality, -order, -place) > best):
            best, chosen = (quality, -order, -place), offer
    return chosen


def _ranges(accept: str, offered: set[str]) -> list[tuple[str, float, int]]:
    ranges = []
    for order, part in enumerate(accept.split(",")):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = next((_quality(text[2:]) for text in parameters if text.startswith("q=")), 1.0)
        ranges.append((name if name in offered else _OTHER_NAMES.get(name, name), quality, order))
    return ranges


def _quality(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 0.0


def _match(media_type: str, entry: tuple[str, float, int]) -> tuple[float, int, int]:
    """Return quality, how closely the range names the type (0 for not at all), and the range's place in the header."""
    name, quality, order = entry
    closeness = (
        3 if name == media_type else 2 if name == media_type.partition("/")[0] + "/*" else 1 if name == "*/*" else 0
    )
    return (quality if closeness else 0.0, closeness, order)
