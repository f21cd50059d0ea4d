"""Walks a tree of public files and keeps each as it was published; goes on where an earlier walk was cut short.

A file appears under its name whole or not at all. A document that fails costs its own branch only; where many in a row
fail, the server is left alone. A walk ends when every document has been fetched or answered with 404 or 410; until then the next
run goes on with it and asks for nothing twice. After that, the next run asks for everything on condition that it changed.
"""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import httpx

from hub.errors import FetchFailed
from hub.fetch.client import ComeBackLater, Manners, Refused, Unavailable, ask, open_client
from hub.fetch.document import Document, Tree
from hub.fetch.failure import Failure
from hub.fetch.journal import Entry, Journal
from hub.fetch.pace import Pace
from hub.fetch.shape import ChangedSchema
from hub.progress import Progress

MOST_FAILURES_IN_A_ROW = 10
"""So many documents that are unavailable one after the other stop a walk."""


@dataclass
class Outcome:
    """What a run did. `resumed_count`: files that an earlier run of the same walk had, and this one did not ask for."""

    tree: str
    folder: Path
    fetched_count: int = 0
    unchanged_count: int = 0
    resumed_count: int = 0
    bytes_count: int = 0
    failures: list[Failure] = field(default_factory=list)
    limit_reached: bool = False
    stopped: str | None = None
    """Why the server was left alone before the tree was done, None where it was not."""

    @property
    def asked_count(self) -> int:
        return self.fetched_count + self.unchanged_count + len(self.failures)

    @property
    def had_count(self) -> int:
        return self.fetched_count + self.unchanged_count + self.resumed_count


def fetch(
    tree: Tree,
    out: Path,
    *,
    base_url: str | None = None,
    manners: Manners | None = None,
    pace: Pace | None = None,
    limit: int | None = None,
    restart: bool = False,
    progress: Progress = lambda *_: None,
) -> Outcome:
    """Walk a tree and keep its files below `out` in the folder of the tree; return what was done.

    `limit` is the most documents to ask for in this run; `restart` gives up a walk that was cut short. Raises
    UsageError where another process fetches the same tree into the folder, and where `base_url` is no address.
    """
    manners = manners or Manners()
    address = base_url or tree.base_url
    with Journal(out / tree.folder / f"fetch-{tree.name}.jsonl") as journal:
        if restart or not journal.in_walk:
            journal.begin(tree=tree.name, base_url=address)
        walk = _Walk(tree, out / tree.folder, journal, limit=limit, progress=progress)
        asyncio.run(walk.run(address, manners, pace or Pace(manners.rate_per_s)))
        if walk.is_done:
            journal.end()
        return walk.outcome


