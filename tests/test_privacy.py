"""What is withheld reaches no output: a national id planted in the sources, a full birth date, a place of birth.

Every byte of every file that a build writes is read, Parquet and SQLite cell by cell, and so is what it prints.
"""

import contextlib
import gzip
import io
import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from hub import pipeline, publication
from hub.export import FORMATS, export
from hub.release import Release
from hub.web.data_query import stored_queries
from hub.web.reconcile.kinds import KINDS
from hub.workspace import Workspace, read_workspace
from tests.planting import NATIONAL_ID, PRIVATE, plant
from tests.web.conftest import caller

ROOT = Path(__file__).parents[1]

CLEANED = (
    "2014-apipemilu/calon/2014/dpr/*.csv", "2014-apipemilu/calon/2014/dpd/*.csv", "2014-apipemilu/calon/2014/dprd_*/*.csv",
    "2014-apipemilu/calon-presiden/2014/*.csv", "2014-apipemilu/incumbents/*.csv", "2014-apipemilu-more/laporan_pelanggaran/*.csv",
    "2014-apipemilu-more/pemantauan_pilkada2015/*.csv", "2015-pilkada-apipemilu/pilkada2015-data-calon/participants.csv",
    "2019-kpu-infopemilu/caleg/*.json", "2024-kpu-dct/dpr/*.json", "2024-kpu-dct/dpd/*.json", "2024-kpu-dct/parpol.json",
)  # fmt: skip
"""Files of which the published ones hold private facts that the cleaned copies do not."""


