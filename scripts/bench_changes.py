"""Measures what builds cost after a change: `python -m scripts.bench_changes examples/indonesia SOURCES`; processor seconds, and shares of a build from nothing.

Builds run one after the other, each a command of its own: from nothing, again, after one changed figure in the votes for the DPR of 2024, and with the list of
12,684 candidates for the councils of the provinces of 2019 added. Of the last release of each folder every table and dump is compared with a build without cache.
"""

import os
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

VOTES = "2024-dpr-votes/suara-dpr-ri-value-percaleg.csv"
ADDED = "kpu-dct-province-2019"


class Cost(NamedTuple):
    """Seconds on the clock and of the processor, and peak memory of the largest process."""

    clock_s: float
    processor_s: float
    peak_mb: float


def main(workspace: str, sources: str) -> None:
    """Build and print a Markdown table."""
    with tempfile.TemporaryDirectory(prefix="bench-changes-") as name:
        folder = Path(name)
        space = Path(shutil.copytree(workspace, folder / "workspace", ignore=shutil.ignore_patterns(".hub*")))
        data = Path(shutil.copytree(sources, folder / "data"))
        print("| build | clock, s | processor, s | share | peak, MB |\n|---|---:|---:|---:|---:|", flush=True)
        whole = _told("from nothing", _build(space, data, folder / "out"))
        _told("nothing changed", _build(space, data, folder / "out"), whole)
        _change(data / VOTES)
        _told("one figure of one file changed", _build(space, data, folder / "out"), whole)
        _build(space, data, folder / "anew", "--no-cache")
        text = (space / "hub.toml").read_text(encoding="utf-8")
        (space / "hub.toml").write_text(_without(text, ADDED), encoding="utf-8")
        _build(space, data, folder / "lists", "--accept", "candidacies")
        (space / "hub.toml").write_text(text, encoding="utf-8")
        _told("a list of 12,684 candidates added", _build(space, data, folder / "lists"), whole)
        _compare(folder / "out", folder / "anew")


def _build(space: Path, data: Path, out: Path, *options: str) -> Cost:
    code = "from hub.cli import main; main()"
    arguments = [sys.executable, "-c", code, "build", str(space), "--sources", str(data), "--out", str(out), *options]
    began = time.perf_counter()
    with (out.parent / "printed").open("w") as printed:
        files = [(os.POSIX_SPAWN_DUP2, printed.fileno(), 1), (os.POSIX_SPAWN_DUP2, printed.fileno(), 2)]
        process = os.posix_spawn(sys.executable, arguments, os.environ, file_actions=files)
        _, status, used = os.wait4(process, 0)
    if os.waitstatus_to_exitcode(status):
        sys.exit(f"expected a build, found:\n{(out.parent / 'printed').read_text()[-2000:]}")
    return Cost(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _told(name: str, cost: Cost, whole: Cost | None = None) -> Cost:
    share = f"{cost.processor_s / whole.processor_s:.2f}" if whole else ""
    print(f"| {name} | {cost.clock_s:.1f} | {cost.processor_s:.1f} | {share} | {cost.peak_mb:,.0f} |", flush=True)
    return cost


def _change(path: Path) -> None:
    """Change one figure: the votes of the first candidate."""
    text = path.read_text(encoding="utf-8")
    changed = text.replace(";125234;", ";125235;", 1)
    if changed == text:
        sys.exit(f"expected the figure 125234 in {path}, found none")
    path.write_text(changed, encoding="utf-8")


def _without(text: str, series: str) -> str:
    head, *entries = re.split(r"(?m)^(?=\[\[sources\]\])", text)
    kept = [entry for entry in entries if f'id = "{series}"' not in entry]
    if len(kept) != len(entries) - 1:
        sys.exit(f"expected one source {series!r} in hub.toml, found {len(entries) - len(kept)}")
    return head + "".join(kept)


def _compare(out: Path, anew: Path) -> None:
    """Exit where a table of the current release is another one than that of a build from nothing with the same inputs."""
    release, other = ((folder / "releases" / (folder / "current").read_text().strip()) for folder in (out, anew))
    differ = [
        path.name
        for path in sorted((other / "tables").iterdir())
        if path.name != "register.parquet" and path.read_bytes() != (release / "tables" / path.name).read_bytes()
    ]
    if differ:
        sys.exit(f"expected the tables of a build from nothing, found others: {', '.join(differ)}")
    print("\nEvery table but the register, which remembers the release before, has the bytes of a build from nothing.")


if __name__ == "__main__":
    main(*sys.argv[1:])
