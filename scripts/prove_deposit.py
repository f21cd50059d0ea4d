"""Proof that a deposit needs no sources: `python -m scripts.prove_deposit DIR`: archived, unpacked elsewhere, made again, compared byte for byte.

What makes it again is given the unpacked archive and nothing else: no sources, no workspace, no setting, and not DIR.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from hub.publication import DUMP_FORMATS, dump_path, store_path
from hub.release import Release, current
from hub.release.checksum import checksum_path

HUB = (sys.executable, "-c", "from hub.cli import main; main()")


def prove(out: Path, folder: Path) -> list[str]:
    """Archive the current release of `out`, make it again in `folder`, and return what differs, in words; nothing where all is equal."""
    archive, unpacked = folder / "deposit.zip", folder / "unpacked"
    _run([*HUB, "release", "archive", str(out), "--out", str(archive)])
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(unpacked)
    for line in (unpacked / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, name = line.split("  ", 1)
        if hashlib.sha256((unpacked / name).read_bytes()).hexdigest() != digest:
            return [f"{name} differs from its checksum in SHA256SUMS"]
    release = current(out)
    for made in _made(unpacked, release):
        made.unlink(missing_ok=True)
        checksum_path(made).unlink(missing_ok=True)
    for command in (("rebuild", "."), ("verify", ".")):
        _run([*HUB, *command], cwd=unpacked, env=_without_settings())
    pairs = zip(_made(out, release), _made(unpacked, release), strict=True)
    return [f"{after} differs from {before}" for before, after in pairs if before.read_bytes() != after.read_bytes()]


def _made(out: Path, release: Release) -> list[Path]:
    return [store_path(out, release), *(dump_path(out, release, name) for name in DUMP_FORMATS)]


def _without_settings() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("HUB_")}


def _run(command: list[str], cwd: Path | None = None, env: dict[str, str] | None = None) -> None:
    subprocess.run(command, cwd=cwd, env=env, check=True, capture_output=True)  # noqa: S603 (commands of this file)


def main() -> None:
    """Print what was compared, or what differs; exit 1 where anything does."""
    out = Path(sys.argv[1])
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        found = prove(out, Path(folder))
        size = (Path(folder) / "deposit.zip").stat().st_size
    names = ", ".join(path.name for path in _made(out, current(out)))
    if found:
        sys.exit("\n".join(found))
    print(
        f"{names}: equal byte for byte, from a deposit of {size / 1e6:,.0f} MB, in {time.perf_counter() - started:,.0f} s"
    )


if __name__ == "__main__":
    main()
