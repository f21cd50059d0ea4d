"""The files of 2014 as published hold what is known of them."""

from collections import Counter
from pathlib import Path

from hub.facts import (
    CandidacyFact,
    DistrictFact,
    FinanceFact,
    NominationFact,
    RegionCode,
    RegionFact,
    ResultFact,
    TicketFact,
    TurnoutFact,
    VotersFact,
    kemendagri,
)
from hub.loaders.apipemilu_codes import ABROAD
from tests.loaders.published import Series, read_series

FOLDER = "2014-apipemilu"

REGENCIES = "../../wilayah-kemendagri/archive/wilayah_2018.sql"


def read(published_data: Path, loader: str, glob: str, **options: object) -> Series:
    series = read_series(published_data / FOLDER, f"apipemilu-{loader}", glob, "2014", **options)
    assert series.files > 0
    return series


def votes(results: list[ResultFact]) -> int:
    return sum(result.votes_count or 0 for result in results)


def test_candidates_of_the_dpr(published_data: Path) -> None:
    series = read(published_data, "candidates", "calon/2014/dpr/calon-dpr.csv")
    candidacies, results = series.of(CandidacyFact), series.of(ResultFact)
    assert (series.rows, len(candidacies), len(results), len(series.set_aside)) == (6606, 6606, 6606, 0)
    assert len({(one.district_code, one.party_number, one.ballot_number) for one in candidacies}) == 6606
    assert len({one.district_code for one in candidacies}) == 77
    assert {one.party_number for one in candidacies} == {*range(1, 11), 14, 15}
    assert sum(one.elected is True for one in candidacies) == 560
    assert sum(one.birth_date is None for one in candidacies) == 319 + 2
    assert sum(one.votes_count is None for one in results) == 10
    assert votes(results) == 89_064_912
    assert series.rules() == {"birth-date-unreadable": 2, "cells-empty": 2}
    missing = set(range(1, 10)) - {
        one.ballot_number for one in candidacies if (one.district_code, one.party_number) == ("3203-00-0000", 8)
    }
    assert missing == {2}


def test_candidates_of_the_dpd(published_data: Path) -> None:
    series = read(published_data, "candidates", "calon/2014/dpd/calon-dpd.csv")
    candidacies = series.of(CandidacyFact)
    assert (series.rows, len(candidacies)) == (946, 946)
    assert sum(one.elected is True for one in candidacies) == 132
    assert all(one.party_number is None for one in candidacies)
    slipped = [finding.evidence for finding in series.findings if finding.rule == "columns-slipped"]
    assert [(one["district"], one["first_number"], one["last_number"]) for one in slipped] == [
        ("7100-00-0000", "10", "21"),
        ("8100-00-0000", "17", "25"),
    ]
    told = [one for one in candidacies if one.birth_date or one.birth_place or one.residence]
    assert not [one for one in told if one.district_code == "7100-00-0000" and 10 <= one.ballot_number <= 21]
    assert not [one for one in told if one.district_code == "8100-00-0000" and 17 <= one.ballot_number <= 25]
    assert sum(one.birth_date is not None for one in candidacies) == 880 - 11 - 8


def test_results_of_the_dpd_are_those_of_its_candidates(published_data: Path) -> None:
    results = read(published_data, "candidates", "hasil_pemilu/2014/hasil-dpd.csv").of(ResultFact)
    candidates = read(published_data, "candidates", "calon/2014/dpd/calon-dpd.csv").of(ResultFact)
    counted = {(one.district_code, one.ballot_number): one.votes_count for one in candidates}
    assert len(results) == 941
    assert all(counted[one.district_code, one.ballot_number] == one.votes_count for one in results)
    assert votes(results) == votes(candidates) == 111_089_326


def test_elected_members_of_the_dpd(published_data: Path) -> None:
    candidates = "../calon/2014/dpd/calon-dpd.csv"
    series = read(published_data, "elected", "calon-terpilih-dpd/calon-terpilih-dpd.csv", candidates=candidates)
    members = {(one.district_code, one.ballot_number) for one in series.of(ResultFact)}
    listed = read(published_data, "candidates", "calon/2014/dpd/calon-dpd.csv").of(CandidacyFact)
    elected = {(one.district_code, one.ballot_number) for one in listed if one.elected}
    assert (series.rows, len(members), series.rules()) == (134, 128, {"member-twice": 2, "no-such-candidate": 4})
    assert {district for district, _ in elected - members} == {"1300-00-0000"}
    assert members < elected


