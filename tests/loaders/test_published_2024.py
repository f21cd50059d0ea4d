"""The files of 2024 as published, and the ministry's codes: how much there is, and what is known to be wrong."""

import re
from collections import Counter, defaultdict
from functools import partial
from pathlib import Path

import pytest

from hub.facts import (
    NATION,
    CandidacyFact,
    DistrictFact,
    DistrictRegionFact,
    MembershipFact,
    NominationFact,
    RegionCode,
    RegionFact,
    ResultFact,
    TurnoutFact,
)
from tests.loaders.published import Series, of_indonesia, read_series

read_2024 = partial(read_series, edition_id="2024")

Key = tuple[str | None, int | None, int]


def key(fact: CandidacyFact) -> Key:
    return fact.district_code, fact.party_number, fact.ballot_number


def letters(name: str) -> str:
    return re.sub(r"[^A-Z]", "", name.upper())


def whole(name: str) -> str:
    """Return the name of a region without the letter of a part; the region tree has that of the first part, too."""
    return re.sub(r" [A-C]$", "", name.removeprefix("KOTA ADM. "))


@pytest.fixture(scope="module")
def candidates(published_data: Path) -> Series:
    return read_2024(published_data, "dct2024-dpr", "2024-kpu-dct/dpr/*.json", parties="../parpol.json")


@pytest.fixture(scope="module")
def senators(published_data: Path) -> Series:
    return read_2024(published_data, "dct2024-dpd", "2024-kpu-dct/dpd/*.json", provinces="../provinces.json")


@pytest.fixture(scope="module")
def districts(published_data: Path) -> Series:
    return read_2024(published_data, "dct2024-districts", "2024-kpu-dct/electorals.json")


@pytest.fixture(scope="module")
def parties(published_data: Path) -> dict[int, NominationFact]:
    series = read_2024(
        published_data, "dct2024-parties", "2024-kpu-dct/parpol.json", local_numbers=[18, 19, 20, 21, 22, 23]
    )
    return {fact.ballot_number: fact for fact in series.of(NominationFact)}


@pytest.fixture(scope="module")
def regions(published_data: Path) -> list[RegionFact]:
    provinces = read_2024(published_data, "dct2024-regions", "2024-kpu-dct/provinces.json")
    below = read_2024(published_data, "dct2024-regions", "2024-kpu-dct/provinces/**/*.json")
    return provinces.of(RegionFact) + below.of(RegionFact)


@pytest.fixture(scope="module")
def counted(published_data: Path) -> Series:
    """Return the votes of the DPR, with the district of Papua resolved and both decisions to compare with."""
    return read_2024(
        published_data,
        "dpr-votes2024",
        "2024-dpr-votes/*.csv",
        district_codes={"P A P U A": "9101"},
        official_totals={"Decision 360/2024": 151_796_631, "Decision 1050/2024": 151_793_293},
    )


def test_each_candidate_stands_once(candidates: Series) -> None:
    stated = candidates.of(CandidacyFact)
    assert (candidates.files, candidates.rows) == (84, 9917)
    assert len({key(fact) for fact in stated}) == len(stated) == 9917
    assert Counter(fact.gender for fact in stated) == {"MALE": 6241, "FEMALE": 3676}
    assert candidates.rules() == {}


def test_ids_that_could_be_national_ids_are_not_kept(candidates: Series, senators: Series) -> None:
    ids = [fact.published_id for fact in candidates.of(CandidacyFact) + senators.of(CandidacyFact)]
    struck_out, cut_short = 6 + 2, 2
    assert sum(text is not None for text in ids) == 7993 + 413 - struck_out - cut_short
    assert not [text for text in ids if text and re.search(r"[0-9]{16}", text)]


def test_a_party_is_called_by_its_ballot_number(candidates: Series) -> None:
    first = next(fact for fact in candidates.of(CandidacyFact) if fact.published_id == "15a297c592d87a13")
    assert key(first) == ("1101", 1, 1)
    assert (first.name, first.residence) == ("H. IRMAWAN, S.Sos., M.M.", "KOTA BANDA ACEH")


def test_senators(senators: Series) -> None:
    stated = senators.of(CandidacyFact)
    assert len({key(fact) for fact in stated}) == len(stated) == 668
    assert {(fact.office, fact.party_number) for fact in stated} == {("DPD", None)}
    assert not [fact for fact in stated if "/" in (fact.residence or "/")]
    provinces = senators.of(DistrictFact)
    assert len(provinces) == 38
    assert next(fact for fact in provinces if fact.code == "96").name == "PAPUA BARAT DAYA"


