"""Loader: a name for hub.toml, and a function from a file to the statements of its rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from hub.facts import Statement
from hub.loaders.source_file import SourceFile


@dataclass(frozen=True)
class Loader:
    """`read` yields facts, rows set aside and findings of one file.

    Every row that it takes from the file yields a fact, or is part of one, or is set aside; the build checks this by count.
    It raises BrokenSource where the file as a whole cannot be read.
    """

    name: str
    read: Callable[[SourceFile], Iterator[Statement]]

    @property
    def description(self) -> str:
        """First line of the docstring of `read`."""
        return (self.read.__doc__ or "").strip().partition("\n")[0]
