"""Loader of tables in a format without a loader of its own: CSV, workbooks, JSON and Parquet, with columns mapped in hub.toml.

How a mapping is written: `hub.loaders.mapped.options` and docs/mapped-sources.md. How each file was read (format, encoding,
delimiter, sheet, header) and which of its columns are not mapped is published as a finding, `mapped-as`; nothing is guessed.
"""

from collections.abc import Iterator

from hub.facts import FindingFact, Statement
from hub.loaders.loader import Loader
from hub.loaders.mapped.document import Line
from hub.loaders.mapped.rows import MappedTable, mapped_tables
from hub.loaders.source_file import SourceFile


def read(source: SourceFile) -> Iterator[Statement]:
    """Tables with columns mapped in hub.toml.

    Yields the facts of each row below the header, or the row set aside with the column that is wrong, or left out by the conditions
    of the mapping; blank rows are no rows.
    Rows of several sheets are counted on. Raises BrokenSource where the mapping fits no reading of the file, or several.
    """
    found = mapped_tables(source)
    for mapped in found:
        yield _told(mapped)
    for row, (mapped, number, line) in source.rows(_rows(found)):
        yield from mapped.statements(row, number, line)
    yield from found[0].tally.findings()


def _rows(found: list[MappedTable]) -> Iterator[tuple[MappedTable, int, Line]]:
    for mapped in found:
        for number, line in mapped.table.body():
            yield mapped, number, line


def _told(mapped: MappedTable) -> FindingFact:
    left = ", ".join(map(repr, mapped.not_mapped))
    return FindingFact(
        rule="mapped-as",
        severity="INFO",
        message=f"read as {mapped.table.told}; " + (f"not mapped: {left}" if left else "every column is mapped"),
        evidence={
            **mapped.table.grid.how,
            "header_rows": list(mapped.table.header),
            "not_mapped": list(mapped.not_mapped),
        },
    )


LOADER = Loader("mapped", read)
