"""Files and folders that replace what was there in one step."""

import os
from pathlib import Path

import pytest

from hub.atomic_file import atomic_file, place_folder


def test_a_file_appears_only_when_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.txt"
    with atomic_file(path) as temporary:
        temporary.write_text("new")
        assert not path.exists()
    assert path.read_text() == "new"
    assert list(path.parent.iterdir()) == [path]


def write_half(path: Path) -> None:
    with atomic_file(path) as temporary:
        temporary.write_text("half")
        raise OSError("disk full")


def test_an_error_leaves_what_was_there_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    with pytest.raises(OSError, match="disk full"):
        write_half(path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_bytes_are_on_disk_before_a_rename_and_names_after_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[Path] = []
    flush = os.fsync

    def noted(opened: int) -> None:
        flushed.append(Path(f"/proc/self/fd/{opened}").readlink())
        flush(opened)

    monkeypatch.setattr(os, "fsync", noted)
    with atomic_file(tmp_path / "a.txt") as temporary:
        temporary.write_text("x")
    assert flushed == [temporary, tmp_path]
    flushed.clear()
    half = tmp_path / "half"
    (half / "tables").mkdir(parents=True)
    (half / "tables" / "b").write_text("y")
    place_folder(half, tmp_path / "done")
    assert flushed == [half / "tables", half / "tables" / "b", half, tmp_path]
    assert (tmp_path / "done" / "tables" / "b").read_text() == "y"
