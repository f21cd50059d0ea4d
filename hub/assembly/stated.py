"""Collects the facts of all sources into one frame per type of fact, each row with the source and row that state it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from operator import attrgetter
from typing import Any, get_args, get_origin

import polars as pl

from hub.facts import CandidacyFact, Fact, RegionCode
from hub.national_id import strike_out_column


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that a fact comes from; `order` is its place in the workspace, and the first source of a value wins."""

    order: int
    source_id: str
    series: str
    edition_id: str | None
    status: str | None = None


@dataclass
class Stated:
    """Every fact of a build by its type, each with its origin. Facts are let go of once they are in a frame: they take much memory."""

    _facts: dict[type[Fact], list[Fact]] = field(default_factory=lambda: defaultdict(list))
    _origins: dict[type[Fact], list[Origin]] = field(default_factory=lambda: defaultdict(list))
    keys: dict[type[Fact], pl.DataFrame] = field(default_factory=dict)
    """Of each type that is traced: `statement`, and the key of what it says something of, in the order of precedence."""
    _parts: dict[type[Fact], list[pl.DataFrame]] = field(default_factory=lambda: defaultdict(list))
    """Facts in frames that are not in `_frames` yet."""
    _frames: dict[type[Fact], pl.DataFrame] = field(default_factory=dict)

    def add(self, fact: Fact, origin: Origin) -> None:
        self._facts[type(fact)].append(fact)
        self._origins[type(fact)].append(origin)

    def pack(self) -> None:
        """Turn the facts added so far into frames."""
        for kind, facts in self._facts.items():
            self._parts[kind].append(_frame(kind, facts, self._origins[kind]))
        self._facts.clear()
        self._origins.clear()

    def add_packed(self, other: "Stated") -> None:
        """Add the facts of another, which is packed and has given no frame yet."""
        for kind, parts in other._parts.items():
            self._parts[kind] += parts

    def packed(self) -> dict[type[Fact], pl.DataFrame]:
        """Return the facts that were packed, a frame for each type; none has been given yet."""
        return {kind: pl.concat(parts) for kind, parts in self._parts.items()}

    @classmethod
    def of_packed(cls, frames: Mapping[type[Fact], pl.DataFrame], order: int) -> "Stated":
        """Return what `packed` gave of one entry, at its place in the workspace now."""
        placed = {kind: [frame.with_columns(origin=pl.lit(order, pl.Int64))] for kind, frame in frames.items()}
        return cls(_parts=defaultdict(list, placed))

    def frame(self, kind: type[Fact]) -> pl.DataFrame:
        """Return the facts of a type: a column per field, region codes as `scheme:value`, the columns of the origin, and `statement`, their number.

        Rows stand in the order of the workspace, file and row, whatever order they were added in.
        """
        self.pack()
        if kind in self._parts or kind not in self._frames:
            before = [self._frames[kind].drop("statement")] if kind in self._frames else []
            parts = [*before, *self._parts.pop(kind, [])] or [_frame(kind, [], [])]
            ordered = pl.concat(parts).sort("origin", "source_row", maintain_order=True)
            self._frames[kind] = ordered.with_row_index("statement")
        return self._frames[kind]

    def trace(self, kind: type[Fact], frame: pl.DataFrame, key: str) -> None:
        """Remember what each statement of a type is about: `frame` has `statement` and the column `key`, null where it is about nothing known."""
        self.keys[kind] = frame.select("statement", pl.col(key).cast(pl.String).alias("key"))


def _frame(kind: type[Fact], facts: list[Fact], origins: list[Origin]) -> pl.DataFrame:
    columns: dict[str, pl.Series] = {}
    for item in fields(kind):
        columns[item.name] = _series(item.name, item.type, list(map(attrgetter(item.name), facts)))
    known = list({id(origin): origin for origin in origins}.values())
    place = {id(origin): number for number, origin in enumerate(known)}
    places = pl.Series([place[id(origin)] for origin in origins], dtype=pl.UInt32)
    columns["origin"] = pl.Series([origin.order for origin in known], dtype=pl.Int64).gather(places)
    for name in ("source_id", "series", "edition_id"):  # gathered texts are one text in memory
        columns[name] = pl.Series([getattr(origin, name) for origin in known], dtype=pl.String).gather(places)
    if "status" in columns and kind is not CandidacyFact:
        given = pl.Series([origin.status for origin in known], dtype=pl.String).gather(places)
        columns["status"] = columns["status"].zip_with(columns["status"].is_not_null(), given)
    return pl.DataFrame(columns).rename({"row": "source_row"})


def code_text(code: RegionCode | None) -> str | None:
    """Return a region code as one text, `kemendagri:11.05`."""
    return None if code is None else f"{code.scheme}:{code.value}"


def _series(name: str, hint: Any, values: list[Any]) -> pl.Series:
    kinds = {hint, *get_args(hint)}
    if RegionCode in kinds and get_origin(hint) is tuple:
        # One text per row, split by polars: a Python list per row costs ten times as much.
        texts = [" ".join(f"{code.scheme}:{code.value}" for code in codes) for codes in values]
        return strike_out_column(pl.Series(name, texts, dtype=pl.String)).str.split(" ").list.set_difference([""])
    if RegionCode in kinds:
        return strike_out_column(pl.Series(name, [code_text(code) for code in values], dtype=pl.String))
    dtype = next((DTYPES[kind] for kind in kinds if kind in DTYPES), pl.String())
    series = pl.Series(name, values, dtype=dtype)
    return strike_out_column(series) if series.dtype == pl.String else series


DTYPES: dict[Any, pl.DataType] = {int: pl.Int64(), bool: pl.Boolean(), date: pl.Date(), bytes: pl.Binary()}
"""Every other type of a fact's field is a text or a choice of texts."""
