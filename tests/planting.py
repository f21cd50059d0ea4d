"""Plants into copies of source files: a number into each kind of cell, one row after the other, and into a file name; and private facts.

Religion, family, addresses and photographs are planted where the files that were published have them and the copies that others cleaned
have not.
"""

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hub.workspace import SourceEntry, Workspace

NATIONAL_ID = "1171021709820003"
"""Of the right form, and nobody's."""

PRIVATE = "RAHASIA"
"""A word of every private text, and of nothing else."""

PRIVATE_FIELDS = {
    "agama": f"AGAMA {PRIVATE}",
    "status_perkawinan": f"KAWIN {PRIVATE}",
    "nama_pasangan": f"PASANGAN {PRIVATE}",
    "kelurahan_tinggal": f"GAMPONG {PRIVATE}",
    "kecamatan_tinggal": f"KECAMATAN {PRIVATE}",
    "alamat": f"JALAN {PRIVATE} 17 RT 003",
    "address": f"JALAN {PRIVATE} 17 RT 003",
    "foto": f"https://foto.example/{PRIVATE}/{NATIONAL_ID}.jpg",
    "foto_url": f"https://foto.example/{PRIVATE}/{NATIONAL_ID}.jpg",
    "originalFilename": f"{NATIONAL_ID}_{PRIVATE}.jpg",
    "leader_name": f"KETUA {PRIVATE}",
    "judul_laporan": f"LAPORAN {PRIVATE}",
}
"""Fields that published files have and the cleaned copies leave empty -> what is planted there."""

FILES_OF_A_SERIES = 2
ROWS = 400
"""Rows of a file that are planted: more than any source has columns, so that each column gets its turn."""


def plant(workspace: Workspace, sources: Path, copies: Path, number: str) -> int:
    """Copy the first files of each series below `copies`, with `number` planted in them; return how often it was planted."""
    count = 0
    chosen = {entry.id: list(workspace.files(entry, sources))[:FILES_OF_A_SERIES] for entry in workspace.sources}
    for entry in workspace.sources:
        root = workspace.root(entry, sources)
        for path in chosen[entry.id]:
            copy = copies / path.relative_to(root)
            copy.parent.mkdir(parents=True, exist_ok=True)
            if not copy.exists():
                content, planted = planted_in(path, number)
                copy.write_bytes(content)
                count += planted
    for entry in workspace.sources:  # once every series has its own files: one may be the companion of another
        root, files = workspace.root(entry, sources), chosen[entry.id]
        for companion in _companions(entry, files):
            copy = copies / companion.resolve().relative_to(root.resolve())
            if not copy.exists():
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(companion, copy)
        named = (copies / files[0].relative_to(root)).with_stem(f"{files[0].stem}_{number}")
        if named.relative_to(copies).match(entry.path):
            shutil.copyfile(files[0], named)
            count += 1
    return count


def planted_in(path: Path, number: str) -> tuple[bytes, int]:
    """Return the content of a file with `number` planted in its rows, and how often."""
    text = path.read_bytes().decode("utf-8-sig", "surrogateescape")
    if text.lstrip().startswith(("[", "{")):
        document, count = _in_document(json.loads(text), number)
        text = json.dumps(document, ensure_ascii=False)
    elif path.suffix == ".csv":
        text, count = _in_csv(text, number)
    else:
        text, count = _in_sql(text, number)
    return text.encode("utf-8", "surrogateescape"), count


def _in_document(document: Any, number: str) -> tuple[Any, int]:
    """Plant into leaves: the first of the first record, the second of the second, and so on."""
    records = list(_records(document))[:ROWS]
    for record in records:
        record |= {name: text for name, text in PRIVATE_FIELDS.items() if isinstance(record.get(name), str)}
    count = 0
    for turn, record in enumerate(records):
        leaves = [key for key, value in record.items() if not isinstance(value, dict | list)]
        if leaves:
            key = leaves[turn % len(leaves)]
            record[key] = int(number) if isinstance(record[key], int) else f"{record[key] or ''}{number}"
            count += 1
    return document, count


def _records(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _records(part)


def _in_csv(text: str, number: str) -> tuple[str, int]:
    delimiter = max(",;", key=text.partition("\n")[0].count)
    rows = list(csv.reader(io.StringIO(text, newline=None), delimiter=delimiter))
    private = [(place, PRIVATE_FIELDS[name]) for place, name in enumerate(rows[0]) if name in PRIVATE_FIELDS]
    for turn, row in enumerate(rows[1 : ROWS + 1]):
        for place, planted in private:
            if place < len(row):
                row[place] = planted
        row[turn % len(row)] += number
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return written.getvalue(), len(rows[1 : ROWS + 1])


def _in_sql(text: str, number: str) -> tuple[str, int]:
    """Plant into code and name of rows `('11', 'ACEH'),` in turn, and leave out the rows after them."""
    kept, count = [], 0
    for line in text.splitlines():
        if line.startswith("("):
            count += 1
            line = re.sub(r"(?<=\w)'", f"{number}'", line, count=1 + count % 2)  # noqa: PLW2901 (the line, planted)
        if count < ROWS or not line.startswith("("):
            kept.append(line)
    return "\n".join(kept), min(count, ROWS)


def _companions(entry: SourceEntry, files: list[Path]) -> Iterator[Path]:
    """Yield the files that the options of an entry name, relative to its files."""
    for value in entry.options.values():
        if isinstance(value, str) and (files[0].parent / value).is_file():
            yield files[0].parent / value
