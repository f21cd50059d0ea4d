"""Voters, turnout and presidential votes by regency in 2014, from the provinces' recapitulation forms (DC1).

Publisher: KPU, forms of both elections, tabulated by API Pemilu (Perludem) as `perolehan-suara-pemilu/voices.csv`: one
figure on each of 36,261 lines. No licence is stated. `pemilu_id` is 1 for the president, 2 for the DPR;
`formulir_category.csv` says what a `category_id` is. Regions are given by name: their codes are found in the ministry's list.

Known defects: the last three figures of the DPR form have ids one lower than in `formulir_category.csv` (valid 104,
invalid 105, both 106). Nusa Tenggara Barat and Timur have no presidential form, six regencies none of the DPR. One
number is written `i9`, eleven are -1. 38 lines stand in a province that is not that of their regency. Some figures
stand twice with different numbers: neither is taken.

Options: `regions`, the file that says what a `wilayah_id` is (`provinsi_wilayah.csv`), and `regencies`, the ministry's list of
regencies, from the file's folder.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Literal, NamedTuple

from hub.facts import (
    Fact,
    FindingFact,
    Office,
    PartOfRow,
    RegionCode,
    ResultFact,
    SetAsideRow,
    Statement,
    TurnoutFact,
    VotersFact,
)
from hub.loaders.apipemilu_codes import province
from hub.loaders.apipemilu_regencies import Regencies, regencies
from hub.loaders.loader import Loader
from hub.loaders.record import BadRow
from hub.loaders.sheet import SheetRow, sheet_rows
from hub.loaders.source_file import UNEVEN, SourceFile

COLUMNS = ("pemilu_id", "category_id", "province_id", "wilayah_id", "value")

REGIONS_OPTION = "regions"
REGION_COLUMNS = ("id", "name", "provinsi_id")

ListKind = Literal["DPT", "DPTB", "DPK", "DPKTB"]


class Form(NamedTuple):
    """What the figures of one election's form are, by `category_id`."""

    office: Office
    lists: Mapping[ListKind, tuple[int, int, int]]
    """List of voters -> men, women, both."""
    turnout: tuple[int, int, int, int, int]
    """Voters on all lists, voters who voted, valid votes, invalid votes, both."""
    pairs: Mapping[int, int]
    """Ballot number of a pair -> its votes."""

    def held(self) -> frozenset[int]:
        """Return the categories that a fact can hold."""
        return frozenset(
            [*(category for three in self.lists.values() for category in three), *self.turnout, *self.pairs.values()]
        )


FORMS = {
    "1": Form(
        office="PRESIDENT",
        lists={"DPT": (4, 5, 6), "DPTB": (8, 9, 10), "DPK": (12, 13, 14), "DPKTB": (16, 17, 18)},
        turnout=(22, 43, 50, 51, 52),
        pairs={1: 54, 2: 55},
    ),
    "2": Form(
        office="DPR",
        lists={"DPT": (59, 60, 61), "DPTB": (63, 64, 65), "DPK": (67, 68, 69), "DPKTB": (71, 72, 73)},
        turnout=(77, 98, 104, 105, 106),
        pairs={},
    ),
}
"""`pemilu_id` -> what the figures are."""


class Line(NamedTuple):
    """One figure: which election and regency, what it counts, and the number."""

    row: int
    form: Form
    region: RegionCode
    category: int
    number: int


def read(source: SourceFile) -> Iterator[Statement]:
    """Voters on each list, turnout, and presidential votes of 2014 by regency, from the provinces' forms.

    One row per figure; the figures of a turnout and of a list of voters are parts of one fact. Users of the vote by
    list and gender, and counts of ballot papers, have no table that holds them and are set aside.
    """
    regions = _regions(source)
    written: dict[tuple[str, RegionCode], dict[int, list[Line]]] = {}
    for row in sheet_rows(source, COLUMNS):
        try:
            line = _line(row, regions)
        except BadRow as bad:
            yield SetAsideRow(row=row.row, rule=bad.rule, cause=bad.cause)
        else:
            written.setdefault((line.form.office, line.region), {}).setdefault(line.category, []).append(line)
    for by_category in written.values():
        yield from _twice(lines for lines in by_category.values() if len(lines) > 1)
        once = {category: lines[0] for category, lines in by_category.items() if len(lines) == 1}
        yield from _stated(once)


