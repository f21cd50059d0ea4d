"""Writer of Atom feeds (RFC 4287): the XML of a feed from a list of entries."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, tostring

NAMESPACE = "http://www.w3.org/2005/Atom"


class Entry(NamedTuple):
    """One thing that happened: its identifier, title, page, when, and what there is to say."""

    id: str
    title: str
    page: str
    updated: datetime
    summary: str


def feed(identifier: str, title: str, address: str, entries: Sequence[Entry], lang: str) -> bytes:
    """Return an Atom feed (RFC 4287) of entries, the newest first as they are given."""
    made = Element("feed", {"xmlns": NAMESPACE, "xml:lang": lang})
    SubElement(made, "id").text = identifier
    SubElement(made, "title").text = title
    SubElement(made, "link", {"rel": "self", "href": address})
    SubElement(SubElement(made, "author"), "name").text = "Pemilu Hub"
    SubElement(made, "updated").text = _time(
        max((entry.updated for entry in entries), default=datetime.fromtimestamp(0, UTC))
    )
    for entry in entries:
        told = SubElement(made, "entry")
        SubElement(told, "id").text = entry.id
        SubElement(told, "title").text = entry.title
        SubElement(told, "link", {"rel": "alternate", "href": entry.page})
        SubElement(told, "updated").text = _time(entry.updated)
        SubElement(told, "summary").text = entry.summary
    body: bytes = tostring(made, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + body


def _time(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
