"""The shared readers: every row is counted, uneven rows are marked, a broken file is refused, a large one is read in parts."""

import io
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.errors import BrokenSource
from hub.loaders import source_file
from hub.loaders.record import kind_of
from hub.loaders.source_file import UNEVEN, NotJson, SourceFile


def a_file(content: bytes, **options: object) -> SourceFile:
    """Return a source file of these bytes, that no disk has seen."""
    file = SourceFile(path=Path("nowhere.csv"), name="nowhere.csv", edition_id="2014", options=options)
    file.content = content
    return file


@given(
    st.text() | st.lists(st.sampled_from(["nama", "Ä", "\U0001f5f3", ",", '"', "\r", "\n", "\r\n"])).map("".join),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"]),
    st.integers(min_value=1, max_value=5),
)
def test_a_file_read_in_parts_is_the_file(text: str, encoding: str, part_bytes: int) -> None:
    content = text.encode(encoding, "ignore")
    whole = io.StringIO(content.decode(encoding), newline=None).read()
    with patch.object(source_file, "PART_BYTES", part_bytes):
        assert a_file(content).lines(encoding).read() == whole
        assert "".join(source_file.decoded(content, encoding)) == content.decode(encoding)


@given(
    st.binary(),
    st.sampled_from(["utf-8", "utf-16", "utf-32", "cp1252", "ascii"]),
    st.integers(min_value=1, max_value=5),
)
def test_bytes_that_are_no_text_are_no_text_in_parts(content: bytes, encoding: str, part_bytes: int) -> None:
    with patch.object(source_file, "PART_BYTES", part_bytes):
        start = first_wrong(content, encoding)
        if start is None:
            assert "".join(source_file.decoded(content, encoding)) == content.decode(encoding)
            return
        with pytest.raises(UnicodeDecodeError) as found:
            list(source_file.decoded(content, encoding))
        assert found.value.start == start
        with pytest.raises(BrokenSource, match=f"0x{content[start]:02x} at offset {start}"):
            a_file(content).lines(encoding)


def first_wrong(content: bytes, encoding: str) -> int | None:
    try:
        content.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    return None


