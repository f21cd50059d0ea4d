"""The sources of a workspace, fetched from where its lock file says that they are public."""

import io
import json
import os
import signal
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from hub.errors import WorkspaceError
from hub.fetch import Fetched, Manners, fetch_published, read_lock
from hub.fetch.client import ATTEMPTS
from hub.fetch.lock import NAME
from hub.fetch.published import ARCHIVE_FROM, MOST_UNAVAILABLE_IN_A_ROW
from tests.command import HUB, run
from tests.components import absent
from tests.conftest import PUBLISHED, ROOT
from tests.fetch.conftest import kept
from tests.fetch.github import archived, lock_line, zipped
from tests.fetch.server import PATIENCE_S, Answer, Site, serve

COMMIT = "0123456789abcdef0123456789abcdef01234567"
REPOSITORY = "somebody/elections"
ARCHIVE = f"{REPOSITORY}/tar.gz/{COMMIT}"


FILES = {f"votes/{number:03}.csv": f"name,votes\nA,{number}\n".encode() for number in range(ARCHIVE_FROM + 5)}
MEMBERS = {"a b/1.json": b"[1]", "a b/2.json": b"[2]"}
THERE = {**FILES, "stations.zip": zipped(MEMBERS), "photographs/large.jpg": b"x" * 1000}

LOCKED = {
    **{f"2042/{path}": (path, content) for path, content in FILES.items()},
    **{f"2042/stations/{name}": (f"stations.zip#{name}", content) for name, content in MEMBERS.items()},
}
"""Path below the folder of sources -> path in the repository, and the bytes."""


def written_lock(
    folder: Path, files: Mapping[str, tuple[str, bytes]], changed: Mapping[str, bytes] | None = None
) -> None:
    lines = ["# A comment.", f"= github:{REPOSITORY} {COMMIT} 2042"]
    for path, (there, content) in files.items():
        here = path.removeprefix("2042/")
        lines.append(lock_line(here, there, (changed or {}).get(path, content)))
    folder.mkdir(exist_ok=True)
    (folder / NAME).write_text("\n".join(lines) + "\n")


@pytest.fixture
def site() -> Site:
    files = {f"{REPOSITORY}/{COMMIT}/{path}": content for path, content in THERE.items()}
    return Site({**files, ARCHIVE: archived(THERE, COMMIT)})


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    written_lock(tmp_path / "workspace", LOCKED)
    return tmp_path / "workspace"


@pytest.fixture
def address(site: Site) -> Iterator[str]:
    with serve(site) as served:
        yield served


def fetched(workspace: Path, address: str) -> Fetched:
    return fetch_published(
        read_lock(workspace),
        workspace.parent / "sources",
        mirror=address,
        manners=Manners(rate_per_s=0),
        progress=lambda *_: None,
    )


def test_many_files_are_taken_with_one_archive_members_of_archives_too(
    workspace: Path, address: str, site: Site
) -> None:
    done = fetched(workspace, address)
    assert (done.fetched_count, done.held_count, done.failures) == (len(LOCKED), 0, [])
    assert kept(workspace.parent / "sources") == {path: content for path, (_, content) in LOCKED.items()}
    assert site.counts == {ARCHIVE: 1}


def test_what_is_here_is_not_asked_for_and_a_few_files_are_had_one_by_one(
    workspace: Path, address: str, site: Site
) -> None:
    fetched(workspace, address)
    sources = workspace.parent / "sources"
    (sources / "2042/votes/003.csv").write_text("altered")
    (sources / "2042/stations/a b/2.json").unlink()
    site.requests.clear()
    done = fetched(workspace, address)
    assert (done.fetched_count, done.held_count) == (2, len(LOCKED) - 2)
    assert site.counts == {f"{REPOSITORY}/{COMMIT}/votes/003.csv": 1, f"{REPOSITORY}/{COMMIT}/stations.zip": 1}
    assert kept(sources) == {path: content for path, (_, content) in LOCKED.items()}


