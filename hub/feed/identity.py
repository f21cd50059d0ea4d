"""Questions of identity: the pairs of the live release that wait for review, verdicts of reviewers, and the judgements that follow from them.

One reviewer decides on a pair; of somebody whom many know, two who agree. A judgement is recorded here first, with its act, and then written to the workspace as
`hub review` writes it; `settle` writes what a kill left unwritten.
"""

import json
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import polars as pl

from hub.errors import BadFile, NotNow, UsageError
from hub.feed.database import Row
from hub.feed.datasets import workspace_of
from hub.feed.permissions import Principal, check
from hub.feed.state import State
from hub.identity.judgements import VERDICTS, Judgement, append, read_judgements
from hub.identity.questions import Question, open_questions
from hub.identity.review import check_against
from hub.national_id import strike_out
from hub.release import Release, current
from hub.tables import BY_NAME
from hub.tables.candidacies import Candidacies

LONGEST_WHY = 990


class Asked(NamedTuple):
    """A question, whether two have to agree on it, and the verdicts that were given."""

    question: Question
    needs_two: bool
    verdicts: list[Row]


def asked(state: State, who: Principal) -> list[Asked]:
    """Return the open questions that somebody has given no verdict on, the likeliest first. Raises NotAllowed for who reviews nothing."""
    check(who, "review", "")
    settle(state)
    given: dict[tuple[str, str], list[Row]] = {}
    for row in state.rows("SELECT * FROM verdict ORDER BY at, account"):
        given.setdefault((row["one"], row["other"]), []).append(row)
    questions, known = _questions(state)
    found = [Asked(each, not known.isdisjoint(each.pair), given.get(each.pair, [])) for each in questions]
    return [each for each in found if who.name not in {row["account"] for row in each.verdicts}]


def judge(state: State, who: Principal, pair: tuple[str, str], verdict: str, why: str) -> bool:
    """Record what somebody decided of a pair, and return whether the pair is decided by it.

    Raises NotAllowed, BadFile for a verdict that is none or without a reason, NotNow for a pair that is not asked (any more) or where other judgements say the contrary.
    """
    check(who, "review", "")
    why = strike_out(" ".join(why.split()))[:LONGEST_WHY]
    if verdict not in VERDICTS or len(why) < 5:
        raise BadFile(
            f"expected one of {', '.join(VERDICTS)} and a reason of 5 characters or more, found {verdict!r} and {len(why)} characters",
            "Pilih jawabannya dan tuliskan alasannya, sedikitnya 5 karakter.",
        )
    questions, known = _questions(state)
    question = next((each for each in questions if each.pair == pair), None)
    if question is None:
        raise NotNow("expected a pair that waits for review, found another", "Pasangan ini tidak ditanyakan lagi.")
    one, other = pair
    with state.writing() as writing:
        key = {"one": one, "other": other}
        writing.put("verdict", {**key, "account": who.name, "verdict": verdict, "why": why, "at": writing.at})
        writing.act(who.name, "identity.verdict", **key, verdict=verdict, reason=why, via=who.via)
        given = writing.execute("SELECT * FROM verdict WHERE one = ? AND other = ? ORDER BY at, account", *pair)
        agreed = [row for row in given if row["verdict"] == verdict]
        if len(agreed) < (1 if known.isdisjoint(pair) else 2):
            return False
        row = {
            **key, "verdict": verdict, "people": ", ".join(row["account"] for row in agreed), "why": "; ".join(row["why"] for row in agreed),
            "evidence": json.dumps(question.reasons), "score": question.score, "model": question.model, "at": writing.at, "record": None,
        }  # fmt: skip
        try:
            check_against(workspace_of(state).person_judgements, _record(row))
        except UsageError as error:
            raise NotNow(
                f"not recorded: {error}",
                "Jawaban ini bertentangan dengan keputusan lain yang berlaku. Beri tahu pengelola hub.",
            ) from error
        writing.put("judged", row)
        for each in given:
            writing.remove("verdict", each)
        writing.act("hub:job", "identity.judged", **key, verdict=verdict, account=row["people"])
    settle(state)
    return True


def settle(state: State) -> None:
    """Write the judgements that are recorded and not in the workspace yet; one that is there, written before a kill, is not written again."""
    if state.row("SELECT 1 FROM judged WHERE record IS NULL") is None:
        return
    folder = workspace_of(state).person_judgements
    with state.writing() as writing:
        held = read_judgements(folder)
        for row in writing.execute("SELECT * FROM judged WHERE record IS NULL"):
            record = _record(row)
            same = held.filter(
                (pl.col("left") == record.left) & (pl.col("right") == record.right) & (pl.col("at") == record.at)
            )
            name = same["judgement_id"][0] if same.height else append(folder, record)
            writing.put("judged", {**row, "record": name})
            writing.act("hub:job", "identity.written", record=name)


def _record(row: Row) -> Judgement:
    return Judgement(
        left=row["one"],
        right=row["other"],
        verdict=row["verdict"],
        by=row["people"],
        at=datetime.fromisoformat(row["at"]),
        why=row["why"],
        evidence=tuple(json.loads(row["evidence"])),
        score=row["score"],
        model=row["model"],
    )


def _questions(state: State) -> tuple[list[Question], frozenset[str]]:
    """Return the questions that no judgement answers, and the candidacies of people whom many know."""
    waiting, known = _of_release(current(state.place().out).folder)
    held = read_judgements(workspace_of(state).person_judgements)
    judged = set(held.select("left", "right").iter_rows())
    judged |= {(row["one"], row["other"]) for row in state.rows("SELECT one, other FROM judged WHERE record IS NULL")}
    return [each for each in waiting if each.pair not in judged], known


@lru_cache(maxsize=1)
def _of_release(folder: Path) -> tuple[list[Question], frozenset[str]]:
    """Return the questions of a release, and the candidacies of people who were elected or stood for president in any edition."""
    release = Release(folder)
    waiting = open_questions(lambda name: release.table(BY_NAME[name]), set())
    rows = release.table(Candidacies).select("candidacy_id", "person_id", "office", "elected")
    known = rows.filter(pl.col("elected") | (pl.col("office").cast(pl.String) == "PRESIDENT"))["person_id"].unique()
    return waiting, frozenset(rows.filter(pl.col("person_id").is_in(known.implode()))["candidacy_id"])