def test_parties(parties: dict[int, NominationFact], candidates: Series) -> None:
    assert sorted(parties) == list(range(1, 25))
    national = {number for number, fact in parties.items() if fact.scope == "NATIONAL"}
    assert national == {fact.party_number for fact in candidates.of(CandidacyFact)}
    assert (parties[1].published_id, parties[24].name) == ("8", "Partai Ummat")


def test_districts(districts: Series) -> None:
    assert Counter(fact.office for fact in districts.of(DistrictFact)) == {
        "DPR": 84,
        "DPRD_PROVINCE": 301,
        "DPRD_REGENCY": 2325,
    }
    assert districts.rows == len(districts.of(DistrictRegionFact)) == 8935


def test_regions_of_dpr_districts_are_the_regencies(districts: Series, regions: list[RegionFact]) -> None:
    members = [fact.region for fact in districts.of(DistrictRegionFact) if fact.office == "DPR"]
    regencies = {fact.code for fact in regions if fact.level == "REGENCY"}
    assert len(members) == 514
    assert set(members) == regencies


def test_a_part_stands_under_the_code_of_the_whole_region(districts: Series, regions: list[RegionFact]) -> None:
    names = {fact.code: fact.name for fact in regions}
    parts = [fact for fact in districts.of(DistrictRegionFact) if fact.is_split]
    assert len(parts) == 93
    assert {whole(fact.part) for fact in parts} == {whole(names[fact.region]) for fact in parts}
    assert {fact.part for fact in districts.of(DistrictRegionFact) if not fact.is_split} == {""}


def test_the_region_tree(regions: list[RegionFact]) -> None:
    assert Counter(fact.level for fact in regions) == {"PROVINCE": 38, "REGENCY": 514, "SUBDISTRICT": 7267}
    codes = {fact.code for fact in regions}
    assert {fact.parent for fact in regions} <= codes | {NATION}
    assert not [fact for fact in regions if fact.name != fact.name.strip()]


def test_votes_sum_to_the_known_total(counted: Series) -> None:
    by_kind: Counter[str] = Counter()
    for fact in counted.of(ResultFact):
        by_kind[fact.kind] += fact.votes_count or 0
    assert by_kind["CANDIDATE"] + by_kind["PARTY_ONLY"] == by_kind["PARTY_TOTAL"] == 151_796_539
    assert counted.rows == 12_941


def test_every_list_sums_to_its_total(counted: Series) -> None:
    sums: dict[tuple[str | None, int | None], int] = defaultdict(int)
    totals = {}
    for fact in counted.of(ResultFact):
        if fact.kind == "PARTY_TOTAL":
            totals[fact.district_code, fact.party_number] = fact.votes_count
        else:
            sums[fact.district_code, fact.party_number] += fact.votes_count or 0
    assert dict(sums) == totals
    assert len(totals) == 84 * 18


def test_seats_are_those_of_the_house(counted: Series) -> None:
    """Seats by party are those of KPU Decision 1205/2024."""
    elected = [fact for fact in counted.of(CandidacyFact) if fact.elected]
    assert len(elected) == 580
    by_party = Counter(fact.party_number for fact in elected)
    assert by_party == {3: 110, 4: 102, 2: 86, 5: 69, 1: 68, 8: 53, 12: 48, 14: 44}
    assert sum(fact.seats_count or 0 for fact in counted.of(DistrictFact)) == 580
    assert {fact.seats_count for fact in counted.of(DistrictFact)} == set(range(3, 11))


def test_winners_lead_their_lists(counted: Series) -> None:
    """A seat goes to the most votes on the list: nobody who lost has more than one who won."""
    lists = defaultdict(list)
    won = {key(fact): fact.elected for fact in counted.of(CandidacyFact)}
    for fact in counted.of(ResultFact):
        if fact.kind == "CANDIDATE" and fact.ballot_number is not None:
            elected = won[fact.district_code, fact.party_number, fact.ballot_number]
            lists[fact.district_code, fact.party_number].append((fact.votes_count or 0, elected))
    for places in lists.values():
        losing = max((votes for votes, elected in places if not elected), default=0)
        assert all(votes >= losing for votes, elected in places if elected)


