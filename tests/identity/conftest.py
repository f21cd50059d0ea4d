"""The labelled pairs, each with whether it was joined."""

from pathlib import Path

import polars as pl
import pytest

from hub import pipeline
from hub.workspace import read_workspace
from scripts.identity.sources import Lists, read_labels

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def labelled_pairs(published_data: Path) -> pl.DataFrame:
    """Return pairs of candidacies of 2009, 2014 and 2015 that were read by hand: label, and whether they are one person here."""
    workspace = read_workspace(ROOT / "examples" / "indonesia")
    wanted = {"2009", "2014", "2015-pilkada", None}
    sources = tuple(
        entry
        for entry in workspace.sources
        if entry.edition in wanted and not {"shapes", "forms"} & {*entry.id.split("-")}
    )
    few = workspace.model_copy(update={"sources": sources})
    tables = pipeline.check(few, published_data, progress=lambda *_: None).tables
    candidacies = tables["candidacies"]
    person_of = dict(candidacies.select("candidacy_id", "person_id").iter_rows())
    lists = Lists(candidacies, tables["external_ids"].filter(pl.col("kind") == "candidacy"))
    pairs = read_labels(published_data.parent / "labels" / "identity-pairs.csv", lists)
    joined = [person_of[left] == person_of[right] for left, right in pairs.select("left", "right").iter_rows()]
    return pairs.with_columns(pl.Series("joined", joined))
