"""JSON is read piece by piece: the same cells as of the whole document, in at most twice the memory of the file."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.loaders.pieces import NotInPieces, Pieces, in_pieces

values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)
paths = st.none() | st.lists(st.text(max_size=4), max_size=2)


def whole(value: Any) -> Any:
    """Return a document with its pieces put together."""
    if isinstance(value, dict):
        return {name: whole(each) for name, each in value.items()}
    return [*value] if isinstance(value, Pieces) else value


@given(document=values, path=paths, indent=st.booleans())
def test_the_pieces_are_those_of_the_document(document: Any, path: list[str] | None, *, indent: bool) -> None:
    content = orjson.dumps(document, option=orjson.OPT_INDENT_2 if indent else None)
    if isinstance(document, dict) and path:
        path[0] = next(iter(document), path[0])
    found = in_pieces(b"\n" * 5 + content, path)
    assert whole(found) == orjson.loads(content)
    assert whole(found) == whole(found), "and again"
    assert isinstance(found, Pieces) == (isinstance(document, list) and not path)


def test_the_array_that_a_path_names_is_pieces() -> None:
    found = in_pieces(b'{"data": {"rows": [{"a": 1}, {"a": 2}], "of": [2]}, "of": [1]}', ["data", "rows"])
    assert isinstance(found["data"]["rows"], Pieces)
    assert (found["data"]["of"], found["of"]) == ([2], [1])
    assert [*found["data"]["rows"]] == [{"a": 1}, {"a": 2}]
    (rows,) = in_pieces(b'{"rows": []}', None).values()
    assert isinstance(rows, Pieces)
    assert not rows


@pytest.mark.parametrize(
    "content",
    [b"", b"[1,]", b"[1] 2", b'{"a": 1}\n{"a": 2}', b"[NaN]", b'["\xff"]', b'["\\ud800"]', b"[" * 5_000 + b"]" * 5_000],
)
def test_what_is_no_json_is_not_taken_to_pieces(content: bytes) -> None:
    with pytest.raises(NotInPieces):
        in_pieces(content, None)


READ = """
import sys
from pathlib import Path
from hub.loaders.mapped.document import grids
from hub.loaders.mapped.options import Mapped
from hub.loaders.source_file import SourceFile
def memory(name):
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) * 1024
path = Path(sys.argv[1])
before = memory("VmRSS")
(grid,) = grids(SourceFile(path=path, name=path.name, edition_id=None), Mapped.model_construct())
assert sum(1 for _ in grid.lines()) == 200_000
print(memory("VmHWM") - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="expected the memory of a process in kilobytes, as Linux counts it")
@pytest.mark.parametrize("form", ["array", "object", "lines"])
def test_a_large_document_takes_at_most_twice_its_size(tmp_path: Path, form: str) -> None:
    path = tmp_path / "large.json"
    rows = [{"kode": f"{row:010}", "nama": f"TPS {row}", "suara": {"1": row, "2": 0}, "alamat": "Jalan Merdeka " * 3} for row in range(200_000)]  # fmt: skip
    match form:
        case "array":
            path.write_bytes(orjson.dumps(rows))
        case "object":
            path.write_bytes(orjson.dumps({"status": "ok", "rows": rows}))
        case _:
            path.write_bytes(b"\n".join(map(orjson.dumps, rows)))
    told = subprocess.run([sys.executable, "-c", READ, path], check=True, capture_output=True, text=True)
    assert int(told.stdout) < 2 * path.stat().st_size
