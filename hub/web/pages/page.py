"""Page: its query to the API, the values of its template, and the rows offered as files."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import orjson

from hub.errors import StoreUnavailable
from hub.graph.store import StatementTimeout
from hub.schema.failures import BAD_VARIABLES
from hub.schema.request import Request
from hub.web.answers import HttpError
from hub.web.site import Site
from hub.web.words import Words

Row = TypeVar("Row")

PAGE_SIZE = 1000
"""Rows of a list that are asked for at a time; a list is asked for until it ends."""


@dataclass(frozen=True)
class Asked:
    """A question to a page: what it is about, in which language, and what else its address says (`?hal=2`)."""

    site: Site
    key: str
    words: Words
    given: Mapping[str, str]

    def answer(self, query: str, **variables: Any) -> dict[str, Any]:
        """Return the data of a query to the API.

        Raises HttpError 400 for variables that it refuses, StoreUnavailable where the store does not answer.
        """
        response = self.site.executor.execute(Request(query, variables))
        if response.has_errors:
            error = orjson.loads(response.body)["errors"][0]
            told = error.get("extensions", {})
            if told.get("classification") == BAD_VARIABLES:
                raise HttpError(400, "BAD_REQUEST", error["message"])
            if told.get("code") not in {StoreUnavailable.code, StatementTimeout.code}:
                raise RuntimeError(f"expected an answer for a page, found {error['message']}")
            raise StoreUnavailable(f"expected an answer for a page from the graph store, found: {error['message']}")
        data: dict[str, Any] = orjson.loads(response.body)["data"]
        return data

    def every(self, query: str, *path: str, size: int = PAGE_SIZE, **variables: Any) -> list[dict[str, Any]]:
        """Return all rows of the list at `path` of a query that takes `$first` and `$after`, `size` at a time."""
        found: list[dict[str, Any]] = []
        after = None
        while True:
            answered: Any = self.answer(query, first=size, after=after, **variables)
            for name in path:
                answered = answered and answered[name]
            if answered is None:
                return found
            found += answered["nodes"]
            if not answered["pageInfo"]["hasNextPage"]:
                return found
            after = answered["pageInfo"]["endCursor"]

    def chosen(self, name: str, offered: Iterable[str], usual: str | None = None) -> str | None:
        """Return what the address chooses by a parameter, `usual` where it says nothing. Raises HttpError 400 for what is not offered."""
        value, known = self.given.get(name), list(offered)
        if value and value not in known:
            raise HttpError(
                400, "BAD_CHOICE", f"expected `{name}` to be one of {', '.join(known)}; found {value[:60]!r}"
            )
        return value or usual

    def number(self, name: str, most: int = 100_000) -> int:
        """Return a number of the address, such as the page of a list: 1 if absent or not a number."""
        text = self.given.get(name, "")
        # Python refuses to read a number of thousands of digits; nine are more than any page has.
        return min(max(int(text[:9]), 1), most) if text.isascii() and text.isdigit() else 1

    def paged(self, rows: Sequence[Row], size: int) -> tuple[Sequence[Row], int, int]:
        """Return the rows of the page `?hal=`, its number, and how many pages there are; past the end, the last page."""
        pages = max(1, -(-len(rows) // size))
        number = self.number("hal", pages)
        return rows[(number - 1) * size : number * size], number, pages


def sum_of(figures: Iterable[int | None]) -> int | None:
    """Return the sum of figures; None where there are none, or one of them is not known."""
    held = list(figures)
    return sum(figure for figure in held if figure is not None) if held and None not in held else None


@dataclass(frozen=True)
class Page:
    """A page that is ready to be written."""

    template: str
    title: str
    shown: Mapping[str, Any]
    description: str = ""
    query: str = ""
    variables: Mapping[str, Any] = field(default_factory=dict)
    """The query to the API that the page shows, and what it is asked with."""
    rows: list[dict[str, Any]] | Callable[[], list[dict[str, Any]]] | None = None
    """The rows of its table as they are taken away, or what makes them where a file is asked for; None for a page that is no table."""
    shapes: Mapping[str, Any] = field(default_factory=dict)
    """The geometries of its map by key, as GeoJSON has them; none for a page without a map."""
    places: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """What is known of each place on its map, by the same keys."""
    about: Mapping[str, Any] | None = None
    """What the page says in the terms of schema.org."""
    embeds: str | None = None
    """Path of its chart for other sites, below /embed."""


Maker = Callable[[Asked], Page | None]
"""Makes the page of one kind of thing; None where the release holds no such thing."""
