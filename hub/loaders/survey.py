"""Survey of one source: how many rows were kept, and by rule and column why others were not."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from hub.facts import Fact, FindingFact, LeftOutRow, PartOfRow, SetAsideRow, Statement

QUOTED = re.compile(r"(?:\bin|column) '([^']{1,80})'")
"""Where the cause of a loader names the column or field."""


@dataclass
class Reason:
    """A rule that cells or rows of a column broke: how many, and the message of the first, with its file."""

    rule: str
    column: str
    count: int
    first: str


@dataclass
class Survey:
    """Rows of the files of a source: read = kept + set aside; rows that the mapping leaves out are counted apart."""

    files: int = 0
    kept_count: int = 0
    set_aside_count: int = 0
    left_out_count: int = 0
    broken: list[str] = field(default_factory=list)
    rows: dict[tuple[str, str], Reason] = field(default_factory=dict)
    """Rows set aside, by rule and column."""
    cells: dict[tuple[str, str], Reason] = field(default_factory=dict)
    """Findings of rows that are kept, by rule and column."""
    unmatched: dict[tuple[str, str], Counter[str]] = field(default_factory=dict)
    """Column and the table that it is looked up in (empty for `values`) -> texts without a partner, and how often."""

    @property
    def read_count(self) -> int:
        return self.kept_count + self.set_aside_count

    def add(self, file: str, rows_read: int, statements: Iterable[Statement]) -> None:
        """Count what a file states. Rows that nothing is said of are set aside, as a build does."""
        self.files += 1
        kept: set[int] = set()
        aside: dict[int, SetAsideRow] = {}
        left_out: set[int] = set()
        for statement in statements:
            match statement:
                case Fact() | PartOfRow():
                    kept.add(statement.row)
                case LeftOutRow():
                    left_out.add(statement.row)
                case SetAsideRow():
                    aside.setdefault(statement.row, statement)
                case FindingFact():
                    self._find(file, statement)
                case _:
                    pass
        for row, told in aside.items():
            if row not in kept:
                _count(self.rows, told.rule, told.column or _column(told.cause), f"{file}: {told.cause}")
        unsaid = rows_read - len(kept | aside.keys() | left_out)
        if unsaid:
            _count(self.rows, "nothing-stated", "", f"{file}: nothing is stated", unsaid)
        self.kept_count += len(kept)
        self.set_aside_count += len(aside.keys() - kept) + unsaid
        self.left_out_count += len(left_out)

    def _find(self, file: str, finding: FindingFact) -> None:
        column = str(finding.evidence.get("column", ""))
        if finding.rule == "no-partner":
            texts = self.unmatched.setdefault((column, str(finding.evidence.get("table") or "")), Counter())
            texts.update(finding.shown)
        elif finding.severity != "INFO":
            _count(self.cells, finding.rule, column, f"{file}: {finding.message}")


def _count(reasons: dict[tuple[str, str], Reason], rule: str, column: str, first: str, count: int = 1) -> None:
    reason = reasons.setdefault((rule, column), Reason(rule, column, 0, first))
    reason.count += count


def _column(cause: str) -> str:
    named = QUOTED.search(cause)
    return named[1] if named else ""
