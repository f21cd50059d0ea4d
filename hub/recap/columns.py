"""Column numbers of a tally's array: for each contest one column per option on the ballot, then those for its ballots (valid, invalid ...).

Options are numbered from 1 in the order given, so that a cell in Parquet is three small integers and its votes.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from hub.errors import UsageError

MEASURES = ("registered_count", "voted_count", "valid_count", "invalid_count")
"""Voters on the lists, voters who voted, valid and invalid votes, as in the table `turnout`."""


@dataclass(frozen=True)
class Ballot:
    """A contest and what may be voted for in it, in the order of the option numbers 1, 2, 3 ..."""

    contest_id: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class Columns:
    """Where the figures of several contests stand, side by side, in one row of a tally."""

    ballots: tuple[Ballot, ...]

    @cached_property
    def starts(self) -> npt.NDArray[np.int64]:
        """The first column of each contest."""
        widths = [len(ballot.options) + len(MEASURES) for ballot in self.ballots]
        return np.concatenate([[0], np.cumsum(widths, dtype=np.int64)])[:-1].astype(np.int64)

    @cached_property
    def sizes(self) -> npt.NDArray[np.int64]:
        """The number of options of each contest."""
        return np.array([len(ballot.options) for ballot in self.ballots], dtype=np.int64)

    @cached_property
    def width(self) -> int:
        return sum(len(ballot.options) + len(MEASURES) for ballot in self.ballots)

    def options(self, contest: int) -> slice:
        """The columns of a contest's options."""
        start = int(self.starts[contest])
        return slice(start, start + int(self.sizes[contest]))

    def measures(self, contest: int) -> slice:
        """The columns of a contest's ballots, in the order of MEASURES."""
        end = self.options(contest).stop
        return slice(end, end + len(MEASURES))

    def all_of(self, contest: int) -> slice:
        """The columns of a contest's options and ballots."""
        return slice(self.options(contest).start, self.measures(contest).stop)

    def name(self, contest: int, offset: int) -> str:
        """Return what the column `offset` of a contest counts: an option, or a measure."""
        return [*self.ballots[contest].options, *MEASURES][offset]

    def contest(self, contest_id: str) -> int:
        """Return the number of a contest. Raises UsageError for one that is not counted here."""
        known = [ballot.contest_id for ballot in self.ballots]
        if contest_id not in known:
            raise UsageError(f"expected one of the contests {', '.join(known)}, found {contest_id!r}")
        return known.index(contest_id)
