"""The files of 2019 as published: how much there is in each, and what is known to be wrong with it."""

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
    VotersFact,
)
from tests.loaders.published import Series, of_indonesia, read_series

INFOPEMILU = "2019-kpu-infopemilu"

read_2019 = partial(read_series, edition_id="2019")


@pytest.fixture(scope="module")
def candidates(published_data: Path) -> Series:
    return read_2019(published_data, "infopemilu2019-candidates", f"{INFOPEMILU}/caleg/*.json")


@pytest.fixture(scope="module")
def districts(published_data: Path) -> Series:
    return read_2019(published_data, "infopemilu2019-districts", f"{INFOPEMILU}/dapil/dapil_dpr_wilayah_*.json")


@pytest.fixture(scope="module")
def regions(published_data: Path) -> Series:
    return read_2019(published_data, "infopemilu2019-regions", f"{INFOPEMILU}/wilayah/*.json")


@pytest.fixture(scope="module")
def situng(published_data: Path) -> Series:
    return read_2019(published_data, "situng2019", "2019-situng-kawalpemilu/*.json")


def votes(series: Series, variant: str, level: str) -> list[int]:
    """Return the votes of the two pairs at a level."""
    counted: Counter[int] = Counter()
    for fact in series.of(ResultFact):
        if (fact.variant, fact.level) == (variant, level) and fact.ballot_number and fact.votes_count:
            counted[fact.ballot_number] += fact.votes_count
    return [counted[1], counted[2]]


def test_each_candidate_stands_once(candidates: Series) -> None:
    stated = candidates.of(CandidacyFact)
    assert (candidates.files, candidates.rows, len(stated)) == (1600, 8072, 8072)
    assert len({fact.published_id for fact in stated}) == 8072
    assert len({(fact.district_code, fact.party_number, fact.ballot_number) for fact in stated}) == 8072
    assert Counter(fact.gender for fact in stated) == {"MALE": 4854, "FEMALE": 3218}
    assert sum(fact.residence is None for fact in stated) == 3
    assert len({fact.party_number for fact in stated}) == 16
    assert {fact.district_code for fact in stated} == {str(number) for number in range(1, 81)}


def test_a_candidate_of_aceh_is_read_whole(candidates: Series) -> None:
    first = next(fact for fact in candidates.of(CandidacyFact) if fact.published_id == "28568")
    assert first == CandidacyFact(
        row=1,
        office="DPR",
        district_code="1",
        party_number=1,
        ballot_number=1,
        name="H. IRMAWAN, S.Sos, MM",
        gender="MALE",
        residence="KOTA BANDA ACEH",
        published_id="28568",
    )


def test_a_file_with_a_stray_byte_keeps_its_rows(candidates: Series) -> None:
    broken = [fact for fact in candidates.of(CandidacyFact) if (fact.district_code, fact.party_number) == ("31", 12)]
    assert len(broken) == 10
    assert [fact.name for fact in broken if "À" in fact.name] == ["RINA RESTIANI SUPRIAWAN, À.Md.Keb"]
    assert candidates.rules() == {"bytes-not-utf-8": 1}
    assert candidates.findings[0].evidence["offsets"] == [477]
    assert "caleg_dpr_31_12.json" in candidates.findings[0].message


def test_districts_have_the_seats_of_the_house(districts: Series) -> None:
    stated = districts.of(DistrictFact)
    assert len(stated) == 80
    assert sum(fact.seats_count or 0 for fact in stated) == 575
    assert {fact.office for fact in stated} == {"DPR"}
    assert {fact.population_count for fact in stated} == {None}
    members = districts.of(DistrictRegionFact)
    assert len(members) == len({fact.region for fact in members}) == 514
    assert districts.rules() == {"voters-abroad": 1}


def test_every_list_stands_in_a_district(candidates: Series, districts: Series) -> None:
    seats = {fact.code: fact.seats_count or 0 for fact in districts.of(DistrictFact)}
    lists = Counter((fact.district_code or "", fact.party_number) for fact in candidates.of(CandidacyFact))
    assert not [key for key, count in lists.items() if count > seats[key[0]]]


