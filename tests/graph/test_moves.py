"""Moves of persons and turnover of districts: what a change of name, a missing edition or an unknown winner leaves open."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from hub.graph.district_turnovers import district_turnovers_frame
from hub.graph.edition_order import editions_in_time
from hub.graph.person_moves import person_moves_frame
from hub.release import Release, write_release
from hub.tables.offices import ROWS as OFFICES
from tests.graph.invented import BASE, frames

Candidate = tuple[str, str, bool | None]
"""District, person, elected."""

LINES = {
    "2037/dpr/1": "Utara I", "2037/dpr/2": "Sel. I", "2037/dpr/3": "Timur",
    "2042/dpr/1": "Utara I", "2042/dpr/2": "Selatan I", "2042/dpr/3": "Barat I", "2042/dpr/4": "Barat II",
}  # fmt: skip
"""Timur became Barat I and Barat II; Sel. I is another spelling of Selatan I."""


def release_of(
    out: Path,
    candidates: Iterable[Candidate],
    *,
    editions: Iterable[str] = ("2037", "2042"),
    seats: int | None = 1,
    office: str = "DPR",
) -> Release:
    standing = list(candidates)
    districts = [
        {"district_id": key, "edition_id": key.split("/")[0], "office": office, "code": key[-1], "name": name, "line_id": f"d-{name}",
         "province_id": "r-1"}
        for key, name in LINES.items()
        if key[:4] in editions
    ] or [
        {"district_id": key, "edition_id": key.split("/")[0], "office": office, "code": "1", "name": "Utara", "line_id": "d-1",
         "province_id": "r-1"}
        for key in sorted({district for district, _, _ in standing})
    ]  # fmt: skip
    rows: dict[str, list[dict[str, Any]]] = {
        "offices": [dict(zip(("office_id", "office", "name", "name_en", "level"), row, strict=True)) for row in OFFICES],
        "editions": [
            {"edition_id": key, "name": key, "kind": "REGIONAL" if "-" in key else "GENERAL", "year": int(key[:4])} for key in editions
        ],
        "districts": districts,
        "district_overlaps": [
            {"district_id": f"2042/dpr/{number}", "other": "2037/dpr/3", "edition_id": "2037", "with_id": "2037/dpr/3", "weight_regions": 1.0,
             "shared_count": 1, "is_approximate": False, "evidence": "lists"}
            for number in (3, 4)
            if "2037" in editions
        ],
        "outcomes": [
            {"outcome_id": each["district_id"], "contest_id": each["district_id"], "edition_id": each["edition_id"], "office": office,
             "district_id": each["district_id"], "seats_count": seats}
            for each in districts
        ],
        "candidacies": [
            {"candidacy_id": f"{district}/{number}", "person_id": person, "contest_id": district, "edition_id": district.split("/")[0],
             "office": office, "district_id": district, "name_on_ballot": person, "elected": elected}
            for number, (district, person, elected) in enumerate(standing, start=1)
        ],
    }  # fmt: skip
    return write_release(out, frames(rows), title="Moves", base_iri=BASE, quality={})


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ("2037/dpr/1", "2042/dpr/1", False),
        ("2037/dpr/1", "2042/dpr/2", True),
        ("2037/dpr/2", "2042/dpr/1", True),
        ("2037/dpr/2", "2042/dpr/2", None),
        ("2037/dpr/3", "2042/dpr/3", None),
        ("2037/dpr/2", "2042/dpr/4", True),
    ],
)
def test_a_district_of_another_name_may_be_the_same(
    before: str, after: str, tmp_path: Path, *, changed: bool | None
) -> None:
    release = release_of(tmp_path, [(before, "p-1", True), (after, "p-1", None)])
    assert person_moves_frame(release)["is_district_changed"].to_list() == [changed]


def test_a_district_whose_name_is_new_has_no_count_of_members(tmp_path: Path) -> None:
    winners = [(f"2037/dpr/{number}", f"p-{number}", True) for number in (1, 2, 3)]
    again = [("2042/dpr/1", "p-9", True), ("2042/dpr/2", "p-2", True)]
    found = district_turnovers_frame(release_of(tmp_path, [*winners, *again]))
    counts = ("district_id", "returned_count", "new_count", "members_count", "stood_again_count", "re_elected_count")
    assert found.select(counts).rows() == [("2042/dpr/1", 0, 1, 1, 0, 0), ("2042/dpr/2", 1, 0, None, None, None)]


@pytest.mark.parametrize(
    ("winners", "seats"), [((True, True, None), 1), ((True, True, True), None), ((True, True, True), 2)]
)
def test_nobody_is_new_where_winners_of_the_election_before_are_unknown(
    winners: tuple[bool | None, ...], seats: int | None, tmp_path: Path
) -> None:
    then = [(f"2037/dpr/{number}", f"p-{number}", won) for number, won in enumerate(winners, start=1)]
    found = district_turnovers_frame(release_of(tmp_path, [*then, ("2042/dpr/1", "p-9", True)], seats=seats))
    assert found.select("elected_count", "returned_count", "new_count").rows() == [(1, 0, None)]


@pytest.mark.parametrize(
    ("editions", "previous"),
    [
        (("2037", "2042"), [None, "2037"]),
        (("2037", "2047"), [None, None]),
        (("2035-pilkada", "2044-pilkada"), [None, None]),
        (("2037", "2040-pilkada", "2042", "2044-pilkada"), [None, None, "2037", "2040-pilkada"]),
    ],
)
def test_the_edition_before_lies_within_a_term(
    editions: tuple[str, ...], previous: list[str | None], tmp_path: Path
) -> None:
    assert editions_in_time(release_of(tmp_path, [], editions=editions))["previous"].to_list() == previous


def test_who_won_nine_years_ago_is_not_called_an_incumbent(tmp_path: Path) -> None:
    won = [("2035-pilkada/regent/1", "p-1", True), ("2044-pilkada/regent/1", "p-1", True)]
    release = release_of(tmp_path, won, editions=("2035-pilkada", "2044-pilkada"), office="REGENT")
    assert person_moves_frame(release)["is_incumbent"].to_list() == [None]
    assert district_turnovers_frame(release)["is_previous"].to_list() == [None]
