"""Reads single key presses from a terminal, without Enter. Keys that are typed ahead are kept: whoever knows them is faster than the screen."""

import os
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

END = "\x04"
"""What Ctrl-C, Ctrl-D and a terminal that is closed give."""
_ENDS = {"\x03", END}
_ESCAPE = "\x1b"
_MOST_BYTES = 64


@contextmanager
def keys() -> Iterator[Callable[[], str]]:
    """Give what waits for the next key and returns it in lower case, unechoed; the terminal is as before afterwards."""
    import termios  # not on Windows, where the other commands still run

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    mode = termios.tcgetattr(terminal)
    mode[3] &= ~(termios.ECHO | termios.ICANON | termios.ISIG)
    typed: deque[str] = deque()

    def key() -> str:
        while not typed:
            read = os.read(terminal, _MOST_BYTES).decode(errors="replace")
            # An arrow or a function key is an escape and letters that nobody meant.
            typed.extend([_ESCAPE] if read.startswith(_ESCAPE) else read or END)
        pressed = typed.popleft().lower()
        return END if pressed in _ENDS else pressed

    termios.tcsetattr(terminal, termios.TCSADRAIN, mode)
    try:
        yield key
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