def test_one_candidate_of_the_final_list_has_no_row_of_votes(counted: Series, candidates: Series) -> None:
    listed = {key(fact): fact for fact in candidates.of(CandidacyFact)}
    voted = {key(fact): fact for fact in counted.of(CandidacyFact)}
    assert len(voted) == 9916
    assert listed.keys() - voted.keys() == {("1203", 9, 7)}
    assert not voted.keys() - listed.keys()
    assert not [name for name, fact in voted.items() if letters(fact.name) != letters(listed[name].name)]
    assert not [name for name, fact in voted.items() if fact.residence != listed[name].residence]
    assert not [name for name, fact in voted.items() if fact.gender != listed[name].gender]


def test_what_is_wrong_with_the_votes_is_said(counted: Series) -> None:
    assert counted.rules() == {
        "sums-row": 1,
        "district-code-missing": 1,
        "province-differs": 1,
        "rank-differs": 8,
        "totals-differ": 2,
    }
    differences = [found.evidence["difference"] for found in counted.findings if found.rule == "totals-differ"]
    assert differences == [-92, 3246]
    papua = next(found for found in counted.findings if found.rule == "district-code-missing")
    assert papua.evidence == {"district": "P A P U A", "rows_count": 90, "taken": "9101"}


def test_districts_of_the_votes_are_those_of_the_list(counted: Series, districts: Series) -> None:
    listed = {fact.code: letters(fact.name) for fact in districts.of(DistrictFact) if fact.office == "DPR"}
    counted_in = {fact.code: letters(fact.name) for fact in counted.of(DistrictFact)}
    assert counted_in.keys() == listed.keys()
    assert not [code for code, name in counted_in.items() if listed[code] not in {name, f"{name}I"}]


def test_without_the_option_papua_is_set_aside(published_data: Path) -> None:
    series = read_2024(published_data, "dpr-votes2024", "2024-dpr-votes/*.csv")
    assert series.rules()["district-code"] == 90
    assert len(series.of(DistrictFact)) == 83


@pytest.fixture(scope="module")
def ministry(published_data: Path) -> dict[int | None, list[RegionFact]]:
    """Return the regions of each year of the ministry's codes."""
    archive = read_series(published_data, "wilayah-kemendagri", "wilayah-kemendagri/archive/*.sql")
    newest = read_series(published_data, "wilayah-kemendagri", "wilayah-kemendagri/*.sql", year=2025)
    years = defaultdict(list)
    for fact in archive.of(RegionFact) + newest.of(RegionFact):
        years[fact.year].append(fact)
    assert archive.rules() == newest.rules() == {}
    return years


def test_codes_of_the_ministry_by_year(ministry: dict[int | None, list[RegionFact]]) -> None:
    rows = {year: len(facts) for year, facts in ministry.items()}
    assert rows == {2018: 91_185, 2022: 91_281, 2023: 91_591, 2025: 91_599}
    provinces = {year: sum(fact.level == "PROVINCE" for fact in facts) for year, facts in ministry.items()}
    assert provinces == {2018: 34, 2022: 34, 2023: 37, 2025: 38}


def test_codes_of_the_ministry_form_a_tree(ministry: dict[int | None, list[RegionFact]]) -> None:
    for facts in ministry.values():
        codes = {fact.code for fact in facts}
        assert len(codes) == len(facts)
        assert {fact.parent for fact in facts} <= codes | {NATION}


def test_names_lose_blanks_and_escapes(ministry: dict[int | None, list[RegionFact]]) -> None:
    assert not [fact for facts in ministry.values() for fact in facts if fact.name != fact.name.strip()]
    bali = RegionCode("kemendagri", "51.03")
    assert [fact.name for facts in ministry.values() for fact in facts if fact.code == bali] == [
        "KAB. BADUNG",
        "KAB. BADUNG",
        "KAB. BADUNG",
        "Kabupaten Badung",
    ]
    quoted = [fact.name for fact in ministry[2018] if "'" in fact.name]
    assert "Pasi Kuala Ba'u" in quoted
    assert not [fact for facts in ministry.values() for fact in facts if "''" in fact.name or "\\" in fact.name]


def test_regions_of_the_election_have_the_codes_of_the_ministry(
    ministry: dict[int | None, list[RegionFact]], regions: list[RegionFact]
) -> None:
    newest = {fact.code for fact in ministry[2025]}
    assert {fact.code for fact in regions if fact.level in {"PROVINCE", "REGENCY"}} <= newest


