"""A walk that is cut short goes on where it stood: nothing is half written, and nothing is asked for twice."""

import os
import signal
import subprocess
from pathlib import Path

import orjson
import pytest

from hub.errors import FetchFailed, UsageError
from hub.fetch.journal import Entry, Journal
from tests.command import HUB
from tests.fetch.conftest import Fetch, kept
from tests.fetch.server import PATIENCE_S, Answer, Site
from tests.fetch.test_walk import FOLDER

JOURNAL = Path(FOLDER) / "fetch-sirekap-ppwp.jsonl"


def test_a_process_that_is_killed_leaves_a_tree_that_the_next_run_completes(
    fetched: Fetch, site: Site, address: str, tmp_path: Path
) -> None:
    connections, answered = 2, 40
    site.hold_from(answered + 1)
    arguments = ["fetch", "sirekap", "--level", "station", "--rate", "0", "--connections", str(connections)]
    process = subprocess.Popen(
        [*HUB, *arguments, "--base-url", address, "--out", str(tmp_path)],
        env={name: text for name, text in os.environ.items() if not name.lower().endswith("_proxy")},
    )
    try:
        for _ in range(connections):  # each connection waits for an answer: all that was answered before is dealt with
            assert site.held.acquire(timeout=PATIENCE_S)
    finally:
        process.kill()
    assert process.wait() == -signal.SIGKILL
    site.hold_from(10**9)
    site.release.set()
    had = kept(tmp_path / FOLDER)
    assert {path: site.files[path] for path in had} == had
    assert len(had) == answered

    outcome = fetched()
    assert (outcome.resumed_count, outcome.fetched_count) == (answered, len(site.files) - answered)
    unanswered = [path for path, times in site.counts.items() if times > 1]
    assert len(unanswered) == connections, "only what was under way is asked for again"
    assert max(site.counts.values()) == 2

    fetched(out=tmp_path / "fresh")
    assert kept(tmp_path / FOLDER) == kept(tmp_path / "fresh" / FOLDER) == site.files


@pytest.mark.parametrize("torn", [b"{", b'{"path":"pemilu/hhcw/ppwp/31.json","sha256":"0', b"\xff\x00"])
def test_a_torn_last_line_is_cut_off(fetched: Fetch, site: Site, tmp_path: Path, torn: bytes) -> None:
    fetched(limit=10)
    journal = tmp_path / JOURNAL
    whole = journal.read_bytes()
    journal.write_bytes(whole + torn)
    outcome = fetched()
    assert (outcome.resumed_count, outcome.fetched_count) == (10, len(site.files) - 10)
    assert journal.read_bytes().startswith(whole)
    assert all(orjson.loads(line) for line in journal.read_bytes().splitlines())


def test_a_line_that_is_torn_off_is_asked_for_again(fetched: Fetch, site: Site, tmp_path: Path) -> None:
    fetched(limit=10)
    journal = tmp_path / JOURNAL
    journal.write_bytes(journal.read_bytes()[:-5])
    assert fetched().resumed_count == 9
    assert sorted(site.counts.values())[-2:] == [1, 2]


def test_what_is_broken_elsewhere_is_said(fetched: Fetch, tmp_path: Path) -> None:
    fetched(limit=3)
    journal = tmp_path / JOURNAL
    journal.write_bytes(b"oops\n" + journal.read_bytes())
    with pytest.raises(FetchFailed, match=r"fetch-sirekap-ppwp\.jsonl, line 1: expected a JSON object, found"):
        fetched()


def test_a_temporary_file_that_a_kill_left_does_not_stay(fetched: Fetch, site: Site, tmp_path: Path) -> None:
    fetched(limit=3)
    (tmp_path / FOLDER / "fetch-sirekap-ppwp.part").write_bytes(b"half of a fi")
    fetched()
    assert kept(tmp_path / FOLDER) == site.files


def test_a_limit_takes_a_walk_in_portions(fetched: Fetch, site: Site, tmp_path: Path) -> None:
    portions = [fetched(limit=30) for _ in range(3)]
    assert [portion.fetched_count for portion in portions] == [30, 30, 3]
    assert portions[-1].resumed_count == 60
    assert [portion.limit_reached for portion in portions] == [True, True, False]
    assert set(site.counts.values()) == {1}
    assert kept(tmp_path / FOLDER) == site.files


def test_restart_gives_up_an_open_walk_and_asks_on_condition(fetched: Fetch, site: Site) -> None:
    fetched(limit=30)
    outcome = fetched(restart=True)
    assert (outcome.resumed_count, outcome.unchanged_count, outcome.fetched_count) == (0, 30, len(site.files) - 30)


def test_a_file_that_went_missing_in_an_open_walk_is_had_again(fetched: Fetch, site: Site, tmp_path: Path) -> None:
    fetched(limit=30)
    next((tmp_path / FOLDER).rglob("31*.json")).unlink()
    assert fetched().resumed_count == 29
    assert kept(tmp_path / FOLDER) == site.files


def test_a_run_that_only_failed_leaves_the_walk_open(fetched: Fetch, site: Site) -> None:
    site.instead("pemilu/ppwp.json", Answer(403))
    assert len(fetched().failures) == 1
    site.requests.clear()
    outcome = fetched()
    assert [request.path for request in site.requests] == ["pemilu/ppwp.json"]
    assert outcome.had_count == len(site.files)


def test_two_processes_do_not_write_into_one_tree(fetched: Fetch, tmp_path: Path) -> None:
    with (
        Journal(tmp_path / JOURNAL),
        pytest.raises(UsageError, match=r"expected to be the only one .*, found another process at work"),
    ):
        fetched()
    assert fetched().failures == []


def test_a_journal_answers_with_the_latest_of_each_file(tmp_path: Path) -> None:
    first = Entry("a.json", "http://x/a.json", 200, "HTTP/2", None, '"1"', None, None, "0" * 64, 1)
    latest = Entry("a.json", "http://x/a.json", 304, "HTTP/2", None, '"2"', None, None, "1" * 64, 2)
    for entry in (first, latest):
        with Journal(tmp_path / "journal.jsonl") as journal:
            journal.begin(tree="t", base_url="http://x/")
            journal.had(entry)
    with Journal(tmp_path / "journal.jsonl") as journal:
        assert journal.entry("a.json") == latest
        assert journal.entry("b.json") is None
        assert journal.had_in_walk("a.json")
        journal.end()
        assert not journal.had_in_walk("a.json")
