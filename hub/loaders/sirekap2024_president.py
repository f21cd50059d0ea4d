"""Presidential votes of 2024 in one polling station, as Sirekap read them off the photograph of the form.

Publisher: KPU,
https://sirekap-obj-data.kpu.go.id/pemilu/hhcw/ppwp/{province}/{regency}/{subdistrict}/{village}/{station}.json; no
licence is stated. A sample of 53 stations in Kepulauan Seribu of 15 and 16 February 2024 was collected in
https://github.com/hendragunawanipb/sample_pemilu2024. The station's code is the file's name: ten digits of the
village and three of the station's number. Pairs have ids of their own; the option `pairs` gives their ballot numbers.
Sirekap is an aid, not the result: its figures are partial until the recapitulation. `psu` says whether they are of a repeat vote.

Known defects: a key `null` without a value stands among the pairs; 7 of the 53 stations had no votes yet, 24 no
ballots. A station with neither is set aside. Links to photographs of forms are not read.
"""

from collections.abc import Iterator
from typing import Any

from hub.errors import BrokenSource
from hub.facts import Fact, RegionCode, ResultFact, Statement, TurnoutFact, kemendagri
from hub.loaders import options
from hub.loaders.kemendagri_code import STATION, counted_in
from hub.loaders.loader import Loader
from hub.loaders.record import BadRow, Record, kind_of, statements
from hub.loaders.repeat_vote import variant_of
from hub.loaders.source_file import SourceFile


def read(source: SourceFile) -> Iterator[Statement]:
    """Votes and ballots of one polling station in the presidential election of 2024, from Sirekap. One row."""
    numbers = options.table(source, "pairs", int)
    named = STATION.fullmatch(source.path.stem)
    if named is None:
        raise BrokenSource(f"{source.name}: expected a file named by the 13 digits of a station, found another name")
    document = source.keyed_json()
    if not isinstance(document, dict):
        raise BrokenSource(f"{source.name}: expected the object of a station, found {kind_of(document)}")
    village, station = counted_in(kemendagri(named[1])), int(named[2])

    def stated(record: Record) -> Iterator[Fact]:
        yield from _votes(record, village, station, numbers)
        yield from _ballots(record, village, station)

    yield from statements(source, [document], stated)


def _votes(record: Record, village: RegionCode, station: int, numbers: Any) -> Iterator[ResultFact]:
    chart = Record.of(record.row, record.fields.get("chart") or {})
    if chart.fields.keys() - numbers.keys() - {"null"}:
        raise BadRow("unknown-pair", "expected ids of pairs of the option 'pairs', found another key")
    for pair, ballot_number in numbers.items():
        votes = chart.optional_number(pair)
        if votes is not None:
            yield ResultFact(
                row=record.row,
                office="PRESIDENT",
                kind="TICKET",
                ballot_number=ballot_number,
                votes_count=votes,
                region=village,
                level="POLLING_STATION",
                station=station,
                status="UNOFFICIAL_PARTIAL",
                variant=variant_of(record),
            )


def _ballots(record: Record, village: RegionCode, station: int) -> Iterator[TurnoutFact]:
    counted = Record.of(record.row, record.fields.get("administrasi") or {})
    if counted.fields:
        yield TurnoutFact(
            row=record.row,
            office="PRESIDENT",
            region=village,
            level="POLLING_STATION",
            station=station,
            registered_count=counted.optional_number("pemilih_dpt_j"),
            voted_count=counted.optional_number("pengguna_total_j"),
            valid_count=counted.optional_number("suara_sah"),
            invalid_count=counted.optional_number("suara_tidak_sah"),
            status="UNOFFICIAL_PARTIAL",
            variant=variant_of(record),
        )


LOADER = Loader("sirekap2024-president", read)