READ = """
import resource, sys
from pathlib import Path
from hub.loaders.source_file import SourceFile
path = Path(sys.argv[1])
file = SourceFile(path=path, name=path.name, edition_id=None)
next(file.csv())
def most(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
before = most()
assert sum(1 for _ in file.csv()) == 400_000
print(most() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="expected the memory of a process in kilobytes, as Linux counts it")
def test_a_large_file_is_never_held_as_text(tmp_path: Path) -> None:
    """Once its bytes are there, to go through its rows takes a small part of its size."""
    path = tmp_path / "large.csv"
    path.write_text("kode,nama\n" + "".join(f"{row},{'Pemilih ' * 12}\n" for row in range(400_000)), encoding="utf-8")
    told = subprocess.run([sys.executable, "-c", READ, path], check=True, capture_output=True, text=True)
    assert int(told.stdout) < path.stat().st_size / 4


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_any_line_ending_ends_a_row(ending: str) -> None:
    file = a_file(ending.join(["id,nama", "1,A", "2,B", ""]).encode())
    assert list(file.csv(["id"])) == [(1, {"id": "1", "nama": "A"}), (2, {"id": "2", "nama": "B"})]
    assert file.rows_read == 2


def test_a_byte_order_mark_is_no_part_of_the_header() -> None:
    assert list(a_file(b"\xef\xbb\xbfid\n1\n").csv(["id"])) == [(1, {"id": "1"})]


def test_empty_lines_are_no_rows() -> None:
    assert [row for row, _ in a_file(b"id\n\n1\n\n2\n").csv(["id"])] == [1, 2]


def test_an_uneven_row_is_marked() -> None:
    short, long = a_file(b"id,nama\n1\n2,B,C\n").csv(["id"])
    assert short == (1, {"id": "1", "nama": "", UNEVEN: "1"})
    assert long == (2, {"id": "2", "nama": "B", UNEVEN: "3"})


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "not so: id"),
        (b"nama\nA\n", "not so: id"),
        (b"id,id\n1,1\n", "not so: id"),
        (b'id,nama\n1,"A\n2,B\n', "unexpected end of data"),
        (b"id\n1\xff\n", "found byte 0xff at offset 4"),
        (b"id\n" + b"1" * 200_000, "field larger than field limit"),
    ],
)
def test_a_broken_file_is_refused(content: bytes, found: str) -> None:
    with pytest.raises(BrokenSource, match=found):
        list(a_file(content).csv(["id"]))


@given(st.binary(max_size=200))
def test_any_bytes_are_rows_or_a_broken_source(content: bytes) -> None:
    file = a_file(b"id,nama\n" + content)
    try:
        rows = list(file.csv(["id", "nama"]))
    except BrokenSource:
        return
    assert [row for row, _ in rows] == list(range(1, file.rows_read + 1))


@given(st.binary(max_size=200))
def test_any_bytes_are_json_or_a_broken_source(content: bytes) -> None:
    try:
        document = a_file(content).json()
    except BrokenSource:
        return
    assert isinstance(document, dict | list | str | int | float | None)


def test_a_companion_must_be_named_and_there(tmp_path: Path) -> None:
    (tmp_path / "codes.csv").write_bytes(b"id\n1\n")
    file = SourceFile(path=tmp_path / "rows.csv", name="rows.csv", edition_id=None, options={"codes": "codes.csv"})
    assert list(file.companion("codes").csv(["id"])) == [(1, {"id": "1"})]
    with pytest.raises(BrokenSource, match="expected the option 'parties'"):
        file.companion("parties")


def test_a_companion_that_is_not_there_is_a_broken_source(tmp_path: Path) -> None:
    file = SourceFile(path=tmp_path / "rows.csv", name="rows.csv", edition_id=None, options={"codes": "gone.csv"})
    with pytest.raises(BrokenSource, match=r"option 'codes'.*found no file at 'gone\.csv'"):
        file.companion("codes")


@pytest.mark.parametrize(
    ("content", "document"),
    [
        (b'\xef\xbb\xbf[{"a": 1}]', [{"a": 1}]),
        ('[{"a": "\u00e9"}]'.encode("utf-16"), [{"a": "\u00e9"}]),
        (b'{"a": 1}\n{"a": 2}\n', [{"a": 1}, {"a": 2}]),
        (b'\xef\xbb\xbf{"a": 1}\r\n\r\n{"a": NaN}', [{"a": 1}, {"a": None}]),
        (
            b'[{"a": NaN, "b": "NaN", "c": -Infinity, "d": "x \\" NaN"}]',
            [{"a": None, "b": "NaN", "c": None, "d": 'x " NaN'}],
        ),
        (b"null", None),
    ],
)
def test_json_is_read_with_a_mark_by_line_and_with_what_is_no_number(content: bytes, document: object) -> None:
    assert a_file(content).json() == document


def test_a_line_that_is_no_json_is_one_row_that_is_none() -> None:
    first, second = a_file(b'{"a": 1}\n{"a": \n').json()
    assert first == {"a": 1}
    assert isinstance(second, NotJson)
    assert kind_of(second) == "a line that is no JSON"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"<!DOCTYPE html><html>502", "found an HTML page, as a server sends where it has no file"),
        (b"  \n", "found an empty file"),
        (b'{"a": 1', "expected JSON, found unexpected end"),
    ],
)
def test_what_is_no_json_is_told(content: bytes, told: str) -> None:
    with pytest.raises(BrokenSource, match="expected JSON") as error:
        a_file(content).json()
    assert told in str(error.value)


@pytest.mark.parametrize(
    "content", [b'{"a": 1, "b": 2, "a": 3}', b'{"x": [{"1": 1, "1": 1}]}', b'{"a": 1}\n{"b": 1, "b": 2}\n']
)
def test_a_key_that_is_there_twice_breaks_a_file_of_rows_by_key(content: bytes) -> None:
    source = SourceFile(path=Path("a.json"), name="a.json", edition_id=None)
    source.content = content
    with pytest.raises(BrokenSource, match=r"each key of a JSON object once, found .* twice"):
        source.keyed_json()
