"""Keys of nominations, tickets and candidacies as Polars expressions; `hub.ids` defines what each key looks like."""

import polars as pl

OFFICE_SLUG = pl.col("office").str.to_lowercase().str.replace_all("_", "-")

CONTEST = pl.concat_str(["edition_id", OFFICE_SLUG, "district_code"], separator="/", ignore_nulls=True)
"""Key of the contest of a row with edition_id, office and district_code: `2024/dpr/1101`, `2019/president`."""

NOMINATION = pl.concat_str(["edition_id", pl.lit("party"), "party_number"], separator="/")
"""Key of the nomination of a row with edition_id and party_number; null where there is no party."""


PARTY_LIST = pl.concat_str([CONTEST, "party_number"], separator="/")
"""Key of a party's list in a contest; null where there is no party."""


def pair_number(published_id: str) -> pl.Expr:
    """Return what tells a pair apart in its contest: its ballot number, or the publisher's id where it has none."""
    return pl.coalesce(pl.col("ballot_number").cast(pl.String), pl.concat_str(pl.lit("kpu-"), published_id))


CANDIDACY = pl.concat_str(
    [
        CONTEST,
        "party_number",
        pair_number("ticket_published_id"),
        pl.col("role").replace_strict({"HEAD": "1", "DEPUTY": "2"}, default=None, return_dtype=pl.String),
    ],
    separator="/",
    ignore_nulls=True,
)
"""Key of a candidacy: contest, party number where there is one, ballot number, and for a pair the place in it."""

UNNUMBERED = pl.concat_str([CANDIDACY, pl.concat_str(pl.lit("unnumbered-"), "published_id")], separator="/")
"""Key of a candidacy whose number no source states, of no pair: the publisher's id takes its place."""


def ticket(published_id: str) -> pl.Expr:
    """Return the key of a pair; `published_id` is the column that tells it apart where it has no ballot number."""
    return pl.concat_str([CONTEST, pair_number(published_id)], separator="/")


STATION = pl.concat_str(["edition_id", pl.lit("tps"), pl.col("region").str.replace(":", "-"), "station"], separator="/")
"""Key of a polling station: edition, the code of its village, and its number there."""

SERIES = pl.when(pl.col("variant") == "").then("series").otherwise(pl.concat_str("series", "variant", separator="-"))
"""Series of a row with its variant, where it has one."""
