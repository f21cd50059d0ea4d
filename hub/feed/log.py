"""The hash chain of the log: each act holds the hash of the one before it, so none can be altered, put in or taken out between others.

Whoever can write the database can write the whole chain anew. The hash of the last act, which `hub feed verify` and the page of the log show, tells that when it was
noted elsewhere.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson

FIRST = "0" * 64
"""What the first act has in place of the hash of the act before it."""

LINKED = ("number", "at", "actor", "act", "detail", "rows", "previous")


def canonical(content: Any) -> str:
    """Return a content as JSON that is the same for the same content."""
    return orjson.dumps(content, option=orjson.OPT_SORT_KEYS).decode()


def digest(row: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a row."""
    return hashlib.sha256(canonical(row).encode()).hexdigest()


def linked(entry: Mapping[str, Any]) -> str:
    """Return the hash of an act, which covers the hash of the act before it."""
    return hashlib.sha256(canonical({name: entry[name] for name in LINKED}).encode()).hexdigest()


def broken_links(entries: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield in words where the chain of acts, in their order, does not hold."""
    number, previous = 0, FIRST
    for entry in entries:
        number += 1
        if entry["number"] != number:
            yield f"log: expected act {number}, found {entry['number']}: acts are missing"
            number = entry["number"]
        elif entry["previous"] != previous:
            yield f"log: act {number}: expected the hash {previous[:16]} of the act before it, found {entry['previous'][:16]}"
        if linked(entry) != entry["hash"]:
            yield f"log: act {number} ({entry['act']}): expected the hash {linked(entry)[:16]}, found {entry['hash'][:16]}: it was altered"
        previous = entry["hash"]