class _Walk:
    """One run over a tree, depth first, so that few documents wait; all state is changed between requests only."""

    def __init__(self, tree: Tree, folder: Path, journal: Journal, *, limit: int | None, progress: Progress) -> None:
        self._folder = folder
        self._journal = journal
        self._limit = limit
        self._progress = progress
        self._waiting = list(reversed(tree.roots))
        self._started_count = 0
        self._failed_in_a_row = 0
        self.outcome = Outcome(tree.name, folder)

    @property
    def is_done(self) -> bool:
        """Whether nothing is left that another run of this walk could have."""
        outcome = self.outcome
        return not outcome.limit_reached and not outcome.stopped and all(each.final for each in outcome.failures)

    async def run(self, base_url: str, manners: Manners, pace: Pace) -> None:
        async with open_client(base_url, manners) as client:
            under_way: dict[asyncio.Task[tuple[httpx.Response, bytes | None]], Document] = {}
            while True:
                for document in self._startable(manners.connections - len(under_way)):
                    under_way[asyncio.create_task(self._ask(client, pace, document))] = document
                if not under_way:
                    return
                done, _ = await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    self._settle(under_way.pop(task), task)
                self._report(len(under_way))

    def _startable(self, places: int) -> Iterator[Document]:
        """Yield documents to ask for, while places are free; take those that this walk had from their files."""
        while places > 0 and self._waiting and self.outcome.stopped is None:
            document = self._waiting.pop()
            if self._resume(document):
                self.outcome.resumed_count += 1
                self._report(0)
            elif self._limit is not None and self._started_count >= self._limit:
                self.outcome.limit_reached = True
                return
            else:
                self._started_count += 1
                places -= 1
                yield document

    def _resume(self, document: Document) -> bool:
        """Go on below a document that this walk had before it was cut short; False where it is to be asked for."""
        if not self._journal.had_in_walk(document.path):
            return False
        content = self._kept(document)[1]
        if content is None:
            return False
        try:
            self._go_on(document, content)
        except ChangedSchema:
            return False
        return True

    async def _ask(
        self, client: httpx.AsyncClient, pace: Pace, document: Document
    ) -> tuple[httpx.Response, bytes | None]:
        """Return the answer, and the bytes of the file before it."""
        entry, content = self._kept(document)
        address = str(client.build_request("GET", document.url).url)
        conditions = entry.conditions(address) if entry else {}
        return await ask(client, pace, document.url, conditions), content

    def _kept(self, document: Document) -> tuple[Entry | None, bytes | None]:
        """Return what the journal says of a file and its bytes, or nothing where the file is not what the journal says."""
        entry = self._journal.entry(document.path)
        if entry is not None:
            with suppress(FileNotFoundError):
                content = (self._folder / document.path).read_bytes()
                if entry.describes(content):
                    return entry, content
        return None, None

    def _settle(self, document: Document, task: "asyncio.Task[tuple[httpx.Response, bytes | None]]") -> None:
        """Keep what was answered and go on below it, or note the failure. Raises what is no failure of the document."""
        try:
            response, before = task.result()
            self._keep(document, response, before)
        except FetchFailed as error:
            failure = Failure(document.path, document.url, str(error), final=isinstance(error, Refused))
            self.outcome.failures.append(failure)
            self._journal.failed(failure)
            self._consider_stopping(error)
        else:
            self._failed_in_a_row = 0

    def _keep(self, document: Document, response: httpx.Response, before: bytes | None) -> None:
        content = response.content if response.status_code == httpx.codes.OK else before
        assert content is not None  # conditions, and with them 304, are for what stands in a file  # noqa: S101
        self._go_on(document, content)
        if content is before:
            self.outcome.unchanged_count += 1
        else:
            self._write(document, content)
            self.outcome.fetched_count += 1
            self.outcome.bytes_count += len(content)
        self._journal.had(self._entry(document, response, content))

    def _entry(self, document: Document, response: httpx.Response, content: bytes) -> Entry:
        """Return the entry of an answer; a header that 304 need not repeat is that of the answer before."""
        headers = response.headers
        before = self._journal.entry(document.path) if response.status_code == httpx.codes.NOT_MODIFIED else None
        return Entry(
            path=document.path,
            url=str(response.url),
            status=response.status_code,
            http_version=response.http_version,
            date=headers.get("date"),
            etag=headers.get("etag") or (before.etag if before else None),
            last_modified=headers.get("last-modified") or (before.last_modified if before else None),
            content_type=headers.get("content-type") or (before.content_type if before else None),
            sha256=sha256(content).hexdigest(),
            bytes_count=len(content),
        )

    def _write(self, document: Document, content: bytes) -> None:
        """Write a file under a temporary name and rename it; what a kill leaves of it is overwritten by the next."""
        path = self._folder / document.path
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = self._folder / f"fetch-{self.outcome.tree}.part"
        temporary.write_bytes(content)
        temporary.replace(path)

    def _go_on(self, document: Document, content: bytes) -> None:
        """Put what a document leads to before all else. Raises ChangedSchema, and then nothing of it is walked."""
        self._waiting.extend(reversed(list(document.leads_to(content))))

    def _consider_stopping(self, error: FetchFailed) -> None:
        if isinstance(error, ComeBackLater):
            self.outcome.stopped = str(error)
        elif not isinstance(error, Unavailable):
            self._failed_in_a_row = 0  # the server answered
        else:
            self._failed_in_a_row += 1
            if self._failed_in_a_row >= MOST_FAILURES_IN_A_ROW:
                self.outcome.stopped = f"{self._failed_in_a_row} documents in a row were unavailable; try again later"

    def _report(self, under_way_count: int) -> None:
        done = self.outcome.had_count + len(self.outcome.failures)
        self._progress(f"fetching {self.outcome.tree}", done, done + under_way_count + len(self._waiting))
