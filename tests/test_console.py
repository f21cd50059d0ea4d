"""Tables on a terminal and elsewhere: what is piped has a line per row, however narrow a screen is said to be."""

import pytest

from hub.cli.console import print_grid


def test_a_table_that_no_screen_bounds_has_a_line_per_row(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    print_grid(["question", "share"], [["a" * 60, "b" * 60], ["short", "12"]])
    lines = capsys.readouterr().out.splitlines()
    assert [line.split() for line in lines] == [["question", "share"], ["a" * 60, "b" * 60], ["short", "12"]]


def test_brackets_in_a_cell_are_no_markup(capsys: pytest.CaptureFixture[str]) -> None:
    cells = ["berkas [final].xlsx", "[number withheld]", "a [/y] b", "[red]"]
    print_grid(["[bold]", "b", "c", "d"], [cells])
    header, row = capsys.readouterr().out.splitlines()
    assert header.split()[0] == "[bold]"
    assert [text for text in cells if text not in row] == []