def test_a_damaged_member_of_an_archive_fails_alone(workspace: Path, address: str, site: Site) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in MEMBERS.items():
            archive.writestr(name, content)
    harmed = packed.getvalue()
    place = harmed.index(b"PK\x03\x04") + 30 + len(next(iter(MEMBERS)))
    harmed = harmed[:place] + b"\xff" * 4 + harmed[place + 4 :]  # no block of deflate begins so
    site.files[ARCHIVE] = archived({**THERE, "stations.zip": harmed}, COMMIT)
    site.files[f"{REPOSITORY}/{COMMIT}/stations.zip"] = harmed
    done = fetched(workspace, address)
    (failure,) = done.failures
    assert failure.path == f"2042/stations/{next(iter(MEMBERS))}"
    assert "found none that can be read" in failure.cause
    assert done.fetched_count == len(LOCKED) - 1


@pytest.mark.parametrize(
    "answer",
    [pytest.param(Answer(429, {"retry-after": "0"}), id="429"), pytest.param(Answer(503), id="503"), pytest.param(Answer(body=archived(THERE, COMMIT), cut=True), id="cut")],
)  # fmt: skip
def test_an_archive_that_fails_for_a_while_is_asked_for_again(
    workspace: Path, address: str, site: Site, answer: Answer
) -> None:
    site.instead(ARCHIVE, answer, times=ATTEMPTS - 1)
    assert fetched(workspace, address).failures == []
    assert site.counts == {ARCHIVE: ATTEMPTS}


@pytest.mark.parametrize(
    "answer",
    [pytest.param(Answer(404), id="gone"), pytest.param(Answer(body=b"<html>"), id="no-archive"), pytest.param(Answer(body=archived(FILES, COMMIT)[:200]), id="half")],
)  # fmt: skip
def test_without_the_archive_files_are_had_one_by_one(
    workspace: Path, address: str, site: Site, answer: Answer
) -> None:
    site.instead(ARCHIVE, answer)
    assert fetched(workspace, address).failures == []
    assert kept(workspace.parent / "sources") == {path: content for path, (_, content) in LOCKED.items()}


def test_a_file_that_changed_or_is_gone_costs_itself_alone_and_is_named(
    workspace: Path, address: str, site: Site
) -> None:
    changed, gone = "2042/votes/001.csv", "2042/votes/002.csv"
    written_lock(
        workspace, {**LOCKED, "2042/never.csv": ("never.csv", b"n")}, {changed: b"what it was when it was locked"}
    )
    site.files[ARCHIVE] = archived(
        {path: content for path, content in THERE.items() if path != "votes/002.csv"}, COMMIT
    )
    del site.files[f"{REPOSITORY}/{COMMIT}/votes/002.csv"]
    done = fetched(workspace, address)
    assert sorted(failure.path for failure in done.failures) == ["2042/never.csv", changed, gone]
    assert all(failure.final for failure in done.failures)
    assert "the file changed" in next(str(failure) for failure in done.failures if failure.path == changed)
    assert len(kept(workspace.parent / "sources")) == len(LOCKED) - 2


def test_files_that_were_altered_are_had_one_by_one_without_the_archive(
    workspace: Path, address: str, site: Site
) -> None:
    fetched(workspace, address)
    sources = workspace.parent / "sources"
    for path in FILES:
        (sources / "2042" / path).write_text("altered")
    site.instead(ARCHIVE, Answer(404))
    done = fetched(workspace, address)
    assert (done.fetched_count, done.failures) == (len(FILES), [])
    assert kept(sources) == {path: content for path, (_, content) in LOCKED.items()}


