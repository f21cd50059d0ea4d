"""How much of an area is counted."""

import pytest

from hub.web.pages.coverage import Coverage, coverage


def of(*rows: tuple[str, int, int]) -> Coverage:
    return coverage(
        [{"unitLevel": level, "countedCount": some, "expectedCount": of_all} for level, some, of_all in rows]
    )


def test_a_village_in_jakarta_is_a_sample_of_indonesia() -> None:
    found = of(("OVERSEAS", 0, 1), ("POLLING_STATION", 47, 47), ("PROVINCE", 0, 37), ("REGENCY", 0, 5))
    assert found.is_sample
    assert not found.is_whole
    assert [unit.level for unit in found.counted] == ["POLLING_STATION"]
    assert [unit.level for unit in found.missing] == ["PROVINCE", "REGENCY", "OVERSEAS"]


@pytest.mark.parametrize(
    ("rows", "is_whole", "is_sample"),
    [
        ([("SUBDISTRICT", 12, 12)], True, False),
        ([("SUBDISTRICT", 290, 295)], False, False),
        ([("PROVINCE", 33, 34), ("OVERSEAS", 0, 1)], False, False),
        ([("SUBDISTRICT", 7069, 7299), ("REGENCY", 0, 1), ("POLLING_STATION", 3803, 3803)], False, False),
        ([("POLLING_STATION", 65, 65), ("REGENCY", 0, 5)], False, True),
        ([("VILLAGE", 0, 3)], False, False),
        ([], True, False),
    ],
)
def test_whole_partial_and_sample(rows: list[tuple[str, int, int]], *, is_whole: bool, is_sample: bool) -> None:
    found = of(*rows)
    assert (found.is_whole, found.is_sample) == (is_whole, is_sample)