def test_candidates_of_provincial_councils(published_data: Path) -> None:
    series = read(published_data, "candidates", "calon/2014/dprd_*/calon-*.csv")
    candidacies = series.of(CandidacyFact)
    assert (series.files, series.rows, len(candidacies)) == (25, 18_253, 18_253)
    assert {one.office for one in candidacies} == {"DPRD_PROVINCE"}
    assert not series.of(ResultFact)
    assert all(one.birth_date is None and one.elected is None for one in candidacies)


def test_parties(published_data: Path) -> None:
    parties = read(published_data, "parties", "partai/partai.csv").of(NominationFact)
    assert [one.ballot_number for one in parties] == list(range(1, 16))
    assert [one.name for one in parties if one.scope == "LOCAL"] == [
        "Partai Damai Aceh",
        "Partai Nasional Aceh",
        "Partai Aceh",
    ]


def test_districts(published_data: Path) -> None:
    series = read(published_data, "districts", "dapil/dapil.csv")
    districts = series.of(DistrictFact)
    assert Counter(one.office for one in districts) == {
        "DPR": 77,
        "DPD": 33,
        "DPRD_PROVINCE": 259,
        "DPRD_REGENCY": 2102,
    }
    assert sum(one.seats_count or 0 for one in districts if one.office == "DPR") == 560
    assert all(one.seats_count is None for one in districts if one.office == "DPD")
    assert series.rules() == {"seats-of-another-office": 1}
    chosen = read(published_data, "districts", "dapil/dapil.csv", offices=["DPR"])
    assert (len(chosen.of(DistrictFact)), len(chosen.set_aside)) == (77, 2394)


def test_provinces(published_data: Path) -> None:
    provinces = read(published_data, "provinces", "provinsi/provinsi.csv").of(RegionFact)
    assert len(provinces) == 34
    assert RegionCode("kpu", "6728") in next(one.also for one in provinces if one.code == kemendagri("12"))
    with_abroad = read(published_data, "provinces", "rekap_pilpres/provinsi.csv").of(RegionFact)
    assert [one.name for one in with_abroad if one.level == "OVERSEAS"] == ["Luar Negeri"]


def test_presidential_votes_are_those_of_the_decision(published_data: Path) -> None:
    series = read(published_data, "presidential", "rekap_pilpres/rekap.csv")
    results = series.of(ResultFact)
    assert (len(results), len({one.region for one in results})) == (68, 34)
    by_pair = {number: votes([one for one in results if one.ballot_number == number]) for number in (1, 2)}
    assert by_pair == {1: 62_576_444, 2: 70_997_833}
    restored = {str(finding.evidence["written"]): finding.evidence["read_as"] for finding in series.findings}
    assert restored == {"313.6": 313_600, "443.04": 443_040}
    assert by_pair[1] - 313_600 + 3_136 == 62_265_980
    assert by_pair[2] - 443_040 + 44_304 == 70_599_097
    assert [one.votes_count for one in results if one.region == ABROAD] == [313_600, 364_257]


def test_presidential_pairs(published_data: Path) -> None:
    numbers = "../../rekap_pilpres/rekap.csv"
    series = read(published_data, "tickets", "calon-presiden/2014/calon-presiden.csv", numbers=numbers)
    assert sorted((one.ballot_number, one.name) for one in series.of(TicketFact)) == [
        (1, "PRABOWO SUBIANTO & M. HATTA RAJASA"),
        (2, "JOKO WIDODO & JUSUF KALLA"),
    ]
    assert {(one.ballot_number, one.role, one.name) for one in series.of(CandidacyFact)} == {
        (1, "HEAD", "Prabowo Subianto"),
        (1, "DEPUTY", "Hatta Rajasa"),
        (2, "HEAD", "Joko Widodo"),
        (2, "DEPUTY", "Jusuf Kalla"),
    }


def test_party_totals_that_disagree(published_data: Path) -> None:
    decided = read(published_data, "party-totals", "perolehan_suara_partai/perolehan_suara.csv").of(ResultFact)
    national = read(published_data, "threshold", "ambang_batas/data_ambang_batas.csv").of(ResultFact)
    totals = "results/2014/calon_legaslatif/totals"
    summed = read(published_data, "vote-totals", f"{totals}/dapil_vote_totals-dpr.csv").of(ResultFact)
    by_province = read(published_data, "vote-totals", f"{totals}/provinsi_vote_totals-dpr.csv").of(ResultFact)
    lists = [one for one in summed if one.kind == "PARTY_TOTAL"]
    assert (len(decided), len(national), len(lists)) == (924, 12, 924)
    assert votes(decided) == votes(national) == 124_972_491
    assert votes(lists) == 124_495_298
    assert votes([one for one in summed if one.kind == "PARTY_ONLY"]) == 35_430_386
    assert votes([one for one in by_province if one.kind == "PARTY_TOTAL"]) == 124_495_298
    listed = {(one.district_code, one.party_number): one.votes_count for one in lists}
    differing = [one for one in decided if listed[one.district_code, one.party_number] != one.votes_count]
    assert len(differing) == 18
    assert sum(one.district_code == "3102-00-0000" for one in differing) == 12


