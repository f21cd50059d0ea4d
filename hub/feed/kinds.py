"""Kinds of files, told by their content and not by their names, and bounds that hold before any reader sees them."""

import os
import zipfile
from pathlib import Path
from typing import Literal

from hub.errors import BadFile

Kind = Literal["csv", "json", "xlsx", "ods", "xls", "parquet", "pdf"]

NAMES: dict[Kind, tuple[str, str]] = {
    "csv": ("a text table (CSV)", "tabel teks (CSV)"),
    "json": ("JSON", "JSON"),
    "xlsx": ("an Excel workbook (XLSX)", "buku kerja Excel (XLSX)"),
    "ods": ("an OpenDocument workbook (ODS)", "buku kerja OpenDocument (ODS)"),
    "xls": ("an old Excel workbook (XLS)", "buku kerja Excel lama (XLS)"),
    "parquet": ("Parquet", "Parquet"),
    "pdf": ("PDF", "PDF"),
}

_BY_ENDING: dict[str, tuple[Kind, ...]] = {
    ".csv": ("csv",), ".tsv": ("csv",), ".txt": ("csv",), ".json": ("json",), ".jsonl": ("json",), ".geojson": ("json",),
    ".xlsx": ("xlsx",), ".xlsm": ("xlsx",), ".ods": ("ods",), ".xls": ("xls",), ".parquet": ("parquet",), ".pdf": ("pdf",),
}  # fmt: skip

MOST_COLUMNS = 5_000
MOST_UNPACKED_BYTES = 500_000_000
MOST_PACKED_FILES = 10_000
LONGEST_LINE_BYTES = 1_000_000
_TAIL_BYTES = 66_000
_HEAD_BYTES = 4096
_SEPARATORS = b",;\t|"


def kind_of(path: Path) -> Kind:
    """Return the kind of a file. Raises BadFile for one that is none of those that are read."""
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if head.startswith(b"PK\x03\x04"):
        return _packed(path)
    for mark, kind in _MARKS.items():
        if head.startswith(mark):
            return kind
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if b"\0" in head or not text:
        raise _unknown()
    if text[:1] in b"[{":
        return "json"
    if text[:1] == b"<":
        raise _unknown("a page in HTML or XML, as a web site sends it", "halaman HTML atau XML dari situs web")
    return "csv"


_MARKS: dict[bytes, Kind] = {b"%PDF-": "pdf", b"PAR1": "parquet", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "xls"}


def check_kind(path: Path, place: str) -> Kind:
    """Return the kind of a file that is to take a place. Raises BadFile for another kind than the place's name promises, and for one that unpacks to too much."""
    found = kind_of(path)
    wanted = _BY_ENDING.get(Path(place).suffix.lower(), ())
    if wanted and found not in wanted:
        english, indonesian = NAMES[found]
        name, nama = NAMES[wanted[0]]
        raise BadFile(
            f"expected {name}, as {Path(place).name} is, found {english}; save it as {Path(place).suffix} and hand it in again",
            f"Diharapkan {nama} seperti {Path(place).name}, ternyata {indonesian}. Simpan sebagai {Path(place).suffix}, lalu serahkan lagi.",
        )
    if found == "csv":
        _check_columns(path)
    return found


def _packed(path: Path) -> Kind:
    if _files_count(path) > MOST_PACKED_FILES:
        raise _unknown(
            f"an archive of more than {MOST_PACKED_FILES:,} files",
            f"arsip yang berisi lebih dari {MOST_PACKED_FILES} berkas",
        )
    try:
        with zipfile.ZipFile(path) as packed:
            names = packed.namelist()
            unpacked = sum(each.file_size for each in packed.infolist())
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError):
        raise _unknown("a damaged archive", "arsip yang rusak") from None
    if unpacked > MOST_UNPACKED_BYTES:
        megabytes = MOST_UNPACKED_BYTES // 1_000_000
        raise BadFile(
            f"expected a workbook of at most {megabytes} MB once unpacked, found {unpacked // 1_000_000:,} MB; hand in a part of it",
            f"Buku kerja ini menjadi {unpacked // 1_000_000} MB setelah dibuka; paling banyak {megabytes} MB. Serahkan sebagian.",
        )
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" in names:
        return "ods"
    raise _unknown("an archive that is no workbook", "arsip yang bukan buku kerja")


def _files_count(path: Path) -> int:
    """Return how many files an archive says that it holds, without reading their names; 65,535 stands for more."""
    with path.open("rb") as file:
        file.seek(-min(path.stat().st_size, _TAIL_BYTES), os.SEEK_END)
        tail = file.read()
    end = tail.rfind(b"PK\x05\x06")
    return int.from_bytes(tail[end + 10 : end + 12], "little") if end >= 0 else 0


def _check_columns(path: Path) -> None:
    with path.open("rb") as file:
        line = file.readline(LONGEST_LINE_BYTES)
    columns = 1 + max(line.count(bytes([mark])) for mark in _SEPARATORS)
    if columns > MOST_COLUMNS or (len(line) == LONGEST_LINE_BYTES and not line.endswith(b"\n")):
        raise BadFile(
            f"expected a table of at most {MOST_COLUMNS:,} columns, found {columns:,} in the first {len(line):,} bytes; hand in a table with a header",
            f"Tabel ini memiliki terlalu banyak kolom: paling banyak {MOST_COLUMNS}, ditemukan sedikitnya {columns}.",
        )


def _unknown(english: str = "another content", indonesian: str = "isi lain") -> BadFile:
    return BadFile(
        f"expected CSV, JSON, XLSX, ODS, XLS, Parquet or PDF, found {english}",
        f"Diharapkan CSV, JSON, XLSX, ODS, XLS, Parquet, atau PDF; ternyata {indonesian}.",
    )