def _regions(source: SourceFile) -> dict[str, tuple[RegionCode, RegionCode | None]]:
    """Return `wilayah_id` -> its province, and its code where its name is known there."""
    known = regencies(source)
    found: dict[str, tuple[RegionCode, RegionCode | None]] = {}
    for row in sheet_rows(source.companion(REGIONS_OPTION), REGION_COLUMNS):
        try:
            within = province(row, "provinsi_id")
            found[row.text("id")] = within, _found(known, within, row.text("name"))
        except BadRow:
            continue
    return found


def _found(known: Regencies, within: RegionCode, name: str) -> RegionCode | None:
    try:
        return known.find(within, name)
    except BadRow:
        return None


def _line(row: SheetRow, regions: Mapping[str, tuple[RegionCode, RegionCode | None]]) -> Line:
    if UNEVEN in row.fields:
        raise BadRow("uneven-row", f"expected a cell per column, found {row.fields[UNEVEN]}")
    form = row.meaning("pemilu_id", FORMS)
    category = row.count("category_id", minimum=1)
    if category not in form.held():
        raise BadRow("figure-not-held", f"expected a figure that a table holds, found one of the category {category}")
    within, region = regions.get(row.text("wilayah_id"), (None, None))
    if region is None or within is None:
        raise BadRow("region-name", "expected a regency or city of the list of regions in 'wilayah_id', found another")
    if province(row, "province_id") != within:
        raise BadRow("other-province", f"expected the province {within.value} of the regency, found another")
    return Line(row.row, form, region, category, row.count("value"))


def _twice(repeated: Iterable[Sequence[Line]]) -> Iterator[SetAsideRow]:
    for lines in repeated:
        cause = (
            f"expected the figure {lines[0].category} of {lines[0].region.value} once, found it on {len(lines)} lines"
        )
        yield from (SetAsideRow(row=line.row, rule="figure-twice", cause=cause) for line in lines)


def _stated(lines: Mapping[int, Line]) -> Iterator[Statement]:
    """Yield what the lines of one election in one regency state, each category once."""
    if not lines:
        return
    form, region = next((line.form, line.region) for line in lines.values())
    for ballot_number, category in form.pairs.items():
        yield from _fact([lines.get(category)], partial(_votes, form, region, ballot_number))
    for kind, three in form.lists.items():
        voters = [lines.get(category) for category in three]
        yield from _fact(voters, partial(_voters, form, region, kind))
        yield from _sum_differs(voters, f"men and women on the {kind}")
    turnout = [lines.get(category) for category in form.turnout]
    yield from _fact(turnout, partial(_turnout, form, region))
    yield from _sum_differs(turnout[2:], "valid and invalid votes")


Lines = Sequence[Line | None]


def _fact(lines: Lines, stated: Callable[[int, Lines], Fact]) -> Iterator[Fact | PartOfRow]:
    """Yield the fact that lines state, on the row of the first, and the other lines as parts of it; nothing without a line."""
    rows = sorted(line.row for line in lines if line)
    if rows:
        first, *others = rows
        yield stated(first, lines)
        yield from (PartOfRow(row=row, of=first) for row in others)


def _number(line: Line | None) -> int | None:
    return line.number if line else None


def _votes(form: Form, region: RegionCode, ballot_number: int, row: int, lines: Lines) -> ResultFact:
    (line,) = lines
    return ResultFact(
        row=row,
        office=form.office,
        kind="TICKET",
        region=region,
        level="REGENCY",
        ballot_number=ballot_number,
        votes_count=_number(line),
    )


def _voters(form: Form, region: RegionCode, kind: ListKind, row: int, lines: Lines) -> VotersFact:
    men, women, both = map(_number, lines)
    return VotersFact(
        row=row, region=region, list_kind=kind, office=form.office, male_count=men, female_count=women, total_count=both
    )


def _turnout(form: Form, region: RegionCode, row: int, lines: Lines) -> TurnoutFact:
    registered, voted, valid, invalid, _ = map(_number, lines)
    return TurnoutFact(
        row=row,
        office=form.office,
        region=region,
        level="REGENCY",
        registered_count=registered,
        voted_count=voted,
        valid_count=valid,
        invalid_count=invalid,
    )


def _sum_differs(lines: Lines, what: str) -> Iterator[FindingFact]:
    """Yield a finding where the first two figures do not sum to the third."""
    first, second, both = lines
    if first and second and both and first.number + second.number != both.number:
        yield FindingFact(
            rule="totals-differ",
            severity="WARNING",
            message=f"expected {what} in {both.region.value}, {first.number:,} and {second.number:,}, to sum to "
            f"{both.number:,}",
            evidence={"region": both.region.value, "parts": [first.number, second.number], "total": both.number},
            row=both.row,
        )


LOADER = Loader("apipemilu-forms", read)
