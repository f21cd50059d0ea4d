"""Has workbooks, Parquet and PDF read by another process, `process.py`, so that no file can end the build."""

import atexit
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any

import orjson

PROGRAM = Path(__file__).with_name("process.py")

Answer = dict[str, Any]


class NotRead(Exception):
    """The content is not what was expected, or more than is read; the message says what was found."""


class Reader:
    """A process that reads for this one, started when it is first asked."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = Lock()

    def ask(self, read: str, content: bytes, **more: Any) -> list[Answer]:
        """Return the answers to a request (see `hub.loaders.confined.process`). Raises NotRead, also where the process ended."""
        request = orjson.dumps({"read": read, "bytes": len(content), **more}) + b"\n"
        with self._lock:
            answers: list[Answer] = []
            for answer in self._answers(self._running(), request, content):
                if "end" in answer:
                    return answers
                if "broken" in answer:
                    raise NotRead(answer["broken"])
                answers.append(answer)
            self.close()
            raise NotRead("no answer: the process that reads it has ended")

    def close(self) -> None:
        """End the process; it is started again when it is asked again."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            with suppress(BrokenPipeError):  # what it has not been fed is of no use any more
                process.communicate()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is not None:
            self.close()
        if self._process is None:
            # -P: its own folder must not be searched for modules, for there is a `numbers.py` in it.
            self._process = subprocess.Popen(  # noqa: S603 (the program is ours, its bytes go in through a pipe)
                [sys.executable, "-P", str(PROGRAM)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "POLARS_MAX_THREADS": "1", "PYTHONUNBUFFERED": ""},
                process_group=0,
            )
        return self._process

    def _answers(self, process: subprocess.Popen[bytes], *request: bytes) -> Iterator[Answer]:
        if process.stdin is not None and process.stdout is not None:  # they are pipes, as asked for
            with suppress(BrokenPipeError):  # where it ends while it is fed, it has not answered, which is told above
                process.stdin.writelines(request)
                process.stdin.flush()
            for line in process.stdout:
                with suppress(orjson.JSONDecodeError):  # a torn line: what comes after it says why
                    yield orjson.loads(line)


READER = Reader()
atexit.register(READER.close)
