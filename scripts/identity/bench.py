"""Measures the matching on people that the models have not seen: `make bench-identity DATA=FOLDER LABELS=FILE`.

Prints the split, the figures with 95% intervals (Wilson), thresholds and the worst errors; with `--write` writes
hub/identity/quality.json, which travels with the model. The same files give the same figures.
"""

import argparse
import json
import time
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from hub.identity import model
from hub.identity.match import link
from scripts.identity import measured
from scripts.identity.held_out import held_out
from scripts.identity.labelled import GIVEN, joined, read_by_hand, told_by_birth_dates
from scripts.identity.sources import read_labels, read_lists
from scripts.identity.split import FOLDS_COUNT
from scripts.identity.stated import HELD_BACK_FOLD
from scripts.identity.training import Pairs, compare_lists, count_frequencies

QUALITY = Path(__file__).parents[2] / "hub" / "identity" / "quality.json"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the published files")
    parser.add_argument("--labels", type=Path, required=True, help="CSV of pairs read by hand, by publishers' ids")
    parser.add_argument("--write", action="store_true", help="write hub/identity/quality.json")
    given = parser.parse_args()
    lists = read_lists(given.data)
    pairs = compare_lists(lists.candidacies, count_frequencies(lists.candidacies))
    labels = joined(
        read_labels(given.labels, lists).with_columns(told_by=pl.lit(GIVEN)),
        read_by_hand(),
        told_by_birth_dates(pairs.records, pairs.between),
    )
    quality = measure(pairs, labels)
    quality["lists"] = _linked(lists.candidacies)
    for line in quality.pop("printed"):
        print(line)
    if given.write:
        QUALITY.write_text(json.dumps(quality, indent=1) + "\n", encoding="utf-8")


def measure(pairs: Pairs, labels: pl.DataFrame) -> dict[str, Any]:
    """Return what quality.json states of the packaged way of matching, and `printed`: the same in lines to read."""
    packaged = model.packaged()
    scored = held_out(pairs, packaged.link_from, packaged.review_from)
    dated, hidden = (
        measured.measured_pairs(labels, pairs.records, pairs.between, frame) for frame in (scored.dated, scored.hidden)
    )
    fold = pairs.fold
    apart = dated.filter(pl.Series(fold[dated["left_row"].to_numpy()] != fold[dated["right_row"].to_numpy()]))
    quality = {
        "model": packaged.version,
        "bands": {"link_from": packaged.link_from, "review_from": packaged.review_from},
        "intervals": "95%, Wilson",
        "split": {
            "by": "person: all candidacies that may be one person's are in one fold; each pair is scored by a model trained without the fold",
            "folds": FOLDS_COUNT,
            "candidacies_by_fold": np.bincount(fold, minlength=FOLDS_COUNT).tolist(),
            "labelled_pairs": _counted(dated),
            "labelled_pairs_across_folds": {"same": int(apart["same"].sum()), "different": int((~apart["same"]).sum())},
            "held_back_from_the_packaged_model": f"fold {HELD_BACK_FOLD}",
        },
        "figures": measured.by_group(dated, hidden),
        "blocking": measured.blocking(dated),
        "false_links_expected": measured.false_links_expected(pairs, scored, packaged.link_from),
        "thresholds": {
            "with birth dates": measured.thresholds(dated),
            "birth dates hidden": measured.thresholds(hidden),
        },
    }
    return {**quality, "printed": [*_printed(quality), *_worst(hidden, pairs)]}


def _counted(judged: pl.DataFrame) -> list[dict[str, Any]]:
    rows = judged.group_by("told_by").agg(same=pl.col("same").sum(), different=(~pl.col("same")).sum()).sort("told_by")
    return list(rows.iter_rows(named=True))


def _linked(candidacies: pl.DataFrame) -> list[dict[str, Any]]:
    began = time.perf_counter()
    linkage = link(candidacies)
    seconds = time.perf_counter() - began
    print(f"{candidacies.height:,} candidacies linked in {seconds:.1f} s")
    place = {side: pl.col(side).str.extract(r"^([^/]+/[^/]+)/").alias(f"{side}_list") for side in ("left", "right")}
    counted = (
        linkage.links.with_columns(*place.values())
        .group_by("left_list", "right_list")
        .agg(linked=(pl.col("band") == "LINKED").sum(), review=(pl.col("band") == "REVIEW").sum())
        .filter(pl.col("left_list").str.ends_with("/dpr") & pl.col("right_list").str.ends_with("/dpr"))
        .sort("left_list", "right_list")
    )
    return list(counted.iter_rows(named=True))


def _printed(quality: dict[str, Any]) -> list[str]:
    split = quality["split"]
    lines = [
        f"Split by person into {split['folds']} folds of {split['candidacies_by_fold']} candidacies; each pair is scored without its fold.",
        *(
            f"  labelled by {row['told_by']}: {row['same']} same, {row['different']} different"
            for row in split["labelled_pairs"]
        ),
        f"  of them across two folds: {split['labelled_pairs_across_folds']}",
        f"Bands: linked from {quality['bands']['link_from']}, to review from {quality['bands']['review_from']}",
        "",
        "| evidence | pairs | same | different | precision | recall | linked or to review | false links | missed links |",
        "|---|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for row in quality["figures"]:
        shares = (_percent(row[name]) for name in ("precision", "recall", "reached", "false_links", "missed_links"))
        lines.append(
            f"| {row['evidence']} | {row['pairs']} | {row['same']} | {row['different']} | {' | '.join(shares)} |"
        )
    lines += [
        "",
        *(
            f"Blocking, {name}: {_percent(found)} ({found['found']} of {found['of']})"
            for name, found in quality["blocking"].items()
        ),
    ]
    lines += [
        f"{row['lists']}: {row['pairs_within_linked']} pairs within the lists would be linked, so {row['false_links_expected']} links between them are false"
        for row in quality["false_links_expected"]
    ]
    for evidence, rows in quality["thresholds"].items():
        lines += ["", f"| linked from, {evidence} | false of linked | recall |", "|---:|---:|---:|"]
        lines += [
            f"| {row['link_from']} | {_percent(row['false_of_linked'])} | {_percent(row['recall'])} |" for row in rows
        ]
    return lines


def _percent(stated: dict[str, Any]) -> str:
    if stated["share"] is None:
        return "-"
    return f"{100 * stated['share']:.1f}% ({100 * stated['low']:.1f}-{100 * stated['high']:.1f})"


def _worst(hidden: pl.DataFrame, pairs: Pairs) -> list[str]:
    names = pairs.records.names
    lines = []
    for title, frame in zip(
        ("Likeliest pairs of two people", "Least likely pairs of one person"), measured.worst(hidden), strict=True
    ):
        lines += ["", f"{title}, birth dates hidden:"]
        lines += [
            f"  {score:.3f} {left} {names[left_row]!r} | {right} {names[right_row]!r}"
            for score, left, right, left_row, right_row in frame.select(
                "score", "left", "right", "left_row", "right_row"
            ).iter_rows()
        ]
    return lines


if __name__ == "__main__":
    main()
