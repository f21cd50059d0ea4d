"""Processes that answer SPARQL queries of one store: kept for the next query, replaced after one that hit a limit.

Nothing else can stop a query that explodes, and a process of its own for each query would take longer to start than most answers take.
"""

import json
import os
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Pipe
from pathlib import Path

from hub.errors import UsageError
from hub.rdf.sparql import worker
from hub.rdf.sparql.question import Limits, Question, SparqlError

DEFAULT_LIMITS = Limits()

_ALLOCATION = {"GLIBC_TUNABLES": "glibc.malloc.tcache_max=65536:glibc.malloc.tcache_count=256"}
"""Larger thread caches of glibc's allocator: a look-up allocates and frees some thirty blocks, which took a tenth of its time."""

_KEPT_BYTES = 400 << 20
"""A process that holds more after a query is replaced: memory that a large query took is not always given back."""


class Process:
    """One process with the store open. Starts when it is made."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self._limits = limits
        self._asked, theirs = Pipe()
        command = [sys.executable, "-I", worker.__file__, str(folder), str(theirs.fileno()), str(limits.memory_bytes)]
        self._process = subprocess.Popen(  # noqa: S603  the program is our own; queries reach it through the connection
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            env=_ALLOCATION | {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ},
        )
        theirs.close()
        self.is_fit = True
        """False once it may not be asked again."""

    @property
    def pid(self) -> int:
        """The number that the system gives the process."""
        return self._process.pid

    def ask(self, question: Question) -> bytes:
        """Return the answer. Raises UsageError for a wrong query, SparqlTimeout for one over a limit, SparqlError for anything else."""
        limits = self._limits
        message = {
            "text": question.text,
            "form": question.form,
            "default_graphs": question.default_graphs,
            "named_graphs": question.named_graphs,
            "base_iri": question.base_iri,
            "output_bytes": limits.output_bytes,
        }
        try:
            self._asked.send_bytes(json.dumps(message).encode())
            if not self._asked.poll(limits.timeout_s):
                self.close()
                raise limits.exceeded
            told = json.loads(self._asked.recv_bytes())
            content = self._asked.recv_bytes() if told["outcome"] == worker.ANSWERED else b""
        except (EOFError, OSError) as error:  # the process is gone: out of memory ends it
            self.close()
            if self._process.returncode in {-6, -9} or isinstance(error, EOFError):
                raise limits.exceeded from None
            raise SparqlError(
                "expected an answer from the SPARQL store, found that the query ended without one"
            ) from None
        self.is_fit = told["held_bytes"] <= _KEPT_BYTES
        if told["outcome"] == worker.REFUSED:
            raise UsageError(told["why"])
        if told["outcome"] == worker.TOO_LARGE:
            raise limits.exceeded
        return content

    def close(self) -> None:
        """End the process, whatever it does."""
        self.is_fit = False
        self._asked.close()
        self._process.kill()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(5)


class Pool:
    """Processes over one store, made when they are needed. Safe to use from several threads; as many answers at once as threads ask."""

    def __init__(self, folder: Path, limits: Limits = DEFAULT_LIMITS) -> None:
        self.folder = folder
        self._limits = limits
        self._lock = threading.Lock()
        self._idle: list[Process] = []
        self._is_closed = False
        weakref.finalize(
            self, _close_all, self._idle
        )  # also where nobody closes it: a process shall not outlive who may ask it

    def ask(self, question: Question) -> bytes:
        """Return the answer to a question; errors as those of `Process.ask`."""
        with self._process() as process:
            return process.ask(question)

    @contextmanager
    def _process(self) -> Iterator[Process]:
        with self._lock:
            process = self._idle.pop() if self._idle else None
        process = process or Process(self.folder, self._limits)
        try:
            yield process
        finally:
            with self._lock:
                is_kept = process.is_fit and not self._is_closed
                if is_kept:
                    self._idle.append(process)
            if not is_kept:
                process.close()

    def close(self) -> None:
        """End the processes: those at work when they have answered."""
        with self._lock:
            self._is_closed = True
            _close_all(self._idle)


def _close_all(processes: list[Process]) -> None:
    while processes:
        processes.pop().close()


def ask_once(folder: Path, question: Question, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Return the answer to one question, from a process that ends with it."""
    pool = Pool(folder, limits)
    try:
        return pool.ask(question)
    finally:
        pool.close()
