"""Single bytes altered in what is kept and served: found by verify, mended by build, never served unnoticed."""

import random
import shutil
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from scripts.strain.forks import answers, outcome
from scripts.strain.kills import Ground

KINDS = ("table", "register", "store", "dump", "manifest")
_QUERY = "/graphql?query={release{id} parties{totalCount nodes{key name}}}"


def flips(ground: Ground, folder: Path, turns: Iterable[int], points: random.Random) -> tuple[Counter[str], list[str]]:
    """Alter one byte after the other; return how many were found, mended and refused, and in words what did not hold.

    A byte that is refused was asked for over HTTP and not served; where it was, the answer is that of a sound release.
    """
    counts: Counter[str] = Counter()
    problems: list[str] = []
    sound = {name: _answers(ground, ground.after, name) for name in KINDS}
    earlier = answers(ground.before / ".hub", (_QUERY,))
    for turn in turns:
        kind = KINDS[turn % len(KINDS)]
        altered = Path(shutil.copytree(ground.after, folder / "altered"))
        path = points.choice(_files(ground, altered, kind))
        at, mask = points.randrange(path.stat().st_size), points.randrange(1, 256)
        _flip(path, at, mask)
        where = f"{kind}, turn {turn}, {path.name}, byte {at} ^ {mask}"
        counts[f"{kind} altered"] += 1
        code, said = outcome("verify", altered)
        if code == 1:
            counts["found by verify"] += 1
        else:
            problems.append(f"{where}: expected verify to find it, found exit {code}: {said[-300:]}")
        found = _answers(ground, altered, kind)
        if any(status == 200 and (status, body) not in (*sound[kind], *earlier) for status, body in found):
            problems.append(f"{where}: was served")
        counts["refused"] += any(status == 503 for status, _ in found)
        told = ground.unsound(altered)
        counts["mended by build"] += not told
        problems += [f"{where}: {each}" for each in told]
        shutil.rmtree(altered)
    return counts, problems


def _flip(path: Path, at: int, mask: int) -> None:
    altered = bytearray(path.read_bytes())
    altered[at] ^= mask
    path.write_bytes(altered)


def _files(ground: Ground, folder: Path, kind: str) -> list[Path]:
    out, release = folder / ".hub", ground.second.strip()
    tables = out / "releases" / release / "tables"
    return {
        "table": sorted(path for path in tables.glob("*.parquet") if path.stem != "register"),
        "register": [tables / "register.parquet"],
        "store": [out / "graph" / f"{release}.sqlite"],
        "dump": sorted((out / "dumps" / release).glob("*.gz")),
        "manifest": [out / "releases" / release / "manifest.json"],
    }[kind]


def _answers(ground: Ground, folder: Path, kind: str) -> list[tuple[int, bytes]]:
    """Return what a server answers to whatever shows a file of this kind."""
    files = _files(ground, folder, kind)
    paths = {
        "table": tuple(f"/data/{path.name}" for path in files),
        "register": ("/data/register.parquet",),
        "dump": tuple(f"/dumps/{path.name}" for path in files),
    }
    return answers(folder / ".hub", paths.get(kind, (_QUERY,)))
