"""Whatever bytes stand in a file that is mapped or recorded as a scan: no crash, no lost row, no error but a broken source.

Each format is written as an office would, then bytes are exchanged, cut and put in, within packed workbooks too. As many inputs
as FUZZ_INPUTS says, over all formats together; `make fuzz-loaders` feeds 200,000. Hypothesis draws the seed of each batch: a
failure says it, and `broken` makes the same inputs of it again.
"""

import csv
import io
import os
import random
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.assembly import Before, Minter, Origin, Rejections, Stated, assemble, balance
from hub.errors import BrokenSource
from hub.facts import Fact, RegionCode, RegionFact, SetAsideRow, Statement, TicketFact
from hub.loaders import BY_NAME, SourceFile
from tests.loaders.golden_case import GOLDEN
from tests.loaders.published import Series, add
from tests.loaders.table_files import Rows, as_csv, as_json, as_ods, as_parquet, as_xls, as_xlsx

INPUTS = int(os.environ.get("FUZZ_INPUTS", "2000"))

BATCH = 20
"""Inputs that are made of one seed: drawing each byte would take longer than reading it."""

TABLE: Rows = [
    ["Kode", "Nama", "Suara 1", "Suara 2", "Tanggal"],
    ["42.01", "José", "1.089.290", "7", "07-02-1970"],
    ["42.02", "Sri, S.H.", "12", "0", "08-03-1971"],
    ["42.03", 'D"ARC', "3", "4", "09-04-1972"],
]

DAYS: Rows = [["Judul"], *([*row[:2], 5, 6.0, date(1970, 2, 7)] if row[0] != "Kode" else row for row in TABLE)]

OPTIONS: dict[str, Any] = {
    "facts": [
        {
            "fact": "results",
            "melt": {"Suara *": {"ballot_number": "*"}},
            "fields": {
                "office": {"is": "PRESIDENT"},
                "kind": {"is": "TICKET"},
                "region": {"column": "Kode", "scheme": "kemendagri"},
                "votes_count": {"melted": True, "number": "1.089.290"},
            },
        },
        {
            "fact": "calendar",
            "once": True,
            "fields": {
                "name": "Nama",
                "basis": {"is": "1/2041"},
                "starts": {"column": "Tanggal", "date": "DD-MM-YYYY"},
            },
        },
    ]
}

Splice = tuple[int, int, bytes]

PDFS = [GOLDEN / "scan" / name for name in ("pdf-with-text/surat.pdf", "pdf-without-text/lembar.pdf")]

FORMATS: dict[str, tuple[str, bytes, int]] = {
    "utf8.csv": ("mapped", as_csv(TABLE, ",", "utf-8"), 30),
    "utf16.tsv": ("mapped", as_csv(TABLE, "\t", "utf-16"), 25),
    "rows.json": ("mapped", as_json(TABLE), 25),
    "book.xlsx": ("mapped", as_xlsx({"A": DAYS, "B": [["-"]]}), 5),
    "book.ods": ("mapped", as_ods({"A": DAYS}), 4),
    "book.xls": ("mapped", as_xls({"A": DAYS}), 3),
    "rows.parquet": ("mapped", as_parquet(TABLE), 2),
    "text.pdf": ("scan", PDFS[0].read_bytes(), 1),
    "scan.pdf": ("scan", PDFS[1].read_bytes(), 1),
    "scan.tiff": ("scan", b"II*\x00", 4),
}
"""File -> its loader, what it holds before it is broken, and its hundredths of the inputs: what is read in a process costs more."""

PUT = (b"", b",", b";", b'"', b"\n", b"\x00" * 4, b"\xff" * 4, b"9" * 20, b"<", b">", b"&", b"XFD1048576")


def broken(chance: random.Random, content: bytes) -> bytes:
    """Return a file with up to four stretches changed, in place or not, or within a packed member; cut short; or other bytes."""
    way = chance.choice(["put", "put", "over", "over", "over", "within", "within", "cut", "bytes"])
    if way == "bytes":
        return chance.randbytes(chance.randrange(64))
    if way == "cut":
        return content[: chance.randint(0, len(content))]
    splices = [splice(chance, in_place=way == "over") for _ in range(chance.randint(1, 4))]
    return repacked(content, chance.randrange(50), splices) if way == "within" else spliced(content, splices)


def splice(chance: random.Random, *, in_place: bool) -> Splice:
    """Return where to change a file, how many bytes to take out, and what to put there."""
    put = chance.choice([*PUT, chance.randbytes(chance.randrange(1, 8))])
    return chance.randrange(2**20), len(put) if in_place else chance.randrange(8), put


def spliced(content: bytes, splices: list[Splice]) -> bytes:
    for start, length, put in splices:
        place = start % (len(content) + 1)
        content = content[:place] + put + content[place + length :]
    return content


def repacked(content: bytes, turn: int, splices: list[Splice]) -> bytes:
    """Return a packed file with one of its members changed, or any other file changed as it is."""
    if not content.startswith(b"PK"):
        return spliced(content, splices)
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(written, "w") as changed:
        members = packed.namelist()
        for member in members:
            inner = packed.read(member)
            changed.writestr(member, spliced(inner, splices) if member == members[turn % len(members)] else inner)
    return written.getvalue()


