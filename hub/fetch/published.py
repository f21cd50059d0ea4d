"""Fetches the sources that a lock file names from where they are public, each checked by its checksum.

A file that is here already with the right bytes is not asked for. Where many of a repository are missing, its archive at the commit is
taken and read as a stream; few are asked for one by one. A file appears under its name complete or not at all, so that a run that was
killed is gone on with by the same command. A file that is missing there, or has other bytes, costs itself alone. A server that cannot be
reached is left alone after a few attempts, and what was not asked for is named.
"""

import asyncio
import io
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from hub.errors import FetchFailed
from hub.fetch.client import ComeBackLater, Manners, Refused, Unavailable, ask, download, open_client
from hub.fetch.failure import Failure
from hub.fetch.lock import LockedFile, LockedRepository
from hub.fetch.pace import Pace
from hub.progress import Progress

ARCHIVES = "https://codeload.github.com/"
FILES = "https://raw.githubusercontent.com/"

ARCHIVE_FROM = 20
"""So many missing files of a repository are taken with its archive."""

LARGEST_ARCHIVE_BYTES = 2_000_000_000
"""A larger archive is given up: none that is known here comes near it."""

MOST_UNAVAILABLE_IN_A_ROW = 10
"""So many archives and files that are unavailable one after the other stop a run."""


@dataclass
class Fetched:
    """What a run did. `held_count`: files that were here before."""

    files_count: int
    fetched_count: int = 0
    held_count: int = 0
    bytes_count: int = 0
    failures: list[Failure] = field(default_factory=list)
    stopped: str | None = None
    """Why the server was left alone before all was asked for, None where it was not."""


def fetch_published(
    repositories: Sequence[LockedRepository],
    out: Path,
    *,
    mirror: str | None = None,
    manners: Manners | None = None,
    progress: Progress,
) -> Fetched:
    """Fetch below `out` what is not there yet. `mirror` is asked for archives and files alike, instead of GitHub."""
    run = _Run(out, manners or Manners(), progress, Fetched(sum(len(each.files) for each in repositories)))
    asyncio.run(run.fetch(repositories, mirror or ARCHIVES, mirror or FILES))
    return run.fetched


