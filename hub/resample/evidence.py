"""Evidence of who is who that a release keeps: candidacies with their persons, pairs with their probabilities, and judgements."""

from dataclasses import dataclass

import polars as pl

from hub.errors import ReleaseError
from hub.release import Release
from hub.tables.candidacies import Candidacies
from hub.tables.judgements import Judgements
from hub.tables.links import Links
from hub.tables.unlikely_pairs import UnlikelyPairs


@dataclass(frozen=True)
class Evidence:
    """candidacies: `candidacy_id`, `edition_id`, `person_id`, `gender` (null where not stated), sorted by candidacy_id.

    pairs: `left`, `right`, `score`, each pair once; without the pairs that were judged the same or different. same, different:
    `left`, `right` of these.
    """

    candidacies: pl.DataFrame
    pairs: pl.DataFrame
    same: pl.DataFrame
    different: pl.DataFrame


def read_evidence(release: Release) -> Evidence:
    """Return the evidence of a release. Raises ReleaseError for a release of an earlier version, which kept likely pairs alone."""
    if not release.holds(UnlikelyPairs):
        raise ReleaseError(
            f"{release.folder}: expected the table unlikely_pairs, found none; build the release again with this version"
        )
    columns = ("candidacy_id", "edition_id", "person_id", pl.col("gender").cast(pl.String))
    candidacies = release.table(Candidacies).select(*columns).sort("candidacy_id")
    links = release.table(Links).select("left_id", "right_id", "score", "is_same_person", "judgement_id")
    judged = links.join(
        release.table(Judgements).select("judgement_id", pl.col("verdict").cast(pl.String)), on="judgement_id"
    )
    same = judged.filter((pl.col("verdict") == "SAME") & pl.col("is_same_person"))
    different = judged.filter((pl.col("verdict") == "DIFFERENT") & ~pl.col("is_same_person"))
    ruled = pl.concat([same, different]).select("left_id", "right_id")
    scored = links.filter(pl.col("score").is_not_null()).join(ruled, on=["left_id", "right_id"], how="anti")
    unlikely = release.table(UnlikelyPairs).select("left_id", "right_id", "score")
    pairs = pl.concat([scored.select("left_id", "right_id", "score"), unlikely])
    named = {"left_id": "left", "right_id": "right"}
    return Evidence(
        candidacies,
        pairs.rename(named),
        same.select("left_id", "right_id").rename(named),
        different.select("left_id", "right_id").rename(named),
    )
