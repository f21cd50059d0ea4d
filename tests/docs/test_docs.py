"""Nothing shown in the pages is untrue: commands are run, Python is executed, patches applied, links and paths followed.

Blocks marked `console` are commands with their output, `pycon` is Python as typed at its prompt, `r` is R with what it prints, a `diff` is applied to a copy
of the repository in which the commands after it are run. `...` stands for any text. `refresh.py` writes what is printed now.
"""

import contextlib
import doctest
import re
from pathlib import Path
from typing import Literal, get_args, get_origin

import pytest
from annotated_types import Ge, Gt, Le
from pydantic.fields import FieldInfo

from hub.settings import Settings
from tests.components import program
from tests.docs.blocks import blocks, commands
from tests.docs.shell import ROOT, Shell

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("sample/*.md"), *ROOT.glob("docs/**/*.md")])
CHECKER = doctest.OutputChecker()


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def pages_with(language: str) -> list[Path]:
    return [page for page in PAGES if any(blocks(page, language))]


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    return Shell(tmp_path_factory.mktemp("reader"))


@pytest.mark.parametrize("page", pages_with("console"), ids=named)
def test_commands_print_what_the_page_shows(page: Path, shell: Shell) -> None:
    wrong = []
    for block, command, found in shell.outputs(page):
        if not CHECKER.check_output(command.output, found, doctest.ELLIPSIS):
            example = doctest.Example(command.line, command.output)
            difference = CHECKER.output_difference(example, found, doctest.ELLIPSIS | doctest.REPORT_NDIFF)
            wrong.append(f"{named(page)}:{block.line}: $ {command.line}\n{difference}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("page", pages_with("pycon"), ids=named)
def test_python_prints_what_the_page_shows(page: Path, shell: Shell) -> None:
    source = "\n".join(block.body for block in blocks(page, "pycon"))
    test = doctest.DocTestParser().get_doctest(source, {}, named(page), str(page), 0)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.REPORT_NDIFF, verbose=False)
    report: list[str] = []
    with contextlib.chdir(shell.folder):
        runner.run(test, out=report.append)
    assert test.examples
    assert not runner.failures, "".join(report)


@pytest.mark.parametrize("page", pages_with("r"), ids=named)
def test_r_prints_what_the_page_shows(page: Path, shell: Shell) -> None:
    """What an R block prints stands in it behind `#> `. It reads what the last `hub resample --out` and `hub export` of the page wrote."""
    program("Rscript")
    lines = [command.line for block in blocks(page, "console") for command in commands(block)]
    for line in (line for line in lines if line.startswith(("hub resample", "hub export")) and "--out" in line):
        shell.run(line, shell.folder)
    for block in blocks(page, "r"):
        script = shell.folder / "example.R"
        script.write_text(block.body, encoding="utf-8")
        shown = re.findall(r"^#> (.*)$", block.body, re.MULTILINE)
        assert shown
        assert shell.run("Rscript example.R", shell.folder).splitlines() == shown


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_to_files_that_are_there(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = re.findall(r"\]\((?!https?://|#)([^)#\s]+)", text)
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_paths_that_a_page_names_are_there(page: Path) -> None:
    """A path in backticks that begins with a folder of the repository names something in it."""
    text = page.read_text(encoding="utf-8")
    paths = re.findall(r"`((?:hub|tests|docs|sample|examples|ontology|cypher)/[\w./-]*)`", text)
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_the_glossary_has_each_term_once() -> None:
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")][1:]
    terms = [row[0] for row in rows]
    assert len(terms) > 40
    assert len(set(terms)) == len(terms)
    assert [row[0] for row in rows if len(row) != 4 or not re.fullmatch(r"`hub/[\w/]+\.py`", row[3])] == []


@pytest.mark.parametrize(
    ("change", "most"), [("A GraphQL field", 1), ("An RDF term", 1), ("A column", 3), ("A table", 5)]
)
def test_a_change_of_the_tour_touches_few_files(change: str, most: int) -> None:
    """By hand: what is generated is written by a command, and held to the tables by `make check`."""
    text = (ROOT / "docs" / "tour.md").read_text(encoding="utf-8")
    section = text.partition(f"\n### {change}")[2].partition("\n### ")[0]
    assert 1 <= len(re.findall(r"^\+\+\+ b/", section, re.MULTILINE)) <= most


def bounds(item: FieldInfo) -> str:
    """Return what a setting takes, as docs/settings.md says it."""
    if get_origin(item.annotation) is Literal:
        return ", ".join(f"`{value}`" for value in get_args(item.annotation))
    if item.annotation is bool:
        return "`true`, `false`"
    least = next((f"{bound.ge:g}" for bound in item.metadata if isinstance(bound, Ge)), None)
    above = next((f"above {bound.gt:g}" for bound in item.metadata if isinstance(bound, Gt)), None)
    most = next((f"{bound.le:,.12g}" for bound in item.metadata if isinstance(bound, Le)), None)
    if least or above:
        return f"{least or above} to {most}" if most else f"from {least or above}"
    return "path" if item.annotation is Path else "text"


def test_every_setting_is_described_as_it_is() -> None:
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| `HUB_")]
    expected = []
    for name, item in Settings.model_fields.items():
        default = (
            f"`{str(item.default).lower() if item.annotation is bool else item.default}`"
            if str(item.default)
            else "empty"
        )
        expected.append(f"| `HUB_{name.upper()}` | {default} | {bounds(item)} | {item.description} |")
    assert rows == expected


def test_decisions_are_numbered_once_and_titled() -> None:
    records = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    numbers = [record.name[:4] for record in records]
    assert len(set(numbers)) == len(numbers)
    untitled = [
        record.name
        for record in records[1:]
        if not record.read_text(encoding="utf-8").startswith(f"# {record.name[:4]}: ")
    ]
    assert untitled == []
