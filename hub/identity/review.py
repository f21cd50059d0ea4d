"""A review session: pairs of candidacies to judge one after the other; each verdict is recorded at once and can be undone."""

from collections import deque
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from hub.errors import UsageError
from hub.identity.judgements import Judgement, Undo, Verdict, append, read_records, standing
from hub.identity.questions import Question
from hub.identity.rulings import rulings

WHY = "Decided in a review, by the evidence that was shown."
TAKEN_BACK = "Taken back."
"""Why, where nobody says more."""


class Review:
    """The questions of one sitting. What is judged is in the folder of judgements from that moment on."""

    def __init__(
        self,
        folder: Path,
        questions: Sequence[Question],
        by: str,
        why: str = WHY,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._folder = folder
        self._by, self._why, self._now = by, why, now
        self._waiting = deque(questions)
        self._judged: list[tuple[str, Question]] = []
        self.count = len(questions)

    @property
    def judged_count(self) -> int:
        return len(self._judged)

    @property
    def question(self) -> Question | None:
        """The current question; None when all are judged."""
        return self._waiting[0] if self._waiting else None

    def judge(self, verdict: Verdict) -> str:
        """Record a verdict on the current question, go on to the next, and return the id of the record.

        Raises UsageError, and records nothing, where earlier judgements contradict it.
        """
        question = self._waiting[0]
        record = Judgement(
            left=question.left.candidacy,
            right=question.right.candidacy,
            verdict=verdict,
            by=self._by,
            at=self._now(),
            why=self._why,
            evidence=question.reasons,
            score=question.score,
            model=question.model,
        )
        check_against(self._folder, record)
        identifier = append(self._folder, record)
        self._judged.append((identifier, self._waiting.popleft()))
        return identifier

    def skip(self) -> None:
        """Move the current question behind the others."""
        self._waiting.rotate(-1)

    def undo(self) -> Question | None:
        """Take back the last judgement of this sitting and ask its question again; None where there is none."""
        if not self._judged:
            return None
        identifier, question = self._judged.pop()
        append(self._folder, Undo(undoes=identifier, by=self._by, at=self._now(), why=TAKEN_BACK))
        self._waiting.appendleft(question)
        return question


def undo(folder: Path, identifier: str, by: str, why: str) -> str:
    """Record that a judgement is taken back, and return the id of the record. Raises UsageError for an unknown judgement."""
    return append(folder, Undo(undoes=identifier, by=by, at=datetime.now(UTC), why=why))


def check_against(folder: Path, record: Judgement) -> None:
    """Raise UsageError where judgements that hold say, by way of others, the contrary."""
    records = read_records(folder)
    newcomer = "the judgement at hand"
    held = standing({**records, newcomer: record})
    found = rulings(held, set(held["left"]) | set(held["right"])).contradictions
    for contradiction in found:
        if newcomer in contradiction.judgement_ids:
            raise UsageError(f"{contradiction.reason}; undo the one that is wrong first")
