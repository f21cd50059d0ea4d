"""Files that end the process that reads them end no build: the next file is read by a new one."""

import io
import os
import signal
from collections.abc import Iterator
from datetime import date

import openpyxl
import pytest

from hub.loaders.confined import NotRead, Reader
from tests.loaders.table_files import as_parquet, as_xls

SMALL = as_xls({"A": [["Nama", "Suara"], ["Sri", 7.0], ["Budi", 1.5], ["Tuti", date(2042, 2, 14)], [None, None, "x"]]})


@pytest.fixture
def reader() -> Iterator[Reader]:
    reader = Reader()
    yield reader
    reader.close()


def test_a_workbook_is_sheets_and_rows_without_empty_ends(reader: Reader) -> None:
    rows = [["Nama", "Suara"], ["Sri", 7], ["Budi", 1.5], ["Tuti", {"day": "2042-02-14"}], [None, None, "x"]]
    assert reader.ask("workbook", SMALL, sheets=["*"]) == [{"sheets": ["A"]}, {"sheet": "A", "rows": rows}]
    assert reader.ask("workbook", SMALL, sheets=["B"]) == [{"sheets": ["A"]}]


def test_parquet_is_columns_and_rows(reader: Reader) -> None:
    content = as_parquet([["Nama", "Suara"], ["Sri", 7], ["Budi", None]])
    assert reader.ask("parquet", content) == [{"columns": ["Nama", "Suara"]}, {"rows": [["Sri", 7], ["Budi"]]}]


@pytest.mark.parametrize(("read", "more"), [("workbook", {"sheets": ["*"]}), ("parquet", {}), ("pdf", {})])
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"PAR1PAR1", b"%PDF-1.4", SMALL[:700]])
def test_what_is_no_such_file_is_not_read(
    reader: Reader, read: str, more: dict[str, list[str]], content: bytes
) -> None:
    with pytest.raises(NotRead):
        reader.ask(read, content, **more)


def test_a_file_that_asks_for_all_memory_ends_its_reader_and_nothing_else(reader: Reader) -> None:
    """Two cells in opposite corners of a sheet, 5 kB: the library lays out all 17 thousand million between them."""
    book = openpyxl.Workbook()
    book.worksheets[0].cell(1, 16_384, 1)
    book.worksheets[0].cell(1_048_576, 1, 1)
    written = io.BytesIO()
    book.save(written)
    with pytest.raises(NotRead, match="asks for more than 2 GB of memory, or breaks its reader"):
        reader.ask("workbook", written.getvalue(), sheets=["*"])
    assert reader.ask("workbook", SMALL, sheets=["A"])[0] == {"sheets": ["A"]}


def test_a_process_that_was_killed_is_started_again(reader: Reader) -> None:
    reader.ask("workbook", SMALL, sheets=["A"])
    process = reader._process
    assert process is not None
    os.kill(process.pid, signal.SIGKILL)
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    assert reader.ask("workbook", SMALL, sheets=["A"])[0] == {"sheets": ["A"]}


def test_no_process_is_left_behind() -> None:
    reader = Reader()
    reader.ask("workbook", SMALL, sheets=["A"])
    process = reader._process
    assert process is not None
    reader.close()
    assert process.returncode == -signal.SIGKILL