def test_stations_of_the_sample(published_data: Path) -> None:
    pairs = {"100025": 1, "100026": 2, "100027": 3}
    series = read_2024(published_data, "sirekap2024-president", "2024-sirekap-sample/**/*.json", pairs=pairs)
    assert (series.files, series.rows) == (53, 53)
    assert series.rules() == {"nothing-stated": 6}
    assert len(series.of(ResultFact)) == 46 * 3
    assert len(series.of(TurnoutFact)) == 29
    assert {fact.level for fact in series.of(ResultFact)} == {"POLLING_STATION"}


def test_candidates_in_the_stations_of_a_village(published_data: Path, candidates: Series) -> None:
    votes = "../../2024-dpr-votes/suara-dpr-ri-value-percaleg.csv"
    series = read_2024(published_data, "sirekap2024-dpr", "2024-sirekap-kelurahan/backup/*.tbl", candidates=votes)
    listed = {key(fact) for fact in candidates.of(CandidacyFact) if fact.district_code == "1601"}
    stated = series.of(ResultFact)
    assert {(fact.district_code, fact.party_number, fact.ballot_number) for fact in stated} == listed
    assert len(stated) == 65 * len(listed) == 65 * 142
    assert {fact.region for fact in stated} == {RegionCode("kemendagri", "16.71.04.1005")}
    assert {fact.station for fact in stated} == set(range(1, 66))


def test_the_tree_that_votes_were_counted_in(published_data: Path, regions: list[RegionFact]) -> None:
    path = "2024-kawalpemilu-regions/src/assets/tps2.json"
    series = read_2024(published_data, "kawalpemilu2024-regions", path, own_codes=[96])
    stated = series.of(RegionFact)
    assert Counter(fact.level for fact in stated) == {
        "PROVINCE": 38,
        "REGENCY": 514,
        "SUBDISTRICT": 7277,
        "VILLAGE": 83731,
        "OVERSEAS": 529,
    }
    codes = {fact.code for fact in stated}
    assert len(codes) == len(stated)
    assert {fact.parent for fact in stated} <= codes | {NATION}
    assert {code.value[:2] for code in codes if code.scheme == "kpu"} == {"96", "99", "-9"}
    assert {fact.code for fact in regions if fact.level != "SUBDISTRICT"} <= codes


def test_one_code_of_the_ministry_is_one_subdistrict(
    published_data: Path, ministry: dict[int | None, list[RegionFact]]
) -> None:
    """Names of one code in the tree of the count and in the ministry's list begin alike, but for a few renamed ones."""
    path = "2024-kawalpemilu-regions/src/assets/tps2.json"
    series = read_2024(published_data, "kawalpemilu2024-regions", path, own_codes=[96])
    names = {fact.code: letters(fact.name) for fact in ministry[2023]}
    other = [
        fact.code.value
        for fact in series.of(RegionFact)
        if fact.level == "SUBDISTRICT" and fact.code in names and names[fact.code][:3] != letters(fact.name)[:3]
    ]
    assert len(other) < 10


def test_members_of_2024_hold_580_seats_and_who_came_in_says_whom_they_replaced(published_data: Path) -> None:
    series = of_indonesia(published_data, "dpr-members-2024")
    members = series.of(MembershipFact)
    assert (series.rows, len(members), series.set_aside) == (627, 626, [])
    assert {fact.seat_number for fact in members} == set(range(1, 581))
    assert sum(fact.replaces is not None for fact in members) == 46
    assert sum(bool(fact.has_ended) for fact in members) == 47  # of whom one seat is vacant
    ibrahim = next(fact for fact in members if fact.name.startswith("H. T. Ibrahim"))
    assert (ibrahim.seat_number, ibrahim.replaces) == (536, "H. Teuku Riefky Harsya")


def test_votes_of_members_are_read_as_the_commission_counted_them(published_data: Path) -> None:
    """Zeros that a spreadsheet dropped are put back: so read, they are votes of a candidate of that party and district."""
    counted = defaultdict(set)
    votes = read_2024(published_data, "dpr-votes2024", "2024-dpr-votes/suara-dpr-ri-value-percaleg.csv")
    for fact in votes.of(ResultFact):
        counted[fact.district_code, fact.party_number].add(fact.votes_count)
    members = of_indonesia(published_data, "dpr-members-2024").of(MembershipFact)
    found = [fact for fact in members if fact.votes_count in counted[fact.district_code, fact.party_number]]
    assert len(found) == 595
    assert {fact.votes_count for fact in found} >= {190_990, 36_530, 85_670}
