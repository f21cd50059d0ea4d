"""Measures dumps: triples per second of processor time, and peak memory: `python -m scripts.bench_rdf BUILT [--rounds N] [--times N]`.

Each dump is written by a process of its own, one after the other, round by round. The triples of N-Quads and Turtle are compared by a sum of their digests, which
no order changes. `--times N` repeats the rows of the tables, to see whether memory grows with them; nothing is compared then.
"""

import argparse
import hashlib
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pyoxigraph as ox

import hub.cli  # noqa: F401  sets how memory is kept, for the processes that are started as well
from hub.rdf.compressed import expanding
from hub.rdf.dump import dump
from hub.release import Release, current, write_release
from hub.tables import TABLES

DUMPS = ("pemilu.nq.zst", "pemilu.nq.gz", "pemilu.nq", "pemilu.ttl.zst", "pemilu.ttl.gz")

KEPT_ONCE = ("outcome", "party_outcome")
"""Beginnings of the tables that are not repeated: the figures of outcomes are computed from them, each key once."""


def main(built: Path, rounds: int, times: int) -> None:
    """Print a table of what each dump took, the least of the rounds, and whether they hold the same."""
    with tempfile.TemporaryDirectory(dir=built) as place:
        folder = Path(place)
        release = current(built) if times == 1 else _repeated(current(built), folder, times)
        took = [{name: _measured(release, folder / name) for name in DUMPS} for _ in range(rounds)]
        count = sum(1 for _ in _lines(folder / "pemilu.nq"))
        print(f"{count:,} triples; the least of {rounds} rounds\n")
        print("| dump | million triples a second of processor | user, s | system, s | peak, MB | MB |")
        print("|---|---:|---:|---:|---:|---:|")
        for name in DUMPS:
            user, system, peak = min((one[name] for one in took), key=lambda found: found[0] + found[1])
            size = (folder / name).stat().st_size / 1e6
            speed = count / (user + system) / 1e6
            print(f"| `{name}` | {speed:.2f} | {user:.2f} | {system:.2f} | {peak:,.0f} | {size:,.1f} |")
        texts = {_digest(folder / name) for name in DUMPS if ".nq" in name}
        print(f"\nN-Quads are the same bytes once expanded: {len(texts) == 1}")
        if times == 1:
            forms = {"nq": ox.RdfFormat.N_QUADS, "ttl": ox.RdfFormat.TURTLE}
            sums = {_summed(folder / f"pemilu.{name}.zst", form) for name, form in forms.items()}
            print(f"Turtle holds the same triples: {len(sums) == 1}")


def _repeated(release: Release, out: Path, times: int) -> Release:
    tables = {table.table_name(): release.table(table) for table in TABLES}
    grown = {name: rows if name.startswith(KEPT_ONCE) else pl.concat([rows] * times) for name, rows in tables.items()}
    return write_release(out, grown, title=release.manifest.title, base_iri=release.base_iri, quality={})


def _measured(release: Release, path: Path) -> tuple[float, float, float]:
    """Return the seconds of processor time of a dump, in the program and in the kernel, and the peak memory in MB."""
    command = [sys.executable, "-m", "scripts.bench_rdf", str(release.folder), "--write", str(path)]
    user, system, peak = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)  # noqa: S603  our own program
    return user, system, peak


def write(folder: Path, path: Path) -> None:
    """Write one dump and print what it took; importing the libraries is not counted as time, but as memory."""
    before = resource.getrusage(resource.RUSAGE_SELF)
    dump(Release(folder), path.name.split(".")[1], path)
    after = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps([after.ru_utime - before.ru_utime, after.ru_stime - before.ru_stime, after.ru_maxrss / 1e3]))


def _lines(path: Path) -> Iterator[bytes]:
    with expanding(path) as file:
        yield from file


def _digest(path: Path) -> str:
    with expanding(path) as file:
        digest = hashlib.sha256()
        while content := file.read(1 << 20):
            digest.update(content)
    return digest.hexdigest()


def _summed(path: Path, form: ox.RdfFormat) -> int:
    with expanding(path) as file:
        texts = (str(quad.triple).encode() for quad in ox.parse(file, format=form))
        return sum(int.from_bytes(hashlib.blake2b(text, digest_size=16).digest()) for text in texts)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("built", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    if given.write:
        write(given.built, given.write)
    else:
        main(given.built, given.rounds, given.times)
