"""What every server is asked: four queries, each with many different variables, so that no answer is asked for twice in a row."""

import random
from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from hub.release import Release
from hub.tables.candidacies import Candidacies
from hub.tables.results import Results

MOST_VARIANTS = 1_000
"""Different variables of one question at most."""

PAGE_ROWS, RESULT_ROWS = 100, 1_000
"""Rows that a district and a party must offer at least."""


@dataclass(frozen=True)
class Question:
    """A query in the hub's schema, and the values of its only variable `id` that a release offers."""

    name: str
    told: str
    document: str
    ids: Callable[[Release], list[str]]

    def variants(self, release: Release) -> list[str]:
        """Return values of `id` in an order that is the same each time. Raises ValueError where the release has none."""
        found = sorted(self.ids(release))
        if not found:
            raise ValueError(f"expected rows for the question {self.name!r} in release {release.id}, found none")
        random.Random(5).shuffle(found)  # noqa: S311  no secret
        return found[:MOST_VARIANTS]


def _candidacies(release: Release) -> list[str]:
    return release.table(Candidacies)["candidacy_id"].to_list()


def _persons(release: Release) -> list[str]:
    """Those who stood more than once."""
    stood = release.table(Candidacies).group_by("person_id").len().filter(pl.col("len") > 1)
    return stood["person_id"].to_list()


def _districts(release: Release) -> list[str]:
    """Those with a page full of candidacies, the votes of all of them known: servers differ on where nulls stand."""
    grouped = release.table(Candidacies).drop_nulls("district_id").group_by("district_id")
    counted = grouped.agg(pl.len(), pl.col("votes_count").null_count().alias("unknown"))
    return counted.filter(pl.col("len") >= PAGE_ROWS, pl.col("unknown") == 0)["district_id"].to_list()


def _parties(release: Release) -> list[str]:
    counted = release.table(Results).drop_nulls("party_id").group_by("party_id").len()
    return counted.filter(pl.col("len") >= RESULT_ROWS)["party_id"].to_list()


CANDIDACY = Question(
    "candidacy",
    "one candidacy, 5 fields",
    "query($id: ID!) { candidacy(id: $id) { key nameOnBallot votesCount elected rank } }",
    _candidacies,
)

PERSON = Question(
    "person",
    "one person with all candidacies, each with party and district",
    "query($id: ID!) { person(id: $id) { key name candidacies(first: 20) { nodes {"
    " key nameOnBallot votesCount elected party { name abbreviation } district { name seatsCount } } } } }",
    _persons,
)

PAGE = Question(
    "page",
    "the first 100 candidacies of a district by votes, each with party",
    "query($id: String!) { candidacies(where: {district: {eq: $id}}, orderBy: [{votesCount: DESC}], first: 100) {"
    " nodes { key nameOnBallot ballotNumber votesCount elected party { abbreviation } } } }",
    _districts,
)

RESULTS = Question(
    "results",
    "1,000 results of a party",
    "query($id: String!) { results(where: {party: {eq: $id}}, first: 1000) {"
    " nodes { key kind votesCount status series } } }",
    _parties,
)

QUESTIONS = (CANDIDACY, PERSON, PAGE, RESULTS)
