"""Links candidacies into persons: pairs, their probabilities, the three bands, and clusters that no single edge can spoil."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

from hub.identity import blocking, comparison, frequencies, model
from hub.identity.contention import contend
from hub.identity.records import NONE, Records, prepare

LINKS = {"left": pl.String, "right": pl.String, "score": pl.Float64, "band": pl.String}


@dataclass(frozen=True)
class Conflict:
    """A pair in the linked band that would have joined two candidacies which cannot be one person; it was left out."""

    left: str
    right: str
    score: float
    reason: str


@dataclass(frozen=True)
class Linkage:
    """Who is who among candidacies.

    links: `left`, `right` (candidacy ids, the earlier edition on the left), `score` (probability), `band` (LINKED or REVIEW);
    every other pair is apart. clusters: candidacy -> the first candidacy of its person, for every candidacy given.
    """

    links: pl.DataFrame
    clusters: dict[str, str]
    conflicts: list[Conflict]


def link(candidacies: pl.DataFrame) -> Linkage:
    """Return who is who; the order of rows does not matter. Needs the columns that `hub.identity.records` names."""
    if candidacies.is_empty():
        return Linkage(pl.DataFrame(schema=LINKS), {}, [])
    records = prepare(candidacies, frequencies.packaged())
    weights = model.packaged()
    compared = comparison.compare(records, *blocking.pairs(records))
    left, right = compared["left"].to_numpy(), compared["right"].to_numpy()
    odds = weights.log_odds(compared) + weights.birth_log_odds(compared)
    names = np.array(records.candidacy_id, dtype=object)
    scored = pl.DataFrame(
        {
            "left": pl.Series(names[left], dtype=pl.String),
            "right": pl.Series(names[right], dtype=pl.String),
            "left_row": left,
            "right_row": right,
            "score": contend(left, right, records.edition, odds),
        }
    ).filter(pl.col("score") >= weights.review_from)
    band = pl.when(pl.col("score") >= weights.link_from).then(pl.lit("LINKED")).otherwise(pl.lit("REVIEW"))
    links = scored.with_columns(band.alias("band")).sort("score", "left", "right", descending=[True, False, False])
    clusters = _Clusters(records)
    conflicts = list(clusters.join_all(links.filter(pl.col("band") == "LINKED")))
    return Linkage(links.drop("left_row", "right_row"), clusters.first_of_each(), conflicts)


class _Clusters:
    """Joins the likeliest pairs first, and no two clusters that hold candidacies of one edition or of two genders."""

    def __init__(self, records: Records) -> None:
        self._ids = records.candidacy_id
        self._cluster = list(range(len(self._ids)))
        self._members = {row: [row] for row in self._cluster}
        self._editions = {row: {int(edition)} for row, edition in enumerate(records.edition)}
        self._genders = {row: {int(gender)} - {NONE} for row, gender in enumerate(records.gender)}

    def join_all(self, linked: pl.DataFrame) -> Iterator[Conflict]:
        """Join each pair in the order given; yield those that cannot be joined."""
        for left, right, score in linked.select("left_row", "right_row", "score").iter_rows():
            one, other = self._cluster[left], self._cluster[right]
            if one == other:
                continue
            if reason := self._against(one, other):
                yield Conflict(self._ids[left], self._ids[right], score, reason)
            else:
                self._join(one, other)

    def _against(self, one: int, other: int) -> str | None:
        if self._editions[one] & self._editions[other]:
            return "both stand in one edition, and a person stands once"
        if len(self._genders[one] | self._genders[other]) > 1:
            return "the genders stated differ"
        return None

    def _join(self, one: int, other: int) -> None:
        kept, gone = (one, other) if len(self._members[one]) >= len(self._members[other]) else (other, one)
        for row in self._members[gone]:
            self._cluster[row] = kept
        self._members[kept] += self._members.pop(gone)
        self._editions[kept] |= self._editions.pop(gone)
        self._genders[kept] |= self._genders.pop(gone)

    def first_of_each(self) -> dict[str, str]:
        """Return candidacy -> first candidacy of its cluster."""
        first = {cluster: min(self._ids[row] for row in members) for cluster, members in self._members.items()}
        return {name: first[cluster] for name, cluster in zip(self._ids, self._cluster, strict=True)}
