"""The type of the progress callback, which long operations call with a stage, how much of it is done, and of how much."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with the stage, how much of it is done, and of how much: `progress("dumping nq", 1, 3)`."""
