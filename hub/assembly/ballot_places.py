"""Ballot places where lists name several people: statements share a candidacy only if their names agree.

A place (`2042/dpr/4201/1/1`) is of the candidate whom the statement of highest precedence names. Somebody else whom a list names
there is another candidacy: the one of the same name elsewhere on that party's list, or one of its own, with the name in its key
(`2042/dpr/4201/1/1/siti-aminah`). So no value that is stated of one person is ever shown of another.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import polars as pl

from hub.assembly.merge import letters
from hub.identity.agreement import agreeing
from hub.identity.names import parse

PLACE_OF_STATEMENT = ["place", "source_id", "source_row"]


@dataclass
class Standing:
    """One person at one place, as some statements name them; `names` in the order of precedence."""

    place: str
    order: int
    names: list[str] = field(default_factory=list)
    series: list[str] = field(default_factory=list)
    rows: list[tuple[str, int]] = field(default_factory=list)
    candidacy: str = ""
    is_beside: bool = False
    """Whether somebody else is shown at the place, so that the name is in the candidacy's key."""


@dataclass(frozen=True)
class Disputed:
    """A place that statements give to somebody else than who is shown there; `kept_as` is the candidacy of that person.

    `is_beside` where that candidacy is of this place too, and not of another on the list.
    """

    place: str
    shown: str
    shown_in: list[str]
    also: str
    also_in: list[str]
    kept_as: str
    is_beside: bool


@dataclass(frozen=True)
class BallotPlaces:
    """`disputed_rows`: place, source_id, source_row, series, candidacy_id of every statement on a place that is not of one person."""

    disputed_rows: pl.DataFrame
    disputed: list[Disputed]

    def candidacies(self, facts: pl.DataFrame) -> pl.Series:
        """Return the candidacy of each row of `facts`, which has place, source_id, source_row and series; null without a place.

        A row that names nobody, such as a figure, follows its own row, then the list of its series, then the place.
        """
        own = self.disputed_rows.select(*PLACE_OF_STATEMENT, own="candidacy_id").unique(PLACE_OF_STATEMENT)
        by_series = self.disputed_rows.group_by("place", "series").agg(
            of_series=pl.when(pl.col("candidacy_id").n_unique() == 1).then(pl.col("candidacy_id").first())
        )
        found = facts.join(own, on=PLACE_OF_STATEMENT, how="left", maintain_order="left").join(
            by_series, on=["place", "series"], how="left", maintain_order="left"
        )
        return found.select(pl.coalesce("own", "of_series", "place").alias("candidacy_id")).to_series()


def sort_out(facts: pl.DataFrame) -> BallotPlaces:
    """Return who stands where. `facts`: place, party_list, name, series, source_id, source_row, in the order of precedence.

    `party_list` is what all places on one party's list have in common, null for pairs and independents.
    """
    named = facts.with_row_index("order").with_columns(letters("name").alias("_letters"))
    several = named.filter((pl.col("_letters").n_unique() > 1).over("place"))
    schema = {name: facts.schema[name] for name in (*PLACE_OF_STATEMENT, "series")} | {"candidacy_id": pl.String()}
    if several.is_empty():
        return BallotPlaces(pl.DataFrame(schema=schema), [])
    lists = several["party_list"].drop_nulls().unique()
    concerned = named.filter(
        pl.col("party_list").is_in(lists.implode()) | pl.col("place").is_in(several["place"].unique().implode())
    )
    standing = _standing(concerned)
    _follow_within_lists(standing, concerned)
    _give_candidacies(standing)
    rows = [
        (one.place, source, row, series, one.candidacy)
        for at_place in standing.values()
        if any(one.candidacy != one.place for one in at_place)
        for one in at_place
        for (source, row), series in zip(one.rows, one.series, strict=True)
    ]
    return BallotPlaces(pl.DataFrame(rows, schema=schema, orient="row"), list(_disputed(standing)))


def _standing(facts: pl.DataFrame) -> dict[str, list[Standing]]:
    """Return the people at each place; a statement is of the first of them with all of whose names its name agrees."""
    columns = ("place", "order", "name", "series", "source_id", "source_row")
    rows = facts.select(columns).rows()
    names_at: dict[str, list[str]] = defaultdict(list)
    for place, _, name, *_ in rows:
        names_at[place].append(name)
    agreed = agreeing((one, other) for names in names_at.values() for one in names for other in names if one != other)
    found: dict[str, list[Standing]] = defaultdict(list)
    for place, order, name, series, source, row in rows:
        own = next(
            (each for each in found[place] if all(name == known or (known, name) in agreed for known in each.names)),
            None,
        )
        if own is None:
            found[place].append(own := Standing(place, order))
        own.names.append(name)
        own.series.append(series)
        own.rows.append((source, row))
    return found


def _follow_within_lists(standing: dict[str, list[Standing]], facts: pl.DataFrame) -> None:
    """Give somebody whom another list has under another number of the same party the place of that number."""
    list_of = dict(facts.select("place", "party_list").filter(pl.col("party_list").is_not_null()).iter_rows())
    shown: dict[str, list[Standing]] = defaultdict(list)
    for place, at_place in standing.items():
        if place in list_of:
            shown[list_of[place]].append(at_place[0])
    asked = [
        (one, other)
        for place, at_place in standing.items()
        if place in list_of
        for one in at_place
        for other in shown[list_of[place]]
        if other.place != place and other.order < one.order and not set(other.series) & set(one.series)
    ]
    agreed = agreeing((other.names[0], one.names[0]) for one, other in asked)
    matches: dict[int, list[Standing]] = defaultdict(list)
    for one, other in asked:
        if (other.names[0], one.names[0]) in agreed:
            matches[id(one)].append(other)
    followers: dict[str, list[Standing]] = defaultdict(list)
    for one in sorted((one for at_place in standing.values() for one in at_place), key=lambda one: one.order):
        if len(found := matches[id(one)]) == 1:
            followers[found[0].candidacy or found[0].place].append(one)
            one.candidacy = found[0].candidacy or found[0].place
    for followed in followers.values():
        series = [name for one in followed for name in set(one.series)]
        if len(series) != len(set(series)):  # two of one list are two people, whatever their names
            for one in followed:
                one.candidacy = ""


def _give_candidacies(standing: dict[str, list[Standing]]) -> None:
    for place, at_place in standing.items():
        staying = [one for one in at_place if not one.candidacy]
        for number, one in enumerate(staying):
            one.is_beside = number > 0
            one.candidacy = f"{place}/{_in_key(one.names[0])}" if one.is_beside else place


def _in_key(name: str) -> str:
    """Return the spelling of a name in the key of a candidacy: its words without titles, joined by hyphens."""
    words = "-".join(parse(name).tokens).lower()
    return words or f"name-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def _disputed(standing: dict[str, list[Standing]]) -> Iterable[Disputed]:
    for place, at_place in sorted(standing.items()):
        holder = next((one for one in at_place if one.candidacy == place), None)
        for one in at_place:
            if one is not holder:
                shown = (holder.names[0], sorted(set(holder.series))) if holder else ("", [])
                yield Disputed(
                    place, *shown, one.names[0], sorted(set(one.series)), one.candidacy, is_beside=one.is_beside
                )
