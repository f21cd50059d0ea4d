"""Linkage of candidacies into persons: scored pairs in three bands, joined into clusters; every join is checked against the whole cluster."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
import numpy.typing as npt
import polars as pl

from hub.collector import without_collector
from hub.identity import bands, blocking, comparison, frequencies, judgements, model, reasons, strangers
from hub.identity.clusters import JUDGED_APART, Clusters
from hub.identity.contention import contend, probability
from hub.identity.pair_evidence import Evidence, in_time
from hub.identity.records import Records, prepare
from hub.identity.rulings import Contradiction, Ruling, Rulings, rulings

LINKS: dict[str, pl.DataType | type[pl.DataType]] = {
    "left": pl.String,
    "right": pl.String,
    "score": pl.Float64,
    "band": pl.String,
    "reasons": pl.List(pl.String),
    "is_same_person": pl.Boolean,
    "judgement_id": pl.String,
}
UNLIKELY: dict[str, pl.DataType | type[pl.DataType]] = {"left": pl.String, "right": pl.String, "score": pl.Float64}
UNLIKELY_FROM = 0.01
"""Least probability of an unlikely pair that is kept: so many, taken together, that a rate among persons depends on them."""
_KEPT_FROM = UNLIKELY_FROM / 2
"""Least probability at which the comparison of a pair is kept: below the least that is published, to allow for rounding and for competing pairs."""
_DIGITS = 6
"""Digits of a published score: the last ones of a sum may differ between two machines."""
_CONTESTED_BELOW = 0.75
"""A pair that keeps less than this share of the probability that it would have alone is contested."""


@dataclass(frozen=True)
class Conflict:
    """A pair that the model links and that was not joined, because all that would be joined with it cannot be one person."""

    left: str
    right: str
    score: float
    reason: str


@dataclass(frozen=True)
class Linkage:
    """Who is who among candidacies.

    links: one row per pair that is linked, to review, or judged, as `LINKS`; the earlier edition on the left, the likeliest first;
    `score` is null where judged candidacies share too little of a name to be compared. Every other pair is apart.
    unlikely: of these the pairs with a probability from `UNLIKELY_FROM`, as `UNLIKELY`.
    clusters: candidacy -> the first candidacy of its person, for every candidacy given. absent: judgements that wait for a candidacy.
    strangers: how many links between two lists are to be expected false (`hub.identity.strangers.SCHEMA`).
    """

    links: pl.DataFrame
    clusters: dict[str, str]
    conflicts: list[Conflict] = field(default_factory=list)
    contradictions: list[Contradiction] = field(default_factory=list)
    absent: list[Ruling] = field(default_factory=list)
    strangers: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=strangers.SCHEMA))
    unlikely: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=UNLIKELY))


@without_collector()
def link(
    candidacies: pl.DataFrame, judged: pl.DataFrame | None = None, person_before: Mapping[str, str] | None = None
) -> Linkage:
    """Return who is who; the order of rows does not matter. Needs the columns that `hub.identity.records` names.

    `judged` are the judgements that hold (`hub.identity.judgements.SCHEMA`), which win over the model; a pair of which somebody was
    unsure is not joined by its own likeness. `person_before` says which person a candidacy is in the release before: its persons
    are joined first, and no further candidacy joins two of them.
    """
    judged = judgements.NONE if judged is None else judged
    before = person_before or {}
    demanded = rulings(judged, set(candidacies["candidacy_id"]))
    if candidacies.is_empty():
        return Linkage(pl.DataFrame(schema=LINKS), {}, absent=demanded.absent)
    records = prepare(candidacies, frequencies.packaged())
    row_of = {candidacy: row for row, candidacy in enumerate(records.candidacy_id)}
    ruled = _ruled(judged, records, row_of)
    asked_for = pl.concat([_published_pairs(records, before, row_of), ruled.select("left", "right")])
    scored = _scored(records, asked_for)
    banded, unlikely = _banded(scored, asked_for), _unlikely(scored, ruled, records)
    del scored  # large, and not needed while clusters are joined
    unsure = ruled.filter(pl.col("verdict") == "unsure")
    linked = banded.filter(pl.col("band") == bands.LINKED).join(unsure, on=["left", "right"], how="anti")
    evidence = Evidence(records, model.packaged())
    unchecked = Clusters(records, before)
    _follow(demanded, row_of, unchecked)
    _join(linked, unchecked, before, records)
    # Compared at once, which is faster than one by one as the joins below ask for them.
    evidence.compare(unchecked.pairs_within())
    clusters = Clusters(records, before, evidence)
    _follow(demanded, row_of, clusters)
    refused = _join(linked, clusters, before, records)
    conflicts = [
        Conflict(records.candidacy_id[left], records.candidacy_id[right], score, reason)
        for left, right, score, reason in refused.iter_rows()
    ]
    links = _links(banded, ruled, refused, records, clusters)
    expected = strangers.expected_false(records, model.packaged(), banded.filter(pl.col("band") == bands.LINKED))
    return Linkage(
        links, clusters.first_of_each(), conflicts, demanded.contradictions, demanded.absent, expected, unlikely
    )


def _ruled(judged: pl.DataFrame, records: Records, row_of: Mapping[str, int]) -> pl.DataFrame:
    """Return `left`, `right` (rows), `judgement_id` and `verdict` of each judgement on candidacies of this build."""
    known = [
        (*in_time(records, row_of[one], row_of[other]), judgement_id, verdict)
        for judgement_id, one, other, verdict in judged.select("judgement_id", "left", "right", "verdict").iter_rows()
        if one in row_of and other in row_of
    ]
    schema = {"left": pl.Int32, "right": pl.Int32, "judgement_id": pl.String, "verdict": pl.String}
    return pl.DataFrame(known, schema=schema, orient="row")


def _published_pairs(records: Records, person_before: Mapping[str, str], row_of: Mapping[str, int]) -> pl.DataFrame:
    """Return the pairs (rows) of candidacies that are one person in the release before.

    They are always compared; which other pairs are, depends on how many candidacies share a name.
    """
    rows_of: dict[str, list[int]] = {}
    for candidacy, row in row_of.items():
        if candidacy in person_before:
            rows_of.setdefault(person_before[candidacy], []).append(row)
    pairs = [in_time(records, one, other) for rows in rows_of.values() for one, other in combinations(rows, 2)]
    return pl.DataFrame(pairs, schema={"left": pl.Int32, "right": pl.Int32}, orient="row")


def _scored(records: Records, asked: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs of blocking that may be one person's and those asked for, compared, with `score` and `band`.

    Of those asked for, two candidacies of one edition are not compared, nor names that share too little. Every pair of blocking
    contends, whether it is returned or not.
    """
    left, right = blocking.pairs(records)
    editions = pl.Series(records.edition)
    across = asked.filter(editions.gather(asked["left"]) != editions.gather(asked["right"]))
    wanted = blocking.unique(
        *(np.concatenate(sides) for sides in ((left, across["left"].to_numpy()), (right, across["right"].to_numpy())))
    )
    weights = model.packaged()
    asked_for = _numbers(across, records)
    every, likely, kept = [], [], []
    for compared in comparison.in_parts(records, *wanted):
        by_context = weights.log_odds(compared)
        odds = by_context + weights.birth_log_odds(compared)
        cautious = probability(weights.cautious_log_odds(compared) + odds - by_context)
        is_kept = probability(np.maximum(odds, by_context)) >= _KEPT_FROM
        is_kept |= np.isin(_numbers(compared, records), asked_for)
        every.append(compared.select("left", "right", odds=pl.Series(odds), by_context=pl.Series(by_context)))
        likely.append(is_kept)
        kept.append(compared.with_columns(cautious_score=pl.Series(cautious)).filter(is_kept))
    pairs = pl.concat(every)
    left, right, odds = (pairs[name].to_numpy() for name in ("left", "right", "odds"))
    score = contend(left, right, records.edition, odds)
    scores = pl.DataFrame(
        {
            "score": score,
            "context_score": contend(left, right, records.edition, pairs["by_context"].to_numpy()),
            "is_contested": score < _CONTESTED_BELOW / (1 + np.exp(-odds)),
        }
    ).filter(np.concatenate(likely))
    return (
        pl.concat(kept)
        .hstack(scores.get_columns())
        .with_columns(band=bands.band(weights.link_from, weights.review_from, weights.councils_link_from))
    )


