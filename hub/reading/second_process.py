"""A second process that reads some entries of a workspace while this one reads the others: readers keep one core busy each.

Run as a program it takes a pickled request on stdin and gives the pickled readings, their facts as frames, on stdout. Both are of one program
and go through pipes of their own; nothing from a source is ever unpickled.
"""

import gc
import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout, suppress
from pathlib import Path
from types import TracebackType
from typing import IO, cast

from hub.reading.entries import Planned, Reading, plan, read_entries
from hub.standard_output import standard_output
from hub.workspace import Workspace

WORTH_BYTES = 32 << 20
"""Bytes of sources from which on a second process saves more time than it takes to start, which is about a second."""

_OWN_SHARE = 0.6
"""Share of the bytes that are read here; the other process starts later."""


def split(planned: Sequence[Planned]) -> int:
    """Return how many of the entries to read here; all of them where there is little to read or one core."""
    sizes = [sum(path.stat().st_size for path in each.files) for each in planned]
    total = sum(sizes)
    if total < WORTH_BYTES or (os.cpu_count() or 1) < 2:
        return len(planned)
    read = 0
    for at, size in enumerate(sizes):
        if read + size / 2 >= total * _OWN_SHARE:
            return at
        read += size
    return len(planned)


class SecondProcess:
    """Reads entries of a workspace. A context: on leaving it the process has ended."""

    def __init__(self, workspace: Workspace, sources: Path, planned: Sequence[Planned]) -> None:
        self._request = pickle.dumps((workspace, sources, {each.order: each.source_ids for each in planned}))

    def __enter__(self) -> "SecondProcess":
        self._process = subprocess.Popen(  # noqa: S603  our own program
            [sys.executable, "-m", __name__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        with suppress(BrokenPipeError), cast("IO[bytes]", self._process.stdin) as requests:
            requests.write(self._request)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        cast("IO[bytes]", self._process.stdout).close()

    def readings(self) -> dict[int, Reading] | None:
        """Wait for the readings and return them by the place of the entry; None where the process failed."""
        found = cast("IO[bytes]", self._process.stdout).read()
        if self._process.wait() != 0:
            return None
        readings = pickle.loads(found)  # noqa: S301  written by the process that was started here
        return readings if isinstance(readings, dict) else None


def _main() -> None:
    """Read what is asked for on stdin."""
    workspace, sources, asked = pickle.load(sys.stdin.buffer)  # noqa: S301  from the process that started this one
    gc.disable()  # all that is read lives to the end
    with redirect_stdout(sys.stderr):
        planned = [
            each._replace(source_ids=asked[each.order]) for each in plan(workspace, sources) if each.order in asked
        ]
        readings = read_entries(planned, workspace, sources, strict=False, progress=lambda *_: None)
    with standard_output() as answer:
        pickle.dump(readings, answer, protocol=pickle.HIGHEST_PROTOCOL)


if __name__ == "__main__":
    _main()
