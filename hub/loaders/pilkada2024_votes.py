"""Votes for governor, regent or mayor in 2024, by region, as Sirekap had them.

Publisher: KPU, Sirekap of the regional elections (https://pilkada2024.kpu.go.id/), files `pkwkp/0.json` (governors by
province), `pkwkp/{province}/{region}.json` and `pkwkk/{province}/{region}.json` (governors; regents and mayors, by
regency or subdistrict) of the provinces 11, 31, 51 and 53 (31 has no regents) on 27 and 28 November 2024, the day
after the vote; no licence is stated. `table` has a row per child region with the votes of pairs by their id; the
option `pairs` is the path of the list of pairs from the file's folder. `chart` is the sum of the table, and not read.
`progres` of a row says of how many polling stations (`total`) figures are in (`progres`), and `psu` whether it is of a repeat vote.

Known defects: stations were still coming in (96.62% for governors), which the files say by region in `progres`;
figures are those of the aid, not of the recapitulation.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from hub.errors import BrokenSource
from hub.facts import Fact, Office, ResultFact, Statement, TurnoutFact
from hub.loaders.kemendagri_code import counted_in, level_of
from hub.loaders.loader import Loader
from hub.loaders.pilkada2024_pairs import PAIR, REGION, pairs
from hub.loaders.pilkada2024_regions import office_of
from hub.loaders.record import BadRow, Record, statements
from hub.loaders.repeat_vote import variant_of
from hub.loaders.source_file import SourceFile

NOT_PAIRS = {"psu", "progres", "status_progress", "null", REGION}
"""Fields of a row that are not the votes of a pair."""


class Standing(NamedTuple):
    """Region and ballot number of a pair."""

    office: Office
    district_code: str
    ballot_number: int


def read(source: SourceFile) -> Iterator[Statement]:
    """Votes of pairs for governor, regent or mayor in 2024 in the regions below one region, from Sirekap.

    One row per child region. The row of the region that elects is the figure of the whole district.
    """
    standing = _standing(source.companion("pairs"))

    def stated(record: Record) -> Iterator[Fact]:
        region, digits = record.kemendagri(REGION), record.text(REGION)
        voted_for = sorted(record.fields.keys() - NOT_PAIRS)
        if voted_for and voted_for[0] in standing:
            yield from _stations(record, standing[voted_for[0]])
        for pair in voted_for:
            if pair not in standing:
                raise BadRow("unknown-pair", "expected ids of pairs of the list, found another key")
            is_district = standing[pair].district_code == digits
            yield ResultFact(
                row=record.row,
                kind="TICKET",
                **standing[pair]._asdict(),
                votes_count=record.optional_number(pair),
                region=None if is_district else counted_in(region),
                level=None if is_district else level_of(region),
                status="UNOFFICIAL_PARTIAL",
                variant=variant_of(record),
            )

    yield from statements(source, _rows(source), stated)


def _stations(record: Record, standing: Standing) -> Iterator[TurnoutFact]:
    """Yield how far the count of a region is, where its row says so."""
    if record.fields.get("progres") is None:
        return
    progress = Record.of(record.row, record.fields["progres"])
    region = record.kemendagri(REGION)
    is_district = standing.district_code == record.text(REGION)
    yield TurnoutFact(
        row=record.row,
        office=standing.office,
        district_code=standing.district_code,
        region=None if is_district else counted_in(region),
        level=None if is_district else level_of(region),
        stations_reported_count=progress.optional_number("progres"),
        stations_expected_count=progress.optional_number("total"),
        status="UNOFFICIAL_PARTIAL",
        variant=variant_of(record),
    )


def _rows(source: SourceFile) -> Iterator[object]:
    document: Any = source.keyed_json()
    tally = document.get("tungsura") if isinstance(document, dict) else None
    table = tally.get("table") if isinstance(tally, dict) else None
    if not isinstance(table, dict):
        raise BrokenSource(f"{source.name}: expected votes by region in tungsura.table, found no such object")
    for region, votes in table.items():
        yield {**votes, REGION: region} if isinstance(votes, dict) else votes


def _standing(listed: SourceFile) -> dict[str, Standing]:
    """Return the id of each pair -> office, district and number. Raises BrokenSource where a pair lacks one."""
    standing = {}
    try:
        for row, item in enumerate(pairs(listed), start=1):
            pair = Record.of(row, item)
            office = office_of(pair.kemendagri(REGION))
            standing[pair.text(PAIR)] = Standing(office, pair.text(REGION), pair.number("nomor_urut", minimum=1))
    except BadRow as bad:
        raise BrokenSource(f"{listed.name}: expected pairs by region with their numbers; {bad.cause}") from bad
    return standing


LOADER = Loader("pilkada2024-votes", read)
