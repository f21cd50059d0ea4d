"""Cells that state several facts: a text with parts of one pattern, such as `[1] 43.255 [2] 38.954`, or a JSON array."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hub.loaders.fact_fields import NotReadable
from hub.loaders.mapped.cells import Cell, Items, cell_below, text_of

BETWEEN = re.compile(r"[\s,;/|&.\-]*")
"""What may stand between the parts of a text, and before and behind them."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a cell: the groups of a match by number, or the fields of an element by name."""

    groups: Mapping[int, str | None] = field(default_factory=dict)
    element: Any = None

    def __getitem__(self, name: str | int) -> Cell:
        return self.groups.get(name) if isinstance(name, int) else cell_below(self.element, name)


@dataclass(frozen=True)
class PartReader:
    """The column whose cells are parted, and the pattern of a part; without one a cell is a list of elements."""

    place: int
    label: str
    pattern: re.Pattern[str] | None

    def of(self, cell: Cell) -> Sequence[Part]:
        """Return the parts of a cell. Raises NotReadable if there is none, or other text separates them."""
        if self.pattern is None:
            if not isinstance(cell, Items):
                raise NotReadable(f"expected a list, found {'an empty cell' if cell is None else 'another value'}")
            return [Part(element=element) for element in cell.elements]
        text = text_of(cell)
        found = list(self.pattern.finditer(text))
        if not found:
            raise NotReadable(
                f"expected parts like {self.pattern.pattern!r}, found none in a text of {len(text)} characters"
            )
        ends = [0, *(match.end() for match in found)]
        starts = [*(match.start() for match in found), len(text)]
        rest = [text[end:start] for end, start in zip(ends, starts, strict=True)]
        other = sum(len(piece) for piece in rest if not BETWEEN.fullmatch(piece))
        if other:
            raise NotReadable(
                f"expected nothing but parts like {self.pattern.pattern!r}, found {other} other characters"
            )
        return [Part(groups=dict(enumerate(match.groups(), start=1))) for match in found]
