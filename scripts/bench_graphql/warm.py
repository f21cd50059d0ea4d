"""Measures the hub's answers from its cache against an ASGI application that holds nothing but one answer of the same size."""

from contextlib import ExitStack

import httpx

from scripts.bench_graphql.compare import Line, Run, measure
from scripts.bench_graphql.ground import Ground
from scripts.bench_graphql.questions import QUESTIONS
from scripts.bench_graphql.servers.constant import constant
from scripts.bench_graphql.servers.hub_server import CACHED_HUB


def warm(ground: Ground, rounds: int, seconds: int) -> list[Line]:
    """Ask each question with one value, over and over, of the hub and of the constant that is its answer."""
    asked = {question: question.variants(ground.release)[:1] for question in QUESTIONS}
    runs = []
    with ExitStack() as stack:
        (first,) = asked[QUESTIONS[0]]
        hub = stack.enter_context(CACHED_HUB.started(ground, CACHED_HUB.body(QUESTIONS[0], first)))
        for question, values in asked.items():
            bodies = CACHED_HUB.bodies(ground.folder, question, values)
            body = CACHED_HUB.body(question, values[0])
            answer = ground.folder / f"{question.name}.answer"
            answer.write_bytes(
                httpx.post(hub.address, content=body, headers={"Content-Type": "application/json"}).content
            )
            server = constant(answer)
            runs.append(Run(CACHED_HUB, question, hub, bodies))
            runs.append(Run(server, question, stack.enter_context(server.started(ground, body)), bodies))
        return measure(runs, rounds, seconds)