def test_provincial_districts(published_data: Path, regions: Series) -> None:
    series = read_2019(published_data, "infopemilu2019-districts", f"{INFOPEMILU}/dapil/dapil_provinsi_*.json")
    assert len(series.of(DistrictFact)) == 272
    assert sum(fact.seats_count or 0 for fact in series.of(DistrictFact)) == 2207
    assert {fact.office for fact in series.of(DistrictFact)} == {"DPRD_PROVINCE"}
    assert series.rules() == {"not-included": 3}
    known = {fact.code for fact in regions.of(RegionFact)}
    assert {fact.region for fact in series.of(DistrictRegionFact)} <= known


def test_parties(published_data: Path) -> None:
    series = read_2019(published_data, "infopemilu2019-parties", f"{INFOPEMILU}/partai.json")
    parties = {fact.ballot_number: fact for fact in series.of(NominationFact)}
    assert len(parties) == 20
    assert sorted(number for number, fact in parties.items() if fact.scope == "LOCAL") == [15, 16, 17, 18]
    assert (parties[3].name, parties[3].abbreviation) == ("PARTAI DEMOKRASI INDONESIA PERJUANGAN", "PDIP")


def test_the_region_tree(regions: Series) -> None:
    stated = regions.of(RegionFact)
    assert regions.files == 7750
    assert Counter(fact.level for fact in stated) == {
        "PROVINCE": 34,
        "REGENCY": 514,
        "SUBDISTRICT": 7201,
        "VILLAGE": 83426,
    }
    codes = {fact.code for fact in stated}
    assert len(codes) == len(stated)
    assert {fact.parent for fact in stated} <= codes | {NATION}
    assert {fact.year for fact in stated} == {2019}


def test_codes_of_the_ministry_are_unique_or_findings(regions: Series) -> None:
    also = [code for fact in regions.of(RegionFact) for code in fact.also]
    assert len(also) == len(set(also)) == 91175 - 98
    assert regions.rules() == {"no-kemendagri-code": 74, "kemendagri-code-repeated": 24}
    assert all(fact.also for fact in regions.of(RegionFact) if fact.level in {"PROVINCE", "REGENCY"})
    aceh = next(fact for fact in regions.of(RegionFact) if fact.code == RegionCode("kpu", "1"))
    assert (aceh.name, aceh.also, aceh.parent) == ("ACEH", (RegionCode("kemendagri", "11"),), NATION)


def test_the_recapitulation_is_what_the_commission_decreed(situng: Series) -> None:
    """85,607,362 and 68,650,239 are the votes of KPU Decision 987/PL.01.8-Kpt/06/KPU/V/2019."""
    provinces, abroad = votes(situng, "rekap", "PROVINCE"), votes(situng, "rekap", "OVERSEAS")
    assert [sum(pair) for pair in zip(provinces, abroad, strict=True)] == [85_607_362, 68_650_239]
    assert votes(situng, "rekap", "REGENCY") == provinces
    recapitulated = [fact for fact in situng.of(ResultFact) if fact.variant == "rekap"]
    assert {fact.status for fact in recapitulated} == {"CERTIFIED"}


def test_regencies_sum_to_their_province_in_the_recapitulation(situng: Series, regions: Series) -> None:
    parent_of = {fact.code: fact.parent for fact in regions.of(RegionFact)}
    sums: dict[tuple[RegionCode | None, int | None], int] = defaultdict(int)
    stated = {}
    for fact in situng.of(ResultFact):
        if fact.variant == "rekap" and fact.level == "REGENCY" and fact.region:
            sums[parent_of[fact.region], fact.ballot_number] += fact.votes_count or 0
        elif fact.variant == "rekap" and fact.level == "PROVINCE":
            stated[fact.region, fact.ballot_number] = fact.votes_count
    assert dict(sums) == stated
    assert len(stated) == 34 * 2


def test_situng_and_the_crowd_stopped_short(situng: Series) -> None:
    assert votes(situng, "", "PROVINCE") == [83_721_243, 67_997_709]
    assert votes(situng, "crowd", "PROVINCE") != votes(situng, "", "PROVINCE")
    partial_counts = [fact for fact in situng.of(ResultFact) if fact.variant != "rekap"]
    assert {fact.status for fact in partial_counts} == {"UNOFFICIAL_PARTIAL"}


