"""Cache: results of a build that the next one takes over, frames with a JSON document under a name.

An entry is taken over only where every byte is as it was written; anything else counts as not kept. It may be removed at any time. It holds
what sources state, birth dates too, so it stands beside the folder of releases, for its owner alone, and never in it.
"""

import hashlib
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import orjson
import polars as pl

from hub import resources
from hub.atomic_file import atomic_file

_ABOUT = "about.json"
_ENDING = ".kept"
_DISTRIBUTION = "pemilu-hub"


class NotKept(Exception):
    """Nothing can be taken over under a name; the message says why."""


class Kept:
    """An entry of a cache, found sound."""

    def __init__(self, packed: ZipFile) -> None:
        self._packed = packed
        self.about: dict[str, Any] = orjson.loads(packed.read(_ABOUT))

    def frames(self) -> dict[str, pl.DataFrame]:
        """Return the frames by name."""
        names = (name for name in self._packed.namelist() if name != _ABOUT)
        return {name: pl.read_ipc(BytesIO(self._packed.read(name))) for name in names}


class Cache:
    """A folder of entries, one per name: what is stored under a name replaces what was."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problem: str | None = None
        """Why an entry could not be written, where one could not: a build does without."""
        self._named: set[str] = set()

    def load(self, name: str) -> Kept:
        """Return the entry of a name. Raises NotKept where there is none, or not the one that was written."""
        self._named.add(name)
        try:
            content = self._path(name).read_bytes()
        except FileNotFoundError:
            raise NotKept("nothing is kept of it") from None
        except OSError as error:
            raise NotKept(f"what is kept of it cannot be read: {error.strerror}") from error
        stated, _, packed = content.partition(b"\n")
        if hashlib.sha256(packed).hexdigest().encode() != stated:
            raise NotKept("what is kept of it is damaged")
        return Kept(ZipFile(BytesIO(packed)))

    def store(self, name: str, about: Mapping[str, Any], frames: Mapping[str, pl.DataFrame]) -> None:
        """Keep frames and a document. Where they cannot be written nothing is kept, and `problem` says why."""
        packed = BytesIO()
        with ZipFile(packed, "w", ZIP_STORED) as members:
            members.writestr(_ABOUT, orjson.dumps(about))
            for title, frame in frames.items():
                member = BytesIO()
                frame.write_ipc(member, compression="zstd")
                members.writestr(title, member.getvalue())
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with atomic_file(self._path(name)) as temporary, temporary.open("wb") as file:
                file.write(hashlib.sha256(packed.getbuffer()).hexdigest().encode() + b"\n")
                file.write(packed.getbuffer())
        except OSError as error:
            self.problem = f"{self.folder}: {error.strerror}"
            with suppress(OSError):
                self._path(name).unlink(missing_ok=True)

    def forget_others(self, room: str) -> None:
        """Remove the entries of a room (`ROOM/...`) that were not asked for through this object, and what a killed process left."""
        wanted = {self._path(name) for name in self._named}
        for path in (self.folder / room).glob("*"):
            if path not in wanted:
                with suppress(OSError):
                    path.unlink()

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}{_ENDING}"


def taken_over(
    cache: Cache | None,
    name: str,
    inputs: Mapping[str, pl.DataFrame],
    make: Callable[[], Mapping[str, pl.DataFrame]],
) -> Mapping[str, pl.DataFrame]:
    """Return what a step makes of its inputs and of nothing else: as the build before kept it under a name, where inputs and software are the same."""
    if cache is None:
        return make()
    about = {"software": software(), "inputs": {key: digest_of(frame).hex() for key, frame in inputs.items()}}
    with suppress(NotKept):
        kept = cache.load(name)
        if kept.about == about:
            return kept.frames()
    made = make()
    cache.store(name, about, made)
    return made


def digest_of(frame: pl.DataFrame) -> bytes:
    """Return a digest of the columns and rows of a frame, by its Parquet: Arrow would also hold what lies under a null, and where chunks end."""
    packed = BytesIO()
    frame.rechunk().write_parquet(packed, compression="uncompressed", statistics=False)
    return hashlib.sha256(packed.getbuffer()).digest()


def cache_of(out: Path) -> Cache:
    """Return the cache of an output folder: beside it, with `-cache` behind its name."""
    whole = out.absolute()
    return Cache(whole.with_name(f"{whole.name}-cache"))


@cache
def software() -> str:
    """Return a digest of all that a result may depend on but its inputs: every file of the hub, Python, and the libraries of the hub."""
    digest = hashlib.sha256(sys.version.encode())
    for root in (Path(__file__).parent, resources.folder("ontology"), resources.folder("cypher")):
        for path in sorted(root.rglob("*")):
            if "__pycache__" not in path.parts and path.is_file():
                digest.update(path.relative_to(root).as_posix().encode() + b"\0")
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    for name in _libraries():
        with suppress(PackageNotFoundError):
            digest.update(f"{name} {version(name)}\n".encode())
    return digest.hexdigest()


def _libraries() -> list[str]:
    """Return the names of the libraries that the hub asks for."""
    with suppress(PackageNotFoundError):
        found = (line.partition(";")[0] for line in requires(_DISTRIBUTION) or [])
        return sorted({"".join(c if c.isalnum() or c in "-_." else " " for c in line).split()[0] for line in found})
    return []
