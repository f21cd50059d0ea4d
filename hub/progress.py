"""Progress: what long work calls to report how far it is."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with the stage, how much of it is done, and of how much: `progress("dumping nq", 1, 3)`."""