def test_voters_on_the_list(situng: Series) -> None:
    turnout = {(fact.region, fact.variant): fact for fact in situng.of(TurnoutFact)}
    aceh = turnout[RegionCode("kpu", "1"), ""]
    assert (aceh.registered_count, aceh.voted_count, aceh.valid_count, aceh.invalid_count) == (
        1_734_674 + 1_789_100,
        2_841_085,
        2_736_872,
        97_018,
    )
    assert turnout[RegionCode("kpu", "-99"), ""].registered_count is None


def test_missions_abroad_are_regions(situng: Series) -> None:
    abroad = situng.of(RegionFact)
    assert len(abroad) == 1 + 130 + 130
    assert {fact.level for fact in abroad} == {"OVERSEAS"}
    codes = {fact.code for fact in abroad}
    assert len(codes) == 261
    assert {fact.parent for fact in abroad} <= codes | {NATION}


def test_every_region_of_situng_is_in_the_tree(situng: Series, regions: Series) -> None:
    known = {fact.code for fact in regions.of(RegionFact)} | {fact.code for fact in situng.of(RegionFact)}
    assert {fact.region for fact in situng.of(ResultFact)} <= known


def test_levels_are_chosen_in_the_workspace(published_data: Path) -> None:
    chosen = ["PROVINCE", "REGENCY", "OVERSEAS"]
    series = read_2019(published_data, "situng2019", "2019-situng-kawalpemilu/*.json", levels=chosen)
    assert (series.files, series.rows) == (1118, 35 + 644 + 130)
    assert {fact.level for fact in series.of(ResultFact)} == set(chosen)


def test_stations_sum_to_their_province(situng: Series) -> None:
    """Stations are there for Kepulauan Bangka Belitung alone; a station is a number in a village."""
    stations = [fact for fact in situng.of(ResultFact) if fact.level == "POLLING_STATION" and fact.variant == ""]
    assert len({(fact.region, fact.station) for fact in stations}) == 3803
    assert votes(situng, "", "POLLING_STATION") == votes(situng, "", "VILLAGE") == [495_500, 288_097]
    assert situng.rules() == {}


def test_voters_are_those_of_the_list_of_december_2018(situng: Series, regions: Series) -> None:
    provinces = {fact.code for fact in regions.of(RegionFact) if fact.level == "PROVINCE"}
    voters = [fact for fact in situng.of(VotersFact) if fact.region in provinces]
    assert sum(fact.total_count or 0 for fact in voters) == 190_770_329
    assert sum(fact.stations_count or 0 for fact in voters) == 810_159


def test_every_member_of_the_term_has_a_district_a_party_and_a_seat_of_their_own(published_data: Path) -> None:
    series = of_indonesia(published_data, "dpr-members-2019")
    members = series.of(MembershipFact)
    assert len(members) == series.rows == 568
    assert len({fact.seat_number for fact in members}) == len({fact.published_id for fact in members}) == 568
    assert Counter(fact.party_number for fact in members)[3] == 127
    assert len({fact.district_code for fact in members}) == 80
    assert (members[0].name, members[0].district_code, members[0].party_number) == ("H. IRMAWAN, S.Sos., M.M.", "1", 1)


def test_candidates_of_18_provincial_councils(published_data: Path) -> None:
    candidates = of_indonesia(published_data, "kpu-dct-province-2019")
    stated = candidates.of(CandidacyFact)
    assert (
        len({(fact.district_code, fact.party_number, fact.ballot_number) for fact in stated}) == len(stated) == 12_684
    )
    assert Counter(fact.gender for fact in stated) == {"MALE": 7738, "FEMALE": 4946}
    districts = of_indonesia(published_data, "kpu-districts-province-2019-table").of(DistrictFact)
    assert (len(districts), sum(fact.seats_count or 0 for fact in districts)) == (272, 2207)
    assert {fact.population_count for fact in districts} == {None}
    assert {fact.district_code for fact in stated} <= {fact.code for fact in districts}
