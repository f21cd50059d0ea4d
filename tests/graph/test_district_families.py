"""Families of name: the last word of a name without titles, and only where two people share it."""

from pathlib import Path

import polars as pl
import pytest

from hub.graph.district_families import _last_word, district_families_frame
from hub.release import Release, write_release
from tests.graph.invented import BASE, tables


@pytest.mark.parametrize(
    ("written", "family"),
    [
        ("H. IRMAWAN, S.Sos., M.M.", None),
        ("Dr. Ir. BUDI SANTOSO SH", "SANTOSO"),
        ("Maria Sitompul (Butet)", "SITOMPUL"),
        ("I.B. AGUNG D'ARC", "D'ARC"),
        ("Cut Nyak Dhien, S.E.", "DHIEN"),
    ],
)
def test_titles_and_initials_are_no_family_name(written: str, family: str | None) -> None:
    assert pl.DataFrame({"name": [written]}).select(_last_word("name")).item() == family


def test_two_people_of_a_name_in_one_district_make_a_family_of_name(sample_release: Release) -> None:
    families = district_families_frame(sample_release)
    assert families.height > 10
    assert (families["persons_count"] >= 2).all()
    assert (families["persons_count"] <= families["bearers_count"]).all()
    assert (families["candidacies"].list.len() >= families["persons_count"]).all()
    assert ((families["share"] - families["persons_count"] / families["bearers_count"]).abs() < 1e-12).all()


def test_a_family_of_whom_nobody_is_known_to_have_won_has_no_count_of_winners(tmp_path: Path) -> None:
    rows = tables()
    mute = rows["candidacies"].with_columns(
        pl.when(pl.col("name_on_ballot") == "ZULKARNAIN")
        .then(pl.lit("BUDI ZULKARNAIN"))
        .otherwise("name_on_ballot")
        .alias("name_on_ballot")
    )
    won = {}
    for name, elected in (("known", pl.col("elected")), ("unknown", pl.lit(None, dtype=pl.Boolean))):
        changed = rows | {"candidacies": mute.with_columns(elected.alias("elected"))}
        release = write_release(tmp_path / name, changed, title="Families", base_iri=BASE, quality={})
        won[name] = district_families_frame(release).filter(family_name="ZULKARNAIN")["elected_count"].to_list()
    assert won == {"known": [0], "unknown": [None]}
