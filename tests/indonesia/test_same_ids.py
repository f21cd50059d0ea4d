"""The bundled sample and the whole are about the same things, under one base IRI: they mint the same identifiers."""

import polars as pl

from hub.release import Release
from hub.tables.candidacies import Candidacies
from hub.tables.register import Register
from tests.indonesia.conftest import Tables


def test_what_the_sample_identifies_the_whole_identifies_alike(sample_release: Release, table: Tables) -> None:
    known = table("register").select("id", pl.col("kind").cast(pl.String), state=pl.col("state").cast(pl.String))
    published = sample_release.table(Register).select("id", pl.col("kind").cast(pl.String))
    found = published.join(known, on=["id", "kind"], how="left")
    assert found.filter(pl.col("state").is_null() | (pl.col("state") == "WITHDRAWN")).rows() == []


def test_who_stands_in_both_is_the_same_person(sample_release: Release, table: Tables) -> None:
    columns = ("candidacy_id", "person_id", "party_id")
    both = (
        sample_release.table(Candidacies)
        .select(columns)
        .join(table("candidacies").select(columns), on="candidacy_id", suffix="_whole")
    )
    merged = table("register").filter(pl.col("state").cast(pl.String) == "MERGED").explode("successors")
    successor = dict(merged.select("id", "successors").iter_rows())
    assert both.height > 1000
    assert both.filter(pl.col("party_id") != pl.col("party_id_whole")).is_empty()
    assert [row for row in both.iter_rows() if successor.get(row[1], row[1]) != row[3]] == []
