"""Reads the candidacies to train and measure on, through the loaders and the assembly of a build, and the pairs read by hand."""

import sys
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from hub.identity.standing import with_places
from hub.pipeline import check
from hub.workspace import read_workspace

WORKSPACE = Path(__file__).parents[2] / "examples" / "indonesia"


@dataclass(frozen=True)
class Lists:
    """Candidacies of all editions with the columns that `hub.identity.match.link` reads, and what publishers call them."""

    candidacies: pl.DataFrame
    external_ids: pl.DataFrame


def read_lists(data: Path) -> Lists:
    """Return all candidacies of examples/indonesia, built from the files below `data`."""
    tables = check(read_workspace(WORKSPACE), data, progress=_tell).tables
    print("", file=sys.stderr)
    placed = with_places(tables["candidacies"], tables["districts"], tables["region_codes"])
    return Lists(placed, tables["external_ids"].filter(pl.col("kind") == "candidacy"))


def to_learn_from(candidacies: pl.DataFrame) -> pl.DataFrame:
    """Return the candidacies whose pairs the model is trained and measured on: all but those for the provincial councils of 2019.

    These count in how common words are, but learned from they make a quarter of all pairs, and the lists of the DPR are matched worse
    (docs/decisions/0100-evidence-and-clusters.md).
    """
    is_council = (pl.col("edition_id") == "2019") & (pl.col("office").cast(pl.String) == "DPRD_PROVINCE")
    return candidacies.filter(~is_council)


def _tell(what: str, done: int, of: int) -> None:
    if done == of:
        print(f"\r{what:60}", end="", file=sys.stderr)


def read_labels(path: Path, lists: Lists) -> pl.DataFrame:
    """Return the pairs read by hand as `left`, `right` (candidacy ids, as given), `same`, and their texts.

    The file names a candidacy by the publisher's id. Pairs whose candidacies the build sets aside (members of 2009 who took over
    a seat) are left out.
    """
    published = lists.external_ids.filter(pl.col("scheme").str.starts_with("apipemilu")).select(
        edition=pl.col("key").str.split("/").list.first(), value=pl.col("value"), candidacy_id=pl.col("key")
    )
    pairs = lists.candidacies.filter(pl.col("edition_id") == "2015-pilkada").select(
        edition=pl.lit("2015"), value=pl.col("candidacy_id").str.extract(r"kpu-(\d+/\d)$"), candidacy_id="candidacy_id"
    )
    keys = pl.concat([published.unique(["edition", "value"], maintain_order=True), pairs])
    labels = pl.read_csv(path, infer_schema=False)
    for side in ("left", "right"):
        place = pl.when(pl.col(f"{side}_number") == "CALON").then(pl.lit("1")).otherwise(pl.lit("2"))
        of_pair = pl.concat_str(pl.col(f"{side}_source_id").str.extract(r"/(\d+)$"), pl.lit("/"), place)
        value = pl.when(pl.col(f"{side}_edition") == "2015").then(of_pair).otherwise(pl.col(f"{side}_source_id"))
        labels = labels.with_columns(value.alias("value")).join(
            keys.rename({"candidacy_id": side}),
            left_on=[f"{side}_edition", "value"],
            right_on=["edition", "value"],
            how="left",
            maintain_order="left",
        )
    found = labels.drop_nulls(["left", "right"])
    return found.select("left", "right", "kind", same=pl.col("label") == "same")
