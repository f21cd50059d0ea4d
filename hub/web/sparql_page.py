"""The page of `/sparql`: examples, a query to edit, and its answer as a table or as Turtle, without JavaScript.

`?view=page` asks for it, so that a program that takes HTML for want of an Accept header still gets an answer of the protocol.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import orjson

from hub.web.sparql_examples import EXAMPLES, prefixed, spaces

VIEW = "page"

SHOWN_ROWS = 500
"""Rows of a table that are shown; the files have all of them."""

SHOWN_LETTERS = 100_000
"""Letters of a graph that are shown."""


@dataclass(frozen=True)
class Cell:
    """A value of an answer: its text, and the link of an IRI."""

    text: str
    address: str | None = None
    is_number: bool = False


@dataclass(frozen=True)
class Table:
    """The rows of an answer that are shown, and how many there are."""

    columns: list[str]
    rows: list[list[Cell]]
    count: int


_NUMBERS = {"integer", "decimal", "double", "long", "int"}


def table(answer: bytes, base: str) -> Table:
    """Return SPARQL results in JSON as a table: an IRI by its prefix and where it leads, `true` or `false` as one cell."""
    told = orjson.loads(answer)
    if "boolean" in told:
        return Table(["ASK"], [[Cell(str(told["boolean"]).lower())]], 1)
    columns, bindings = told["head"]["vars"], told["results"]["bindings"]
    spaced = spaces(base)
    rows = [[_cell(row.get(name), base, spaced) for name in columns] for row in bindings[:SHOWN_ROWS]]
    return Table(columns, rows, len(bindings))


def _cell(term: dict[str, Any] | None, base: str, prefixes: dict[str, str]) -> Cell:
    if term is None:
        return Cell("")
    text = term["value"]
    if term["type"] == "uri":
        return Cell(prefixed(text, prefixes) or text.removeprefix(f"{base}id/"), _address(text, base))
    return Cell(text, is_number=term.get("datatype", "").rpartition("#")[2] in _NUMBERS)


def _address(iri: str, base: str) -> str | None:
    """Return where an IRI leads: a thing of the release to its document here, another to the web; None for what is no address, such as `javascript:`."""
    if iri.startswith(f"{base}id/"):
        return f"/doc/{iri.removeprefix(f'{base}id/')}"
    return iri if iri.startswith(("https://", "http://")) else None


def examples(base: str) -> list[tuple[str, str]]:
    """Return the examples: the title, and the path with its query."""
    return [(each.title, f"/sparql?{urlencode({'query': each.text(base), 'view': VIEW})}") for each in EXAMPLES]


def files(query: str, names: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return the forms that an answer can be taken away in, each with its path."""
    return [(name, f"/sparql?{urlencode({'query': query, 'format': name})}") for name in names]


def prefixes(base: str) -> list[str]:
    """Return the declarations of the prefixes that queries commonly need."""
    return [f"PREFIX {name}: <{space}>" for name, space in spaces(base).items()]
