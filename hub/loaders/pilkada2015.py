"""Regional elections of 2015: where heads were elected, the pairs that registered, and the two people of each.

Publisher: KPU, infopilkada (http://infopilkada.kpu.go.id/), tabulated by API Pemilu as `regions.csv` (269 regions),
`candidates.csv` (827 pairs) and `participants.csv` (1,654 people); no licence is stated. One loader for each file; `id` of
`candidates.csv` joins the last two.

Known defects: the ids of regions are serial numbers of that system alone, so regions are found by name in the ministry's list
(option `regencies`); the files are from registration, so there are no ballot numbers, and a pair is told apart by the KPU's
`id_participant`; 98 people have no birth date and 35 one that cannot be read (`NaN-NaN-Na`, `30/11/66`), which is left out with
a finding; Siak is listed under Jambi and lies in Riau; Kalimantan Tengah has the code of Kalimantan
Selatan; parties are written in several spellings. `address`, `work` and `status` are not
read. Gender is L or P.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Literal

from hub.facts import (
    CandidacyFact,
    DistrictFact,
    DistrictRegionFact,
    Fact,
    FindingFact,
    Office,
    RegionCode,
    Statement,
    TicketFact,
    TicketPartyFact,
)
from hub.loaders.apipemilu_regencies import Regencies, regencies
from hub.loaders.loader import Loader
from hub.loaders.record import GENDERS, BadRow, Record
from hub.loaders.sheet import SheetRow, sheet_rows, stated_by
from hub.loaders.source_file import SourceFile

OFFICES: Mapping[str, Office] = {"PROVINSI": "GOVERNOR", "KABUPATEN": "REGENT", "KOTA": "MAYOR"}
ROLES: Mapping[str, Literal["HEAD", "DEPUTY"]] = {"CALON": "HEAD", "WAKIL": "DEPUTY"}
REGIONS = ("id", "id_provinsi", "name", "kind")
PAIRS = ("id", "region_id", "id_participant", "endorsement_type", "endorsement")
PEOPLE = ("candidate_id", "kind", "name", "gender", "pob", "dob")

LIES_IN = {"16073": "14", "62673": "62"}
"""Region -> its province, where the list has another: Siak, and Kalimantan Tengah itself, which is given the code of Kalimantan Selatan."""


def read_regions(source: SourceFile) -> Iterator[Statement]:
    """Regions that elected a head in 2015, each with its district. One row per region."""
    yield from stated_by(sheet_rows(source, REGIONS), partial(_region, regencies(source)))


def read_pairs(source: SourceFile) -> Iterator[Statement]:
    """Pairs that registered for the regional elections of 2015, with the parties behind them. One row per pair."""
    contests, names = _contests(source), _names(source.companion("people"))
    yield from stated_by(sheet_rows(source, PAIRS), partial(_pair, contests, names))


def read_people(source: SourceFile) -> Iterator[Statement]:
    """People of the pairs that registered for the regional elections of 2015. One row per person."""
    pairs = {cells["id"]: cells for _, cells in source.companion("pairs").csv(PAIRS)}
    yield from stated_by(sheet_rows(source, PEOPLE), partial(_person, _contests(source), pairs))


def _contests(source: SourceFile) -> dict[str, Office]:
    """Return the office that each region elects."""
    regions = source.companion("regions").csv(REGIONS)
    return {cells["id"]: OFFICES[cells["kind"]] for _, cells in regions if cells["kind"] in OFFICES}


def _names(people: SourceFile) -> dict[str, dict[str, str]]:
    """Return the names of head and deputy of each pair."""
    names: dict[str, dict[str, str]] = {}
    for _, cells in people.csv(PEOPLE):
        names.setdefault(cells["candidate_id"], {})[cells["kind"]] = cells["name"].strip()
    return names


def _region(known: Regencies, row: SheetRow) -> Iterator[Fact | FindingFact]:
    code, name, office = row.text("id"), row.text("name"), row.meaning("kind", OFFICES)
    listed = row.text("id_provinsi")
    province = RegionCode("kemendagri", LIES_IN.get(code, listed))
    if province.value != listed:
        yield FindingFact(
            rule="province-differs",
            severity="WARNING",
            message=f"expected the province {province.value} for {name}, found {listed}; the region's own place is believed",
            evidence={"region": name, "listed": listed, "believed": province.value},
            row=row.row,
        )
    region = province if office == "GOVERNOR" else known.find(province, name)
    yield DistrictFact(row=row.row, office=office, code=code, name=name, province=province, published_id=code)
    yield DistrictRegionFact(row=row.row, office=office, district_code=code, region=region)


def _pair(contests: Mapping[str, Office], names: Mapping[str, Mapping[str, str]], row: SheetRow) -> Iterator[Fact]:
    office, district, published_id = _place(contests, row)
    pair = names.get(row.text("id"), {})
    if set(pair) != set(ROLES):
        raise BadRow("not-a-pair", "expected a head and a deputy of the pair among the people, found one or neither")
    name = f"{pair['CALON']} & {pair['WAKIL']}"
    yield TicketFact(
        row=row.row, office=office, district_code=district, ballot_number=None, name=name, published_id=published_id
    )
    endorsers = row.optional_text("endorsement") if row.fields["endorsement_type"] == "PARPOL" else None
    for party in sorted({part.strip() for part in (endorsers or "").split(",")} - {""}):
        yield TicketPartyFact(
            row=row.row, office=office, district_code=district, party_name=party, published_id=published_id
        )


def _person(
    contests: Mapping[str, Office], pairs: Mapping[str, Mapping[str, str]], row: SheetRow
) -> Iterator[Fact | FindingFact]:
    pair = pairs.get(row.text("candidate_id"))
    if pair is None:
        raise BadRow("no-such-pair", "expected the id of a pair in 'candidate_id', found another")
    office, district, published_id = _place(contests, SheetRow(row.row, pair))
    birth_date = None
    try:
        birth_date = row.optional_date("dob")
    except BadRow as bad:
        yield FindingFact(rule="birth-date-unreadable", severity="WARNING", message=bad.cause, row=row.row)
    yield CandidacyFact(
        row=row.row,
        office=office,
        district_code=district,
        ballot_number=None,
        ticket_published_id=published_id,
        role=row.meaning("kind", ROLES),
        name=row.text("name"),
        gender=row.optional_meaning("gender", GENDERS),
        birth_place=row.optional_text("pob"),
        birth_date=birth_date,
    )


def _place(contests: Mapping[str, Office], row: Record) -> tuple[Office, str, str]:
    """Return office, district and the publisher's id of a pair."""
    district = row.text("region_id")
    if district not in contests:
        raise BadRow("no-such-region", "expected a region of the list in 'region_id', found another")
    return contests[district], district, row.text("id_participant")


REGIONS_LOADER = Loader("pilkada2015-regions", read_regions)

PAIRS_LOADER = Loader("pilkada2015-pairs", read_pairs)

PEOPLE_LOADER = Loader("pilkada2015-people", read_people)
