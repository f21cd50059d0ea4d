import polars as pl

from hub.crosswalk.region_lineage import lineage, parents_by_period


def membership(*rows: tuple[str, str, int]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=["region_id", "parent_id", "year"], orient="row")


BEFORE = [("merauke", "papua", 2022), ("asmat", "papua", 2022), ("jayapura", "papua", 2022)]
AFTER = [("merauke", "south", 2023), ("asmat", "south", 2023), ("jayapura", "papua", 2023)]


def test_a_new_region_of_moved_parts_is_a_split_with_its_share() -> None:
    assert lineage(membership(*BEFORE, *AFTER)).rows() == [("papua", "south", 2023, 2022, "SPLIT", 2, 3)]


def test_a_region_that_is_gone_was_merged() -> None:
    rows = [("a", "old", 2022), ("b", "other", 2022), ("a", "other", 2023), ("b", "other", 2023)]
    assert lineage(membership(*rows)).rows() == [("old", "other", 2023, 2022, "MERGE", 1, 1)]


def test_parts_between_two_that_go_on_are_a_transfer() -> None:
    rows = [("a", "x", 2022), ("b", "x", 2022), ("c", "y", 2022), ("a", "y", 2023), ("b", "x", 2023), ("c", "y", 2023)]
    assert lineage(membership(*rows)).rows() == [("x", "y", 2023, 2022, "TRANSFER", 1, 2)]


def test_parents_have_their_years() -> None:
    assert parents_by_period(membership(*BEFORE, *AFTER)).filter(pl.col("region_id") == "merauke").rows() == [
        ("merauke", "papua", 2022, 2022),
        ("merauke", "south", 2023, None),
    ]