def test_forms_by_regency(published_data: Path) -> None:
    options = {"regions": "provinsi_wilayah.csv", "regencies": REGENCIES}
    series = read(published_data, "forms", "perolehan-suara-pemilu/voices.csv", **options)
    assert series.rows == 36_261
    assert set(series.rules()) == {"figure-not-held", "figure-twice", "other-province", "not-a-number", "totals-differ"}
    turnout, results = series.of(TurnoutFact), series.of(ResultFact)
    assert Counter(one.office for one in turnout) == {"PRESIDENT": 466, "DPR": 490}
    assert len(results) == 2 * 466 - 1
    provinces = read(published_data, "presidential", "rekap_pilpres/rekap.csv").of(ResultFact)
    told = {(one.region, one.ballot_number): one.votes_count for one in provinces if one.region}
    summed: Counter[tuple[RegionCode, int | None]] = Counter()
    for one in results:
        assert one.region is not None
        province = "64" if one.region.value.startswith("65.") else one.region.value[:2]
        summed[kemendagri(province), one.ballot_number] += one.votes_count or 0
    differing = {(region.value, number) for (region, number), votes in summed.items() if told[region, number] != votes}
    assert len(summed) == 2 * 31
    assert differing == {("73", 1)}


def test_voters_by_province(published_data: Path) -> None:
    fixed = read(published_data, "voters", "dpt_dpk/DPT.csv")
    voters = fixed.of(VotersFact)
    assert (len(voters), fixed.rules()) == (66, {"zeros-lost": 14})
    for one in voters:
        assert (one.male_count or 0) + (one.female_count or 0) + (one.unknown_count or 0) == one.total_count
    assert sum(one.total_count or 0 for one in voters if one.office is None) == 185_878_025
    assert sum(one.total_count or 0 for one in voters if one.office == "PRESIDENT") == 187_798_441
    assert all((one.stations_count is None) == (one.office == "PRESIDENT") for one in voters)
    special = read(published_data, "voters", "dpt_dpk/DPK.csv").of(VotersFact)
    assert {one.list_kind for one in special} == {"DPK"}
    assert sum(one.total_count or 0 for one in special) == 909_423


def test_campaign_funds(published_data: Path) -> None:
    series = read(published_data, "finance", "laporan_dana_kampanye/2014/laporan_*.csv")
    facts = series.of(FinanceFact)
    assert (series.rows, series.rules()) == (6_643, {"candidate-not-linked": 2})
    candidates = {
        one.published_id for one in read(published_data, "candidates", "calon/2014/dpr/*.csv").of(CandidacyFact)
    }
    reporting = {one.candidate_published_id for one in facts if one.candidate_published_id}
    assert len(reporting) == 6_604
    assert reporting <= candidates
    givers = Counter(one.donor_kind for one in facts if one.kind == "CASH")
    assert (givers["INDIVIDUAL"], givers["COMPANY"], givers["GROUP"], givers["PARTY"]) == (18, 6, 1, 11)
    assert {one.donor_kind for one in facts if one.donor_name} == {"PARTY", "COMPANY", "GROUP"}


def test_members_elected_in_2009(published_data: Path) -> None:
    folder = published_data / FOLDER
    deputies = read_series(folder, "apipemilu-incumbents", "incumbents/incumbent-DPR.csv", "2009")
    assert (deputies.rows, len(deputies.of(CandidacyFact))) == (620, 615)
    assert deputies.rules() == {"number-of-another": 58, "party-or-none": 5, "remark-in-name": 5}
    assert sum(one.ballot_number is None for one in deputies.of(CandidacyFact)) == 58
    assert {one.ballot_number for one in deputies.of(NominationFact)} == {1, 5, 8, 9, 13, 23, 24, 28, 31}
    assert len(deputies.of(DistrictFact)) == 77
    senators = read_series(folder, "apipemilu-incumbents", "incumbents/incumbent-DPD.csv", "2009")
    assert (senators.rows, len(senators.of(CandidacyFact))) == (140, 140)
    assert sum(one.elected is True for one in senators.of(CandidacyFact)) == 132
