"""Standard output takes all that is written to it, whatever kind of stream it is."""

import sys
from contextlib import redirect_stdout
from io import BufferedWriter, BytesIO, RawIOBase, StringIO
from types import SimpleNamespace
from typing import Any

import pytest

from hub.standard_output import standard_output

WRITTEN = bytes(range(256)) * 4096


class InParts(RawIOBase):
    """A raw file that writes a part of what it is given, as a pipe does that a signal interrupts."""

    def __init__(self) -> None:
        self.written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, given: Any) -> int:
        part = bytes(given)[:1000]
        self.written += part
        return len(part)


@pytest.mark.parametrize("is_buffered", [False, True])
def test_everything_is_written(*, is_buffered: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = InParts()
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=BufferedWriter(raw) if is_buffered else raw))
    with standard_output() as output:
        output.write(WRITTEN)
    assert bytes(raw.written) == WRITTEN
    assert not raw.closed


def test_a_stream_in_memory_is_written_to_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = BytesIO()
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=memory))
    with standard_output() as output:
        output.write(WRITTEN)
    assert memory.getvalue() == WRITTEN


def test_a_stream_of_text_is_given_text() -> None:
    with redirect_stdout(StringIO()) as text, standard_output() as output:
        output.write(b"Pemilu\n")
    assert text.getvalue() == "Pemilu\n"
