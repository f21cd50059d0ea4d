"""Reading of the sources of a workspace into facts; nothing else calls a loader."""

from hub.reading.entries import Reading
from hub.reading.kept import Again
from hub.reading.sources import previews, read_again, read_sources, survey

__all__ = ["Again", "Reading", "previews", "read_again", "read_sources", "survey"]
