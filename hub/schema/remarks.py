"""Remarks on an answer: what its `extensions` say of counts and sums that could be misread.

A path in a remark leads to the value that it is about.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Remark = Mapping[str, Any]


@dataclass(slots=True)
class Remarks:
    """Remarks on one answer by kind; most answers have none."""

    unknown_keys: list[Remark] = field(default_factory=list)
    """Keys in conditions that no thing has, with similar ones."""
    contradicted: list[Remark] = field(default_factory=list)
    """Figures over rows that findings contradict, with their rules."""
    not_known: list[Remark] = field(default_factory=list)
    """Rows that a count or a sum leaves out because a value is null."""
    partly_held: list[Remark] = field(default_factory=list)
    """Counts and sums over an edition of which the release holds a part."""
    sums_of_rows: list[Remark] = field(default_factory=list)
    """Sums over the rows that are held, for which other fields have the official figure."""
    failed: list[Remark] = field(default_factory=list)
    """Fields of which could not be looked up what is to be said, with the error."""

    def extensions(self) -> dict[str, list[Remark]]:
        """Return them as the response names them; kinds without a remark are left out."""
        named = {
            "unknownKeys": self.unknown_keys,
            "contradicted": self.contradicted,
            "notKnown": self.not_known,
            "partlyHeld": self.partly_held,
            "sumsOfRows": self.sums_of_rows,
            "remarksFailed": self.failed,
        }
        return {name: remarks for name, remarks in named.items() if remarks}
