"""The observations of the cube of outcomes: every known figure of `outcomes`, their choices and lists, and party outcomes, one a row."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from hub.release import Release
from hub.release.edition_part import EditionPart
from hub.tables import BY_NAME
from hub.tables.outcome_figures import OutcomeFigures

COLUMN_OF = {
    "VOTES": "votes_count",
    "PARTY_ONLY_VOTES": "party_only_votes_count",
    "SEATS": "seats_count",
    "SEATS_STATED": "seats_stated_count",
    "VALID_VOTES": "valid_votes_count",
    "INVALID_VOTES": "invalid_votes_count",
    "REGISTERED": "registered_count",
    "VOTED": "voted_count",
    "MARGIN": "margin_votes_count",
}
"""Quantity -> column of the tables of outcomes that holds its figures."""

_OF_CONTEST = ("valid_votes_count", "invalid_votes_count", "registered_count", "voted_count", "margin_votes_count")
_OF_VOTES = ("VOTES", "PARTY_ONLY_VOTES")


def outcome_figures(release: Release, part: EditionPart) -> pl.DataFrame:
    """Return the rows of OutcomeFigures of a release, or of one edition of it, in the order of their keys.

    A figure that is not known has no row. Nothing is computed anew: each is a cell of a table of the release. A contest of the nation is
    counted in the region of level NATION; where a release holds no such region, its figures have no area and no row.
    """
    return _figures(lambda name: part.of(name, release.scan(BY_NAME[name])).collect(), _nation_of(release))


MOST_ROWS = 10_000
"""Rows of one outcome that are read for its document; the largest contest has some 200."""


def figures_of(
    node_type: str, key: str, find: Callable[[str, Mapping[str, str], int], Sequence[Mapping[str, Any]]]
) -> list[dict[str, Any]]:
    """Return the rows of OutcomeFigures of one outcome or party outcome, as a dump has them; none of a thing of another type.

    `find` reads rows of a table by the values of columns, as `describe.Rows` does.
    """
    keys = {
        "outcome": {"outcomes": "outcome_id", "outcome_choices": "outcome_id", "outcome_lists": "outcome_id"},
        "party-outcome": {"party_outcomes": "party_outcome_id"},
    }.get(node_type)
    if keys is None:
        return []

    def table(name: str) -> pl.DataFrame:
        rows = find(name, {keys[name]: key}, MOST_ROWS) if name in keys else []
        schema = {column: BY_NAME[name].polars_schema()[column] for column in BY_NAME[name].public_columns()}
        return pl.DataFrame(list(rows), schema=schema, orient="row", strict=False)

    nations = find("regions", {"level": "NATION"}, 2)
    return _figures(table, nations[0]["region_id"] if len(nations) == 1 else None).to_dicts()


def _nation_of(release: Release) -> str | None:
    regions = release.scan(BY_NAME["regions"]).filter(pl.col("level").cast(pl.String) == "NATION").collect()
    return regions["region_id"][0] if regions.height == 1 else None


def _figures(table: Callable[[str], pl.DataFrame], nation_id: str | None) -> pl.DataFrame:
    rows = pl.concat(list(_wide(table, nation_id)), how="diagonal_relaxed").filter(pl.col("area_key").is_not_null())
    long = pl.concat(
        [
            rows.filter(pl.col(column).is_not_null()).with_columns(
                pl.lit(quantity).alias("quantity"),
                pl.col(column).alias("counted"),
                pl.concat_str("row", pl.lit(quantity), separator="~", ignore_nulls=True).alias("figure"),
                pl.when(pl.lit(quantity in _OF_VOTES)).then("votes_share").alias("votes_share"),
            )
            for quantity, column in COLUMN_OF.items()
        ]
    )
    return OutcomeFigures.validate(
        long.select(list(OutcomeFigures.columns())).sort(OutcomeFigures.primary_key()), cast=True
    )


def _wide(table: Callable[[str], pl.DataFrame], nation_id: str | None) -> Iterator[pl.DataFrame]:
    """Yield the rows that have figures: key and kind of the outcome, the row within it, whose figures, where, and a column per quantity."""
    nation = pl.lit(nation_id, pl.String)
    outcomes = table("outcomes").with_columns(pl.col("office").cast(pl.String))
    where = outcomes.select(
        "outcome_id", "edition_id", "office",
        pl.when(pl.col("district_id").is_null()).then(pl.lit("region")).otherwise(pl.lit("district")).alias("area_kind"),
        pl.coalesce("district_id", nation).alias("area_key"),
    )  # fmt: skip
    of_outcome = [pl.lit("outcome").alias("outcome_kind"), pl.col("outcome_id").alias("outcome_key")]
    yield outcomes.join(where, on=["outcome_id", "edition_id", "office"], maintain_order="left").select(
        *of_outcome, *_PLACED, pl.lit("contest").alias("of_kind"), pl.col("contest_id").alias("figure_of_key"),
        *_OF_CONTEST, _status(), "series",
    )  # fmt: skip
    is_named = pl.col("candidacy_id").is_not_null() | pl.col("ticket_id").is_not_null()
    yield table("outcome_choices").join(where, on="outcome_id", maintain_order="left").select(
        *of_outcome, pl.col("choice_id").alias("row"), *_PLACED,
        pl.when(pl.col("candidacy_id").is_not_null()).then(pl.lit("candidacy"))
        .when(pl.col("ticket_id").is_not_null()).then(pl.lit("ticket")).otherwise(pl.lit("nomination")).alias("of_kind"),
        pl.coalesce("candidacy_id", "ticket_id", "nomination_id").alias("figure_of_key"),
        pl.when(is_named).then("votes_count").alias("votes_count"),
        pl.when(~is_named).then("votes_count").alias("party_only_votes_count"),
        "votes_share", _status(), "series",
    )  # fmt: skip
    of_lists = outcomes.select("outcome_id", "status", "series")
    yield table("outcome_lists").join(where, on="outcome_id", maintain_order="left").join(
        of_lists, on="outcome_id", maintain_order="left"
    ).select(
        *of_outcome, pl.col("list_id").alias("row"), *_PLACED, pl.lit("nomination").alias("of_kind"),
        pl.col("nomination_id").alias("figure_of_key"), "votes_count", "seats_count", "seats_stated_count", "votes_share", _status(), "series",
    )  # fmt: skip
    larger = table("party_outcomes").filter(pl.col("district_id").is_null())
    yield larger.select(
        pl.lit("party-outcome").alias("outcome_kind"), pl.col("party_outcome_id").alias("outcome_key"),
        "edition_id", pl.col("office").cast(pl.String), pl.lit("region").alias("area_kind"),
        pl.col("region_id").alias("area_key"), pl.lit("nomination").alias("of_kind"),
        pl.col("nomination_id").alias("figure_of_key"), "votes_count", "seats_count", "votes_share", _status(), "series",
    )  # fmt: skip


_PLACED = ("edition_id", "office", "area_kind", "area_key")


def _status() -> pl.Expr:
    """Return the status of figures that are known: a sample has none, and no figures."""
    status = pl.col("status").cast(pl.String)
    return pl.when(status != "SAMPLE").then(status).alias("status")
