"""DPR votes of 2024 by candidate in the polling stations of a village, as Sirekap read them off the forms.

Publisher: KPU, Sirekap (https://sirekap-obj-data.kpu.go.id/); found as `hr_dpr_ri_kel.tbl`, a JSON object of 65
stations of the village 16.71.04.1005 in Palembang; who collected it is not known. Each station, under its code of 13
digits, has the votes of the 142 candidates of its district, under their ids in Sirekap. The district, party and number
of each id are read from the table of DPR votes (`hub.loaders.dpr_votes2024`); the option `candidates` is the path of
that table from this file's folder, and `district_codes` the code of a district that the table has as `#N/A`, by its name.
Votes for a party alone are not in this file.

Known defects: a key `null` without a value is among the candidates. The figures are Sirekap's, which are unofficial and
partial, not those of the recapitulation.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from hub.errors import BrokenSource
from hub.facts import ResultFact, Statement, kemendagri
from hub.loaders import options
from hub.loaders.dpr_votes2024 import district_code
from hub.loaders.kemendagri_code import STATION, counted_in
from hub.loaders.loader import Loader
from hub.loaders.numbers import shown
from hub.loaders.record import BadRow, Record, kind_of, statements
from hub.loaders.source_file import SourceFile

CODE = "code of the station"

COLUMNS = ("dapil_kode", "dapil_nama", "partai_id", "id", "nomor_urut")


class Place(NamedTuple):
    """A candidate's place on a list."""

    district_code: str
    party_number: int
    ballot_number: int


def read(source: SourceFile) -> Iterator[Statement]:
    """Votes of DPR candidates in the polling stations of villages, 2024, from Sirekap. One row per station."""
    document = source.keyed_json()
    if not isinstance(document, dict):
        raise BrokenSource(f"{source.name}: expected an object of stations by code, found {kind_of(document)}")
    places = _places(source.companion("candidates"), options.table(source, "district_codes", str))
    items = [{**votes, CODE: code} if isinstance(votes, dict) else votes for code, votes in document.items()]

    def stated(record: Record) -> Iterator[ResultFact]:
        code = record.text(CODE)
        named = STATION.fullmatch(code)
        if named is None:
            raise BadRow("station-code", f"expected the 13 digits of a station as its key, found {shown(code)}")
        for candidate in record.fields.keys() - {CODE, "null"}:
            if candidate not in places:
                raise BadRow("unknown-candidate", "expected ids of candidates of the DPR, found another key")
        for candidate in sorted(record.fields.keys() & places.keys()):
            yield ResultFact(
                row=record.row,
                office="DPR",
                kind="CANDIDATE",
                votes_count=record.optional_number(candidate),
                **places[candidate]._asdict(),
                region=counted_in(kemendagri(named[1])),
                level="POLLING_STATION",
                station=int(named[2]),
                status="UNOFFICIAL_PARTIAL",
            )

    yield from statements(source, items, stated)


def _places(candidates: SourceFile, codes: Mapping[str, str]) -> Mapping[str, Place]:
    """Return the id of each candidate in Sirekap -> district, party and number, from the table of DPR votes."""
    return {
        cells["id"]: Place(district, int(cells["partai_id"]), int(cells["nomor_urut"]))
        for _, cells in candidates.csv(COLUMNS, delimiter=";")
        if all(cells[column].isdecimal() for column in ("partai_id", "id", "nomor_urut"))
        and (district := district_code(cells["dapil_kode"], cells["dapil_nama"], codes)) is not None
    }


LOADER = Loader("sirekap2024-dpr", read)
