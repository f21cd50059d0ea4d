"""Findings on outcomes: votes that are missing or do not add up, declared seats or winners that differ from the computed ones, and ties that leave seats open."""

from collections.abc import Iterator
from typing import Any

import orjson
import polars as pl

from hub.outcomes.claims import CHOICES
from hub.outcomes.compute import Outcomes
from hub.seats import different_seats, open_seats
from hub.tables.findings import Findings, finding_id


def findings_of(found: Outcomes, candidacies: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of the table `findings`, each about a contest, sorted by id.

    Rules: `votes-missing` (the series that states votes lacks those of somebody who stands), `votes-differ` (the votes of all options are
    not the valid votes that the series states), `seats-differ` (a list has
    another number of elected than the law gives it), `seats-tied` (a tie leaves seats open), `elected-against-votes` (somebody with
    more votes on the list is not declared elected), `elected-tied`.
    """
    rows = [*_of_figures(found), *_of_totals(found), *_of_seats(found), *_of_elected(found, candidacies)]
    return Findings.validate(pl.DataFrame(rows, schema=Findings.polars_schema(), orient="row"), cast=True).sort(
        "finding_id"
    )


def _of_figures(found: Outcomes) -> Iterator[dict[str, Any]]:
    choices = found.choices.filter(pl.col("grain") == CHOICES)
    lacking = pl.col("option").filter(pl.col("votes_count").is_null()).sort()
    by_contest = choices.group_by("contest_id").agg(pl.col("votes_count").count(), lacking.alias("lacking"))
    partly = by_contest.filter((pl.col("votes_count") > 0) & (pl.col("lacking").list.len() > 0)).sort("contest_id")
    for contest_id, counted, names in partly.iter_rows():
        message = f"expected votes of each of {counted + len(names):,} who stand, found none of {', '.join(names)}"
        yield _row("votes-missing", contest_id, message, {"choices": names})


def _of_totals(found: Outcomes) -> Iterator[dict[str, Any]]:
    for contest_id, valid, added in (
        found.outcomes.filter(~pl.col("adds_up"))
        .select("contest_id", "valid_votes_count", "added_votes_count")
        .iter_rows()
    ):
        message = f"{contest_id}: expected votes of all options equal to valid, {valid:,}; found {added:,}"
        yield _row("votes-differ", contest_id, message, {"valid": valid, "votes of all options": added})


def _of_seats(found: Outcomes) -> Iterator[dict[str, Any]]:
    for election in found.seats.elections.values():
        for contest_id, name, by_law, stated in different_seats(election):
            message = f"expected {by_law} seats for the list {name} by {election.rules.source}, found {stated} declared elected"
            yield _row("seats-differ", contest_id, message, {"list": name, "by_law": by_law, "stated": stated})
        for contest_id, count, tied in open_seats(election):
            message = f"expected votes that decide every seat, found {count} left open by a tie of {', '.join(tied)}"
            yield _row("seats-tied", contest_id, message, {"lists": list(tied), "seats": count})


def _of_elected(found: Outcomes, candidacies: pl.DataFrame) -> Iterator[dict[str, Any]]:
    elected = candidacies.filter(pl.col("elected")).select("contest_id", "candidacy_id")
    proven = found.by_list.join(elected.select("contest_id").unique(), on="contest_id", how="semi")
    differing = proven.filter(~pl.col("is_tied")).join(elected, on="candidacy_id", how="anti")
    for contest_id, names in (
        differing.group_by("contest_id").agg(pl.col("candidacy_id").sort()).sort("contest_id").iter_rows()
    ):
        message = f"expected the candidates with the most votes of their lists to be declared elected, found these not declared elected: {', '.join(names)}"
        yield _row("elected-against-votes", contest_id, message, {"candidacies": names})
    tied = found.by_list.filter(pl.col("is_tied"))
    for contest_id, names in (
        tied.group_by("contest_id").agg(pl.col("candidacy_id").sort()).sort("contest_id").iter_rows()
    ):
        message = f"expected votes that decide who of a list is elected, found equal votes of {', '.join(names)}"
        yield _row("elected-tied", contest_id, message, {"candidacies": names})


def _row(rule: str, contest_id: str, message: str, evidence: dict[str, Any]) -> dict[str, Any]:
    told = orjson.dumps(evidence, option=orjson.OPT_SORT_KEYS).decode()
    return {
        "finding_id": finding_id(rule, contest_id, told),
        "rule": rule,
        "severity": "WARNING",
        "subject_kind": "contest",
        "subject_key": contest_id,
        "message": message,
        "evidence": told,
        "source_id": None,
        "source_row": None,
    }
