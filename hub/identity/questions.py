"""The open questions of a release: pairs that wait for review, with what is public of both candidacies side by side."""

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass

import polars as pl

from hub.errors import UsageError
from hub.identity.bands import REVIEW
from hub.identity.clusters import BIRTH_DATES_DIFFER, GENDERS_DIFFER, MORE_STATED_DISAGREES, UNLIKE
from hub.identity.reasons import MAY_BE_RELATIVES

NEARLY_CERTAIN = 0.8
RULES = frozenset(
    {
        "birth dates differ",
        "years of birth differ",
        "genders differ",
        MAY_BE_RELATIVES,
        BIRTH_DATES_DIFFER,
        GENDERS_DIFFER,
        MORE_STATED_DISAGREES,
        UNLIKE,
    }
)
"""Reasons of a pair that keep it from being linked however likely it is."""

Tables = Callable[[str], pl.DataFrame]
"""Gives a table of the release by its name."""


@dataclass(frozen=True)
class Side:
    """What is public of a candidacy; None for what no source states."""

    candidacy: str
    person: str
    name: str
    edition: str
    office: str
    district: str | None
    party: str | None
    residence: str | None
    gender: str | None
    birth_year: int | None


@dataclass(frozen=True)
class Question:
    """Are these one person? `score`, `band` and `model` are None, and `reasons` empty, where the release has no link of the pair."""

    left: Side
    right: Side
    is_same_person: bool
    score: float | None
    band: str | None
    model: str | None
    reasons: tuple[str, ...]

    @property
    def is_kept_apart(self) -> bool:
        """Whether a rule keeps two apart whom name and context make nearly certain."""
        return self.score is not None and self.score >= NEARLY_CERTAIN and bool(RULES & set(self.reasons))

    @property
    def pair(self) -> tuple[str, str]:
        """Both candidacies, in the order of text."""
        first, second = sorted((self.left.candidacy, self.right.candidacy))
        return first, second


def open_questions(tables: Tables, judged: Set[tuple[str, str]]) -> list[Question]:
    """Return the pairs in the review band that are not one person yet and not among `judged`.

    First those that a rule keeps apart though nearly certain (a birth date that differs beside all else that agrees): each is a slip
    of a publisher or a rare namesake, and a wrong answer is seen by many. Then the others, the likeliest first.
    """
    waiting = tables("links").filter((pl.col("band").cast(pl.String) == REVIEW) & ~pl.col("is_same_person"))
    asked = sorted(_questions(waiting, tables), key=lambda question: not question.is_kept_apart)
    return [question for question in asked if question.pair not in judged]


def question_of(tables: Tables, one: str, other: str) -> Question:
    """Return the question of any two candidacies. Raises UsageError where one is not in the release, or both are the same."""
    if one == other:
        raise UsageError(f"expected two candidacies, found {one!r} twice")
    both = pl.col("left_id").is_in([one, other]) & pl.col("right_id").is_in([one, other])
    known = tables("links").filter(both)
    if known.is_empty():
        person_of = dict(
            tables("candidacies")
            .filter(pl.col("candidacy_id").is_in([one, other]))
            .select("candidacy_id", "person_id")
            .iter_rows()
        )
        for key in (one, other):
            if key not in person_of:
                raise UsageError(
                    f"expected the key of a candidacy in the release, such as 2024/dpr/1101/1/1; found {key!r}"
                )
        row = {"left_id": one, "right_id": other, "is_same_person": person_of[one] == person_of[other]}
        known = pl.DataFrame([row], schema=known.schema)
    return next(_questions(known, tables))


def _questions(links: pl.DataFrame, tables: Tables) -> Iterator[Question]:
    ends = pl.concat([links["left_id"], links["right_id"]])
    sides = _sides(tables, ends)
    ordered = links.sort("score", "left_id", "right_id", descending=[True, False, False], nulls_last=True)
    for row in ordered.iter_rows(named=True):
        yield Question(
            sides[row["left_id"]],
            sides[row["right_id"]],
            row["is_same_person"],
            row["score"],
            row["band"],
            row["model"],
            tuple(row["reasons"] or ()),
        )


def _sides(tables: Tables, candidacies: pl.Series) -> dict[str, Side]:
    names = {
        "edition": tables("editions").select("edition_id", edition="name"),
        "district": tables("districts").select("district_id", district="name"),
        "party": tables("parties").select("party_id", party="name"),
    }
    rows = tables("candidacies").filter(pl.col("candidacy_id").is_in(candidacies.unique().implode()))
    for name, frame in names.items():
        rows = rows.join(frame, on=f"{name}_id", how="left")
    return {
        row["candidacy_id"]: Side(
            row["candidacy_id"],
            row["person_id"],
            row["name_on_ballot"],
            row["edition"],
            row["office"],
            row["district"],
            row["party"],
            row["residence"],
            row["gender"],
            row["birth_year"],
        )
        for row in rows.iter_rows(named=True)
    }
