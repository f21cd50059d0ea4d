"""Memberships: who sat in a house, each with the candidacy and person found by name in the same district and party."""

from collections import Counter, defaultdict

import polars as pl

from hub.assembly import keys
from hub.assembly.merge import once
from hub.assembly.stated import Stated
from hub.facts import MembershipFact
from hub.identity.agreement import agreeing, letters
from hub.identity.names import parse


def assemble_memberships(stated: Stated, candidacies: pl.DataFrame, nominations: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of `memberships`. `candidacies`: the finished table, with persons; `nominations` gives the party.

    A member is who stood in the same district for the same party under the same letters, or under the only agreeing name there. Of
    whoever sat but is not found on the list the person is null: nobody is made of a seat.
    """
    facts = stated.frame(MembershipFact).with_columns(
        pl.when(pl.col("district_code").is_not_null()).then(keys.CONTEST).alias("district_id"),
        keys.CONTEST.alias("contest_id"),
        keys.NOMINATION.alias("nomination_id"),
        pl.col("name").map_elements(_in_key, return_dtype=pl.String).alias("_name"),
    )
    facts = facts.with_columns(
        pl.concat_str("contest_id", pl.lit("member"), "seat_number", "_name", separator="/", ignore_nulls=True).alias(
            "membership_id"
        )
    )
    stated.trace(MembershipFact, facts, "membership_id")
    facts = once(facts, "membership_id")
    found = _candidacies(facts, candidacies)
    held = facts.select("edition_id", "office", "seat_number", replaces="name", replaces_id="membership_id")
    return (
        facts.with_columns(pl.Series("candidacy_id", found, dtype=pl.String))
        .join(candidacies.select("candidacy_id", "person_id"), on="candidacy_id", how="left", maintain_order="left")
        .join(nominations.select("nomination_id", "party_id"), on="nomination_id", how="left", maintain_order="left")
        .join(
            held.unique(["edition_id", "office", "seat_number", "replaces"], keep="last"),
            on=["edition_id", "office", "seat_number", "replaces"],
            how="left",
            maintain_order="left",
        )
        .rename({"starts": "valid_from", "ends": "valid_to"})
    )


def _candidacies(facts: pl.DataFrame, candidacies: pl.DataFrame) -> list[str | None]:
    """Return the candidacy of each member, by name within district and party.

    A candidacy whose name merely agrees with those of several members is nobody's: one person is not in two seats.
    """
    listed: dict[tuple[str | None, str | None], list[tuple[str, str]]] = defaultdict(list)
    columns = ("contest_id", "nomination_id", "candidacy_id", "name_on_ballot")
    for contest, nomination, candidacy, name in candidacies.select(columns).iter_rows():
        listed[contest, nomination].append((candidacy, name))
    members = facts.select("contest_id", "nomination_id", "name").rows()
    agreed = agreeing(
        (name, other) for contest, nomination, name in members for _, other in listed.get((contest, nomination), ())
    )
    found: list[str | None] = []
    by_agreement: list[bool] = []
    for contest, nomination, name in members:
        here = listed.get((contest, nomination), [])
        same = [candidacy for candidacy, other in here if letters(other) == letters(name)]
        plain = [candidacy for candidacy, other in here if parse(other).tokens == parse(name).tokens]
        alike = [candidacy for candidacy, other in here if (name, other) in agreed]
        only = next((keys_ for keys_ in (same, plain, alike) if len(keys_) == 1), [None])
        found.append(only[0])
        by_agreement.append(only is alike)
    taken = Counter(found)
    return [
        None if agrees and taken[candidacy] > 1 else candidacy
        for candidacy, agrees in zip(found, by_agreement, strict=True)
    ]


def _in_key(name: str) -> str:
    return "-".join(parse(name).tokens).lower() or "unnamed"
