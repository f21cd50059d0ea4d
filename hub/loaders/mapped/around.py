"""The surroundings of a table that fill fields of all its rows: file or sheet name, a title, the JSON document."""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import PurePosixPath

from hub.errors import BrokenSource
from hub.loaders.fact_fields import NotReadable
from hub.loaders.mapped.cells import Cell, cell_below, text_of
from hub.loaders.mapped.options import FieldMapping
from hub.loaders.mapped.table import Table
from hub.loaders.mapped.values import part_like
from hub.loaders.source_file import SourceFile


def cell_around(source: SourceFile, table: Table, mapping: FieldMapping) -> Cell:
    """Return the cell that `file`, `sheet`, `title` or `document` of a mapping means. Raises BrokenSource where there is none."""
    if mapping.document is not None:
        return _in_document(source, table, mapping.document)
    if mapping.file is not None:
        what, pattern, texts = "the name of the file", mapping.file, _names(source, mapping.file)
    elif mapping.sheet is not None:
        what, pattern, texts = "the name of the sheet", mapping.sheet, [table.grid.sheet] if table.grid.sheet else []
    elif mapping.title is not None:
        what, pattern, texts = "a cell above the header", mapping.title, list(_above(table))
    else:
        return None
    for text in texts:
        try:
            return part_like(pattern, text)
        except NotReadable:
            continue
    raise BrokenSource(f"{source.name}: expected {what} to be like {pattern.pattern!r}, found none that is")


def _names(source: SourceFile, pattern: re.Pattern[str]) -> list[str]:
    """Return the name of a file, or its path where the pattern has strokes."""
    return [source.name if "/" in pattern.pattern else PurePosixPath(source.name).name]


def _above(table: Table) -> Iterator[str]:
    for line in islice(table.grid.lines(), min(table.header, default=1) - 1):
        for cell in line if isinstance(line, list) else ():
            try:
                text = " ".join(text_of(cell).split())
            except NotReadable:
                continue
            if text:
                yield text


def _in_document(source: SourceFile, table: Table, path: str) -> Cell:
    cell = cell_below(table.grid.document, path)
    if cell is None and not table.grid.is_empty:
        raise BrokenSource(f"{source.name}: expected a value at {path!r} in the JSON document, found none")
    return cell
