"""Documents that are published as pictures or for print: recorded as not yet open data, with the reason; nothing is read from them.

Publishers: the KPU and its offices, whose decisions and recapitulation forms are often scanned. The series needs `theme` and
`system` in hub.toml, for it stands in the table of datasets.
"""

from collections.abc import Iterator

from hub.errors import BrokenSource
from hub.facts import NotOpen, Statement
from hub.loaders.confined import READER, NotRead
from hub.loaders.loader import Loader
from hub.loaders.source_file import SourceFile

PICTURES = {b"\xff\xd8\xff": "JPG", b"\x89PNG\r\n\x1a\n": "PNG", b"II*\x00": "TIFF", b"MM\x00*": "TIFF"}
"""First bytes of a picture -> its format."""

PDF = b"%PDF-"

PDF_WITHIN = 1024
"""First bytes that contain the mark of a PDF, as its readers accept."""


def read(source: SourceFile) -> Iterator[Statement]:
    """Scans and printed documents: recorded, with the reason, as not yet open data.

    Yields one reason. Raises BrokenSource where the file is neither a picture nor a PDF, or a PDF that cannot be opened.
    """
    content = source.content
    for mark, kind in PICTURES.items():
        if content.startswith(mark):
            yield NotOpen(reason=f"a scan: a picture ({kind}), without text or a table that a machine reads")
            return
    if PDF not in content[:PDF_WITHIN]:
        raise BrokenSource(
            f"{source.name}: expected a scan, which is a PDF, JPG, PNG or TIFF by its first bytes, found none of them; "
            "a table is read by the loader `mapped`"
        )
    try:
        [pages] = READER.ask("pdf", content)
    except NotRead as error:
        raise BrokenSource(f"{source.name}: expected a PDF that can be opened, found {error}") from error
    yield NotOpen(reason=_reason(pages))


def _reason(found: dict[str, int]) -> str:
    """Return what a PDF is, from the pages, those that were seen, and how many of these hold text and images."""
    if "locked" in found:
        return "a PDF that is locked with a password"
    pages, seen, texts, images = (found[name] for name in ("pages", "seen", "texts", "images"))
    size = f"a PDF of {pages} page{'' if pages == 1 else 's'}"
    of = f"{seen}" if seen == pages else f"the first {seen}"
    if texts:
        return f"{size}, with text on {texts} of {of}: laid out for print, not a table that a machine reads"
    if images:
        return f"a scan: {size}, pictures on {images} of {of} and no text"
    return f"{size} with neither text nor pictures"


LOADER = Loader("scan", read)
