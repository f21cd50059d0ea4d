"""Standard output as a stream of bytes that writes all that it is given."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedIOBase, BufferedWriter, BytesIO, RawIOBase
from typing import IO, cast


@contextmanager
def standard_output() -> Iterator[IO[bytes]]:
    """Yield a buffered stream to standard output, flushed at the end.

    With PYTHONUNBUFFERED, which images of containers often set, `sys.stdout.buffer` is a raw file: where a signal interrupts it, or past 2 GB,
    it writes a part and reports no error.
    """
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:  # replaced by a stream of text
        memory = BytesIO()
        yield memory
        sys.stdout.write(memory.getvalue().decode())
        return
    if isinstance(stream, BufferedIOBase):
        yield cast("IO[bytes]", stream)
        stream.flush()
        return
    buffered = BufferedWriter(cast("RawIOBase", stream))
    try:
        yield cast("IO[bytes]", buffered)
        buffered.flush()
    finally:
        buffered.detach()
