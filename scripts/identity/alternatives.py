"""Other ways to match, on the same lists and labelled pairs: Splink on DuckDB, and a plain normaliser with rapidfuzz and logistic regression.

    python -m scripts.identity.alternatives --data FOLDER --labels FILE

Both get names as `hub.identity.names` parses them, and the same evidence: words, gender, party, district, province, residence, and birth dates
and places or none of them. Each of the two is given the threshold, for this evidence, at which fewer than 0.5% of the labelled pairs of two people
are linked; ours is one for everything.
"""

import argparse
import logging
import warnings
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import polars as pl
from rapidfuzz import fuzz
from rapidfuzz.process import cpdist
from sklearn.linear_model import LogisticRegression

from hub.identity.records import NO_DATE, NONE, Records
from scripts.identity import labelled
from scripts.identity.figures import share
from scripts.identity.held_out import held_out
from scripts.identity.labelled import READ
from scripts.identity.measured import HEADS, measured_pairs
from scripts.identity.pairs import Pairs, known
from scripts.identity.split import FOLDS_COUNT
from scripts.identity.stated import BANDS

SEED = 1
_MOST_FALSE = 0.005
_ASKED = {"all": 0.995, "DPR to DPR": 0.99, "across offices": 0.97, "DPR, read by hand": 0.99}
"""The precision that is asked for, by pairs."""


def main() -> None:
    """Measure the three ways and print one table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the published files")
    parser.add_argument("--labels", type=Path, required=True, help="CSV of pairs read by hand, by publishers' ids")
    given = parser.parse_args()
    _, pairs, labels = labelled.read(given.data, given.labels)
    ours = held_out(pairs, BANDS["link_from"], BANDS["review_from"])
    scores = {
        ("this matching, model as packaged", True): ours.dated,
        ("this matching, model as packaged", False): ours.hidden,
        **{("Splink 5 on DuckDB", dated): splink_scores(pairs.records, dated=dated) for dated in (True, False)},
        **{
            ("normaliser, rapidfuzz, logistic regression", dated): plain_scores(pairs, dated=dated)
            for dated in (True, False)
        },
    }
    print("| way | evidence | pairs | linked from | precision | recall | recall at the precision asked for |")
    print("|---|---|---|---:|---:|---:|---:|")
    for (way, dated), scored in scores.items():
        judged = measured_pairs(
            labels,
            pairs.records,
            pairs.between,
            scored.with_columns(band=pl.lit("APART")) if "band" not in scored.columns else scored,
        )
        for line in _lines(way, judged, dated=dated):
            print(line)


def _lines(way: str, judged: pl.DataFrame, *, dated: bool) -> list[str]:
    kinds = [
        pl.when(pl.col(side).is_in(HEADS)).then(pl.lit("HEAD")).otherwise(pl.col(side))
        for side in ("left_office", "right_office")
    ]
    both_dpr = (kinds[0] == "DPR") & (kinds[1] == "DPR") & (pl.col("told_by") != READ)
    groups = {"all": pl.col("told_by") != READ} if dated else {
        "DPR to DPR": both_dpr, "across offices": (kinds[0] != kinds[1]) & (pl.col("told_by") != READ), "DPR, read by hand": pl.col("told_by") == READ,
    }  # fmt: skip
    link_from = BANDS["link_from"] if way.startswith("this") else _chosen(judged)
    told = []
    for name, chosen in groups.items():
        rows = judged.filter(chosen)
        linked = rows.filter(pl.col("score") >= link_from)
        same = int(linked["same"].sum())
        precision, recall = share(same, linked.height), share(same, int(rows["same"].sum()))
        asked = _ASKED[name]
        at_best = _best_recall(rows, asked)
        evidence = "with birth dates" if dated else "birth dates hidden"
        told.append(
            f"| {way} | {evidence} | {name} | {link_from:.3f} | {100 * (precision['share'] or 0):.1f}% | "
            f"{100 * (recall['share'] or 0):.1f}% | {100 * at_best:.1f}% at {100 * asked:.1f}% |"
        )
    return told


def _ordered(rows: pl.DataFrame) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return scores downwards, and at each how many of the linked are false and how many right."""
    ordered = rows.sort("score", descending=True)
    same = ordered["same"].to_numpy()
    return ordered["score"].to_numpy(), np.cumsum(~same), np.cumsum(same)


def _chosen(judged: pl.DataFrame) -> float:
    """Return the lowest threshold at which fewer than 0.5% of the labelled pairs of two people are linked."""
    score, false, _ = _ordered(judged)
    allowed = np.flatnonzero(false < _MOST_FALSE * max(1, int((~judged["same"]).sum())))
    return float(score[allowed[-1]]) if len(allowed) else 1.0


def _best_recall(rows: pl.DataFrame, precision: float) -> float:
    """Return the share of one person's pairs that are linked at the lowest threshold that keeps the precision."""
    score, false, right = _ordered(rows)
    allowed = np.flatnonzero((right >= precision * (false + right)) & (score > 0))
    return float(right[allowed[-1]] / max(1, right[-1])) if len(allowed) else 0.0


