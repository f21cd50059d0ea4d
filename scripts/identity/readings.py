"""Labels that were read by hand and anyone may cite, keys and verdicts alone: how far two readers agree, and what a release makes of the councils.

    python -m scripts.identity.readings [BUILT]

`read_by_hand.csv` has the DPR's pairs with the verdicts of two readers; the second saw names, titles, homes, parties and districts in an order by chance, and not the
first verdicts. `councils_read_by_hand.csv` has pairs of the provincial councils of 2014 and 2019, 60 by chance of each band of a release; `drawn_from` is
how many the band had. With the folder of a build of examples/indonesia the councils' precision and recall are printed.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from hub.release import current
from hub.tables.links import Links

BY_HAND = Path(__file__).with_name("read_by_hand.csv")
COUNCILS = Path(__file__).with_name("councils_read_by_hand.csv")
UNSURE = "unsure"


def kappa(verdicts: Sequence[tuple[str, str]]) -> float:
    """Return Cohen's kappa of two readers' verdicts: their agreement beyond what chance gives. Raises ZeroDivisionError where all are one verdict."""
    count = len(verdicts)
    first, second = (Counter(verdict[reader] for verdict in verdicts) for reader in (0, 1))
    agreed = sum(one == other for one, other in verdicts) / count
    by_chance = sum(first[word] * second[word] for word in first) / count**2
    return (agreed - by_chance) / (1 - by_chance)


def of_bands(labels: pl.DataFrame, links: pl.DataFrame) -> dict[str, float]:
    """Return `precision`, `recall`, `reached` (linked or to review) and `to_review` (for each 100 of one person) among all pairs that the sample is of.

    labels: `left`, `right`, `label`, `drawn_from`; those that the reader decided stand for all that they were drawn from. links: `left`, `right` and `band` of the pairs that are linked or wait.
    """
    decided = labels.filter(pl.col("label") != UNSURE)
    sampled = decided.with_columns(stands_for=pl.col("drawn_from") / pl.len().over("drawn_from"))
    banded = sampled.join(links, on=["left", "right"], how="left")
    is_same, linked, waits = pl.col("label") == "same", pl.col("band") == "LINKED", pl.col("band") == "REVIEW"

    def weight(chosen: pl.Expr) -> float:
        return float(banded.filter(chosen)["stands_for"].sum())

    same = weight(is_same)
    return {
        "precision": weight(is_same & linked) / weight(linked),
        "recall": weight(is_same & linked) / same,
        "reached": weight(is_same & (linked | waits)) / same,
        "to_review": 100 * weight(waits) / same,
    }


def main() -> None:
    """Print the agreement of the readers, and the councils of a build."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("built", nargs="?", type=Path, help="folder of a build of examples/indonesia")
    built = parser.parse_args().built
    verdicts = list(pl.read_csv(BY_HAND, infer_schema=False).select("label", "second").iter_rows())
    sure = [pair for pair in verdicts if UNSURE not in pair]
    print(
        f"{len(verdicts)} pairs of the DPR read twice: kappa {kappa(verdicts):.2f} with unsure as a verdict; {len(sure)} that both decided: {kappa(sure):.2f}"
    )
    if built is not None:
        links = (
            current(built).table(Links).select(left="left_id", right="right_id", band=pl.col("band").cast(pl.String))
        )
        found = of_bands(pl.read_csv(COUNCILS), links)
        print(
            f"councils of 2014 and 2019, 180 pairs read: precision {found['precision']:.1%}, recall {found['recall']:.1%}, linked or to review "
            f"{found['reached']:.1%}; {found['to_review']:.0f} pairs wait for each 100 of one person"
        )


if __name__ == "__main__":
    main()
