"""Documents that may be larger than memory, written as JSON or XML while they are made: dicts whose lists may be iterators.

The XML is that of NIST SP 1500-100: `@id` is the attribute ObjectId, keys in capitals are elements in the order of the dict, a list of
texts is one element with blanks between, and a text in a language is `{"Content": ..., "Language": ...}`.
"""

import re
from collections.abc import Iterator, Mapping
from typing import IO, Any
from xml.sax.saxutils import escape, quoteattr

import orjson

Document = Mapping[str, Any]

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that no XML document can hold; the replacement character stands in their place."""

_ABSTRACT = {"Contest", "ContestSelection", "GpUnit"}
"""Elements whose type is one of several; `xsi:type` says which."""


def write_json(document: Document, file: IO[bytes]) -> None:
    """Write a document as JSON, each member of an iterator on a line of its own."""
    for part in _json(document):
        file.write(part)
    file.write(b"\n")


def _json(held: Any) -> Iterator[bytes]:
    if isinstance(held, Iterator):
        yield b"["
        for place, member in enumerate(held):
            yield b",\n" if place else b"\n"
            yield from _json(member)
        yield b"]"
    elif isinstance(held, dict) and any(isinstance(value, Iterator) for value in held.values()):
        for place, (name, value) in enumerate(held.items()):
            yield (b",\n" if place else b"{") + orjson.dumps(name) + b":"
            yield from _json(value)
        yield b"}"
    else:
        yield orjson.dumps(held)


def write_xml(document: Document, root: str, namespace: str, file: IO[bytes]) -> None:
    """Write a document as XML below an element `root` of a namespace."""
    file.write(b'<?xml version="1.0" encoding="UTF-8"?>\n')
    spaces = f' xmlns={quoteattr(namespace)} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    for part in _xml(root, document, spaces):
        file.write(part.encode())


def _xml(name: str, held: Any, spaces: str = "") -> Iterator[str]:
    if isinstance(held, Iterator) or (isinstance(held, list) and held and isinstance(held[0], dict)):
        for member in held:
            yield from _xml(name, member)
    elif isinstance(held, dict) and "Content" in held:
        yield f"<{name} Language={quoteattr(held['Language'])}>{_text(held['Content'])}</{name}>"
    elif isinstance(held, dict):
        kind = f" xsi:type={quoteattr(held['@type'].rpartition('.')[2])}" if name in _ABSTRACT else ""
        named = f" ObjectId={quoteattr(held['@id'])}" if "@id" in held else ""
        yield f"<{name}{spaces}{named}{kind}>"
        for inner, value in held.items():
            if not inner.startswith("@"):
                yield from _xml(inner, value)
        yield f"</{name}>\n"
    else:
        yield f"<{name}>{_text(held)}</{name}>"


def _text(held: Any) -> str:
    if isinstance(held, bool):
        return "true" if held else "false"
    text = " ".join(held) if isinstance(held, list) else str(held)
    return escape(_NOT_XML.sub("\ufffd", text), {"\r": "&#13;"})
