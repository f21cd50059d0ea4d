"""Every row of docs/interoperability.md names a test that is there, and a finding that can be run where it names one."""

import ast
import re

import pytest

from tests.docs.shell import ROOT

TEXT = (ROOT / "docs" / "interoperability.md").read_text(encoding="utf-8")
ROWS = [line.strip("| ").split(" | ") for line in TEXT.splitlines() if line.startswith("| ") and "`tests/" in line]


def test_every_row_is_whole() -> None:
    assert len(ROWS) > 30
    assert len(ROWS) == sum(line.startswith("| ") and not line.startswith("| What |") for line in TEXT.splitlines())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_what_a_row_names_is_there(row: list[str]) -> None:
    assert len(row) == 5
    assert all(cell.strip() for cell in row)
    named = re.fullmatch(r"`(tests/\S+\.py)::(test_\w+)`", row[4])
    assert named, row[4]
    path, name = named.groups()
    module = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    assert name in {each.name for each in module.body if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)}
    for finding in re.findall(r"\S+\.sh", row[2]):
        assert (ROOT / "findings" / finding).is_file()
