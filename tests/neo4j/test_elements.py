"""Rows that become relationships: none of a release is left out."""

from pathlib import Path

import polars as pl
import pytest

from hub.errors import ReleaseError
from hub.graph.neo4j.load import expected_counts
from hub.graph.neo4j.rows import Snapshot
from hub.release import Release, write_release
from hub.tables import BY_NAME
from tests.graph.invented import BASE, SOURCE, tables


def test_sources_of_outcomes_are_loaded(sample_release: Release) -> None:
    stated = sample_release.table(BY_NAME["provenance"])
    held = expected_counts(Snapshot(sample_release, "POLLING_STATION"))
    for kind, label in (
        ("outcome", "Outcome"),
        ("turnout-outcome", "TurnoutOutcome"),
        ("voter-outcome", "VoterOutcome"),
    ):
        count = stated.filter(pl.col("kind") == kind).height
        assert held.get(f"(:{label})-[:ATTESTED_IN]->(:Source)", 0) == count
    assert stated.filter(pl.col("kind") == "outcome").height > 0
    assert sum(count for pattern, count in held.items() if "-[:ATTESTED_IN]->" in pattern) == stated.height


@pytest.mark.parametrize("name", ["provenance", "external_ids"])
def test_a_release_with_rows_that_no_relationship_is_made_of_is_refused(name: str, tmp_path: Path) -> None:
    held = tables()
    values = {"kind": "wish", "key": "2042/wish/1", "scheme": "s", "value": "v", "source_id": SOURCE, "source_row": 1}
    row = pl.DataFrame([{column: values[column] for column in held[name].columns}], schema=held[name].schema)
    release = write_release(
        tmp_path, held | {name: pl.concat([held[name], row])}, title="Wish", base_iri=BASE, quality={}
    )
    with pytest.raises(ReleaseError, match=f"expected {name} of .*found wish"):
        Snapshot(release, "NATION")
