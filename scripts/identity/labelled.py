"""The pairs to measure on: each labelled one person or two, with what told so.

Three kinds: pairs read by hand that a file names by the publishers' ids; pairs that birth dates tell; and pairs of lists without
birth dates, read by hand from names, places, parties and titles (`read_by_hand.csv`, by candidacy).
"""

from pathlib import Path

import polars as pl

from hub.identity.records import Records
from scripts.identity.pairs import Pairs, compare_lists, count_frequencies, known
from scripts.identity.sources import Lists, read_labels, read_lists, to_learn_from

GIVEN, BIRTH, READ = "file of labels", "birth dates", "read by hand"
LABELLED = {"left": pl.String, "right": pl.String, "same": pl.Boolean, "told_by": pl.String}
_BY_HAND = Path(__file__).with_name("read_by_hand.csv")
_LIKE_LINES = 0.92


def read(data: Path, labels: Path) -> tuple[Lists, Pairs, pl.DataFrame]:
    """Return the lists in a folder of published files, their pairs, and all labels as `LABELLED`, each pair once.

    `labels` is the file of pairs by the publishers' ids. Of several labels of a pair the file's holds, then the reader's.
    """
    lists = read_lists(data)
    pairs = compare_lists(to_learn_from(lists.candidacies), count_frequencies(lists.candidacies))
    given = read_labels(labels, lists).with_columns(told_by=pl.lit(GIVEN))
    every = [given, _read_by_hand(), _told_by_birth_dates(pairs.records, pairs.between)]
    together = pl.concat([frame.select(list(LABELLED)) for frame in every])
    return lists, pairs, together.unique(["left", "right"], keep="first", maintain_order=True).sort("left", "right")


def _told_by_birth_dates(records: Records, compared: pl.DataFrame) -> pl.DataFrame:
    """Return the compared pairs that birth dates tell, as `LABELLED`.

    One person: equal dates and compatible names. Two: other dates (not nearly the same) and a like name, so that the label is
    hard; left out where district and a rare name agree as well: there one of the dates is as likely wrong.
    """
    stated = known(compared)
    column = {name: compared[name].to_numpy() for name in ("line_jaro", "extra_least", "name_weight")}
    like = (column["line_jaro"] >= _LIKE_LINES) | ((column["extra_least"] == 0) & (column["name_weight"] > 3))
    told = (stated == 1) | ((stated == 0) & like)
    ids = pl.Series(records.candidacy_id)
    return pl.DataFrame(
        {
            "left": ids.gather(compared["left"].filter(pl.Series(told))),
            "right": ids.gather(compared["right"].filter(pl.Series(told))),
            "same": stated[told] == 1,
        },
        schema_overrides={"same": pl.Boolean},
    ).with_columns(told_by=pl.lit(BIRTH))


def _read_by_hand() -> pl.DataFrame:
    """Return the pairs between lists without birth dates that were read by hand, as `LABELLED`; unsure ones are left out."""
    pairs = pl.read_csv(_BY_HAND, infer_schema=False).filter(pl.col("label") != "unsure")
    return pairs.select("left", "right", same=pl.col("label") == "same", told_by=pl.lit(READ))
