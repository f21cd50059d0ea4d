"""Nothing shown in the pages is untrue: commands are run, Python is executed, links and paths are followed.

Blocks marked `console` are commands with their output, `pycon` is Python as typed at its prompt; `...` stands for any text.
"""

import contextlib
import doctest
import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from hub.settings import Settings
from tests.docs.blocks import Block, blocks, commands

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("sample/*.md"), *ROOT.glob("docs/**/*.md")])
SHOWN_PORT = "127.0.0.1:8000"
CHECKER = doctest.OutputChecker()


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def pages_with(language: str) -> list[Path]:
    return [page for page in PAGES if any(blocks(page, language))]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder like a fresh clone, in which a reader can type; what is written there does not reach the repository."""
    folder = tmp_path_factory.mktemp("reader")
    for entry in ROOT.iterdir():
        if not entry.name.startswith("."):
            (folder / entry.name).symlink_to(entry)
    hub = folder / ".bin" / "hub"
    hub.parent.mkdir()
    hub.write_text(
        f"#!{sys.executable}\nimport sys\nsys.path.insert(0, {str(ROOT)!r})\nfrom hub.cli import main\nmain()\n"
    )
    hub.chmod(0o755)
    run(folder, "hub build sample --out demo")
    return folder


def run(folder: Path, line: str) -> str:
    """Run a line as a shell would and return what it prints, messages included."""
    environment = {**os.environ, "PATH": f"{folder / '.bin'}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "120"}
    ran = subprocess.run(
        ["bash", "-c", line],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return ran.stdout


@pytest.fixture(scope="module")
def port(reader: Path) -> Iterator[str]:
    """Serve the demo and return host and port. The socket listens before the server starts, so nobody has to wait for it."""
    import uvicorn
    from hub.web.app import serving

    listening = socket.create_server(("127.0.0.1", 0))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HUB_OUT", str(reader / "demo"))
        server = uvicorn.Server(uvicorn.Config(serving, factory=True, log_level="critical"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield f"127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()
    listening.close()


def compare(block: Block, told: str, expected: str, found: str) -> None:
    example = doctest.Example(told, expected, lineno=block.line)
    if not CHECKER.check_output(example.want, found, doctest.ELLIPSIS):
        difference = CHECKER.output_difference(example, found, doctest.ELLIPSIS | doctest.REPORT_NDIFF)
        pytest.fail(f"{named(block.page)}:{block.line}: {told}\n{difference}", pytrace=False)


@pytest.mark.parametrize("page", pages_with("console"), ids=named)
def test_commands_print_what_the_page_shows(page: Path, reader: Path, request: pytest.FixtureRequest) -> None:
    for block in blocks(page, "console"):
        for command in commands(block):
            line = command.line
            if SHOWN_PORT in line:
                line = line.replace(SHOWN_PORT, request.getfixturevalue("port"))
            found = run(reader, line)
            if line != command.line:
                found = found.replace(request.getfixturevalue("port"), SHOWN_PORT)
            compare(block, command.line, command.output, found)


@pytest.mark.parametrize("page", pages_with("pycon"), ids=named)
def test_python_prints_what_the_page_shows(page: Path, reader: Path) -> None:
    source = "\n".join(block.body for block in blocks(page, "pycon"))
    test = doctest.DocTestParser().get_doctest(source, {}, named(page), str(page), 0)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.REPORT_NDIFF, verbose=False)
    report: list[str] = []
    with contextlib.chdir(reader):
        runner.run(test, out=report.append)
    assert test.examples
    assert not runner.failures, "".join(report)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_to_files_that_are_there(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = re.findall(r"(?<!`)\]\((?!https?://|#)([^)#\s]+)", text)
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_paths_that_a_page_names_are_there(page: Path) -> None:
    """Paths in backticks that begin with a folder of the repository name a file or folder in it; `NNNN` and `*` do not."""
    text = page.read_text(encoding="utf-8")
    paths = re.findall(r"`((?:hub|tests|docs|sample|examples|ontology|cypher)/[\w./-]*)`", text)
    assert [path for path in paths if not (ROOT / path).exists() and "NNNN" not in path] == []


def test_the_glossary_has_each_term_once() -> None:
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")][1:]
    terms = [row[0] for row in rows]
    assert len(terms) > 40
    assert len(set(terms)) == len(terms)
    assert [row[0] for row in rows if len(row) != 4 or not re.fullmatch(r"`hub/[\w/]+\.py`", row[3])] == []


def test_every_setting_is_described_as_it_is() -> None:
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| `HUB_")]
    expected = [
        f"| `HUB_{item.name.upper()}` | `{item.default}` | {item.metadata['help']} |" for item in fields(Settings)
    ]
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
