"""Documents of a public file tree, and the documents that each links to.

A tree is data and pure functions; nothing here asks a server for anything.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

LeadsTo = Callable[[bytes], "Iterable[Document]"]
"""Returns the documents that a document leads to, in its own order. Raises ChangedSchema where its shape is another."""


@dataclass(frozen=True, slots=True)
class Document:
    """One file of a tree: where it is asked for, where it is kept, and what follows from it.

    `url` is relative to the address of the tree, `path` to its folder; both have only characters that the tree chose.
    """

    url: str
    path: str
    leads_to: LeadsTo


@dataclass(frozen=True, slots=True)
class Tree:
    """The files of one publisher that are reached from `roots`; `folder` is their place below the folder of sources."""

    name: str
    base_url: str
    folder: str
    roots: tuple[Document, ...]
