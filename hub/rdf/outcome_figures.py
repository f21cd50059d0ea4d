"""The observations of the cube of outcomes: every known figure of `outcomes`, their choices and lists, and party outcomes, one a row."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from hub.release import Release
from hub.release.edition_part import EditionPart
from hub.tables import BY_NAME
from hub.tables.outcome_figures import OutcomeFigures

Row = Mapping[str, Any]

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

_OF_CONTEST = {name: COLUMN_OF[name] for name in ("VALID_VOTES", "INVALID_VOTES", "REGISTERED", "VOTED", "MARGIN")}
_OF_PERSON = {"VOTES": "votes_count"}
_OF_PARTY_ALONE = {"PARTY_ONLY_VOTES": "votes_count"}
_OF_LIST = {name: COLUMN_OF[name] for name in ("VOTES", "SEATS", "SEATS_STATED")}
_OF_LARGER = {name: COLUMN_OF[name] for name in ("VOTES", "SEATS")}

_WITH_SHARE = ("VOTES", "PARTY_ONLY_VOTES")

MOST_ROWS = 10_000
"""Rows of one outcome that are read for its document; the largest contest has some 200."""


def outcome_figures(release: Release, part: EditionPart) -> pl.DataFrame:
    """Return the rows of OutcomeFigures of a release, or of one edition of it, in the order of their keys.

    A figure that is not known has no row. Nothing is computed anew: each is a cell of a table of the release. A contest of the nation is
    counted in the region of level NATION; where a release holds no such region, its figures have no area and no row.
    """

    def table(name: str) -> Iterator[Row]:
        return part.of(name, release.scan(BY_NAME[name])).collect().iter_rows(named=True)

    regions = release.scan(BY_NAME["regions"]).filter(pl.col("level").cast(pl.String) == "NATION").collect()
    found = list(_figures(table, _the_only(regions.to_dicts())))
    return OutcomeFigures.validate(pl.DataFrame(found, schema=OutcomeFigures.polars_schema()), cast=True)


def figures_of(
    node_type: str, key: str, find: Callable[[str, Mapping[str, str], int], Sequence[Row]]
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

    def table(name: str) -> Sequence[Row]:
        return find(name, {keys[name]: key}, MOST_ROWS) if name in keys else ()

    return list(_figures(table, _the_only(find("regions", {"level": "NATION"}, 2))))


def _the_only(nations: Sequence[Row]) -> str | None:
    return nations[0]["region_id"] if len(nations) == 1 else None


def _figures(table: Callable[[str], Iterable[Row]], nation_id: str | None) -> list[dict[str, Any]]:
    """Return the figures of the rows of the tables of outcomes, in the order of their keys; none of what has no area."""
    outcomes = {row["outcome_id"]: row for row in table("outcomes")}
    found: list[dict[str, Any]] = []
    for row in outcomes.values():
        found += _counted(_of_outcome(row, nation_id, "contest", row), None, row, _OF_CONTEST)
    for row in table("outcome_choices"):
        kind = next(kind for kind in ("candidacy", "ticket", "nomination") if row[f"{kind}_id"] or kind == "nomination")
        common = _of_outcome(outcomes[row["outcome_id"]], nation_id, kind, row)
        found += _counted(common, row["choice_id"], row, _OF_PARTY_ALONE if kind == "nomination" else _OF_PERSON)
    for row in table("outcome_lists"):
        outcome = outcomes[row["outcome_id"]]
        of_list = {**row, "status": outcome["status"], "series": outcome["series"]}
        found += _counted(_of_outcome(outcome, nation_id, "nomination", of_list), row["list_id"], row, _OF_LIST)
    for row in table("party_outcomes"):
        if row["district_id"] is None:  # those of a district are the figures of lists, above
            found += _counted(_of_party(row), None, row, _OF_LARGER)
    return sorted(
        (row for row in found if row["area_key"] is not None), key=lambda row: (row["outcome_key"], row["figure"])
    )


def _of_outcome(outcome: Row, nation_id: str | None, kind: str, row: Row) -> dict[str, Any]:
    """Return what the figures of a row have in common: outcome and area, and whose they are, by the row's reference to that `kind`."""
    district = outcome["district_id"]
    return {
        "outcome_key": outcome["outcome_id"],
        "outcome_kind": "outcome",
        "edition_id": outcome["edition_id"],
        "office": outcome["office"],
        "area_kind": "region" if district is None else "district",
        "area_key": nation_id if district is None else district,
        "of_kind": kind,
        "figure_of_key": row[f"{kind}_id"],
        **_status(row),
    }


def _of_party(row: Row) -> dict[str, Any]:
    """Return what the figures of a party outcome of a region have in common."""
    return {
        "outcome_key": row["party_outcome_id"],
        "outcome_kind": "party-outcome",
        "edition_id": row["edition_id"],
        "office": row["office"],
        "area_kind": "region",
        "area_key": row["region_id"],
        "of_kind": "nomination",
        "figure_of_key": row["nomination_id"],
        **_status(row),
    }


def _status(row: Row) -> dict[str, Any]:
    """Return the status and series of figures that are known: a sample has no figures, and is none."""
    return {"status": None if row["status"] == "SAMPLE" else row["status"], "series": row["series"]}


def _counted(common: Row, part: str | None, row: Row, columns: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Yield a figure for each quantity that a row knows; `part` is the key of the row within its outcome."""
    for quantity, column in columns.items():
        if row[column] is not None:
            yield {
                **common,
                "figure": quantity if part is None else f"{part}~{quantity}",
                "quantity": quantity,
                "counted": row[column],
                "votes_share": row["votes_share"] if quantity in _WITH_SHARE else None,
            }
