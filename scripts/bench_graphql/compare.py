"""Asks several servers the same questions over the same rows, in turn, and compares how many answers a second each gives."""

import statistics
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from scripts.bench_graphql import wrk
from scripts.bench_graphql.ground import Ground
from scripts.bench_graphql.questions import Question
from scripts.bench_graphql.server import Running, Server, post
from scripts.bench_graphql.wrk import Measured

COMPARED_ANSWERS = 25
"""Variants of a question for which the answers of all servers must be equal."""

WARM_UP_S = 2
NEO4J_WARM_UP_S = 15
"""Java compiles what it runs often; before that Neo4j takes several times as long."""


class AnswersDiffer(Exception):
    """Two servers answered a question differently."""


class Run(NamedTuple):
    """A server that runs, and the file of bodies that ask it a question."""

    server: Server
    question: Question
    running: Running
    bodies: Path


@dataclass(frozen=True)
class Round:
    """One run of wrk against one server, and the processor time of the server for it, and of the processes beside it."""

    measured: Measured
    processor_s: float
    beside_s: float


@dataclass(frozen=True)
class Line:
    """What one server was measured to do with one question: medians over the rounds."""

    server: Server
    question: Question
    rounds: tuple[Round, ...]

    @property
    def per_second(self) -> float:
        return statistics.median(each.measured.per_second for each in self.rounds)

    @property
    def half_ms(self) -> float:
        return statistics.median(each.measured.half_ms for each in self.rounds)

    @property
    def most_ms(self) -> float:
        return statistics.median(each.measured.most_ms for each in self.rounds)

    @property
    def processor_us(self) -> float:
        """Microseconds of the server's processor time for one answer: what other work on the machine disturbs least."""
        return statistics.median(each.processor_s / each.measured.count * 1e6 for each in self.rounds)

    @property
    def beside_us(self) -> float:
        """Microseconds of processor time for one answer of the processes beside the server that are told of."""
        return statistics.median(each.beside_s / each.measured.count * 1e6 for each in self.rounds)


def compare(
    ground: Ground, servers: Sequence[Server], questions: Sequence[Question], rounds: int, seconds: int
) -> list[Line]:
    """Measure every server with every question, one after the other, round by round. All run throughout, each with one worker.

    Raises AnswersDiffer before anything is measured where answers are not equal, and WrkFailed where one fails.
    """
    variants = {question.name: question.variants(ground.release) for question in questions}
    with ExitStack() as stack:
        running: dict[str, Running] = {}
        for server in servers:
            first = server.body(questions[0], variants[questions[0].name][0])
            running[server.name] = stack.enter_context(server.started(ground, first))
        for question in questions:
            check_equal(running, servers, question, variants[question.name][:COMPARED_ANSWERS])
        runs = [
            Run(server, question, running[server.name], server.bodies(ground.folder, question, variants[question.name]))
            for question in questions
            for server in servers
        ]
        return measure(runs, rounds, seconds)


def measure(runs: Sequence[Run], rounds: int, seconds: int) -> list[Line]:
    """Measure runs in turn, round by round, after warming each up. Raises WrkFailed where an answer fails."""
    for run in runs:
        wrk.measure(run.running.address, run.bodies, NEO4J_WARM_UP_S if run.running.beside else WARM_UP_S)
    measured: list[list[Round]] = [[] for _ in runs]
    for _ in range(rounds):
        for run, found in zip(runs, measured, strict=True):
            found.append(_round(run.running, run.bodies, seconds))
    return [Line(run.server, run.question, tuple(found)) for run, found in zip(runs, measured, strict=True)]


def _round(server: Running, bodies: Path, seconds: int) -> Round:
    before, beside_before = server.processor_s(), server.beside_s()
    measured = wrk.measure(server.address, bodies, seconds)
    return Round(measured, server.processor_s() - before, server.beside_s() - beside_before)


def check_equal(
    running: Mapping[str, Running], servers: Iterable[Server], question: Question, values: list[str]
) -> None:
    """Ask all servers the same and compare the data of their answers, in which only the order of keys is free."""
    first, *others = servers
    for value in values:
        expected = first.alike(post(running[first.name].address, first.body(question, value)))
        for other in others:
            found = other.alike(post(running[other.name].address, other.body(question, value)))
            if found != expected:
                raise AnswersDiffer(
                    f"{question.name} {value!r}: {first.name} answers {str(expected)[:2000]}, {other.name} {str(found)[:2000]}"
                )
