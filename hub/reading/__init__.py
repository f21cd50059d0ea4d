"""Reading of the sources of a workspace into facts; nothing else calls a loader."""

from hub.reading.entries import Reading
from hub.reading.kept import Again
from hub.reading.sources import Prepared, previews, read_again, read_sources, survey

__all__ = ["Again", "Prepared", "Reading", "previews", "read_again", "read_sources", "survey"]
