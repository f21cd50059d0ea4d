"""A disk that is full and a folder that cannot be written: one sentence, what is current stays, and the next build completes."""

import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from scripts.strain.forks import outcome
from scripts.strain.kills import Ground


def full(ground: Ground, folder: Path, turns: Iterable[int], points: random.Random) -> tuple[Counter[str], list[str]]:
    """Build where no file may grow beyond a size, another one each turn; return how often the build ended, and what did not hold."""
    counts: Counter[str] = Counter()
    problems: list[str] = []
    largest = max(len(each) for each in ground.sound.values())
    for turn in turns:
        copied, most = Path(shutil.copytree(ground.before, folder / "full")), points.randrange(1, largest)
        code, said = outcome("build", copied, most_bytes=most)
        counts[f"disk full, exit {code}"] += 1
        problems += [f"full at {most} bytes, turn {turn}: {told}" for told in _told(ground, copied, code, said)]
        problems += [f"full at {most} bytes, turn {turn}: {told}" for told in ground.unsound(copied)]
        shutil.rmtree(copied)
    return counts, problems


def read_only(ground: Ground) -> tuple[Counter[str], list[str]]:
    """Build and ask where the output folder cannot be written, without the rights of root."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # who has no rights may look into it
        return _read_only(ground, Path(folder))


def _read_only(ground: Ground, folder: Path) -> tuple[Counter[str], list[str]]:
    copied = Path(shutil.copytree(ground.before, folder / "read-only"))
    folders = [copied, *(path for path in copied.rglob("*") if path.is_dir())]
    for each in folders:
        each.chmod(0o555)
    code, said = outcome("build", copied, as_nobody=True)
    problems = [f"read-only: {told}" for told in _told(ground, copied, code, said)]
    asked, heard = outcome("query", copied, "{ parties { totalCount } }", as_nobody=True)
    if asked:
        problems.append(f"read-only: expected an answer, found {asked}: {heard[-300:]}")
    for each in folders:
        each.chmod(0o755)
    problems += [f"read-only: {told}" for told in ground.unsound(copied)]
    return Counter({f"read-only, exit {code}": 1, "read-only, answered": int(not asked)}), problems


def _told(ground: Ground, folder: Path, code: int, said: str) -> list[str]:
    """Return what does not hold of a build that could not write: one sentence, and what is current as it was."""
    told = []
    if code not in {0, 1} or "Traceback" in said:
        told.append(f"expected one sentence and exit 1, found {code}: {said[-600:]}")
    if code == 1 and (ground.before / ".hub" / "current").read_text() != (folder / ".hub" / "current").read_text():
        told.append("expected what was current to stay, found another release")
    return told