class _Run:
    """One run: where files go, how servers are treated, and what was done so far."""

    def __init__(self, out: Path, manners: Manners, progress: Progress, fetched: Fetched) -> None:
        self.fetched = fetched
        self._out = out
        self._manners = manners
        self._pace = Pace(manners.rate_per_s)
        self._progress = progress
        self._unavailable_in_a_row = 0

    async def fetch(self, repositories: Sequence[LockedRepository], archives: str, files: str) -> None:
        for repository in _together(repositories):
            wanted = self._not_held(repository.files)
            self.fetched.held_count += len(repository.files) - len(wanted)
            if len(wanted) >= ARCHIVE_FROM and not self.fetched.stopped:
                wanted = await self._from_archive(repository, wanted, archives)
            if wanted:
                await self._one_by_one(repository, wanted, files)

    def _not_held(self, files: Iterable[LockedFile]) -> list[LockedFile]:
        return [file for file in files if not self._is_held(file)]

    def _is_held(self, file: LockedFile) -> bool:
        path = self._out / file.path
        return path.is_file() and path.stat().st_size == file.bytes_count and _is_right(file, path.read_bytes())

    def _note(self, error: FetchFailed | None) -> None:
        """Take note of an answer, and stop the run where a server is not to be asked any more."""
        if isinstance(error, ComeBackLater):
            self.fetched.stopped = str(error)
        elif isinstance(error, Unavailable):
            self._unavailable_in_a_row += 1
            if self._unavailable_in_a_row >= MOST_UNAVAILABLE_IN_A_ROW:
                self.fetched.stopped = f"{self._unavailable_in_a_row} archives and files in a row were unavailable"
        else:
            self._unavailable_in_a_row = 0

    async def _from_archive(
        self, repository: LockedRepository, wanted: Sequence[LockedFile], base: str
    ) -> list[LockedFile]:
        """Take what the archive of a repository has, and return what it lacks: all of it where the archive is not had."""
        url = f"{repository.name}/tar.gz/{repository.commit}"
        self._out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=self._out) as archive:  # it has no name, so that a kill leaves nothing
            try:
                async with open_client(base, self._manners) as client:
                    await download(client, self._pace, url, archive, LARGEST_ARCHIVE_BYTES)
                archive.seek(0)
                lacking = self._unpacked(archive, wanted)
            except (FetchFailed, tarfile.TarError, EOFError, OSError) as error:
                self._note(error if isinstance(error, FetchFailed) else None)
                return self._not_held(wanted)
        self._note(None)
        return lacking

    def _unpacked(self, archive: BinaryIO, wanted: Sequence[LockedFile]) -> list[LockedFile]:
        left = _by_container(wanted)
        with tarfile.open(fileobj=archive, mode="r|gz") as entries:
            for entry in entries:
                path = entry.name.partition("/")[2]  # below the folder that the archive is packed in
                content = entries.extractfile(entry) if entry.isfile() and path in left else None
                if content is not None:
                    files = left.pop(path)
                    wrong = [file for file, _ in self._kept(files, content.read())]
                    if wrong:
                        left[path] = wrong
        return [file for files in left.values() for file in files]

    async def _one_by_one(self, repository: LockedRepository, wanted: Iterable[LockedFile], base: str) -> None:
        asked = _by_container(wanted)
        turns = asyncio.Semaphore(self._manners.connections)
        async with open_client(base, self._manners) as client:

            async def take(container: str, files: Sequence[LockedFile]) -> None:
                url = f"{repository.name}/{repository.commit}/{quote(container)}"
                async with turns:
                    if self.fetched.stopped:
                        self.fetched.failures += [Failure(file.path, url, "not asked for") for file in files]
                        return
                    try:
                        response = await ask(client, self._pace, url, {})
                    except FetchFailed as error:
                        self._note(error)
                        is_final = isinstance(error, Refused)
                        failed = [Failure(file.path, url, str(error), final=is_final) for file in files]
                    else:
                        self._note(None)
                        failed = [
                            Failure(file.path, url, cause, final=True)
                            for file, cause in self._kept(files, response.content)
                        ]
                self.fetched.failures += failed

            await asyncio.gather(*(take(container, files) for container, files in asked.items()))

    def _kept(self, files: Sequence[LockedFile], content: bytes) -> list[tuple[LockedFile, str]]:
        """Write the files that content is or contains, and return those that it is not, each with the reason."""
        wrong = []
        for file in files:
            try:
                found = _member(content, file.member) if file.member else content
            except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
                # RuntimeError: the member is encrypted; NotImplementedError: packed by a method that is not known
                wrong.append(
                    (file, f"expected {file.member!r} in {file.container}, found none that can be read ({error})")
                )
                continue
            if _is_right(file, found):
                self._write(file, found)
            else:
                wrong.append(
                    (file, f"expected the SHA-256 {file.sha256}, found {sha256(found).hexdigest()}: the file changed")
                )
        return wrong

    def _write(self, file: LockedFile, content: bytes) -> None:
        path = self._out / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.new")
        temporary.write_bytes(content)
        temporary.replace(path)
        self.fetched.fetched_count += 1
        self.fetched.bytes_count += len(content)
        self._progress("fetching", self.fetched.held_count + self.fetched.fetched_count, self.fetched.files_count)


def _together(repositories: Sequence[LockedRepository]) -> list[LockedRepository]:
    """Return each repository at a commit once, so that no archive is asked for twice."""
    found: dict[tuple[str, str], list[LockedFile]] = {}
    for each in repositories:
        found.setdefault((each.name, each.commit), []).extend(each.files)
    return [LockedRepository(name, commit, tuple(files)) for (name, commit), files in found.items()]


def _by_container(files: Iterable[LockedFile]) -> dict[str, list[LockedFile]]:
    found: dict[str, list[LockedFile]] = {}
    for file in files:
        found.setdefault(file.container, []).append(file)
    return found


def _member(content: bytes, name: str) -> bytes:
    """Return a member of a zip archive. Raises KeyError where it has none of that name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def _is_right(file: LockedFile, content: bytes) -> bool:
    return len(content) == file.bytes_count and sha256(content).hexdigest() == file.sha256
