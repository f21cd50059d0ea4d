"""Pairs that stood for governor, regent or mayor in 2024, by region.

Publisher: KPU, Sirekap of the regional elections (https://pilkada2024.kpu.go.id/), files `paslon/pkwkp.json` (104
pairs of 37 provinces) and `paslon/pkwkk.json` (1,490 of 508 regencies and cities), as of 21 November 2024; no licence
is stated. Each is an object by Kemendagri code without dots, and in it the pairs by their id. The name of a pair is
that of the head, ` - `, that of the deputy.

Known defects: where one pair stood alone, the empty column of the ballot (37 times) is a pair named `KOLOM KOSONG -
`: it is kept as a ticket without candidates. Parties that support a pair are not in the file.
"""

from collections.abc import Iterator
from typing import Literal

from hub.errors import BrokenSource
from hub.facts import CandidacyFact, Fact, Statement, TicketFact
from hub.loaders.loader import Loader
from hub.loaders.numbers import shown
from hub.loaders.pilkada2024_regions import office_of
from hub.loaders.record import BadRow, Record, kind_of, statements
from hub.loaders.source_file import SourceFile

EMPTY_COLUMN = "KOLOM KOSONG"

REGION, PAIR = "code of the region", "id of the pair"
"""The identifying fields of a pair's row."""


def read(source: SourceFile) -> Iterator[Statement]:
    """Pairs for governor, regent or mayor in 2024 with their ballot numbers, from Sirekap. One row per pair."""
    yield from statements(source, pairs(source), _pair)


def pairs(source: SourceFile) -> Iterator[object]:
    """Yield each pair with its identifying keys. Raises BrokenSource where the file has another form."""
    document = source.keyed_json()
    if not isinstance(document, dict):
        raise BrokenSource(f"{source.name}: expected an object of pairs by region, found {kind_of(document)}")
    for region, listed in document.items():
        if not isinstance(listed, dict):
            raise BrokenSource(f"{source.name}: expected an object of pairs in each region, found {kind_of(listed)}")
        for pair, fields in listed.items():
            yield {**fields, REGION: region, PAIR: pair} if isinstance(fields, dict) else fields


def _pair(record: Record) -> Iterator[Fact]:
    office, district = office_of(record.kemendagri(REGION)), record.text(REGION)
    number, names = record.number("nomor_urut", minimum=1), record.text("nama")
    head, separator, deputy = (part.strip() for part in names.partition(" - "))
    if head.removesuffix(" -") == EMPTY_COLUMN:
        yield TicketFact(row=record.row, office=office, district_code=district, ballot_number=number, name=EMPTY_COLUMN)
        return
    if not separator or not head or not deputy or " - " in deputy:
        raise BadRow(
            "not-a-pair", f"expected the names of a head and a deputy with ' - ' between, found {shown(names)}"
        )
    yield TicketFact(row=record.row, office=office, district_code=district, ballot_number=number, name=names)
    two: tuple[tuple[Literal["HEAD", "DEPUTY"], str], ...] = (("HEAD", head), ("DEPUTY", deputy))
    for role, name in two:
        yield CandidacyFact(
            row=record.row, office=office, district_code=district, ballot_number=number, name=name, role=role
        )


LOADER = Loader("pilkada2024-pairs", read)