def splink_scores(records: Records, *, dated: bool) -> pl.DataFrame:
    """Return `left`, `right` (record numbers) and `score` of the pairs that Splink finds.

    Term frequencies on names, words and residence; u from random pairs, m by expectation and maximisation under three blocking rules.
    """
    import splink.comparison_level_library as cll  # noqa: PLC0415  # a benchmark's own package, not needed to measure ours
    import splink.comparison_library as cl  # noqa: PLC0415  as above
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on  # noqa: PLC0415  as above

    logging.getLogger("splink").setLevel(logging.ERROR)
    api = DuckDBAPI(connection=duckdb.connect())
    people = _people(records, dated=dated)
    names = cl.CustomComparison(
        output_column_name="name",
        comparison_levels=[
            cll.NullLevel("name"),
            cll.ExactMatchLevel("name").configure(tf_adjustment_column="name"),
            cll.JaroWinklerLevel("name", 0.95),
            cll.ArraySubsetLevel("words"),
            cll.JaroWinklerLevel("name", 0.88),
            cll.ArrayIntersectLevel("words", 2),
            cll.ElseLevel(),
        ],
    )
    comparisons = [
        names,
        cl.ExactMatch("rarest").configure(term_frequency_adjustments=True),
        cl.ExactMatch("gender"),
        cl.ExactMatch("party"),
        cl.ExactMatch("district"),
        cl.ExactMatch("province"),
        cl.ExactMatch("residence").configure(term_frequency_adjustments=True),
    ]
    if dated:
        comparisons += [
            cl.DateOfBirthComparison("birth_date", input_is_string=False),
            cl.ExactMatch("birth_place").configure(term_frequency_adjustments=True),
        ]
    different = "l.edition <> r.edition"
    rules = [
        "l.name = r.name",
        "l.rarest = r.rarest",
        "l.first = r.first and l.district = r.district",
        "l.last = r.last and l.province = r.province",
    ]
    if dated:
        rules.append("l.birth_date = r.birth_date")
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="row",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=[f"{rule} and {different}" for rule in rules],
        retain_matching_columns=False,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own, about levels that a rule leaves without pairs
        linker = Linker(api.register(people.to_arrow()), settings, log_level=logging.ERROR)
        linker.training.estimate_probability_two_random_records_match(
            [f"l.name = r.name and l.residence = r.residence and {different}"], recall=0.5
        )
        linker.training.estimate_u_using_random_sampling(max_pairs=5e6, seed=SEED)
        for rule in (block_on("name"), block_on("district", "party", "first"), block_on("residence", "last")):
            linker.training.estimate_parameters_using_expectation_maximisation(rule)
        found = linker.inference.predict(threshold_match_probability=0.001)
    rows = api.duckdb_con.table(found.physical_name).select("row_l", "row_r", "match_probability").pl()
    edition = pl.Series(records.edition)
    one, other = rows["row_l"].cast(pl.Int32), rows["row_r"].cast(pl.Int32)
    is_earlier = edition.gather(one) < edition.gather(other)
    return pl.DataFrame(
        {
            "left": one.zip_with(is_earlier, other),
            "right": other.zip_with(is_earlier, one),
            "score": rows["match_probability"],
        }
    )


def _people(records: Records, *, dated: bool) -> pl.DataFrame:
    words = [[records.sound_texts[code] for code in row if code >= 0] for row in records.sounds.tolist()]
    rarity = dict(zip(records.sound_texts, records.word_rarity.tolist(), strict=True))
    coded = {
        name: [None if code == NONE else code for code in getattr(records, name).tolist()]
        for name in ("gender", "party", "district", "province", "residence", "birth_place")
    }
    dates = pl.Series([None if day == NO_DATE else day for day in records.birth_date.tolist()], dtype=pl.Int32).cast(
        pl.Date
    )
    frame = pl.DataFrame(
        {
            "row": range(len(words)),
            "edition": records.edition,
            "name": [" ".join(row) for row in words],
            "words": [[word for word in row if len(word) > 1] for row in words],
            "first": [row[0] if row else None for row in words],
            "last": [row[-1] if row else None for row in words],
            "rarest": [max(row, key=rarity.__getitem__) if row else None for row in words],
            **coded,
            "birth_date": dates,
        },
        schema_overrides={"row": pl.Int64, "words": pl.List(pl.String)},
    )
    return frame if dated else frame.drop("birth_date", "birth_place")


def plain_scores(pairs: Pairs, *, dated: bool) -> pl.DataFrame:
    """Return `left`, `right` and `score` of logistic regression on likeness of names and equal context.

    Trained for each fold on the pairs outside it that birth dates tell.
    """
    records, compared = pairs.records, pairs.between
    left, right = compared["left"].to_numpy(), compared["right"].to_numpy()
    names = np.array([one.plain for one in records.parsed], dtype=object)
    one, other = names[left].tolist(), names[right].tolist()
    likeness = [
        cpdist(one, other, scorer=scorer, dtype=np.float32) / 100
        for scorer in (fuzz.ratio, fuzz.token_sort_ratio, fuzz.token_set_ratio)
    ]
    context = [
        "gender_differs",
        "party_same",
        "party_differs",
        "district_same",
        "province_same",
        "province_differs",
        "residence_same",
        "residence_far",
    ]
    if dated:
        context += [
            "birth_date_same",
            "birth_date_near",
            "birth_date_differs",
            "birth_place_same",
            "birth_place_differs",
        ]
    evidence = np.column_stack([*likeness, *(compared[name].to_numpy() for name in context)])
    stated = known(compared)
    fold = pairs.fold[left]
    score = np.zeros(compared.height)
    for number in range(FOLDS_COUNT):
        learned = (fold != number) & (pairs.fold[right] != number) & ((stated == 0) | (stated == 1))
        fitted: Any = LogisticRegression(C=1.0, max_iter=1000).fit(evidence[learned], stated[learned])
        score[fold == number] = fitted.predict_proba(evidence[fold == number])[:, 1]
    return compared.select("left", "right", score=pl.Series(score))


if __name__ == "__main__":
    main()
