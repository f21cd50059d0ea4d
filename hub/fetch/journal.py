"""The journal of a tree: what was asked for, what the server said of it, and where an interrupted walk stopped.

One JSON object a line, only ever appended to. A process that is killed leaves at most a torn last line, which is cut
off when the journal is opened next. Lines of a walk are between `{"walk": "BEGUN"}` and `{"walk": "ENDED"}`.
"""

import fcntl
import os
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from hashlib import sha256
from io import FileIO
from pathlib import Path
from typing import Any, BinaryIO, Literal, Self

import orjson

from hub.errors import FetchFailed, UsageError
from hub.fetch.failure import Failure
from hub.national_id import strike_out


@dataclass(frozen=True, slots=True)
class Entry:
    """A downloaded document, with the headers of the latest answer for it.

    `status` 200: the file was written then; 304: it stayed as it was. `sha256` and `bytes_count` are of the file.
    """

    path: str
    url: str
    status: int
    http_version: str
    date: str | None
    etag: str | None
    last_modified: str | None
    content_type: str | None
    sha256: str
    bytes_count: int

    def describes(self, content: bytes) -> bool:
        """Return whether this entry is of these very bytes."""
        return len(content) == self.bytes_count and sha256(content).hexdigest() == self.sha256

    def conditions(self, url: str) -> dict[str, str]:
        """Return the headers that ask for the file on condition that it changed; none where another address had it.

        A mirror has marks and dates of its own, and its older copy would pass for the latest.
        """
        if url != self.url:
            return {}
        marks = {"if-none-match": self.etag, "if-modified-since": self.last_modified}
        return {name: mark for name, mark in marks.items() if mark}


class Journal:
    """An open journal; another process that opens it meanwhile is refused. Close it, or use it in a `with` statement.

    Only the place of each line is held in memory: a tree can have a million documents.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        with ExitStack() as files:
            self._written: FileIO = files.enter_context(path.open("ab", buffering=0))
            self._read: BinaryIO = files.enter_context(path.open("rb"))
            self._lock()
            self._offsets: dict[str, int] = {}
            self._begun_at: int | None = None
            self._end = 0
            self._take_lines()
            self._files = files.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._files.close()

    @property
    def in_walk(self) -> bool:
        """Whether a walk was begun that has not ended."""
        return self._begun_at is not None

    def entry(self, path: str) -> Entry | None:
        """Return the latest entry of a file, None where it was never had."""
        offset = self._offsets.get(path)
        if offset is None:
            return None
        self._read.seek(offset)
        return Entry(**orjson.loads(self._read.readline()))

    def had_in_walk(self, path: str) -> bool:
        """Return whether a file was had since the open walk was begun."""
        return self._begun_at is not None and self._offsets.get(path, -1) > self._begun_at

    def begin(self, *, tree: str, base_url: str) -> None:
        """Begin a walk; one that was open is given up."""
        self._begun_at = self._append({"walk": "BEGUN", "tree": tree, "base_url": base_url})

    def end(self) -> None:
        """End the walk: the next one asks for everything again, on condition that it changed."""
        self._append({"walk": "ENDED"})
        self._begun_at = None

    def had(self, entry: Entry) -> None:
        """Write that a file is there. The file must stand under its name before."""
        self._offsets[entry.path] = self._append(asdict(entry))

    def failed(self, failure: Failure) -> None:
        """Write that a document was not had."""
        self._append(
            {"failed": strike_out(failure.cause), "path": failure.path, "url": failure.url, "final": failure.final}
        )

    def _append(self, line: Mapping[str, object]) -> int:
        """Append a line in one write; return its offset."""
        offset, content = self._end, orjson.dumps(line) + b"\n"
        self._written.write(content)
        self._end += len(content)
        return offset

    def _lock(self) -> None:
        try:
            fcntl.flock(self._written, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UsageError(
                f"expected to be the only one that fetches into {self.path.parent}, found another process at work; "
                f"wait for it, or give another folder with --out"
            ) from None

    def _take_lines(self) -> None:
        for number, line in enumerate(self._read, start=1):
            if not line.endswith(b"\n"):
                os.ftruncate(self._written.fileno(), self._end)
                return
            self._take(self._parsed(number, line))
            self._end += len(line)

    def _take(self, line: dict[str, Any]) -> None:
        walk: Literal["BEGUN", "ENDED"] | None = line.get("walk")
        if walk:
            self._begun_at = self._end if walk == "BEGUN" else None
        elif "sha256" in line:
            self._offsets[line["path"]] = self._end

    def _parsed(self, number: int, line: bytes) -> dict[str, Any]:
        try:
            parsed: dict[str, Any] = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            raise FetchFailed(
                f"{self.path}, line {number}: expected a JSON object, found {error}; move the journal away to fetch "
                f"everything anew"
            ) from error
        return parsed
