"""Who does the jobs: one process at a time, and none more than is needed."""

import subprocess
from collections.abc import Callable

import pytest

from hub.feed import queue
from hub.feed.jobs import work
from tests.feed.bureau import Bureau


class NotStarted:
    """Stands for a process that nobody starts."""

    started = 0

    def __init__(self, *_: object, **__: object) -> None:
        NotStarted.started += 1

    def wait(self) -> int:
        return 0


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    monkeypatch.setattr(NotStarted, "started", 0)
    monkeypatch.setattr(subprocess, "Popen", NotStarted)
    return lambda: NotStarted.started


def test_no_process_is_started_while_one_is_at_work(
    bureau: Bureau, started: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    queue.start(bureau.state)
    assert started() == 1
    seen: list[tuple[bool, int]] = []

    def do(state: object, delivery: object, progress: object) -> None:
        """Stand for a job while which somebody asks for another."""
        queue.start(bureau.state)
        seen.append((queue.is_working(bureau.state), work(bureau.state)))
        with bureau.state.writing() as writing:
            writing.put("delivery", {**bureau.row(1), "state": "UNUSABLE"})
            writing.act("test", "put")

    bureau.put()
    monkeypatch.setattr("hub.feed.jobs._do", do)
    assert work(bureau.state) == 1
    assert seen == [(True, 0)]
    assert started() == 1
    assert not queue.is_working(bureau.state)