def _numbers(pairs: pl.DataFrame, records: Records) -> npt.NDArray[np.int64]:
    """Return one number for each pair (`left`, `right`: rows)."""
    numbers: npt.NDArray[np.int64] = pairs["left"].to_numpy().astype(np.int64) * len(records.candidacy_id)
    numbers += pairs["right"].to_numpy()
    return numbers


def _banded(scored: pl.DataFrame, asked: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs that are linked, to review, or asked for: `left`, `right` (rows), `score`, `band`, `reasons`."""
    likely = scored.filter(pl.col("band") != bands.APART)
    unlikely = scored.filter(pl.col("band") == bands.APART).join(asked, on=["left", "right"], how="semi")
    return likely.vstack(unlikely).select("left", "right", "score", "band", reasons=reasons.in_words())


def _unlikely(scored: pl.DataFrame, ruled: pl.DataFrame, records: Records) -> pl.DataFrame:
    """Return the pairs that are apart, not judged, and not certainly two people's, as `UNLIKELY`."""
    ids = pl.Series(records.candidacy_id, dtype=pl.String)
    kept = scored.filter((pl.col("band") == bands.APART) & (pl.col("score") >= UNLIKELY_FROM))
    rest = kept.join(ruled, on=["left", "right"], how="anti").select("left", "right", pl.col("score").round(_DIGITS))
    return rest.with_columns(left=ids.gather(rest["left"]), right=ids.gather(rest["right"])).sort("left", "right")


def _follow(demanded: Rulings, row_of: Mapping[str, int], clusters: Clusters) -> None:
    """Join and hold apart as judged."""
    for ruling in demanded.different:
        clusters.hold_apart(row_of[ruling.left], row_of[ruling.right])
    for ruling in demanded.same:
        clusters.join_judged(row_of[ruling.left], row_of[ruling.right])


def _join(linked: pl.DataFrame, clusters: Clusters, person_before: Mapping[str, str], records: Records) -> pl.DataFrame:
    """Join the linked pairs, those of one published person first, then the likeliest; return those that cannot be joined, and why."""
    person = pl.Series([person_before.get(candidacy) for candidacy in records.candidacy_id], dtype=pl.String)
    is_published = (person.gather(linked["left"]) == person.gather(linked["right"])).fill_null(value=False)
    ordered = linked.with_columns(is_published=is_published).sort(
        "is_published", "score", "left", "right", descending=[True, True, False, False]
    )
    refused = [
        (left, right, score, reason)
        for left, right, score in ordered.select("left", "right", "score").iter_rows()
        if (reason := clusters.join(left, right)) is not None
    ]
    schema = {"left": pl.Int32, "right": pl.Int32, "score": pl.Float64, "refused": pl.String}
    return pl.DataFrame(refused, schema=schema, orient="row")


def _links(
    banded: pl.DataFrame, ruled: pl.DataFrame, refused: pl.DataFrame, records: Records, clusters: Clusters
) -> pl.DataFrame:
    """Return the pairs as `LINKS`. A linked pair that was not joined waits for review, unless a judgement holds it apart."""
    ids = pl.Series(records.candidacy_id, dtype=pl.String)
    every = banded.join(ruled, on=["left", "right"], how="full", coalesce=True, maintain_order="left_right")
    told = (
        every.join(refused.select("left", "right", "refused"), on=["left", "right"], how="left", maintain_order="left")
        .filter((pl.col("band") != bands.APART) | pl.col("judgement_id").is_not_null())
        .with_columns(
            pl.col("score").round(_DIGITS),
            pl.when(pl.col("refused").is_not_null() & (pl.col("refused") != JUDGED_APART))
            .then(pl.lit(bands.REVIEW))
            .otherwise(pl.col("band").fill_null(bands.APART))
            .alias("band"),
            pl.concat_list(pl.col("reasons").fill_null(pl.lit([], pl.List(pl.String))), "refused").list.drop_nulls(),
        )
    )
    named = told.with_columns(
        left=ids.gather(told["left"]),
        right=ids.gather(told["right"]),
        is_same_person=pl.Series(
            [clusters.is_joined(left, right) for left, right in told.select("left", "right").iter_rows()],
            dtype=pl.Boolean,
        ),
    )
    return named.select(list(LINKS)).sort("score", "left", "right", descending=[True, False, False], nulls_last=True)
