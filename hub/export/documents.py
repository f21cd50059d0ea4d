"""Documents of a release: exports of one file for the whole of it or one edition, in a standard of others. Declared here once for every list."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hub.export.nist_cdf import write_nist_cdf
from hub.export.popolo import write_popolo
from hub.release.edition_part import EditionPart


@dataclass(frozen=True)
class Document:
    """A kind of document: the name of its standard, the address of that, what writes it, and the endings of its files."""

    title: str
    standard: str
    write: Callable[[EditionPart, Path], list[Path]]
    endings: tuple[str, ...]


DOCUMENTS = {
    "nist-cdf": Document("NIST SP 1500-100", "https://doi.org/10.6028/NIST.SP.1500-100r2", write_nist_cdf, ("json", "xml")),
    "popolo": Document("Popolo", "https://www.popoloproject.com/specs/", write_popolo, ("json",)),
}  # fmt: skip
"""By the name of the format, which is that of the file too: `/data/popolo.json`."""