def told(name: str, content: bytes) -> tuple[SourceFile, list[Statement]]:
    """Return what the file's loader says of it; a broken source says nothing."""
    options = OPTIONS if FORMATS[name][0] == "mapped" else {}
    source = SourceFile(path=Path(name), name=name, edition_id="2042", options=options)
    source.content = content
    try:
        return source, list(BY_NAME[FORMATS[name][0]].read(source))
    except BrokenSource:
        return source, []


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_broken_below_is_read_when_it_is_whole(name: str) -> None:
    source, statements = told(name, FORMATS[name][1])
    assert statements
    assert source.rows_read == (3 if FORMATS[name][0] == "mapped" else 0)


class Books:
    """A build of what many broken files state, in which no statement may disappear."""

    MOST = 1000
    """Files of one build."""

    def __init__(self) -> None:
        self.files: list[list[Statement]] = []

    def add(self, statements: list[Statement]) -> None:
        self.files.append(statements)
        if len(self.files) == self.MOST:
            self.close()

    def close(self) -> None:
        """Assemble what was added, and check that it is shown or listed, each with a reason."""
        stated, rejections, read = Stated(), Rejections(), 0
        for number, statements in enumerate(self.files):
            origin = Origin(number, f"sha256-{number:064x}", f"file-{number}", "2042")
            for each in statements:
                read += isinstance(each, Fact | SetAsideRow)
                if isinstance(each, Fact):
                    stated.add(each, origin)
                elif isinstance(each, SetAsideRow):
                    rejections.set_aside_row(origin.source_id, each)
        for fact in GROUND:
            stated.add(fact, Origin(-1, f"sha256-{'f' * 64}", "ground", "2042"))
        made = assemble(stated, EDITION, Minter(Before()), [], rejections)
        found = balance(stated, made.tables, rejections)
        counted, shown, dropped = found.counts.select(pl.sum("^statements_.*$")).row(0)
        assert counted == read + len(GROUND) == shown + dropped
        assert dropped == found.listed.height
        assert "unexplained" not in found.listed["rule"].to_list()
        self.files = []


EDITION = pl.DataFrame(
    [{"edition_id": "2042", "name": "P", "name_en": None, "kind": "GENERAL", "year": 2042, "voting_date": date(2042, 2, 14)}],
    schema_overrides={"name_en": pl.String},
)  # fmt: skip

GROUND: list[Fact] = [
    *(TicketFact(row=number, office="PRESIDENT", district_code=None, ballot_number=number, name=f"P {number}") for number in (1, 2)),
    *(
        RegionFact(row=place, code=RegionCode("kemendagri", f"42.{place:02}"), name=f"R {place}", level="REGENCY", parent=None)
        for place in (1, 2)
    ),
]  # fmt: skip


def batches(name: str) -> int:
    return max(1, INPUTS * FORMATS[name][2] // 100 // BATCH)


def test_every_input_is_of_some_format() -> None:
    assert sum(share for _, _, share in FORMATS.values()) == 100


@pytest.mark.parametrize("name", FORMATS)
def test_no_input_crashes_a_reader_or_loses_a_row(name: str) -> None:
    fed, books = 0, Books()

    @settings(max_examples=batches(name), database=None)
    @given(seed=st.integers(0, 2**64))
    def feed(seed: int) -> None:
        nonlocal fed
        chance = random.Random(seed)  # noqa: S311 (chance, and no secret)
        for _ in range(BATCH):
            books.add(balanced(name, broken(chance, FORMATS[name][1])))
            fed += 1

    feed()
    books.close()
    assert fed >= batches(name) * BATCH


def balanced(name: str, content: bytes) -> list[Statement]:
    """Read a file, check that its statements and rows set aside account for each of its rows, and return them."""
    source, statements = told(name, content)
    if statements:
        series = Series()
        add(series, source, statements)
        if name.endswith(("csv", "tsv")):
            assert source.rows_read == rows_of_text(source, series)
    return statements


def rows_of_text(source: SourceFile, series: Series) -> int:
    """Count the rows of a text by the csv module alone, under the reading that the loader tells."""
    how = series.findings[0].evidence
    text = source.text(how["encoding"]).removeprefix("\ufeff")
    delimiter = how["delimiter"].strip("'").replace("\\t", "\t")
    lines = list(csv.reader(io.StringIO(text, newline=None), delimiter=delimiter, strict=True))
    return sum(any(cell.strip() for cell in line) for line in lines[how["header_rows"][0] :])


CELLS = (
    st.none() | st.integers(-5, 2**40) | st.text(st.characters(codec="cp1252", exclude_categories=["Cc"]), max_size=6)
)

WRITERS: dict[str, Callable[[Rows], bytes]] = {
    "rows.csv": lambda rows: as_csv(rows, ";", "utf-8"),
    "rows.json": as_json,
    "rows.xls": lambda rows: as_xls({"A": rows}),
    "rows.xlsx": lambda rows: as_xlsx({"A": rows}),
    "rows.ods": lambda rows: as_ods({"A": rows}),
}


@pytest.mark.parametrize("name", WRITERS)
@settings(max_examples=40)
@given(body=st.lists(st.tuples(st.integers(1, 99), CELLS, CELLS), max_size=6))
def test_every_row_that_was_written_is_read(name: str, body: list[tuple[Any, ...]]) -> None:
    fields = {"ballot_number": "No", "name": "Nama", "abbreviation": {"column": "Singkatan"}}
    options = {"fact": "nominations", "fields": fields}
    source = SourceFile(path=Path(name), name=name, edition_id="2042", options=options)
    source.content = WRITERS[name]([("No", "Nama", "Singkatan"), *body])
    if not body and name == "rows.json":  # no record, no name of a column
        return
    add(Series(), source, BY_NAME["mapped"].read(source))
    assert source.rows_read == len(body)
