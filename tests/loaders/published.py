"""Reads a series of published files through its loader, and balances the books: no row is lost, none is told twice."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from hub.facts import Fact, FindingFact, LeftOutRow, NotOpen, PartOfRow, SetAsideRow, Statement
from hub.loaders import BY_NAME, SourceFile
from hub.workspace import read_workspace

INDONESIA = Path(__file__).parents[2] / "examples" / "indonesia"

Kind = TypeVar("Kind", bound=Fact)


@dataclass
class Series:
    """What the files of a series state together."""

    files: int = 0
    rows: int = 0
    left_out: int = 0
    facts: list[Fact] = field(default_factory=list)
    set_aside: list[SetAsideRow] = field(default_factory=list)
    findings: list[FindingFact] = field(default_factory=list)
    not_open: list[str] = field(default_factory=list)

    def of(self, kind: type[Kind]) -> list[Kind]:
        return [fact for fact in self.facts if isinstance(fact, kind)]

    def rules(self) -> dict[str, int]:
        """Rule -> how many findings and rows set aside it has."""
        return dict(Counter(told.rule for told in (*self.findings, *self.set_aside)))


def read_series(folder: Path, loader: str, glob: str, edition_id: str | None = None, **options: Any) -> Series:
    """Read the files of `glob` in order of path; asserts of each that rows = rows kept + rows set aside + rows left out."""
    series = Series()
    for path in sorted(folder.glob(glob)):
        source = SourceFile(path=path, name=path.relative_to(folder).as_posix(), edition_id=edition_id, options=options)
        add(series, source, BY_NAME[loader].read(source))
    return series


def of_indonesia(folder: Path, source_id: str) -> Series:
    """Read a source as examples/indonesia has it; asserts the same."""
    (entry,) = (entry for entry in read_workspace(INDONESIA).sources if entry.id == source_id)
    return read_series(folder, entry.loader, entry.path, entry.edition, **entry.options)


def add(series: Series, source: SourceFile, statements: Iterable[Statement]) -> None:
    """Add what a file states, and balance its books."""
    kept: set[int] = set()
    aside: set[int] = set()
    left_out: set[int] = set()
    for statement in statements:
        if isinstance(statement, Fact):
            series.facts.append(statement)
            kept.add(statement.row)
        elif isinstance(statement, PartOfRow):
            kept.add(statement.row)
        elif isinstance(statement, SetAsideRow):
            series.set_aside.append(statement)
            aside.add(statement.row)
        elif isinstance(statement, LeftOutRow):
            left_out.add(statement.row)
        elif isinstance(statement, NotOpen):
            series.not_open.append(statement.reason)
        else:
            series.findings.append(statement)
    assert not kept & aside, f"{source.name}: rows both kept and set aside: {sorted(kept & aside)}"
    assert not left_out & (kept | aside), f"{source.name}: rows left out, and told of: {sorted(left_out)}"
    assert kept | aside | left_out == set(range(1, source.rows_read + 1)), f"{source.name}: rows read and not told of"
    series.files += 1
    series.rows += source.rows_read
    series.left_out += len(left_out)
