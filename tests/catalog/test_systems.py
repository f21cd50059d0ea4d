"""The commission's ten systems: what each is said to hold, what is held, and in which phase of opening."""

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from hub.catalog.systems import PHASES, phase_of, systems_of
from hub.publication import publish
from hub.tables.vocabulary import AVAILABILITIES, SYSTEMS
from tests.command import hub
from tests.mini import write_mini

STATED = {
    "DAPIL": 18, "PENCALONAN": 27, "LOGISTIK": 7, "PARTAI_POLITIK": 16, "PARTISIPASI_DAN_SOSIALISASI": 3,
    "PENGHITUNGAN_DAN_PENETAPAN_SUARA": 68, "DAFTAR_PEMILIH": 5, "SDM": 1, "PHPU": 3, "SIDAKAM": None,
}  # fmt: skip
"""Datasets of each system as counted in 2022; Sidakam is named without a number."""


def dataset(key: str, system: str, availability: str, *formats: str) -> dict[str, object]:
    return {"key": key, "system": system, "availability": availability, "formats": list(formats)}


def test_the_ten_systems_are_there_with_what_they_are_said_to_hold() -> None:
    found = systems_of([])
    assert {each.id: each.stated_count for each in found} == STATED
    assert {each.id for each in found} == set(SYSTEMS) - {"WILAYAH"}
    assert all(each.held_count == 0 and each.phase is None for each in found)
    sidakam = found[-1]
    assert sidakam.reason == "the count of 2022 does not name it"
    assert str(sidakam.due) == "2024-12-31"
    assert not sidakam.is_due_stated


def test_a_system_is_in_the_earliest_phase_of_its_datasets() -> None:
    found = systems_of(
        [
            dataset("maps", "DAPIL", "OPEN", "JSON"),
            dataset("book", "DAPIL", "OPEN", "XLSX"),
            dataset("wanted", "DAPIL", "MISSING"),
            dataset("forms", "PHPU", "NOT_OPEN", "PDF"),
        ]
    )
    dapil, phpu = (next(each for each in found if each.id == name) for name in ("DAPIL", "PHPU"))
    assert (dapil.phase, dapil.held_count, dict(dapil.counts), dapil.missing_count) == (
        "WORKBOOK", 2, {"SCAN": 0, "WORKBOOK": 1, "OPEN": 1}, 1,
    )  # fmt: skip
    assert str(dapil.due) == "2023-02-09"
    assert (phpu.phase, phpu.held_count, phpu.dataset_keys) == ("SCAN", 0, ("forms",))
    assert phpu.reason == "the action plan sets no day for it"


@given(st.lists(st.builds(dataset, st.text("abc", min_size=1), st.sampled_from(SYSTEMS), st.sampled_from(AVAILABILITIES), st.sampled_from(("CSV", "XLSX", "PDF")))))  # fmt: skip
def test_every_dataset_of_the_systems_is_counted_once(datasets: list[dict[str, object]]) -> None:
    found = systems_of(datasets)
    counted = sum(sum(each.counts.values()) + each.missing_count for each in found)
    assert counted == sum(row["system"] != "WILAYAH" for row in datasets)
    for each in found:
        assert each.phase is None or each.counts[each.phase]


def test_phases_follow_from_how_it_is_published() -> None:
    assert [phase_of("OPEN", ["CSV", "XLSX"]), phase_of("OPEN", ["XLS"]), phase_of("NOT_OPEN", ["PDF"])] == [
        "OPEN", "WORKBOOK", "SCAN",
    ]  # fmt: skip
    assert phase_of("MISSING", []) is None
    assert PHASES == ("SCAN", "WORKBOOK", "OPEN")


def test_a_release_says_what_it_holds_of_each(tmp_path: Path) -> None:
    publish(tmp_path, write_mini(tmp_path), lambda *_: None)
    asked = "{ systems { __typename system datasetsStatedCount heldCount openCount phase dueDate datasets { key availability } } }"
    found = {row["system"]: row for row in json.loads(hub("query", tmp_path, asked))["data"]["systems"]}
    assert {name: row["datasetsStatedCount"] for name, row in found.items()} == STATED
    candidates = found["PENCALONAN"]
    assert candidates["datasets"] == [{"key": "list-2042", "availability": "OPEN"}]
    assert (candidates["heldCount"], candidates["phase"], candidates["dueDate"]) == (1, "OPEN", "2023-11-25")
    assert found["LOGISTIK"]["dueDate"] is None
