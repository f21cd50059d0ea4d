"""Exporter: the name for `hub export --format` and the write function that another package provides."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hub.extensions import installed
from hub.release.edition_part import EditionPart


@dataclass(frozen=True)
class Exporter:
    """`write` gets a release (or one edition of it) and a path, and returns the files written.

    `part.release.scan(table)` reads a table, `part.of(name, rows)` keeps the rows of the edition. It writes to a temporary name and
    renames, as `hub.atomic_file` does, and raises a HubError where it cannot.
    """

    name: str
    write: Callable[[EditionPart, Path], list[Path]]


def exporters(taken: tuple[str, ...]) -> dict[str, Exporter]:
    """Return the exporters of installed packages by name. Raises BadExtension."""
    return installed("pemilu_hub.exporters", Exporter, taken)
