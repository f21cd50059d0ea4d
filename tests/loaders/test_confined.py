"""Files that end the process that reads them end no build: the next file is read by a new one."""

import io
import os
import re
import signal
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime

import openpyxl
import pytest

from hub.loaders.confined import NotRead, Reader
from tests.loaders.table_files import Rows, as_ods, as_parquet, as_xls, as_xlsx

SMALL = as_xls({"A": [["Nama", "Suara"], ["Sri", 7.0], ["Budi", 1.5], ["Tuti", date(2042, 2, 14)], [None, None, "x"]]})

FORMULA = {"odd": "a formula without a stored value"}


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


def test_a_formula_without_a_stored_value_is_no_empty_cell(reader: Reader) -> None:
    """The first is between cells, one is behind its row, and one below the last row that has a value."""
    rows = [["Nama", "Suara", None], ["ANA", "=1300+46", 5], ["BUDI", 998], [None, None, "=SUM(B2:B3)"]]
    for content in (as_xlsx({"A": [["x"]], "Suara": rows}), without_values({"Suara": rows})):
        *_, answer = reader.ask("workbook", content, sheets=["Suara"])
        assert answer["rows"] == [
            ["Nama", "Suara"],
            ["ANA", FORMULA, 5],
            ["BUDI", 998],
            [None, None, FORMULA],
        ]


def test_a_number_that_is_shown_with_zeros_has_them(reader: Reader) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Kode", "Jumlah"])
    sheet.append([11, 11])
    sheet["A2"].number_format = "0000"
    written = io.BytesIO()
    book.save(written)
    *_, answer = reader.ask("workbook", written.getvalue(), sheets=["*"])
    assert answer["rows"] == [["Kode", "Jumlah"], ["0011", 11]]


def test_a_day_with_a_time_has_both(reader: Reader) -> None:
    *_, answer = reader.ask(
        "workbook", as_xlsx({"A": [[datetime(2015, 10, 9, 16, 9), date(2015, 10, 9)]]}), sheets=["*"]
    )
    assert answer["rows"] == [[{"moment": "2015-10-09T16:09:00"}, {"day": "2015-10-09"}]]


def without_values(sheets: Mapping[str, Rows]) -> bytes:
    """Write an OpenDocument spreadsheet whose formulas, texts that begin with `=`, have no value."""
    content = io.BytesIO(as_ods(sheets))
    written = io.BytesIO()
    with zipfile.ZipFile(content) as packed, zipfile.ZipFile(written, "w") as changed:
        for name in packed.namelist():
            text = re.sub(
                rb'<table:table-cell office:value-type="string"><text:p>(=[^<]*)</text:p></table:table-cell>',
                rb'<table:table-cell table:formula="of:\1"/>',
                packed.read(name),
            )
            changed.writestr(name, text)
    return written.getvalue()
