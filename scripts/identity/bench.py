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
from hub.identity.quality import counted
from scripts.identity import labelled, measured, report
from scripts.identity.held_out import held_out
from scripts.identity.pairs import Pairs
from scripts.identity.split import FOLDS_COUNT
from scripts.identity.stated import HELD_BACK_FOLD

QUALITY = Path(__file__).parents[2] / "hub" / "identity" / "quality.json"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the published files")
    parser.add_argument("--labels", type=Path, required=True, help="CSV of pairs read by hand, by publishers' ids")
    parser.add_argument("--write", action="store_true", help="write hub/identity/quality.json")
    given = parser.parse_args()
    lists, pairs, labels = labelled.read(given.data, given.labels)
    quality = measure(pairs, labels)
    for line in [*quality.pop("printed"), *_linked(lists.candidacies)]:
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
        "by_lists": measured.by_lists(dated, hidden),
        "blocking": measured.blocking(dated, pairs.records),
        "false_links_expected": measured.false_links_expected(pairs, scored, packaged.link_from),
        "thresholds": {
            measured.DATED: measured.thresholds(dated),
            measured.HIDDEN: measured.thresholds(hidden),
        },
    }
    return {**quality, "printed": [*report.lines(quality), *report.worst(hidden, pairs.records)]}


def _counted(judged: pl.DataFrame) -> list[dict[str, Any]]:
    rows = judged.group_by("told_by").agg(same=pl.col("same").sum(), different=(~pl.col("same")).sum()).sort("told_by")
    return list(rows.iter_rows(named=True))


def _linked(candidacies: pl.DataFrame) -> list[str]:
    """Link everything with the packaged model; return lines that tell how long it took and what waits between the DPR's lists."""
    began = time.perf_counter()
    linkage = link(candidacies)
    lines = ["", f"{candidacies.height:,} candidacies linked in {time.perf_counter() - began:.1f} s"]
    links = linkage.links.rename({"left": "left_id", "right": "right_id"})
    return lines + [
        f"{row['left_list']} to {row['right_list']}: {row['linked']} pairs linked, {row['to_review']} wait for review"
        for row in counted(links)
        if row["left_list"].endswith("/dpr") and row["right_list"].endswith("/dpr")
    ]


if __name__ == "__main__":
    main()
