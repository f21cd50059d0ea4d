"""What may come: sizes, kinds by content, columns, bombs; bounded before any reader sees it, with what to do in the message."""

import io
import os
import resource
import time
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import openpyxl
import pytest

from hub.errors import BadFile, FeedBusy
from hub.feed import bounds, deliveries
from hub.feed.inbox import ORPHAN_S, Receiving
from hub.feed.kinds import MOST_UNPACKED_BYTES, check_kind
from scripts.strain.workspace import HEAD
from tests.feed.bureau import MENDED, Bureau


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["ballot_number", "name", "source"])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def bomb() -> bytes:
    """Return a workbook that unpacks to more than may be, of some kilobytes."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        with packed.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(MOST_UNPACKED_BYTES // 10_000_000 + 1):
                sheet.write(bytes(10_000_000))
    return written.getvalue()


def many_files() -> bytes:
    """Return an archive of more files than are looked at; all are the same empty one."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        packed.writestr("xl/workbook.xml", "")
        packed.filelist *= 10_001
    return written.getvalue()


def said_to_unpack_to(bytes_count: int) -> bytes:
    """Return a workbook of some bytes whose directory names so many."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.filelist[0].file_size = bytes_count
    return written.getvalue()


def received(inbox: Path, most_bytes: int, parts: Iterable[bytes]) -> str:
    """Receive a file and return its SHA-256."""
    with Receiving(inbox, most_bytes) as receiving:
        for part in parts:
            receiving.write(part)
        return receiving.finish().sha256


def test_a_file_over_the_limit_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="at most 1 MB") as raised:
        received(tmp_path, 1_000_000, [bytes(100_000)] * 11)
    assert raised.value.status == 413
    assert "paling banyak 1 MB" in raised.value.indonesian
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    def broken_off() -> Iterator[bytes]:
        yield b"half"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        received(tmp_path, 1_000_000, broken_off())
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_kept_once_and_cannot_be_written(tmp_path: Path) -> None:
    names = {received(tmp_path, 1_000_000, [b"ballot_number\n"]) for _ in range(2)}
    (kept,) = tmp_path.iterdir()
    assert {kept.name} == names
    assert kept.stat().st_mode & 0o777 == 0o400


@pytest.mark.parametrize(
    ("content", "place", "told"),
    [
        (workbook(), "nominations.csv", "found an Excel workbook"),
        (b"%PDF-1.7\n", "nominations.csv", "found PDF"),
        (b'[{"a": 1}]', "nominations.csv", "found JSON"),
        (HEAD.encode(), "list.xlsx", "expected an Excel workbook (XLSX), as list.xlsx is, found a text table"),
        (b"<!doctype html>", "nominations.csv", "a page in HTML"),
        (b"\x7fELF\x02\x01\x01\0", "nominations.csv", "found another content"),
        (b"PK\x03\x04 torn", "list.xlsx", "a damaged archive"),
        (
            ",".join(f"c{number}" for number in range(100_000)).encode() + b"\n",
            "nominations.csv",
            "at most 5,000 columns, found 100,000",
        ),
        (b"x" * 1_200_000, "nominations.csv", "at most 5,000 columns"),
        (bomb(), "list.xlsx", "once unpacked, found 510 MB"),
        (many_files(), "list.xlsx", "an archive of more than 10,000 files"),
        (said_to_unpack_to(10_000_000_000), "list.xlsx", "once unpacked, found 10,000 MB"),
    ],
    ids=["workbook", "pdf", "json", "text", "html", "program", "torn", "columns", "no-line", "bomb", "files", "10-GB"],
)
def test_another_kind_than_the_place_takes_is_refused(tmp_path: Path, content: bytes, place: str, told: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(BadFile) as raised:
        check_kind(path, place)
    assert told in str(raised.value)
    assert raised.value.indonesian


def test_what_is_refused_by_its_content_is_told_in_the_report(bureau: Bureau) -> None:
    number = bureau.put(workbook())["number"]
    bureau.work()
    assert bureau.row(number)["state"] == "UNUSABLE"
    assert "ternyata buku kerja Excel (XLSX)" in bureau.row(number)["reason"]


def test_two_gigabytes_are_refused_with_a_part_in_memory(tmp_path: Path) -> None:
    part, limit = bytes(1_000_000), 100_000_000
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(BadFile, match="at most 100 MB"):
        received(tmp_path, limit, (part for _ in range(2_000)))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000  # KB
    assert list(tmp_path.iterdir()) == []


def test_the_disk_is_not_filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "FREE_BYTES", 10**18)
    with pytest.raises(FeedBusy, match="to stay free"):
        received(tmp_path, 1_000_000, [b"x"])
    assert list(tmp_path.iterdir()) == []


def test_only_what_no_process_holds_is_cleared_up(bureau: Bureau) -> None:
    inbox, old = bureau.state.inbox, time.time() - ORPHAN_S - 9
    named = bureau.put()["sha256"]
    orphan, fresh, left = inbox / ("a" * 64), inbox / ("b" * 64), inbox / ".receiving-0011"
    for path in (orphan, fresh, left):
        path.write_bytes(b"x")
    for path in (orphan, inbox / named):
        os.utime(path, (old, old))
    (bureau.state.folder / "sources-left").mkdir()
    with Receiving(inbox, 100) as receiving:
        receiving.write(b"1")
        bureau.work()
        sha256 = receiving.finish().sha256
    assert {path.name for path in inbox.iterdir()} == {named, fresh.name, sha256}
    assert list(bureau.state.folder.glob("sources-*")) == []


def test_a_lock_on_what_was_removed_meanwhile_is_none(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch()
    assert bounds.is_left(path)
    held = bounds.take(path)
    assert held is not None
    assert not bounds.is_left(path)
    os.close(held)
    assert bounds.is_left(path)
    assert not bounds.is_left(tmp_path / "none")


def test_so_many_files_of_a_dataset_wait_at_most(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deliveries, "MOST_RECEIVED", 1)
    bureau.put()
    with pytest.raises(FeedBusy, match="fewer than 1 files of lists"):
        bureau.put(MENDED.replace("Tujuh", "Baru"))
    assert bureau.put()["number"] == 1  # its receipt
    bureau.work()
    assert bureau.put(MENDED.replace("Tujuh", "Baru"))["number"] == 2
