"""`hub seats`: the seats of an election by law, compared with the stated ones, and how close the last seats were."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hub.cli.console import Folder, Json, data, messages, out_folder, print_grid, print_json
from hub.errors import UsageError

if TYPE_CHECKING:
    from hub.release import Release
    from hub.seats import ElectionSeats

CLOSEST = 5
"""How many last seats are printed."""


def seats(
    directory: Folder,
    *,
    edition: Annotated[str, typer.Option(help="Key of the edition, such as 2024.")],
    office: Annotated[str, typer.Option(help="Office that lists stand for: DPR, DPRD_PROVINCE or DPRD_REGENCY.")],
    threshold: Annotated[
        str | None,
        typer.Option(help="What if: part of the national votes that a list needs, such as 0.04; 0 for none."),
    ] = None,
    method: Annotated[str | None, typer.Option(help="What if: `hare` or `sainte-lague`.")] = None,
    as_json: Json = False,
) -> None:
    """Allocate the seats of an edition by law, and print them with the stated seats."""
    from hub.release import current
    from hub.seats import checked_method, checked_threshold

    changes = checked_threshold(threshold), checked_method(method)
    release = current(out_folder(directory))
    election, names = _election(release, edition, office.upper())
    if any(change is not None for change in changes):
        election = election.under(election.rules.with_changes(*changes))
        messages.print("what would have been: not the law of this election", style="yellow")
    if as_json:
        print_json(_as_json(edition, office.upper(), election, names))
    else:
        _print(election, names)


COMMANDS = (seats,)


def _election(release: "Release", edition: str, office: str) -> "tuple[ElectionSeats, Mapping[str, str]]":
    """Return the seats of an election, and names of contests and lists. Raises UsageError where votes or rules are missing."""
    import polars as pl

    from hub.seats import Held, election_of, required_rules
    from hub.tables import BY_NAME

    names = ("editions", "contests", "nominations", "outcomes", "outcome_lists", "party_outcomes")
    tables = {name: release.table(BY_NAME[name]) for name in names}
    years = dict(tables["editions"].select("edition_id", "year").iter_rows())
    if edition not in years:
        raise UsageError(f"expected --edition to be one of {', '.join(sorted(years))}, found {edition!r}")
    rules = required_rules(years[edition], office)
    here = (pl.col("edition_id") == edition) & (pl.col("office").cast(pl.String) == office)
    outcomes = tables["outcomes"].filter(here)
    lists = tables["outcome_lists"].join(outcomes.select("outcome_id"), on="outcome_id", how="semi")
    by_contest = lists.partition_by("outcome_id", as_dict=True)
    held = [
        Held(key, seats_count, is_complete, by_contest[key,].select(_OF_LIST).rows() if (key,) in by_contest else [])
        for key, seats_count, is_complete in outcomes.select("outcome_id", "seats_count", "is_complete").iter_rows()
    ]
    nation = tables["party_outcomes"].filter(
        here
        & (pl.col("level").cast(pl.String) == "NATION")
        & pl.col("status").cast(pl.String).ne_missing("UNOFFICIAL_PARTIAL")
    )
    found = election_of(held, rules, dict(nation.select("nomination_id", "votes_count").iter_rows()))
    named = tables["nominations"].select("nomination_id", pl.coalesce("abbreviation", "name"))
    parties = tables["nominations"].join(
        release.table(BY_NAME["parties"]).select("party_id", pl.col("abbreviation").alias("short")),
        on="party_id",
        how="left",
    )
    short = parties.select("nomination_id", pl.coalesce("abbreviation", "short", "name")).drop_nulls()
    contests = tables["contests"].select("contest_id", "name")
    return found, dict(named.iter_rows()) | dict(short.iter_rows()) | dict(contests.iter_rows())


_OF_LIST = ("nomination_id", "votes_count", "seats_stated_count")


def _as_json(edition: str, office: str, election: "ElectionSeats", names: Mapping[str, str]) -> dict[str, Any]:
    from hub.seats import closest_seats, different_seats, open_seats, party_seats

    rules = election.rules
    return {
        "edition": edition,
        "office": office,
        "method": rules.method,
        "threshold": None if rules.threshold is None else float(rules.threshold),
        "law": rules.source,
        "valid_votes_count": election.valid_votes_count,
        "districts_count": len(election.districts),
        "districts_expected_count": election.expected_count,
        "gallagher_index": election.gallagher_index(),
        "effective_parties_by_votes": election.effective_parties_by_votes(),
        "effective_parties_by_seats": election.effective_parties_by_seats(),
        "below_threshold_share": election.below_threshold_share(),
        "wasted_votes_share": election.wasted_votes_share(),
        "parties": [asdict(each) | {"key": each.name, "name": names.get(each.name)} for each in party_seats(election)],
        "last_seats": [
            asdict(each)
            | {"winner_quotient": float(each.winner_quotient), "loser_quotient": float(each.loser_quotient)}
            for each in closest_seats(election)
        ],
        "undecided": [
            {"contest_id": contest_id, "seats_count": count, "tied": tied}
            for contest_id, count, tied in open_seats(election)
        ],
        "different": [
            {"contest_id": contest_id, "nomination_id": name, "seats_count": by_law, "seats_stated_count": stated}
            for contest_id, name, by_law, stated in different_seats(election)
        ],
    }


def _print(election: "ElectionSeats", names: Mapping[str, str]) -> None:
    from hub.seats import closest_seats, different_seats, open_seats, party_seats

    rules = election.rules
    at = f"threshold {float(rules.threshold):.1%}" if rules.threshold else "no threshold"
    data.print(f"{rules.method}, {at}: {rules.source}", markup=False)
    data.print(
        f"{election.valid_votes_count:,} valid votes in {len(election.districts):,} of {election.expected_count:,} districts\n",
        markup=False,
    )
    rows = [
        [
            names.get(each.name, each.name),
            f"{each.votes_count:,}",
            f"{each.votes_share:.2%}",
            "yes" if each.is_over_threshold else "no",
            f"{each.seats_count:,}",
            "not known" if each.seats_stated_count is None else f"{each.seats_stated_count:,}",
        ]
        for each in party_seats(election)
    ]
    print_grid(["party", "votes", "share", "takes part", "seats", "stated"], rows)
    data.print(
        f"\nGallagher {_told(election.gallagher_index())}; effective parties {_told(election.effective_parties_by_votes())} by votes, "
        f"{_told(election.effective_parties_by_seats())} by seats; votes below the threshold {_percent(election.below_threshold_share())}, "
        f"without a seat in their district {_percent(election.wasted_votes_share())}\n",
        markup=False,
    )
    closest = [
        [names.get(each.contest_id, each.contest_id), names[each.winner], names[each.loser], f"{each.missing_count:,}"]
        for each in closest_seats(election)[:CLOSEST]
    ]
    print_grid(["closest last seats", "holds it", "was next", "votes missing"], closest)
    for contest_id, count, tied in open_seats(election):
        level = ", ".join(names.get(name, name) for name in tied)
        data.print(f"undecided in {names.get(contest_id, contest_id)}: {count} open between {level}", markup=False)
    for contest_id, name, by_law, stated in different_seats(election):
        where = names.get(contest_id, contest_id)
        data.print(f"differs: {names.get(name, name)} in {where}: {by_law} by law, {stated} stated", markup=False)


def _told(index: float | None) -> str:
    return "not known" if index is None else f"{index:.2f}"


def _percent(share: float | None) -> str:
    return "not known" if share is None else f"{share:.2%}"
