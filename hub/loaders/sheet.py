"""One row of a CSV source: cells read by column and style of number, or a row to set aside with the reason."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from hub.errors import BrokenSource
from hub.facts import Fact, FindingFact, LeftOutRow, PartOfRow, SetAsideRow, Statement
from hub.loaders import numbers
from hub.loaders.days import iso_date
from hub.loaders.numbers import NotANumber, Separator
from hub.loaders.record import BadRow, Record
from hub.loaders.source_file import UNEVEN, SourceFile


class SheetRow(Record):
    """The cells of one row. Each reader raises BadRow where the cell is not what its name promises."""

    def count(self, column: str, *, thousands: Separator = "", minimum: int = 0) -> int:
        """Return a whole number from `minimum`."""
        number = self.optional_count(column, thousands=thousands, minimum=minimum)
        if number is None:
            raise BadRow("missing-field", f"expected a whole number in {column!r}, found an empty cell")
        return number

    def optional_count(self, column: str, *, thousands: Separator = "", minimum: int = 0) -> int | None:
        """Return a whole number from `minimum`, or None for an empty cell."""
        try:
            number = numbers.integer(self.fields[column], thousands=thousands)
        except NotANumber as error:
            raise BadRow("not-a-number", f"{column!r}: {error}") from error
        if number is not None and number < minimum:
            raise BadRow("wrong-number", f"expected a whole number from {minimum} in {column!r}, found {number}")
        return number

    def percent(self, column: str) -> Decimal | None:
        """Return `54,39%` in hundredths, or None for an empty cell."""
        try:
            return numbers.percent(self.fields[column])
        except NotANumber as error:
            raise BadRow("not-a-number", f"{column!r}: {error}") from error

    def optional_date(self, column: str) -> date | None:
        """Return a date written `1961-06-21`, or None for an empty cell."""
        text = self.optional_text(column)
        if text is None:
            return None
        try:
            return iso_date(text)
        except ValueError:
            raise BadRow("not-a-date", f"expected a date such as 1961-06-21 in {column!r}, found none") from None

    def has(self, columns: Sequence[str], file: str) -> bool:
        """Tell whether the sheet has all of `columns`. Raises BrokenSource where it has some and lacks others."""
        lacking = [column for column in columns if column not in self.fields]
        if lacking and len(lacking) < len(columns):
            raise BrokenSource(
                f"{file}: expected the columns {', '.join(columns)} together or not at all; not found: "
                f"{', '.join(lacking)}"
            )
        return not lacking


def sheet_rows(source: SourceFile, columns: Sequence[str]) -> Iterator[SheetRow]:
    """Yield every row of a CSV source and count it as read. Raises BrokenSource where one of `columns` is missing."""
    for row, cells in source.csv(columns):
        yield SheetRow(row, cells)


def stated_by(
    rows: Iterable[SheetRow], stated: Callable[[SheetRow], Iterable[Fact | FindingFact | PartOfRow | LeftOutRow]]
) -> Iterator[Statement]:
    """Yield what `stated` makes of each row; a bad row is set aside entirely, as is one with too few or too many cells."""
    for row in rows:
        if UNEVEN in row.fields:
            cause = f"expected a cell per column, {len(row.fields) - 1}, found {row.fields[UNEVEN]}"
            yield SetAsideRow(row=row.row, rule="uneven-row", cause=cause)
            continue
        try:
            facts = list(stated(row))
        except BadRow as bad:
            yield SetAsideRow(row=row.row, rule=bad.rule, cause=bad.cause)
        else:
            yield from facts
