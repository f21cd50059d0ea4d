"""Tally of the cells of a file that its mapping could not place: a thousand cells of one kind are one finding."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from hub.facts import FindingFact

PERSONAL = frozenset(
    (
        *(
            "name",
            "published_id",
            "candidate_published_id",
            "ticket_published_id",
            "residence",
            "birth_date",
            "birth_place",
        ),
        *("replaces", "donor_name", "applicant"),
    )
)
"""Fields of which texts without a partner are in no release: they may be of a person."""

PUBLISHED = 20
"""Texts of a column that a finding tells, the most frequent first."""


@dataclass
class Tally:
    """Texts without a partner by column, marks of footnotes by column, and rows that the mapping leaves out."""

    partners: dict[tuple[str, str | None, str], Counter[str]] = field(default_factory=dict)
    """Column, table and field -> how often each text was found."""
    marked: Counter[str] = field(default_factory=Counter)
    left_out: int = 0

    def no_partner(self, column: str, table: str | None, field_name: str, text: str) -> None:
        """Count a text of a column that is not in a table that is looked up, or not among the values of the mapping."""
        self.partners.setdefault((column.replace("'", ""), table, field_name), Counter())[text] += 1

    def footnotes(self, column: str, cells: int) -> None:
        """Count cells of which marks of footnotes were passed over."""
        if cells:
            self.marked[column.replace("'", "")] += cells

    def findings(self) -> Iterator[FindingFact]:
        """Yield a finding for each column."""
        for (column, table, field_name), texts in self.partners.items():
            yield _no_partner(column, table, field_name, texts)
        for column, cells in self.marked.items():
            yield FindingFact(
                rule="footnotes",
                severity="INFO",
                message=f"column {column!r}: {counted(cells, 'cell')} with the mark of a footnote, which is not read",
                evidence={"column": column, "cells_count": cells},
            )
        if self.left_out:
            yield FindingFact(
                rule="left-out-by-mapping",
                severity="INFO",
                message=f"{counted(self.left_out, 'row')} left out by `where` and `unless` of the mapping",
                evidence={"rows_count": self.left_out},
            )


def counted(count: int, noun: str) -> str:
    """Return a count with its noun: `1 row`, `1,200 rows`."""
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def _no_partner(column: str, table: str | None, field_name: str, texts: Counter[str]) -> FindingFact:
    """Return the finding of a column. `shown` has all texts and is in no release; the evidence has those that may be published."""
    ordered = dict(sorted(texts.items(), key=lambda each: (-each[1], each[0])))
    may_be_told = table is not None and field_name not in PERSONAL
    told = dict(list(ordered.items())[:PUBLISHED]) if may_be_told else {}
    where = f"in {table}" if table else "among the values of the mapping"
    return FindingFact(
        rule="no-partner",
        severity="WARNING",
        message=f"column {column!r}: {counted(texts.total(), 'cell')}, {counted(len(texts), 'text')}, without a partner {where}"
        + (f": {', '.join(f'{text!r} {count:,} times' for text, count in list(told.items())[:5])}" if told else ""),
        evidence={"column": column, "table": table, "cells_count": texts.total(), "texts_count": len(texts)}
        | ({"texts": told} if told else {}),
        shown=ordered,
    )
