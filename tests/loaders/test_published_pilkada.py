"""The files of the regional elections of 2024 as published: which regions elected a head, who stood, and how the votes sum up."""

import re
from collections import Counter
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from hub.facts import CalendarFact, CandidacyFact, DistrictFact, RegionFact, ResultFact, TicketFact
from hub.workspace import read_workspace
from tests.loaders.published import INDONESIA, Series, of_indonesia, read_series


@pytest.fixture(scope="module")
def heads(published_data: Path) -> dict[str, DistrictFact]:
    """Return the provinces, regencies and cities that elected a head in 2024, by code."""
    folder, jakarta = "2024-pilkada-sirekap", [3101, 3171, 3172, 3173, 3174, 3175]
    read = partial(read_series, published_data, "pilkada2024-regions", edition_id="2024-pilkada")
    provinces = read(f"{folder}/script/province.json", no_contest=[34])
    regencies = read(f"{folder}/district/*/*.json", no_contest=jakarta)
    assert len(provinces.of(RegionFact) + regencies.of(RegionFact)) == 38 + 514
    return {fact.code: fact for fact in provinces.of(DistrictFact) + regencies.of(DistrictFact)}


@pytest.fixture(scope="module")
def pairs(published_data: Path) -> Series:
    return read_series(published_data, "pilkada2024-pairs", "2024-pilkada-sirekap/paslon/*.json", "2024-pilkada")


def test_every_region_with_a_head_has_pairs(heads: dict[str, DistrictFact], pairs: Series) -> None:
    assert Counter(fact.office for fact in heads.values()) == {"GOVERNOR": 37, "REGENT": 415, "MAYOR": 93}
    tickets = pairs.of(TicketFact)
    assert {fact.district_code: fact.office for fact in tickets} == {c: fact.office for c, fact in heads.items()}
    cities = {fact.code for fact in heads.values() if re.match("KOTA ", fact.name)}
    assert cities == {fact.code for fact in heads.values() if fact.office == "MAYOR"}


def test_an_empty_column_stands_without_people(pairs: Series) -> None:
    tickets = pairs.of(TicketFact)
    empty = [fact for fact in tickets if fact.name == "KOLOM KOSONG"]
    assert (len(tickets), len(empty)) == (1594, 37)
    assert len(pairs.of(CandidacyFact)) == 2 * (1594 - 37)
    assert pairs.rules() == {}


def test_regional_votes_sum_upwards(published_data: Path, pairs: Series) -> None:
    """Votes of regencies sum to their province, as far as both are there; the figures are partial."""
    read = partial(read_series, published_data, "pilkada2024-votes", edition_id="2024-pilkada")
    nation = read("2024-pilkada-sirekap/pkwkp/0.json", pairs="../paslon/pkwkp.json")
    below = read("2024-pilkada-sirekap/pkwkp/*/*.json", pairs="../../paslon/pkwkp.json")
    whole = {(fact.district_code, fact.ballot_number): fact.votes_count for fact in nation.of(ResultFact)}
    assert len(whole) == 104
    assert {fact.region for fact in nation.of(ResultFact)} == {None}
    sums: Counter[tuple[str | None, int | None, str | None]] = Counter()
    for fact in below.of(ResultFact):
        sums[fact.district_code, fact.ballot_number, fact.level] += fact.votes_count or 0
    for province in ("11", "31", "51", "53"):
        for number in {number for code, number in whole if code == province}:
            assert sums[province, number, "REGENCY"] == whole[province, number]
    assert {fact.status for fact in below.of(ResultFact)} == {"UNOFFICIAL_PARTIAL"}
    assert nation.rules() == below.rules() == {}
    standing = {(fact.district_code, fact.ballot_number) for fact in pairs.of(TicketFact)}
    assert {(fact.district_code, fact.ballot_number) for fact in below.of(ResultFact)} <= standing


def test_votes_for_regents_and_mayors(published_data: Path, pairs: Series) -> None:
    series = read_series(
        published_data,
        "pilkada2024-votes",
        "2024-pilkada-sirekap/pkwkk/*/*.json",
        "2024-pilkada",
        pairs="../../paslon/pkwkk.json",
    )
    assert (series.files, series.rows, series.rules()) == (57, 716, {})
    standing = {(fact.office, fact.district_code, fact.ballot_number) for fact in pairs.of(TicketFact)}
    assert {(fact.office, fact.district_code, fact.ballot_number) for fact in series.of(ResultFact)} <= standing
    assert {fact.level for fact in series.of(ResultFact)} == {None, "SUBDISTRICT"}


def test_stages_of_2015_have_their_days_and_a_year_that_is_none_is_set_aside(published_data: Path) -> None:
    series = of_indonesia(published_data, "pilkada-calendar-2015")
    steps = series.of(CalendarFact)
    assert (series.rows, len(steps), len(series.set_aside)) == (151, 118, 33)
    assert (steps[0].name, steps[0].starts, steps[0].ends) == (
        "PERENCANAAN PROGRAM DAN ANGGARAN",
        date(2015, 2, 18),
        date(2015, 4, 30),
    )
    unreadable = [row.cause for row in series.set_aside if "found an empty cell" not in row.cause]
    assert len(unreadable) == 1
    assert "column 'start': expected a date such as D MMMM YYYY; found a text of 18 characters" in unreadable[0]


def test_every_further_table_of_2014_is_read_or_left_out_with_a_reason(published_data: Path) -> None:
    workspace = read_workspace(INDONESIA)
    read = {entry.path for entry in workspace.sources}
    present = [
        path.relative_to(published_data)
        for path in (published_data / "2014-apipemilu-more").rglob("*")
        if path.is_file()
    ]
    unexplained = [
        path.as_posix()
        for path in present
        if path.as_posix() not in read and not any(path.match(entry.path) for entry in workspace.left_out)
    ]
    assert len(present) > 70
    assert unexplained == []
