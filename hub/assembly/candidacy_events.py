"""The table `candidacy_events`: registered, replaced, withdrawn, struck off, died, elected, seated, replaced in office.

Some events are stated by a source. Others are inferred: a candidate of a provisional list was replaced where a later list gives the
ballot place to somebody else; seated and replaced in office follow from the memberships.
"""

import polars as pl

from hub.assembly.ballot_places import BallotPlaces
from hub.assembly.list_versions import PROVISIONAL_RANK, list_rank
from hub.assembly.merge import Merged

WORDS = {
    "DIED": ("meninggal", "wafat"),
    "WITHDRAWN": ("mundur", "mengundurkan", "ditarik"),
    "STRUCK_OFF": ("dibatalkan", "dicoret", "tms"),
    "REPLACED": ("diganti", "digantikan"),
}
"""Kind of event -> words by which a list says it of a candidacy, in its column of status."""

OF_ANOTHER, DENIED = ("menggantikan", "pengganti"), ("tidak", "batal", "belum", "bukan")
"""Words after which a list says it of somebody else, or says that it did not happen."""


def assemble_candidacy_events(
    facts: pl.DataFrame, merged: Merged, places: BallotPlaces, memberships: pl.DataFrame
) -> pl.DataFrame:
    """Return the rows of `candidacy_events`. `facts`: statements on candidacies with their `candidacy_id`; `memberships`: finished.

    Who is stated as elected has the event unless the candidacy is shown as not elected, by a list that counts before.
    Of a candidate in a provisional list whose place a later version gives to somebody else, the event is REPLACED, without a day.
    """
    said = pl.coalesce("event", *(_says(words, kind) for kind, words in WORDS.items()))
    origin = ("candidacy_id", "source_id", "source_row")
    stated = facts.select(*origin, said.alias("kind"), "date")
    shown = merged.rows.filter("elected").select("candidacy_id")
    elected = (
        facts.filter("elected")
        .join(shown, on="candidacy_id", how="semi", maintain_order="left")
        .select(*origin, pl.lit("ELECTED").alias("kind"), pl.lit(None, pl.Date).alias("date"))
    )
    held = memberships.filter(pl.col("candidacy_id").is_not_null())
    seated = held.select(*origin, pl.lit("SEATED").alias("kind"), pl.col("valid_from").alias("date"))
    gone = held.filter(pl.col("membership_id").is_in(memberships["replaces_id"].drop_nulls().implode()))
    left = gone.select(*origin, pl.lit("REPLACED_IN_OFFICE").alias("kind"), pl.col("valid_to").alias("date"))
    events = pl.concat([stated, _replaced(merged, places), elected, seated, left]).filter(pl.col("kind").is_not_null())
    day = pl.col("date").dt.strftime("%Y-%m-%d")
    return events.with_columns(
        pl.concat_str(
            "candidacy_id", pl.lit("event"), pl.col("kind").str.to_lowercase(), day, separator="/", ignore_nulls=True
        ).alias("event_id")
    ).unique("event_id", keep="first", maintain_order=True)


def _says(words: tuple[str, ...], kind: str) -> pl.Expr:
    told = pl.col("status").str.to_lowercase().str.replace_all("tidak memenuhi", "tms", literal=True)
    any_of, not_after = "|".join(words), "|".join((*OF_ANOTHER, *DENIED))
    says = told.str.contains(rf"\b(?:{any_of})\b") & ~told.str.contains(rf"\b(?:{not_after})\b.*\b(?:{any_of})\b")
    return pl.when(says).then(pl.lit(kind))


def _replaced(merged: Merged, places: BallotPlaces) -> pl.DataFrame:
    rows = merged.rows.select("candidacy_id", "source_id", "source_row", list_rank("list").alias("rank"))
    pairs = [(one.kept_as, one.place) for one in places.disputed if one.shown and one.is_beside]
    beside = pl.DataFrame(pairs, schema={"candidacy_id": pl.String, "place": pl.String}, orient="row")
    holders = rows.select(pl.col("candidacy_id").alias("place"), pl.col("rank").alias("holder_rank"))
    both = beside.join(rows, on="candidacy_id").join(holders, on="place")
    later = both.filter((pl.col("rank") == PROVISIONAL_RANK) & (pl.col("holder_rank") < pl.col("rank")))
    return later.select(
        "candidacy_id", "source_id", "source_row", pl.lit("REPLACED").alias("kind"), pl.lit(None, pl.Date).alias("date")
    )
