import polars as pl
import pytest

from hub.recap.division import division_of

REGIONS = pl.DataFrame(
    [
        ("nation", "INDONESIA", "NATION", None),
        ("papua", "Papua", "PROVINCE", "nation"),
        ("south", "Papua Selatan", "PROVINCE", "nation"),
        ("merauke", "Merauke", "REGENCY", "south"),
        ("gone", "Lama", "REGENCY", "papua"),
        ("late", "Baru", "REGENCY", "papua"),
        ("abroad", "LUAR NEGERI", "OVERSEAS", "nation"),
    ],
    schema=["region_id", "name", "level", "parent_id"],
    orient="row",
)
PARENTS = pl.DataFrame(
    [
        ("papua", "nation", 2018, None),
        ("south", "nation", 2022, None),
        ("merauke", "papua", 2018, 2018),
        ("merauke", "south", 2022, None),
        ("gone", "papua", 2018, 2018),
        ("late", "papua", 2025, None),
    ],
    schema={"region_id": pl.String, "parent_id": pl.String, "valid_from": pl.Int64, "valid_to": pl.Int64},
    orient="row",
)


def seen(year: int) -> dict[str, tuple[str | None, bool]]:
    frame = division_of(REGIONS, PARENTS, year)
    return {region: (parent, expected) for region, parent, _, _, expected in frame.iter_rows()}


@pytest.mark.parametrize(
    ("year", "parent"), [(2014, "papua"), (2018, "papua"), (2019, "papua"), (2022, "south"), (2024, "south")]
)
def test_the_parent_is_that_of_the_list_of_the_time(year: int, parent: str):
    assert seen(year)["merauke"][0] == parent


def test_a_region_that_came_later_is_not_waited_for():
    assert seen(2019)["south"] == ("nation", False)
    assert seen(2024)["south"] == ("nation", True)
    assert seen(2024)["late"] == ("papua", False)


def test_a_region_that_is_gone_is_not_waited_for():
    assert seen(2019)["gone"] == ("papua", True)
    assert seen(2024)["gone"] == ("papua", False)


def test_a_region_of_no_list_is_taken_to_be_there():
    assert seen(2019)["abroad"] == ("nation", True)
    assert seen(2019)["nation"] == (None, True)


def test_no_region_is_lost_or_doubled():
    assert division_of(REGIONS, PARENTS, 2019)["region_id"].to_list() == REGIONS["region_id"].to_list()


def test_without_lists_the_division_is_the_newest():
    frame = division_of(REGIONS, PARENTS.clear(), 2019)
    assert frame["parent_id"].to_list() == REGIONS["parent_id"].to_list()
    assert frame["expected"].all()
