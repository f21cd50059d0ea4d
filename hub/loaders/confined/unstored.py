"""Cell details that the workbook library drops: formulas without a stored value, and leading zeros.

Loaded by `process.py`, which confines it; it imports nothing of the hub. Programs that write a workbook without counting leave
formulas without a value: to the library such a cell is empty. A number that is shown as `0011` is 11 to it. XLS stores a value
with each formula, and is not looked at.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

FORMULA: dict[str, str] = {"odd": "a formula without a stored value"}

ZEROS = re.compile(r"0{2,20}")
"""A format of numbers that fills up with zeros, such as 0000."""

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

WIDEST = 16_384
TALLEST = 1_048_576
"""Columns and rows of the largest sheet of Excel: no cell beyond is looked at."""

Cells = dict[tuple[int, int], Any]
"""Row and column from 0 -> the value that replaces the library's."""


def unstored(content: bytes, sheet: str) -> Cells:
    """Return the cells of a sheet that the library does not tell as they are; none where the file is not such a workbook."""
    if not content.startswith(b"PK"):
        return {}
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = set(packed.namelist())
        if "content.xml" in names:
            return dict(_of_ods(packed.read("content.xml"), sheet))
        part = _part(packed, sheet) if "xl/workbook.xml" in names else None
        if part not in names:
            return {}
        widths = _widths(packed.read("xl/styles.xml")) if "xl/styles.xml" in names else {}
        xml = packed.read(part)
    return dict(_of_xlsx(xml, widths)) if widths or b"<f" in xml else {}


def _part(packed: zipfile.ZipFile, sheet: str) -> str | None:
    """Return the name of the part that holds a sheet."""
    book = ET.fromstring(packed.read("xl/workbook.xml"))  # noqa: S314 (it is read in a process of its own, within bounds)
    ids = {each.get("name"): each.get(RELATION) for each in book.iter(f"{MAIN}sheet")}
    relations = ET.fromstring(packed.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    for each in relations:
        if each.get("Id") == ids.get(sheet):
            target = each.get("Target", "")
            return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    return None


def _widths(styles: bytes) -> dict[str, int]:
    """Return the number of a style -> the digits that it fills up to."""
    root = ET.fromstring(styles)  # noqa: S314
    codes = {each.get("numFmtId"): each.get("formatCode", "") for each in root.iter(f"{MAIN}numFmt")}
    formats = root.find(f"{MAIN}cellXfs")
    return {
        str(number): len(code)
        for number, each in enumerate(formats if formats is not None else ())
        if ZEROS.fullmatch(code := codes.get(each.get("numFmtId"), ""))
    }


def _of_xlsx(xml: bytes, widths: dict[str, int]) -> Iterator[tuple[tuple[int, int], Any]]:
    row, column = -1, -1
    for event, element in ET.iterparse(io.BytesIO(xml), events=("start", "end")):  # noqa: S314
        if event == "start" and element.tag == f"{MAIN}row":
            row, column = int(element.get("r", row + 2)) - 1, -1
        elif event == "end" and element.tag == f"{MAIN}c":
            column = _column(element.get("r", "")) if element.get("r") else column + 1
            value = (element.findtext(f"{MAIN}v") or "").strip()
            if element.find(f"{MAIN}f") is not None and not value and element.find(f"{MAIN}is") is None:
                yield (row, column), FORMULA
            elif element.get("s") in widths and element.get("t", "n") == "n" and value.isdecimal():
                yield (row, column), value.zfill(widths[element.get("s", "")])
        elif event == "end" and element.tag == f"{MAIN}row":
            element.clear()


def _column(reference: str) -> int:
    """Return the column of a cell, from 0: `AB12` is in column 27."""
    number = 0
    for letter in reference:
        if not "A" <= letter <= "Z":
            break
        number = number * 26 + ord(letter) - 64
    return number - 1


def _of_ods(xml: bytes, sheet: str) -> Iterator[tuple[tuple[int, int], Any]]:
    root = ET.fromstring(xml)  # noqa: S314
    for table in root.iter(f"{TABLE}table"):
        if table.get(f"{TABLE}name") == sheet:
            y = 0
            for row in table.iter(f"{TABLE}table-row"):
                rows = int(row.get(f"{TABLE}number-rows-repeated", "1"))
                for x in _formulas(row) if y + rows <= TALLEST else ():
                    yield from (((line, x), FORMULA) for line in range(y, y + rows))
                y += rows


def _formulas(row: ET.Element) -> Iterator[int]:
    """Yield the columns of a row whose formulas have neither a value nor a text."""
    x = 0
    for cell in row:
        cells = int(cell.get(f"{TABLE}number-columns-repeated", "1"))
        has_value = any(name.startswith(OFFICE) for name in cell.attrib) or cell.find(f"{TEXT}p") is not None
        if cell.get(f"{TABLE}formula") and not has_value and x + cells <= WIDEST:
            yield from range(x, x + cells)
        x += cells
