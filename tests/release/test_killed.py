"""kill -9 of a build at any moment: what was served goes on, the next build completes, and the folder equals that of one never killed."""

import os
import random
import subprocess
from pathlib import Path

import pytest

from hub.release import current
from hub.release.lock import LOCK
from scripts.strain.workspace import lists, write_workspace
from tests.command import HUB, hub, outcome

KILLS = int(os.environ.get("HUB_KILLS", "4"))
SEED = 2042


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_next_build_completes_wherever_the_one_before_was_killed(tmp_path: Path) -> None:
    """A kill comes when the build has written so many files, a number that a seed gives: no clock decides."""
    never = write_workspace(tmp_path / "never")
    hub("build", never)
    first = current(never / ".hub").id
    (never / "nominations.csv").write_text(lists(1, 11))
    hub("build", never)
    expected, points = content(never / ".hub"), random.Random(SEED)  # noqa: S311 (points of a test, not secrets)
    for turn in range(KILLS):
        folder = write_workspace(tmp_path / f"killed-{turn}")
        hub("build", folder)
        (folder / "nominations.csv").write_text(lists(1, 11))
        whole = len(content(folder / ".hub"))
        point = whole + points.randrange(1, whole)
        build = subprocess.Popen([*HUB, "build", str(folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while build.poll() is None and _files_count(folder / ".hub") < point:
            pass
        build.kill()
        build.wait()
        assert current(folder / ".hub").id in {first, current(never / ".hub").id}, f"killed at {point} files"
        code, told = outcome("query", folder, "{ parties { totalCount } }")
        assert code == 0, told
        hub("build", folder)
        hub("verify", folder)
        assert content(folder / ".hub") == expected, f"killed at {point} files"
        assert (folder / ".hub" / LOCK).read_bytes() == b""


def _files_count(folder: Path) -> int:
    return sum(len(files) for _, _, files in os.walk(folder))


@pytest.mark.parametrize("name", ["releases", "graph", "dumps"])
def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path, name: str) -> None:
    folder = write_workspace(tmp_path / "small")
    (folder / ".hub").mkdir()
    (folder / ".hub" / name).write_text("a file where a folder is expected")
    code, told = outcome("build", folder)
    assert code == 1
    assert "expected to write" in told
    assert str(folder / ".hub" / name) in told
