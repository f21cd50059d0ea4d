"""Links to be expected false, from people of one list: counted by list, scaled to two lists, silent where lists are short."""

import random
from collections.abc import Iterator

import polars as pl
import pytest

from hub.identity import frequencies, model, strangers
from hub.identity.records import Records, prepare

SYLLABLES = ("BA", "DE", "GI", "JO", "KU", "LAM", "MEN", "NIR", "PON", "RUD", "SAG", "TEK", "WIL", "YOR", "CUM")


def _list(edition: str) -> Iterator[tuple[str, str, str]]:
    """Yield candidacies whose names are drawn by chance, the same in each edition, and far apart."""
    draw = random.Random(7)  # noqa: S311  (names for a test)
    for place in range(540):
        first, last = ("".join(draw.choices(SYLLABLES, k=4)) for _ in range(2))
        yield f"{edition}/dpr/{place}", edition, f"{first} {last}"


def records(doubled: int, elsewhere: int = 0) -> Records:
    """Two lists; in the first so many stand twice by name and all else, of whom some in a province that the second has nobody of."""
    first, second = list(_list("2014")), list(_list("2019"))
    twice = [(f"{key}/again", edition, name) for key, edition, name in first[:doubled]]
    frame = pl.DataFrame(
        [*first, *twice, *second], schema=["candidacy_id", "edition_id", "name_on_ballot"], orient="row"
    ).with_columns(
        office=pl.lit("DPR"),
        province=pl.when(pl.col("candidacy_id").str.contains(rf"^2014/dpr/[0-{elsewhere}](/again)?$") & (elsewhere > 0)).then(pl.lit("12")).otherwise(pl.lit("11")),
    ).with_columns(district_name=pl.when(pl.col("province") == "11").then(pl.lit("ACEH I")).otherwise(pl.lit("SUMUT I")))  # fmt: skip
    return prepare(frame, frequencies.packaged())


def test_those_who_are_as_like_as_one_person_within_a_list_are_counted_and_scaled() -> None:
    found = records(doubled=8)
    rows = {key: row for row, key in enumerate(found.candidacy_id)}
    linked = pl.DataFrame({"left": [rows["2014/dpr/0"]], "right": [rows["2019/dpr/0"]]}, schema_overrides={"left": pl.Int32, "right": pl.Int32})  # fmt: skip
    (row,) = strangers.expected_false(found, model.packaged(), linked).iter_rows(named=True)
    assert (row["left_list"], row["right_list"], row["pairs_within"]) == ("2014/dpr", "2019/dpr", 8)
    assert row["false_links_expected"] == pytest.approx(8, rel=0.05)
    assert row["false_share"] == pytest.approx(row["false_links_expected"], rel=0.05)


def test_who_is_alike_in_a_province_that_the_other_list_lacks_counts_for_nothing() -> None:
    found = records(doubled=8, elsewhere=3)
    rows = {key: row for row, key in enumerate(found.candidacy_id)}
    linked = pl.DataFrame({"left": [rows["2014/dpr/5"]], "right": [rows["2019/dpr/5"]]}, schema_overrides={"left": pl.Int32, "right": pl.Int32})  # fmt: skip
    (row,) = strangers.expected_false(found, model.packaged(), linked).iter_rows(named=True)
    assert row["pairs_within"] == 4
    assert row["false_links_expected"] == pytest.approx(4, rel=0.05)


def test_lists_without_doubles_expect_nothing_false_and_lists_without_links_say_nothing() -> None:
    found = records(doubled=0)
    linked = pl.DataFrame({"left": [0], "right": [len(found.candidacy_id) - 1]}, schema_overrides={"left": pl.Int32, "right": pl.Int32})  # fmt: skip
    (row,) = strangers.expected_false(found, model.packaged(), linked).iter_rows(named=True)
    assert (row["pairs_within"], row["false_links_expected"]) == (0, 0.0)
    assert strangers.expected_false(found, model.packaged(), linked.clear()).is_empty()


def test_short_lists_tell_nothing() -> None:
    frame = pl.DataFrame(
        [("2014/dpr/1", "2014", "WIDURI KENCANA"), ("2019/dpr/1", "2019", "WIDURI KENCANA")],
        schema=["candidacy_id", "edition_id", "name_on_ballot"], orient="row",
    ).with_columns(office=pl.lit("DPR"))  # fmt: skip
    linked = pl.DataFrame({"left": [0], "right": [1]}, schema_overrides={"left": pl.Int32, "right": pl.Int32})
    (row,) = strangers.expected_false(prepare(frame, frequencies.packaged()), model.packaged(), linked).iter_rows(
        named=True
    )
    assert row["false_links_expected"] is None
