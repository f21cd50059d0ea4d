"""Kills at random moments of what writes below an output folder: nothing torn is served, and what comes next completes."""

import random
import shutil
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from scripts.strain.forks import begin, outcome
from scripts.strain.workspace import content, lists, write_workspace

WRITERS = ("build", "rebuild", "publish", "serve")
"""What is killed: a build of new sources, a rebuild, `hub release use`, and a server that is asked for exports that it has to write."""

EXPORTS = ("/data/parties.csv", "/data/nominations.csv", "/data/parties.csv?edition=2042", "/data/contests.csv")


class Ground:
    """A workspace before and after a build of new sources, to copy from."""

    def __init__(self, folder: Path) -> None:
        """Build both below `folder`. Raises RuntimeError where that fails."""
        self.before = write_workspace(folder / "before")
        _must(outcome("build", self.before))
        (self.before / "nominations.csv").write_text(lists(1, 11))
        self.after = Path(shutil.copytree(self.before, folder / "after"))
        _must(outcome("build", self.after))
        self.first = (self.before / ".hub" / "current").read_text()
        self.second = (self.after / ".hub" / "current").read_text()
        self.sound = content(self.after / ".hub")

    def copy(self, writer: str, to: Path) -> Path:
        """Return a copy to kill a writer in."""
        copied = Path(shutil.copytree(self.before if writer == "build" else self.after, to))
        if writer == "publish":
            (copied / ".hub" / "current").write_text(self.first)
        return copied

    def unsound(self, folder: Path) -> list[str]:
        """Build and verify in a copy, and return in words how it differs from one that nothing happened to."""
        told = []
        for command in ("build", "verify"):
            code, said = outcome(command, folder)
            if code:
                told.append(f"expected `hub {command}` to end well, found {code}: {said[-300:]}")
        found = {name: each for name, each in content(folder / ".hub").items() if not name.startswith("data/")}
        differing = sorted(name for name in {*found, *self.sound} if found.get(name) != self.sound.get(name))
        if differing:
            told.append(f"{len(differing)} files differ from those that nothing happened to: {differing[:3]}")
        return told


def kills(ground: Ground, folder: Path, turns: Iterable[int], points: random.Random) -> tuple[Counter[str], list[str]]:
    """Kill one writer after the other; return how many were killed, and in words what did not hold."""
    counts: Counter[str] = Counter()
    problems: list[str] = []
    lasted = {writer: _lasts(ground, writer, folder / "whole") for writer in WRITERS}
    for turn in turns:
        writer = WRITERS[turn % len(WRITERS)]
        killed = ground.copy(writer, folder / "killed")
        process, began = begin(*_command(writer, killed, ground)), time.monotonic()
        process.join(lasted[writer] * points.random())
        if process.is_alive():
            counts[f"{writer} killed"] += 1
        else:  # the machine was slow when it was measured
            counts[f"{writer} ended before"] += 1
            lasted[writer] = min(lasted[writer], time.monotonic() - began)
        process.kill()
        process.join()
        problems += [f"{writer}, turn {turn}: {told}" for told in _after(killed, ground)]
        shutil.rmtree(killed)
    return counts, problems


def _lasts(ground: Ground, writer: str, folder: Path) -> float:
    """Return the seconds that a writer takes when nobody kills it."""
    copied, began = ground.copy(writer, folder), time.monotonic()
    begin(*_command(writer, copied, ground)).join()
    lasted = time.monotonic() - began
    shutil.rmtree(copied)
    return lasted


def _command(writer: str, folder: Path, ground: Ground) -> tuple[object, ...]:
    return {
        "build": ("build", folder),
        "rebuild": ("rebuild", folder),
        "publish": ("release", "use", folder, ground.second.strip()),
        "serve": ("serve", folder / ".hub", *EXPORTS),
    }[writer]


def _after(killed: Path, ground: Ground) -> list[str]:
    told = []
    now = (killed / ".hub" / "current").read_text()
    if now not in {ground.first, ground.second}:
        told.append(f"expected one of two releases to be current, found {now!r}")
    code, said = outcome("query", killed, "{ parties { totalCount } }")
    if code:
        told.append(f"expected an answer, found {code}: {said[-300:]}")
    return told + ground.unsound(killed)


def _must(done: tuple[int, str]) -> None:
    if done[0]:
        raise RuntimeError(f"expected the command to end well, found {done[0]}: {done[1][-500:]}")