def test_a_process_that_is_killed_leaves_whole_files_and_the_next_run_asks_for_the_rest(
    workspace: Path, address: str, site: Site
) -> None:
    connections, answered = 2, 11
    site.instead(ARCHIVE, Answer(404))
    site.hold_from(1 + answered + 1)
    out = workspace.parent / "sources"
    arguments = ["fetch", str(workspace), "--mirror", address, "--rate", "0", "--connections", str(connections)]
    process = subprocess.Popen(
        [*HUB, *arguments, "--out", str(out)],
        env={name: text for name, text in os.environ.items() if not name.lower().endswith("_proxy")},
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(connections):
            assert site.held.acquire(timeout=PATIENCE_S)
    finally:
        process.kill()
    assert process.wait() == -signal.SIGKILL
    site.hold_from(10**9)
    site.release.set()
    whole = {path: content for path, (_, content) in LOCKED.items()}
    had = kept(out)
    assert len(had) == answered
    assert had.items() <= whole.items()
    site.requests.clear()
    done = fetched(workspace, address)
    assert (done.held_count, done.fetched_count, done.failures) == (answered, len(LOCKED) - answered, [])
    assert kept(out) == whole


@pytest.mark.parametrize(
    ("answer", "times"),
    [pytest.param(Answer(503), ATTEMPTS, id="down"), pytest.param(Answer(429, {"retry-after": "7200"}), 1, id="busy-for-hours")],
)  # fmt: skip
def test_a_server_that_has_nothing_is_left_alone_and_all_that_is_missing_is_named(
    workspace: Path, address: str, site: Site, answer: Answer, times: int
) -> None:
    for path in (ARCHIVE, *(f"{REPOSITORY}/{COMMIT}/{path}" for path in THERE)):
        site.instead(path, answer, times=times)
    done = fetched(workspace, address)
    assert done.stopped
    assert sorted(failure.path for failure in done.failures) == sorted(LOCKED)
    assert not any(failure.final for failure in done.failures)
    assert len(site.counts) < MOST_UNAVAILABLE_IN_A_ROW + Manners().connections < len(LOCKED)
    done = fetched(workspace, address)
    assert (done.stopped, done.fetched_count) == (None, len(LOCKED))


def test_the_command_tells_what_it_did_and_what_is_missing(workspace: Path, address: str, site: Site) -> None:
    written_lock(workspace, {**LOCKED, "2042/never.csv": ("never.csv", b"n")})
    out = str(workspace.parent / "sources")
    done = run("fetch", str(workspace), "--out", out, "--mirror", address, "--rate", "0")
    assert done.returncode == 3
    assert "28 files: 27 fetched" in done.stderr.replace("\n", " ")
    assert "failed: 2042/never.csv" in done.stderr
    site.instead(f"{REPOSITORY}/{COMMIT}/never.csv", Answer(429))  # what is asked again must not be told on stdout
    again = json.loads(run("fetch", str(workspace), "--out", out, "--mirror", address, "--rate", "0", "--json").stdout)
    assert (again["held_count"], again["fetched_count"]) == (27, 0)
    assert [failure["path"] for failure in again["failures"]] == ["2042/never.csv"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"{'0' * 64} 1 a.csv\n", "line 1: expected a repository"),
        (f"= github:a/b {COMMIT} folder\nzz 1 a.csv\n", "line 2: expected SHA256 BYTES PATH, found 'zz 1 a.csv'"),
        (f"= github:a/b {COMMIT} folder\n{'0' * 64} 1 ../../a.csv\n", "line 2: expected a path below the folder"),
        (f"= github:a/b {COMMIT} /etc\n{'0' * 64} 1 passwd\n", "line 2: expected a path below the folder"),
    ],
)
def test_a_lock_that_is_not_as_described_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / NAME).write_text(text)
    with pytest.raises(WorkspaceError, match=message):
        read_lock(tmp_path)


def test_a_folder_without_a_lock_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match=r"expected sources\.lock in"):
        read_lock(tmp_path)


def test_the_lock_of_indonesia_names_every_file_that_is_read() -> None:
    """Every published file is in the lock, and those that were not cleaned have its checksum."""
    if not PUBLISHED.is_dir():
        absent(f"expected the published files at {PUBLISHED}, found no such folder")
    locked = {file.path: file for repository in read_lock(ROOT / "examples/indonesia") for file in repository.files}
    here = {path.relative_to(PUBLISHED).as_posix(): path for path in PUBLISHED.rglob("*") if path.is_file()}
    of_folders = {path for path in here if "/" in path}
    assert of_folders == locked.keys()
    same = sum(
        here[path].stat().st_size == file.bytes_count and sha256(here[path].read_bytes()).hexdigest() == file.sha256
        for path, file in locked.items()
    )
    assert same > len(locked) * 0.85
