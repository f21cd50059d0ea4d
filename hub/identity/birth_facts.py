"""Impossible birth facts: of candidates too young or too old, or contradicting ones of one person. No date is ever printed."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from hub.identity.records import POSSIBLE_AGES


@dataclass(frozen=True)
class BirthContradiction:
    """What is wrong with the birth facts of a candidacy or a person, in a sentence that names no date; `years` as published."""

    rule: str
    kind: str
    key: str
    message: str
    candidacies: tuple[str, ...]
    years: tuple[int, ...]


def contradictions(candidacies: pl.DataFrame) -> list[BirthContradiction]:
    """Return the birth facts that cannot be right, in the order of keys.

    Takes `candidacy_id`, `person_id`, `edition_id`, `birth_date` and `birth_year`. `birth-impossible`: whoever stands would have been
    younger than 17 or older than 110 in the year of the election; the fact is not used as evidence. `birth-facts-differ`: candidacies
    of one person state years of birth that are more than one apart, or dates that differ within a year.
    """
    years = pl.coalesce(pl.col("birth_date").dt.year().cast(pl.Int64), "birth_year")
    born = candidacies.with_columns(year=years).drop_nulls("year").sort("candidacy_id")
    return [*_impossible(born), *_differing(born)]


def _impossible(born: pl.DataFrame) -> Iterator[BirthContradiction]:
    ages = pl.col("edition_id").str.head(4).cast(pl.Int64, strict=False) - pl.col("year")
    wrong = born.filter(~ages.is_between(*POSSIBLE_AGES))
    for candidacy, edition, year in wrong.select("candidacy_id", "edition_id", "year").iter_rows():
        message = (
            f"expected somebody who stands in {edition} to be {POSSIBLE_AGES[0]} to {POSSIBLE_AGES[1]} years old, found the year of birth "
            f"{year}; it is not used to tell who is who"
        )
        yield BirthContradiction("birth-impossible", "candidacy", candidacy, message, (candidacy,), (year,))


def _differing(born: pl.DataFrame) -> Iterator[BirthContradiction]:
    apart = (pl.col("year").max() - pl.col("year").min() > 1) | (pl.col("birth_date").drop_nulls().n_unique() > 1)
    for person, keys, years in (
        born.group_by("person_id").agg("candidacy_id", "year", apart=apart).filter("apart").sort("person_id")
        .select("person_id", "candidacy_id", "year").iter_rows()
    ):  # fmt: skip
        message = f"expected one birth of one person, found different ones in {', '.join(keys)}; one of them is a slip, or two people are joined"
        yield BirthContradiction(
            "birth-facts-differ", "person", person, message, tuple(keys), tuple(sorted(set(years)))
        )
