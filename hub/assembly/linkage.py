"""Linkage of candidacies, cached: reused from the previous build if candidacies, judgements and published persons are unchanged."""

from collections.abc import Mapping

import polars as pl

from hub.cache import Cache, taken_over
from hub.identity.match import Conflict, Linkage, link
from hub.identity.records import OPTIONAL, REQUIRED
from hub.identity.rulings import Contradiction, Ruling

_TEXT = pl.String()
_CLUSTERS = {"candidacy": _TEXT, "first": _TEXT}
_CONFLICTS = {"left": _TEXT, "right": _TEXT, "score": pl.Float64(), "reason": _TEXT}
_CONTRADICTIONS = {"left": _TEXT, "right": _TEXT, "judgement_ids": pl.List(pl.String), "reason": _TEXT}
_ABSENT = {"judgement_id": _TEXT, "left": _TEXT, "right": _TEXT, "verdict": _TEXT}


def linked(
    candidacies: pl.DataFrame, judged: pl.DataFrame, person_before: Mapping[str, str], cache: Cache | None
) -> Linkage:
    """Return what `hub.identity.match.link` returns: votes and other columns that it does not read make no difference."""
    read = candidacies.select(name for name in (*REQUIRED, *OPTIONAL) if name in candidacies.columns)
    before = pl.DataFrame(sorted(person_before.items()), {"candidacy": _TEXT, "person": _TEXT}, orient="row")
    inputs = {"candidacies": read.sort("candidacy_id"), "judged": judged, "person_before": before}
    return _unpacked(taken_over(cache, "steps/linkage", inputs, lambda: _packed(link(read, judged, person_before))))


def _packed(found: Linkage) -> dict[str, pl.DataFrame]:
    conflicts = [(each.left, each.right, each.score, each.reason) for each in found.conflicts]
    contradictions = [(each.left, each.right, list(each.judgement_ids), each.reason) for each in found.contradictions]
    absent = [(each.judgement_id, each.left, each.right, each.verdict) for each in found.absent]
    return {
        "links": found.links,
        "strangers": found.strangers,
        "unlikely": found.unlikely,
        "clusters": pl.DataFrame(list(found.clusters.items()), _CLUSTERS, orient="row"),
        "conflicts": pl.DataFrame(conflicts, _CONFLICTS, orient="row"),
        "contradictions": pl.DataFrame(contradictions, _CONTRADICTIONS, orient="row"),
        "absent": pl.DataFrame(absent, _ABSENT, orient="row"),
    }


def _unpacked(frames: Mapping[str, pl.DataFrame]) -> Linkage:
    return Linkage(
        links=frames["links"],
        clusters=dict(frames["clusters"].iter_rows()),
        conflicts=[Conflict(*row) for row in frames["conflicts"].iter_rows()],
        contradictions=[
            Contradiction(left, right, tuple(ids), reason)
            for left, right, ids, reason in frames["contradictions"].iter_rows()
        ],
        absent=[Ruling(*row) for row in frames["absent"].iter_rows()],
        strangers=frames["strangers"],
        unlikely=frames["unlikely"],
    )
