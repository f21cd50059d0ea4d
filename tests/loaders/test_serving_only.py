"""An installation that only serves lacks what reads some sources; it says so and what to install."""

import sys
from pathlib import Path

import pytest

from hub.errors import UsageError
from hub.loaders.confined import NotRead, Reader
from hub.loaders.shapes import read
from hub.loaders.source_file import SourceFile


def test_shapes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "map.geojson").write_text('{"type": "FeatureCollection", "features": []}')
    monkeypatch.setitem(sys.modules, "pyogrio", None)
    options = {"region_scheme": "kemendagri", "region_column": "code"}
    with pytest.raises(UsageError, match=r"map\.geojson: expected the package pyogrio.*install pemilu-hub with pip"):
        list(read(SourceFile(tmp_path / "map.geojson", "map.geojson", None, options)))


@pytest.mark.parametrize(("kind", "library"), [("pdf", "pypdf"), ("workbook", "python_calamine")])
def test_workbooks_and_pdf(kind: str, library: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / f"{library}.py").write_text("raise ImportError")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    reader = Reader()
    try:
        for _ in range(2):
            with pytest.raises(NotRead, match=f"no package {library} to read it.*install pemilu-hub with pip"):
                reader.ask(kind, b"content")
    finally:
        reader.close()
