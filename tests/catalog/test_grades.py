"""Grades of a category of data: each principle is met, not met or not known by what the files show, and stars ask for a licence."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.catalog.grades import PRINCIPLES, Grade, grade_of


def dataset(availability: str = "OPEN", *formats: str, **more: str) -> dict[str, Any]:
    return {"key": "votes", "theme": "ELECTION_RESULTS", "edition": "2024", "availability": availability, "formats": list(formats), **more}  # fmt: skip


def files(count: int = 1, **more: str | None) -> dict[str, Any]:
    stated = {
        "licence": "CC BY 4.0",
        "url": "https://doi.org/10.5281/zenodo.1",
        "retrieved": "2024-02-16",
        "state": "READ",
    }
    return {"series": "votes", "count": count, **stated, **more}


def graded(found: Grade | None) -> Grade:
    assert found is not None
    return found


def test_what_can_be_shown_is_met_and_what_no_file_shows_is_not_known() -> None:
    found = graded(grade_of([dataset("OPEN", "CSV")], [files()], 1.0))
    assert (found.stars, found.stars_of_format, found.not_met, found.reason) == (3, 3, (), "")
    assert found.not_known == ("GRANULAR", "NON_DISCRIMINATORY")


@pytest.mark.parametrize(
    ("principle", "stated", "reason"),
    [
        ("TIMELY", {"retrieved": "2024-03-21"}, "3 of 5 files are not dated by 2024-03-20"),
        ("TIMELY", {"retrieved": None}, "3 of 5 files are not dated by 2024-03-20"),
        ("FREE_ON_THE_INTERNET", {"url": None}, "3 of 5 files state no address; 3 of 5 files have no persistent address"),
        ("FREE_ON_THE_INTERNET", {"url": "ftp://kpu.go.id"}, "3 of 5 files state no address; 3 of 5 files have no persistent address"),
        ("LICENSE_FREE", {"licence": None}, "3 of 5 files state no known open licence"),
        ("LICENSE_FREE", {"licence": "MIT, of the collection"}, "3 of 5 files state no known open licence"),
        ("PERMANENT", {"url": "http://kpu.go.id/doi.org"}, "3 of 5 files have no persistent address"),
    ],
)  # fmt: skip
def test_one_part_of_the_files_leaves_a_principle_not_known(
    principle: str, stated: dict[str, str | None], reason: str
) -> None:
    found = graded(grade_of([dataset("OPEN", "CSV")], [files(2), files(3, **stated)], 1.0))
    assert principle in found.not_known
    assert found.not_met == ()
    assert found.reason == reason


def test_no_licence_is_no_star_whatever_the_format() -> None:
    found = graded(grade_of([dataset("OPEN", "TTL")], [files(licence=None)], 1.0))
    assert (found.stars, found.stars_of_format) == (0, 4)


def test_a_part_and_a_scan_and_an_office_file_do_not_meet_theirs() -> None:
    scan = dataset("NOT_OPEN", "PDF", key="forms")
    found = graded(grade_of([dataset("OPEN", "XLSX"), scan], [files()], 0.25))
    assert found.not_met == ("COMPLETE_AND_IN_BULK", "ANALYZABLE", "NON_PROPRIETARY")
    assert found.stars_of_format == 1
    for told in (
        "25.0% of what there should be",
        "datasets that are scans or pages, or of no known format: 1 of 2",
        "published as XLSX",
        "without a file here: 1",
    ):
        assert told in found.reason


@pytest.mark.parametrize(("formats", "reason"), [(("ZIP",), "formats that are not known to be open: ZIP"), ((), "formats are not stated")])  # fmt: skip
def test_a_format_that_is_not_known_proves_nothing(formats: tuple[str, ...], reason: str) -> None:
    found = graded(grade_of([dataset("OPEN", *formats)], [files()], 1.0))
    assert (found.stars, found.stars_of_format) == (1, 1)
    assert "ANALYZABLE" in found.not_met
    assert "NON_PROPRIETARY" in found.not_known
    assert reason in found.reason
    assert graded(grade_of([dataset("OPEN", "CSV", *formats)], [files()], 1.0)).stars == 3


def test_a_broken_file_is_not_analyzable() -> None:
    assert graded(grade_of([dataset("OPEN", "CSV")], [files(state="BROKEN")], 1.0)).not_met == ("ANALYZABLE",)


def test_what_is_not_published_has_no_grade() -> None:
    assert grade_of([dataset("MISSING", "PDF")], [], None) is None
    assert grade_of([], [files()], 1.0) is None


@given(
    st.lists(st.builds(dataset, st.sampled_from(("OPEN", "NOT_OPEN", "MISSING")), st.sampled_from(("CSV", "PDF", "XLSX", "TTL", "TBL")), key=st.sampled_from("abc")), max_size=4),
    st.lists(st.builds(files, st.integers(1, 9), series=st.sampled_from("abc"), licence=st.sampled_from((None, "MIT", "mine")), url=st.sampled_from((None, "http://a.id", "//")), retrieved=st.sampled_from((None, "2024", "2024-02"))), max_size=4),
    st.none() | st.floats(0, 1),
)  # fmt: skip
def test_every_principle_has_one_state_and_no_licence_no_star(
    datasets: list[dict[str, Any]], held: list[dict[str, Any]], share: float | None
) -> None:
    found = grade_of(datasets, held, share)
    if found is None:
        assert all(row["availability"] == "MISSING" for row in datasets)
        return
    assert sorted(found.met + found.not_met + found.not_known) == sorted(PRINCIPLES)
    assert found.stars == (found.stars_of_format if "LICENSE_FREE" in found.met else 0)
    assert 1 <= found.stars_of_format <= 4
    assert ("COMPLETE_AND_IN_BULK" in found.met) == (share is not None and share >= 1)
