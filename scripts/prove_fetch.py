"""Proof that `hub fetch` brings every source: `python -m scripts.prove_fetch WORKSPACE SOURCES`, against a server on this machine.

The server publishes SOURCES under the addresses of the workspace's sources.lock, with a lock of its own, as some files here are cleaned.
The fetch is killed again and again, some answers are 429, one file is changed there and one is gone until it is asked for once more. Then
the workspace is built from what was fetched and from SOURCES, and every table is compared byte for byte.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from hub.fetch import read_lock
from hub.fetch.lock import NAME, LockedRepository
from hub.release import current
from tests.command import HUB
from tests.fetch.github import archived, lock_of, published
from tests.fetch.server import Answer, Site, serve

KILLS = 12
FIRST_KILL_S, LATER_S = 0.5, 0.25
BUSY_EVERY = 3
"""Every third address answers 429 the first time."""


def prove(workspace: Path, sources: Path, folder: Path) -> Iterator[str]:
    """Fetch into `folder` and build from it and from `sources`; yield what holds, in words. Ends the program where anything does not."""
    repositories = read_lock(workspace)
    copied, out = folder / "workspace", folder / "sources"
    shutil.copytree(workspace, copied)
    (copied / NAME).write_text(lock_of(repositories, sources), encoding="utf-8")
    files = [file.path for repository in repositories for file in repository.files]
    whole = published(repositories, sources)
    site = Site(whole)
    changed, gone = _spoil(site, repositories)
    for address in sorted(site.files)[::BUSY_EVERY]:
        site.instead(address, Answer(429, {"retry-after": "0"}))
    with serve(site) as mirror:
        command = [*HUB, "fetch", str(copied), "--out", str(out), "--mirror", mirror, "--rate", "0", "--json"]
        yield from _killed(command, sources, out)
        first = _fetched(command, expected=3)
        failed = {failure["path"] for failure in first["failures"]}
        _nothing(failed ^ {changed, gone}, f"{changed} and {gone} to fail, and no other file")
        site.files |= whole
        second = _fetched(command, expected=0)
        yield f"one file changed and one gone: both named, {first['files_count'] - 2:,} files here; published again: {second['fetched_count']} fetched"
    _nothing(_named(out) ^ set(files), "the files of the lock and no others")
    _nothing(_differing(files, out, sources), "equal bytes")
    archives = sum(count for address, count in site.counts.items() if "/tar.gz/" in address)
    busy = sum(count > 1 for count in site.counts.values())
    yield f"{len(files):,} files equal byte for byte; {len(site.requests):,} requests, {archives} of them for archives, {busy} addresses asked again"
    yield from _built_alike(copied, out, sources, folder)


def _spoil(site: Site, repositories: list[LockedRepository]) -> tuple[str, str]:
    """Change one file of the largest repository and take another away, out of its archive too; return their paths here."""
    largest = max(repositories, key=lambda each: len(each.files))
    changed, gone = largest.files[10], largest.files[20]
    files = f"{largest.name}/{largest.commit}/"
    site.files[f"{files}{changed.path_there}"] += b" "
    del site.files[f"{files}{gone.path_there}"]
    below = {path.removeprefix(files): content for path, content in site.files.items() if path.startswith(files)}
    site.files[f"{largest.name}/tar.gz/{largest.commit}"] = archived(below, largest.commit)
    return changed.path, gone.path


def _killed(command: list[str], sources: Path, out: Path) -> Iterator[str]:
    """Kill the command later and later, and look after each kill whether what is there is right."""
    counts, kills = [], 0
    for number in range(KILLS):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_environment())  # noqa: S603 (commands of this file)
        try:
            process.wait(timeout=FIRST_KILL_S + number * LATER_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            kills += 1
        there = _named(out)
        _nothing(_differing(there, out, sources), "whole files after a kill")
        counts.append(len(there))
    yield f"{kills} kills; files here after each, all of them whole: {', '.join(f'{count:,}' for count in counts)}"


def _named(out: Path) -> set[str]:
    """Return the paths of the files here that have their name; a temporary one begins with a point."""
    found = (path for path in out.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(out).as_posix() for path in found}


def _fetched(command: list[str], *, expected: int) -> dict[str, Any]:
    printed: dict[str, Any] = json.loads(_run(command, expected))
    return printed


def _run(command: list[str], expected: int = 0) -> str:
    done = subprocess.run(command, capture_output=True, text=True, env=_environment(), check=False)  # noqa: S603 (commands of this file)
    if done.returncode != expected:
        sys.exit(f"expected {command} to end with {expected}, found {done.returncode}: {done.stderr[-500:]}")
    return done.stdout


def _built_alike(workspace: Path, fetched: Path, sources: Path, folder: Path) -> Iterator[str]:
    releases = []
    for name, read in (("of-fetched", fetched), ("of-sources", sources)):
        started = time.perf_counter()
        _run([*HUB, "build", str(workspace), "--sources", str(read), "--out", str(folder / name)])
        releases.append(current(folder / name))
        yield f"built from {name.removeprefix('of-')} in {time.perf_counter() - started:.0f} s: release {releases[-1].id}"
    one, other = releases
    tables = sorted((one.folder / "tables").glob("*.parquet"))
    names = [path.relative_to(one.folder).as_posix() for path in tables]
    _nothing(_differing(names, one.folder, other.folder), "the same tables")
    _nothing({one.id} - {other.id}, "the same release")
    rows = sum(table.rows_count for table in one.manifest.tables.values())
    yield f"{len(tables)} tables of {rows:,} rows equal byte for byte"


def _environment() -> dict[str, str]:
    return {name: text for name, text in os.environ.items() if not name.lower().endswith("_proxy")}


def _differing(paths: Iterable[str], folder: Path, other: Path) -> set[str]:
    return {path for path in paths if (folder / path).read_bytes() != (other / path).read_bytes()}


def _nothing(found: Collection[str], expected: str) -> None:
    if found:
        sys.exit(f"expected {expected}, found {len(found)} that differ: {', '.join(sorted(found)[:5])}")


def main() -> None:
    """Print what holds; exit 1 where anything does not."""
    with tempfile.TemporaryDirectory() as folder:
        for line in prove(Path(sys.argv[1]), Path(sys.argv[2]), Path(folder)):
            print(line, flush=True)


if __name__ == "__main__":
    main()
