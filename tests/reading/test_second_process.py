"""A reading with a second process is the reading of one: statements, rejections and records, in their order."""

import shutil
import sys
from pathlib import Path

import pytest

from hub.errors import BrokenSource
from hub.facts import CandidacyFact, NominationFact, RegionFact
from hub.reading import Reading, read_sources, second_process
from hub.resources import folder
from hub.workspace import Workspace, read_workspace

KINDS = (CandidacyFact, NominationFact, RegionFact)


def read(workspace: Workspace, *, strict: bool = False) -> Reading:
    return read_sources(workspace, workspace.default_sources, strict=strict, progress=lambda *_: None)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A copy of the sample."""
    return Path(shutil.copytree(folder("sample"), tmp_path / "sample"))


@pytest.fixture
def in_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """However little there is to read."""
    monkeypatch.setattr(second_process, "WORTH_BYTES", 0)
    monkeypatch.setattr("os.cpu_count", lambda: 2)


def assert_same(one: Reading, two: Reading) -> None:
    assert (one.records, one.rejections, one.not_open) == (two.records, two.rejections, two.not_open)
    for kind in KINDS:
        assert one.stated.frame(kind).height > 0
        assert one.stated.frame(kind).equals(two.stated.frame(kind))


def broken(folder: Path) -> None:
    """Break a file that the second process reads, and set a row aside in it."""
    path = folder / "2024/candidacies.csv"
    path.write_bytes(path.read_bytes() + b'"not closed')


def doubled(folder: Path) -> None:
    """Have the second process read a file with the bytes of one that is read here."""
    (folder / "2024/again.csv").write_bytes((folder / "regions.csv").read_bytes())
    text = (folder / "hub.toml").read_text()
    entry = text[text.index("[[sources]]") : text.index("[[sources]]", text.index("[[sources]]") + 1)]
    again = entry.replace('"regions"', '"regions-again"').replace("regions.csv", "2024/again.csv")
    (folder / "hub.toml").write_text(text + "\n" + again.rstrip() + '\noptions = { table = "regions" }\n')


def unharmed(_: Path) -> None:
    """Leave the sample as it is."""


@pytest.mark.parametrize("harmed", [unharmed, broken, doubled])
def test_both_processes_together_read_what_one_reads(
    workspace: Path, harmed: object, in_two: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert callable(harmed)
    harmed(workspace)
    space = read_workspace(workspace)
    together = read(space)
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    alone = read(space)
    assert len(alone.records) == len(space.sources)
    assert_same(alone, together)


def test_a_second_process_that_fails_costs_nothing_but_time(
    workspace: Path, in_two: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    space = read_workspace(workspace)
    together = read(space)
    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert_same(read(space), together)


def test_a_broken_file_ends_a_strict_reading_wherever_it_is(workspace: Path, in_two: None) -> None:
    broken(workspace)
    with pytest.raises(BrokenSource):
        read(read_workspace(workspace), strict=True)
