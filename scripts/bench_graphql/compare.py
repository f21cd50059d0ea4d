"""Asks several servers the same questions over the same rows, in turn, and compares how many answers a second each gives."""

import statistics
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from scripts.bench_graphql import wrk
from scripts.bench_graphql.ground import Ground
from scripts.bench_graphql.questions import Question
from scripts.bench_graphql.server import Server, post
from scripts.bench_graphql.wrk import Measured

COMPARED_ANSWERS = 25
"""Variants of a question for which the answers of all servers must be equal."""

WARM_UP_S = 2


class AnswersDiffer(Exception):
    """Two servers answered a question differently."""


@dataclass(frozen=True)
class Line:
    """What one server was measured to do with one question: medians over the rounds."""

    server: Server
    question: Question
    rounds: tuple[Measured, ...]

    @property
    def per_second(self) -> float:
        return statistics.median(each.per_second for each in self.rounds)

    @property
    def half_ms(self) -> float:
        return statistics.median(each.half_ms for each in self.rounds)

    @property
    def most_ms(self) -> float:
        return statistics.median(each.most_ms for each in self.rounds)


def compare(
    ground: Ground, servers: Sequence[Server], questions: Sequence[Question], rounds: int, seconds: int
) -> list[Line]:
    """Measure every server with every question, one after the other, round by round. All run throughout, each with one worker.

    Raises AnswersDiffer before anything is measured where answers are not equal, and WrkFailed where one fails.
    """
    variants = {question.name: question.variants(ground.release) for question in questions}
    with ExitStack() as stack:
        addresses = {}
        for server in servers:
            first = server.body(questions[0], variants[questions[0].name][0])
            addresses[server.name] = stack.enter_context(server.started(ground, first))
        for question in questions:
            check_equal(addresses, servers, question, variants[question.name][:COMPARED_ANSWERS])
        runs = [
            (server, question, _write_bodies(ground.folder, server, question, variants[question.name]))
            for question in questions
            for server in servers
        ]
        for server, _, bodies in runs:
            wrk.measure(addresses[server.name], bodies, WARM_UP_S)
        measured: list[list[Measured]] = [[] for _ in runs]
        for _ in range(rounds):
            for (server, _, bodies), found in zip(runs, measured, strict=True):
                found.append(wrk.measure(addresses[server.name], bodies, seconds))
    return [Line(server, question, tuple(found)) for (server, question, _), found in zip(runs, measured, strict=True)]


def check_equal(addresses: dict[str, str], servers: Iterable[Server], question: Question, values: list[str]) -> None:
    """Ask all servers the same and compare the data of their answers, in which only the order of keys is free."""
    first, *others = servers
    for value in values:
        expected = post(addresses[first.name], first.body(question, value))
        for other in others:
            found = post(addresses[other.name], other.body(question, value))
            if found != expected:
                raise AnswersDiffer(
                    f"{question.name} {value!r}: {first.name} answers {str(expected)[:2000]}, {other.name} {str(found)[:2000]}"
                )


def _write_bodies(folder: Path, server: Server, question: Question, values: list[str]) -> Path:
    path = folder / f"{server.name}-{question.name}.bodies"
    path.write_bytes(b"".join(server.body(question, value) + b"\n" for value in values))
    return path
