"""Votes of the members of the DPD elected in 2014, four of each province.

Publisher: KPU, tabulated by API Pemilu (Perludem) as `calon-terpilih-dpd/calon-terpilih-dpd.csv`: 134 rows with a blank
line after each. No licence is stated. The list does not give ballot numbers: a member is found in the list of
candidates, which the option `candidates` names, as the one candidate of the province with the same votes.

Known defects: numbers 21 and 82 are there twice; the four members of Sumatera Barat stand in the province 12, Sumatera
Utara, and are set aside; thirteen names are spelled differently in the list of candidates. `daerah_pemilihan` repeats
the province.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from hub.facts import Fact, FindingFact, ResultFact, Statement
from hub.loaders.apipemilu_candidates import YES_OR_NO
from hub.loaders.apipemilu_codes import district, province
from hub.loaders.loader import Loader
from hub.loaders.record import BadRow
from hub.loaders.sheet import SheetRow, sheet_rows, stated_by
from hub.loaders.source_file import SourceFile

COLUMNS = ("provinsi", "suara")

CANDIDATES_OPTION = "candidates"
CANDIDATE_COLUMNS = ("id_provinsi", "id_dapil", "urutan", "suara_sah", "terpilih")


class Place(NamedTuple):
    """The key of a candidate in the list of candidates."""

    district: str
    ballot_number: int
    elected: bool


def read(source: SourceFile) -> Iterator[Statement]:
    """Votes of the members of the DPD elected in 2014.

    One row per member. A member whom the list of candidates does not call elected is a finding.
    """
    places = _places(source.companion(CANDIDATES_OPTION))
    stated_in: dict[Place, int] = {}

    def stated(row: SheetRow) -> Iterator[Fact | FindingFact]:
        votes = row.count("suara")
        found = places.get((province(row, "provinsi").value, votes), [])
        if len(found) != 1:
            raise BadRow(
                "no-such-candidate", f"expected one candidate of the province with {votes} votes, found {len(found)}"
            )
        (place,) = found
        if stated_in.setdefault(place, row.row) != row.row:
            raise BadRow("member-twice", f"expected each member once, found the one of row {stated_in[place]} again")
        yield ResultFact(
            row=row.row,
            office="DPD",
            kind="CANDIDATE",
            district_code=place.district,
            ballot_number=place.ballot_number,
            votes_count=votes,
        )
        if not place.elected:
            yield FindingFact(
                rule="elected-differs",
                severity="WARNING",
                message="expected the list of candidates to call the member elected, found that it does not",
                evidence={"district": place.district, "ballot_number": place.ballot_number},
                row=row.row,
            )

    yield from stated_by(sheet_rows(source, COLUMNS), stated)


def _places(listed: SourceFile) -> Mapping[tuple[str, int], list[Place]]:
    """Return province and votes -> candidates; bad rows are reported when the list itself is read."""
    places: defaultdict[tuple[str, int], list[Place]] = defaultdict(list)
    for row in sheet_rows(listed, CANDIDATE_COLUMNS):
        try:
            elected = row.meaning("terpilih", YES_OR_NO)
            place = Place(district(row, "id_dapil"), row.count("urutan", minimum=1), elected)
            places[province(row, "id_provinsi").value, row.count("suara_sah")].append(place)
        except BadRow:
            continue
    return places


LOADER = Loader("apipemilu-elected", read)
