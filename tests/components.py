"""What some tests need and not every machine has: they skip where it is absent, and fail under CI, where `.ci/run` provides it."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest

from scripts.bench_graphql.postgres import PostgresMissing, programs, running

CI = os.environ.get("CI") == "true"
"""Whether this is the run that has to hold: everything is there, and packages may be fetched."""


def absent(reason: str) -> NoReturn:
    """End the test for want of a component: `reason` says what was expected and what was found."""
    if CI:
        pytest.fail(reason)
    pytest.skip(reason)


def program(*names: str) -> str:
    """Return the path of the first of these programs that is there: different systems give one program different names."""
    for name in names:
        if path := shutil.which(name):
            return path
    absent(f"expected the program {' or '.join(names)} on the PATH, found none")


def jars(pom: Path) -> str:
    """Return the class path of what a pom names: jars that Maven fetches once into a cache, as `scripts/neo4j` does with its own, where CI=true allows the network."""
    program("javac")
    name, version = (
        pom.read_text(encoding="utf-8").partition(f"<{tag}>")[2].partition("<")[0] for tag in ("artifactId", "version")
    )
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "pemilu-hub"
    folder = cache / f"{name}-{version}"
    if not folder.is_dir():
        if not CI:
            absent(f"expected the jars of {name} in {folder}, or CI=true, where Maven fetches them")
        cache.mkdir(parents=True, exist_ok=True)
        fetched = Path(tempfile.mkdtemp(prefix=".fetching-", dir=cache))
        copy = ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={fetched}"]
        subprocess.run([program("mvn"), "-q", "-B", "-f", str(pom), *copy], check=True, capture_output=True)
        try:
            fetched.rename(folder)
        except OSError:  # another process was faster; its jars are the same
            shutil.rmtree(fetched)
    return f"{folder}/*"


def npm_packages(ours: Path, variable: str, folder: Path) -> Path:
    """Copy a folder with a package.json and return the copy with its packages: those that `variable` names, or installed by npm where CI=true allows the network."""
    program("node")
    given = os.environ.get(variable)
    if not given and not CI:
        absent(f"expected {variable} to name a folder where `npm install` ran over {ours}, or CI=true")
    shutil.copytree(ours, folder, dirs_exist_ok=True)
    if given:
        (folder / "node_modules").symlink_to(Path(given) / "node_modules")
    else:
        npm = [program("npm"), "install", "--silent", "--no-audit", "--no-fund", "--no-package-lock"]
        subprocess.run(npm, cwd=folder, capture_output=True, check=True)
    return folder


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """Start a PostgreSQL in a folder, for as long as the context lasts, and yield the address of its database `postgres`; it flushes nothing to the disk."""
    try:
        programs()
    except PostgresMissing as error:
        absent(str(error))
    with running(folder, {"listen_addresses": "", "fsync": "off", "shared_buffers": "16MB"}) as address:
        yield address