def build(workspace: Workspace, sources: Path, out: Path) -> tuple[Release, str]:
    """Build, publish and export in every format; return the release and what was printed."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        release = pipeline.build(workspace, sources, out, previous=None, strict=False, progress=lambda *_: None)
        publication.publish(out, release, lambda *_: None)
        for export_format in FORMATS:
            export(release, export_format, out / "exports" / export_format)
    return release, printed.getvalue()


def outputs(out: Path) -> Iterator[tuple[str, str]]:
    """Yield every file below `out` as text, with its name; what is packed in it as well, tables cell by cell."""
    for path in sorted(path for path in out.rglob("*") if path.is_file()):
        name = path.relative_to(out).as_posix()
        yield name, name + "\n" + path.read_bytes().decode("latin-1")
        if path.suffix == ".gz":
            yield name.removesuffix(".gz"), gzip.decompress(path.read_bytes()).decode("utf-8")
        elif path.suffix == ".parquet":
            yield f"{name} (cells)", "\n".join(map(str, pl.read_parquet(path).iter_rows()))
        elif path.suffix == ".sqlite":
            with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as store:
                yield f"{name} (cells)", "\n".join(_cells(store))


def _cells(store: sqlite3.Connection) -> Iterator[str]:
    tables = [name for (name,) in store.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]
    for table in tables:
        with contextlib.suppress(sqlite3.OperationalError):  # a full-text index without contents has no cells to read
            for row in store.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 (names come from the store itself)
                yield str(row)


def holding(out: Path, text: str) -> list[str]:
    """Return the names of the outputs that hold a text."""
    return [name for name, content in outputs(out) if text in content]


def test_the_scan_finds_what_is_there(tmp_path: Path) -> None:
    workspace = read_workspace(ROOT / "sample")
    build(workspace, workspace.default_sources, tmp_path)
    found = holding(tmp_path, "IRMAWAN")
    assert any(name.endswith(".parquet (cells)") for name in found)
    assert any(name.endswith(".sqlite (cells)") for name in found)
    assert any(name.endswith(".nq") for name in found)
    assert any(name.endswith(".csv") for name in found)


def test_a_national_id_planted_in_the_sample_reaches_no_output(tmp_path: Path) -> None:
    workspace = read_workspace(ROOT / "sample")
    sources = tmp_path / "sources"
    assert plant(workspace, workspace.default_sources, sources, NATIONAL_ID) > len(workspace.sources)
    _, printed = build(workspace, sources, tmp_path / "out")
    assert holding(tmp_path / "out", NATIONAL_ID) == []
    assert NATIONAL_ID not in printed


def test_what_published_files_hold_of_private_facts_reaches_no_output(published_data: Path, tmp_path: Path) -> None:
    workspace = read_workspace(ROOT / "examples" / "indonesia")
    sources = tmp_path / "sources"
    assert plant(workspace, published_data, sources, NATIONAL_ID) > len(workspace.sources)
    for name in CLEANED:
        assert any(PRIVATE in path.read_text("utf-8", "replace") for path in sources.glob(name)), name
    _, printed = build(workspace, sources, tmp_path / "out")
    assert holding(tmp_path / "out", NATIONAL_ID) == []
    assert holding(tmp_path / "out", PRIVATE) == []
    assert NATIONAL_ID not in printed
    assert PRIVATE not in printed


def test_the_sample_holds_no_national_id_and_no_withheld_column() -> None:
    files = sorted((ROOT / "sample").rglob("*.csv"))
    assert len(files) == len(read_workspace(ROOT / "sample").sources)
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"[0-9]{16}", text), path
        assert not {"birth_date", "birth_place"} & set(text.partition("\n")[0].split(",")), path


@pytest.fixture
def with_birth(tmp_path: Path) -> Workspace:
    """Return a workspace of one list that states birth dates and places."""
    (tmp_path / "hub.toml").write_text(
        """
        [hub]
        title = "One list"
        [[editions]]
        id = "2042"
        name = "Pemilu 2042"
        [[sources]]
        id = "candidates"
        loader = "hub-table"
        path = "candidacies.csv"
        edition = "2042"
        title = "A list"
        publisher = "Nobody"
        """,
        encoding="utf-8",
    )
    (tmp_path / "candidacies.csv").write_text(
        "office,ballot_number,name,role,birth_date,birth_place,source\n"
        "PRESIDENT,1,ANI,HEAD,1987-06-05,KAMPUNG RAHASIA,A list\n",
        encoding="utf-8",
    )
    (tmp_path / "tickets.csv").write_text("office,ballot_number,name,source\nPRESIDENT,1,ANI & BUDI,A list\n")
    text = (tmp_path / "hub.toml").read_text(encoding="utf-8")
    ticket = text[text.index("[[sources]]") :].replace('"candidates"', '"tickets"').replace("candidacies", "tickets")
    (tmp_path / "hub.toml").write_text(f"{text}\n{ticket}", encoding="utf-8")
    return read_workspace(tmp_path)


def test_birth_date_and_place_are_evidence_and_the_year_is_published(with_birth: Workspace, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(with_birth, with_birth.default_sources, out)
    for withheld in ("1987-06-05", "KAMPUNG RAHASIA", "06-05"):
        assert holding(out, withheld) == []
    assert any(name.endswith("candidacies.parquet (cells)") for name in holding(out, "1987"))


def test_birth_date_and_place_are_in_no_answer_of_a_server(with_birth: Workspace, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(with_birth, with_birth.default_sources, out)
    get = caller(out)
    text = "".join(
        get(f"/data/query.{form}?stored={name}").text for form in ("csv", "ndjson") for name in stored_queries()
    )
    match = {"queries": '{"q": {"query": "ANI", "type": "person"}}'}
    (found,) = get("/reconcile", "POST", data=match).json()["q"]["result"]
    columns = [{"id": each.id} for kind in KINDS.values() for each in kind.properties]
    asked = {"extend": json.dumps({"ids": [found["id"], "candidacy/2042/president/1/1"], "properties": columns[:20]})}
    text += get("/reconcile", "POST", data=asked).text + get(f"/reconcile/preview?id={found['id']}").text
    assert "ANI" in text
    assert "1987" in text
    assert [withheld for withheld in ("1987-06-05", "KAMPUNG RAHASIA", "06-05") if withheld in text] == []
