"""The labelled pairs, each with whether it was joined."""

from pathlib import Path

import polars as pl
import pytest

from hub import pipeline
from hub.workspace import read_workspace

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def labelled_pairs(published_data: Path) -> pl.DataFrame:
    """Return pairs of candidacies of 2009 and 2014 that were read by hand: label, and whether they are one person here."""
    workspace = read_workspace(ROOT / "examples" / "indonesia")
    wanted = {"2009", "2014"}
    sources = tuple(entry for entry in workspace.sources if entry.edition in wanted or entry.edition is None)
    few = workspace.model_copy(update={"sources": tuple(entry for entry in sources if "shapes" not in entry.id)})
    tables = pipeline.check(few, published_data, progress=lambda *_: None).tables
    person_of = dict(tables["candidacies"].select("candidacy_id", "person_id").iter_rows())
    known = {
        (key.partition("/")[0], value): key
        for kind, key, value in tables["external_ids"].select("kind", "key", "value").iter_rows()
        if kind == "candidacy"
    }
    labels = pl.read_csv(published_data.parent / "labels" / "identity-pairs.csv", infer_schema_length=0)
    rows = []
    for row in labels.iter_rows(named=True):
        left = known.get((row["left_edition"], row["left_source_id"]))
        right = known.get((row["right_edition"], row["right_source_id"]))
        if left in person_of and right in person_of:
            rows.append((row["label"], person_of[left] == person_of[right]))
    return pl.DataFrame(rows, schema=["label", "joined"], orient="row")
