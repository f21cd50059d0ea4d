"""Writes measurements as lines to read. `python -m scripts.identity.report` prints those of the packaged model, as docs/identity.md shows them."""

from typing import Any

import polars as pl

from hub.identity.quality import measured as packaged
from hub.identity.records import Records
from scripts.identity import measured

EVIDENCE = {measured.DATED: "with birth dates", measured.HIDDEN: "birth dates hidden"}
GROUPS = {
    "ALL": "all", "GIVEN": "of the file of labels", "DPR": "DPR to DPR", "ACROSS_OFFICES": "across offices",
    "EDITIONS": "", "READ": "DPR, read by hand,", "COMMON_NAMES": "common names", "RARE_NAMES": "rare names",
}  # fmt: skip


def lines(quality: dict[str, Any]) -> list[str]:
    """Return the measurements as lines to read, tables in Markdown."""
    split = quality["split"]
    across = split["labelled_pairs_across_folds"]
    told = [
        f"Model {quality['model']}: linked from {quality['bands']['link_from']}, to review from {quality['bands']['review_from']}.",
        "",
        (
            f"Split by person into {split['folds']} folds of {_listed(split['candidacies_by_fold'])} candidacies; each pair is scored by a "
            "model that has not seen the fold of its left side."
        ),
        "",
        *(
            f"- labelled by {row['told_by']}: {row['same']} pairs of one person, {row['different']} of two people"
            for row in split["labelled_pairs"]
        ),
        f"- of them with the two sides in two folds: {across['same']} and {across['different']}",
        "",
        "| pairs | same | different | precision | recall | linked or to review | false links | missed links |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for row in quality["figures"]:
        shares = (_percent(row[name]) for name in ("precision", "recall", "reached", "false_links", "missed_links"))
        told.append(f"| {_title(row)} | {row['same']} | {row['different']} | {' | '.join(shares)} |")
    told += [
        "",
        *(
            f"- of pairs of one person, {name}, blocking keeps {found['found']} of {found['of']}: {_percent(found)}"
            for name, found in (
                (GROUPS["ALL"], quality["blocking"]["all"]),
                (GROUPS["GIVEN"], quality["blocking"]["given"]),
                (EVIDENCE[measured.HIDDEN], quality["blocking"]["hidden"]),
            )
        ),
    ]
    told += [
        f"- {' to '.join(row['lists'])}: {row['pairs_within_alike_enough']} pairs within the lists are alike enough to be linked, "
        f"so about {row['false_links_expected']} of {row['linked']} links between them are false ({100 * row['share']:.1f}%)"
        for row in quality["false_links_expected"]
    ]
    for evidence, rows in quality["thresholds"].items():
        told += ["", f"| linked from, {EVIDENCE[evidence]} | false of linked | recall |", "|---:|---:|---:|"]
        told += [
            f"| {row['link_from']} | {_percent(row['false_of_linked'])} | {_percent(row['recall'])} |" for row in rows
        ]
    return told


def _listed(counts: list[int]) -> str:
    return ", ".join(f"{count:,}" for count in counts)


def _title(row: dict[str, Any]) -> str:
    editions = " to ".join(row["editions"] or ())
    return " ".join(f"{EVIDENCE[row['evidence']]}: {GROUPS[row['group']]} {editions}".split())


def _percent(stated: dict[str, Any]) -> str:
    if stated["share"] is None:
        return "-"
    return f"{100 * stated['share']:.1f}% ({100 * stated['low']:.1f}-{100 * stated['high']:.1f})"


def worst(hidden: pl.DataFrame, records: Records) -> list[str]:
    """Return the ten likeliest pairs of two people and the ten least likely of one person, with their names as on the ballot."""
    names = records.names
    told = []
    for title, frame in zip(
        ("Likeliest pairs of two people", "Least likely pairs of one person"), measured.worst(hidden), strict=True
    ):
        told += ["", f"{title}, birth dates hidden:"]
        told += [
            f"  {score:.3f} {left} {names[left_row]!r} | {right} {names[right_row]!r}"
            for score, left, right, left_row, right_row in frame.select(
                "score", "left", "right", "left_row", "right_row"
            ).iter_rows()
        ]
    return told


if __name__ == "__main__":
    print("\n".join(lines(packaged())))
