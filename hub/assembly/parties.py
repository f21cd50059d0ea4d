"""The tables `parties` and `nominations`: a nomination is a party on the ballot of one election, a party is the same one through all of them.

Two nominations belong to one party if their names have the same letters (a leading "Partai" is ignored), or if a judgement of the
workspace says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from hub.assembly import keys
from hub.assembly.merge import Merged, letters, merge
from hub.assembly.minting import Minter
from hub.assembly.stated import Stated
from hub.facts import NominationFact


@dataclass(frozen=True)
class Parties:
    """The tables `parties` and `nominations`, and how the statements on nominations were merged."""

    parties: pl.DataFrame
    nominations: pl.DataFrame
    merged: Merged


def assemble_parties(
    stated: Stated, minter: Minter, same: Sequence[Sequence[str]], abbreviations: Mapping[str, str]
) -> Parties:
    """Return parties and nominations; each member of `same` lists the keys of nominations judged to be of one party.

    `abbreviations`: nomination -> the abbreviation that its party is judged to have.
    """
    facts = stated.frame(NominationFact).rename({"ballot_number": "party_number"})
    facts = facts.with_columns(keys.NOMINATION.alias("nomination_id"))
    stated.trace(NominationFact, facts, "nomination_id")
    merged = merge(facts, "nomination_id", compared=("name",))
    named = merged.rows.with_columns(letters("name").str.replace("^partai", "").alias("_letters"))
    groups = _group(named.select("nomination_id", "_letters").drop_nulls("nomination_id"), same)
    minted = minter.mint("party", {min(group): group for group in groups.values()})
    party_of = {key: minted[min(group)] for key, group in groups.items()}
    nominations = named.with_columns(
        pl.col("nomination_id").replace_strict(party_of, default=None, return_dtype=pl.String).alias("party_id")
    ).rename({"party_number": "ballot_number"})
    newest_first = nominations.drop_nulls("party_id").sort("edition_id", descending=True, maintain_order=True)
    first_known = [pl.col(name).drop_nulls().first() for name in ("abbreviation", "scope")]
    parties = newest_first.group_by("party_id", maintain_order=True).agg(
        pl.col("name").first(),
        pl.col("name").unique(maintain_order=True).alias("names"),
        pl.col("nomination_id")
        .replace_strict(abbreviations, default=None, return_dtype=pl.String)
        .drop_nulls()
        .first()
        .alias("judged"),
        *first_known,
        pl.col("source_id").first(),
        pl.col("source_row").first(),
    )
    parties = parties.with_columns(
        pl.coalesce("judged", "abbreviation").alias("abbreviation"), pl.col("scope").fill_null("NATIONAL")
    )
    return Parties(parties.drop("judged"), nominations, merged)


def _group(nominations: pl.DataFrame, same: Sequence[Sequence[str]]) -> dict[str, list[str]]:
    """Return nomination -> all nominations of its party."""
    groups: dict[str, list[str]] = {}
    group_of: dict[str, list[str]] = {}
    for key, folded in nominations.sort("nomination_id").iter_rows():
        group = groups.setdefault(folded, [])
        group.append(key)
        group_of[key] = group
    for judged in same:
        known = [key for key in judged if key in group_of]
        joined = sorted({key for member in known for key in group_of[member]})
        for key in joined:
            group_of[key] = joined
    return group_of
