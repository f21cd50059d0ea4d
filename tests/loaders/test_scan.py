"""Scans: recorded in the datasets of a release as not yet open data, with the reason; a PDF with text is told from a picture."""

import io
from pathlib import Path

import pypdf
import pytest

from hub.errors import BrokenSource, WorkspaceError
from hub.facts import NotOpen
from hub.loaders import BY_NAME, SourceFile
from hub.pipeline import build
from hub.release import Release
from hub.tables.datasets import Datasets
from hub.tables.sources import Sources
from hub.workspace import read_workspace
from tests.loaders.golden_case import GOLDEN

TEXT = (GOLDEN / "scan" / "pdf-with-text" / "surat.pdf").read_bytes()
PICTURE = (GOLDEN / "scan" / "pdf-without-text" / "lembar.pdf").read_bytes()
LOCK = "rahasia"
PNG = b"\x89PNG\r\n\x1a\n"

HUB_TOML = """
[hub]
title = "Invented"

[[editions]]
id = "2042"
name = "Pemilu 2042"

[[sources]]
id = "forms"
loader = "scan"
path = "forms/*"
edition = "2042"
title = "Forms C1"
publisher = "Komisi Pemilihan"
"""

RECORDED = 'theme = "ELECTION_RESULTS"\nsystem = "PENGHITUNGAN_DAN_PENETAPAN_SUARA"\n'


def reason(content: bytes) -> str:
    source = SourceFile(path=Path("a"), name="a", edition_id=None)
    source.content = content
    (stated,) = BY_NAME["scan"].read(source)
    assert isinstance(stated, NotOpen)
    return stated.reason


def pages(*contents: bytes, password: str | None = None) -> bytes:
    """Return one PDF of the pages of several."""
    together = pypdf.PdfWriter()
    for content in contents:
        together.append(io.BytesIO(content))
    if password is not None:
        together.encrypt(password, algorithm="RC4-128")
    written = io.BytesIO()
    together.write(written)
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xd8\xff\xe0", "a scan: a picture (JPG), without text or a table that a machine reads"),
        (b"II*\x00", "a scan: a picture (TIFF), without text or a table that a machine reads"),
        (PICTURE, "a scan: a PDF of 1 page, pictures on 1 of 1 and no text"),
        (pages(*[PICTURE] * 60), "a scan: a PDF of 60 pages, pictures on 50 of the first 50 and no text"),
        (
            pages(PICTURE, TEXT, PICTURE),
            "a PDF of 3 pages, with text on 1 of 3: laid out for print, not a table that a machine reads",
        ),
        (pages(TEXT, password=LOCK), "a PDF that is locked with a password"),
    ],
)
def test_a_scan_is_told_from_a_document_with_text(content: bytes, said: str) -> None:
    assert reason(content) == said


@pytest.mark.parametrize("content", [b"", b"No,Nama\n", b"%PDF-1.7\n", PICTURE[:300]])
def test_what_is_no_document_is_a_broken_source(content: bytes) -> None:
    with pytest.raises(BrokenSource, match=r"expected a (scan|PDF that can be opened)"):
        reason(content)


def released(folder: Path, hub_toml: str) -> Release:
    (folder / "hub.toml").write_text(hub_toml, encoding="utf-8")
    (folder / "forms").mkdir()
    for name, content in {"1.png": PNG, "2.png": PNG, "3.pdf": PICTURE, "4.pdf": TEXT}.items():
        (folder / "forms" / name).write_bytes(content)
    return build(read_workspace(folder), folder, folder / ".hub", previous=None, strict=True, progress=lambda *_: None)


def test_scans_stand_in_the_datasets_as_not_open(tmp_path: Path) -> None:
    release = released(tmp_path, HUB_TOML + RECORDED)
    (dataset,) = release.table(Datasets).to_dicts()
    assert (dataset["dataset_id"], dataset["availability"], dataset["rows_count"], dataset["files_count"]) == (
        "forms",
        "NOT_OPEN",
        0,
        4,
    )
    assert dataset["reason"] == (
        "1 file: a PDF of 1 page, with text on 1 of 1: laid out for print, not a table that a machine reads; "
        "1 file: a scan: a PDF of 1 page, pictures on 1 of 1 and no text; "
        "2 files: a scan: a picture (PNG), without text or a table that a machine reads"
    )
    assert release.table(Sources)["state"].cast(str).to_list() == ["READ"] * 4


def test_scans_without_theme_and_system_are_not_passed_over(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match=r"source 'forms' in hub.toml: expected `theme` and `system`"):
        released(tmp_path, HUB_TOML)
