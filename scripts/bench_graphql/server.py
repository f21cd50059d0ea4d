"""A server that is measured: how it is started, what it is asked, and when it is ready."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import httpx

from scripts.bench_graphql.ground import Ground
from scripts.bench_graphql.questions import Question

ROOT = Path(__file__).parents[2]
PYTHON = Path(sys.executable)
_READY_WITHIN_S = 120


@dataclass(frozen=True)
class Server:
    """A kind of server: one worker process each, so that what is compared is the work of one request."""

    name: str
    command: Callable[[Ground, int], list[str]]
    """The command that serves `/graphql` at a port of 127.0.0.1."""
    versions: Callable[[Ground], str]
    environment: Callable[[Ground], Mapping[str, str]] = field(default=lambda _: {})
    documents: Mapping[str, str] = field(default_factory=dict)
    """Its own documents by the name of the question, where its schema does not allow the hub's."""
    alike: Callable[[Any], Any] = field(default=lambda data: data)
    """Puts the data of an answer into the hub's shape, where its schema has another; only to compare, not while it is measured."""
    beside: Callable[[Ground], tuple[int, ...]] = field(default=lambda _: ())
    """The processes that work for it, where their time is told too."""

    def body(self, question: Question, value: str) -> bytes:
        """Return the body of the request that asks a question with a value of `id`."""
        document = self.documents.get(question.name, question.document)
        return json.dumps({"query": document, "variables": {"id": value}}, ensure_ascii=False).encode()

    def bodies(self, folder: Path, question: Question, values: list[str]) -> Path:
        """Write the bodies that ask a question with each of the values, one a line, and return the file."""
        path = folder / f"{self._file_name}-{question.name}.bodies"
        path.write_bytes(b"".join(self.body(question, value) + b"\n" for value in values))
        return path

    @property
    def _file_name(self) -> str:
        return self.name.replace("/", "-")

    @contextmanager
    def started(self, ground: Ground, first: bytes) -> Iterator["Running"]:
        """Start the server and yield it once it answers the request `first`; stop it in the end."""
        port = _free_port()
        log = (ground.folder / f"{self._file_name}.log").open("wb")
        process = subprocess.Popen(  # noqa: S603  the server's own command
            self.command(ground, port),
            cwd=ROOT,
            env={**os.environ, **self.environment(ground)},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        address = f"http://127.0.0.1:{port}/graphql"
        try:
            _wait(process, address, first, Path(log.name))
            yield Running(address, process.pid, self.beside(ground))
        finally:
            process.terminate()
            process.wait(20)
            log.close()


class Running(NamedTuple):
    """A server that runs."""

    address: str
    pid: int
    beside: tuple[int, ...] = ()

    def processor_s(self) -> float:
        """Return the processor time of its process so far, in seconds; that of PostgreSQL's processes is not its own."""
        return _processor_s(self.pid)

    def beside_s(self) -> float:
        """Return the processor time of the processes that work for it so far, in seconds."""
        return sum(_processor_s(pid) for pid in self.beside)


def _processor_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def post(address: str, body: bytes) -> Any:
    """Return the `data` of the answer to a request. Raises ValueError for an answer with errors."""
    answer = httpx.post(address, content=body, headers={"Content-Type": "application/json"}, timeout=30).json()
    if not isinstance(answer, dict) or answer.get("errors") or "data" not in answer:
        raise ValueError(
            f"{address}: expected an answer without errors, found {str(answer)[:500]}; asked {body[:500]!r}"
        )
    return answer["data"]


def _wait(process: subprocess.Popen[bytes], address: str, first: bytes, log: Path) -> None:
    until = time.monotonic() + _READY_WITHIN_S
    while True:
        try:
            post(address, first)
        except httpx.TransportError as error:
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"expected {process.args} to answer, found {error}:\n{log.read_text()}") from error
            time.sleep(0.1)
        else:
            return


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
