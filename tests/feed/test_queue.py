"""Who does the jobs: one process at a time, and none more than is needed."""

import re
import resource
import signal
import subprocess
from collections.abc import Callable

import pytest

from hub.feed import bounds, deliveries, queue
from hub.feed.jobs import work
from hub.web.feed.captions import progress_in_words
from hub.web.words import Words
from scripts.strain.workspace import lists
from tests.feed.bureau import MENDED, Bureau
from tests.feed.served import in_browser, served


class NotStarted:
    """Stands for a process that nobody starts."""

    started = 0
    ends_with = 0

    def __init__(self, *_: object, **__: object) -> None:
        NotStarted.started += 1

    def wait(self) -> int:
        return self.ends_with


class AtOnce:
    """Stands for a thread: what it does is done at once."""

    def __init__(self, target: Callable[[], None], *, daemon: bool) -> None:
        self.start = target


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    monkeypatch.setattr(NotStarted, "started", 0)
    monkeypatch.setattr(subprocess, "Popen", NotStarted)
    monkeypatch.setattr(queue, "Thread", AtOnce)
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


def test_a_process_that_is_killed_is_started_again_some_times(
    bureau: Bureau, started: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(NotStarted, "ends_with", -signal.SIGKILL)
    queue.start(bureau.state)
    assert started() == 1  # nothing waits
    bureau.put()
    queue.start(bureau.state)
    assert started() == 1 + queue.MOST_STARTS


def progress_that(act: Callable[[], object]) -> Callable[[str, int, int], None]:
    """Return a progress that does something at the first step of the first build."""
    acts = [act]

    def told(stage: str, done: int, total: int) -> None:
        if stage == "assembling tables" and acts:
            acts.pop()()

    return told


def test_a_check_gives_way_to_what_somebody_decided(bureau: Bureau) -> None:
    number = bureau.published()
    waiting = bureau.put(lists(13, 20).replace("Partai 14,", "Partai Baru,"), by="tono", dataset="more-lists")["number"]
    undo = progress_that(lambda: deliveries.undo(bureau.state, bureau.who("sari"), number, "angka dari dokumen lama"))
    assert work(bureau.state, undo) == 3
    acts = [row["act"] for row in bureau.state.rows("SELECT act FROM log ORDER BY number")]
    order = [acts.index(act) for act in ("delivery.undo", "job.waits", "delivery.undone")]
    assert order == sorted(order)
    assert acts[-1] == "delivery.checked"
    assert bureau.row(number)["state"] == "UNDONE"
    assert (bureau.row(waiting)["state"], bureau.row(waiting)["attempts_count"]) == ("CHECKED", 0)


def test_a_check_that_takes_too_long_or_too_much_is_set_aside(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(bounds, "LONGEST_S", 0)
        first = bureau.put()["number"]
        bureau.work()
    assert bureau.row(first)["state"] == "UNUSABLE"
    assert "a check of at most 0 minutes" in bureau.row(first)["reason"]

    def greedy() -> None:
        with pytest.raises(MemoryError):
            bytearray(4_000_000_000)
        raise MemoryError

    before = resource.getrlimit(resource.RLIMIT_DATA)
    second = bureau.put()["number"]
    work(bureau.state, progress_that(greedy), 2_000)
    assert bureau.row(second)["state"] == "UNUSABLE"
    assert "HUB_FEED_MEMORY_MB" in bureau.row(second)["reason"]
    assert resource.getrlimit(resource.RLIMIT_DATA) == before


def test_a_page_says_how_far_the_job_is(bureau: Bureau) -> None:
    bureau.put()
    sari = in_browser(bureau, served(bureau), "sari")
    seen: list[str] = []

    def told(stage: str, done: int, total: int) -> None:
        page = sari("GET", "/feed/kiriman/1").text
        seen.extend(re.findall(r'<p class="more">(Sedang dikerjakan: [^<]+)</p>', page))

    assert work(bureau.state, told) == 1
    assert any(text.startswith("Sedang dikerjakan: membaca sumber") for text in seen)
    assert "Sedang dikerjakan: menyusun tabel." in seen
    assert "Sedang dikerjakan" not in sari("GET", "/feed/kiriman/1").text


@pytest.mark.parametrize(
    ("progress", "text"),
    [
        (("reading sources", 1, 2), "Sedang dikerjakan: membaca sumber, 1 dari 2."),
        (("reading sources", 1, 1), "Sedang dikerjakan: membaca sumber."),
        (("of another version", 1, 2), ""),
        (None, ""),
    ],
)
def test_progress_is_in_words(progress: tuple[str, int, int] | None, text: str) -> None:
    assert progress_in_words(Words("id"), progress) == text


def test_the_candidates_that_somebody_decides_on_are_kept_and_the_last_others(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hub.feed.jobs.MOST_CANDIDATES", 2)
    submitted = bureau.submitted()
    later = [bureau.put(MENDED.replace("Tujuh", name))["number"] for name in ("Lama", "Baru")]
    bureau.work()
    kept = {path.name for path in bureau.state.candidates.iterdir()}
    assert kept == {str(submitted), str(later[-1])}
