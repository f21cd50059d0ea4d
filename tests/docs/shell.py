"""Runs the commands of a page as a reader would: in a folder like a fresh clone, or in a copy with the page's patches applied.

A command `hub` of the fresh clone runs in this process, which has loaded what it needs; what follows it in a pipe, every other command, and
`hub` of a changed copy run in a shell.
"""

import contextlib
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from unittest.mock import patch

from tests.command import called
from tests.docs.blocks import Block, Command, blocks, commands

ROOT = Path(__file__).parents[2]
SURROUNDINGS = {"COLUMNS": "120"}

SHOWN = "127.0.0.1:8000"
"""Where the pages say that the hub is served; the tests serve it at another port."""


class Shell:
    """A folder in which the sample has been built to `demo`, served when a command asks for it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "clone"
        self.changed = folder / "changed"
        self.folder.mkdir()
        for entry in ROOT.iterdir():
            if not entry.name.startswith("."):
                (self.folder / entry.name).symlink_to(entry)
        add_command(self.folder, ROOT)
        told = self.run("hub build sample --out demo", self.folder)
        if not (self.folder / "demo" / "current").is_file():
            raise RuntimeError(f"expected a build of the sample, found: {told}")

    def outputs(self, page: Path) -> Iterator[tuple[Block, Command, str]]:
        """Run the commands of a page in order and yield what each prints, messages included."""
        folder = self.folder
        for block in blocks(page):
            if block.language == "diff":
                folder = self._copy()
                apply(folder, block)
            for command in commands(block) if block.language == "console" else ():
                yield block, command, self.run(command.line, folder)

    def run(self, line: str, folder: Path) -> str:
        if folder == self.folder and (found := simple(line)):
            arguments, rest = found
            with contextlib.chdir(folder), patch.dict(os.environ, SURROUNDINGS):
                code, printed_by_hub, said = called(*arguments, is_mixed=not rest)
            return (
                printed(f"set -o pipefail; (cat; exit {code}) | {rest}", folder, printed_by_hub, said)
                if rest
                else printed_by_hub
            )
        if SHOWN not in line:
            return printed(line, folder)
        with served(self.folder / "demo") as address:
            return printed(line.replace(SHOWN, address), folder).replace(address, SHOWN)

    def _copy(self) -> Path:
        """Return a new copy of the repository, which may be changed."""
        shutil.rmtree(self.changed, ignore_errors=True)
        for name in ("hub", "tests", "sample", "ontology", "cypher"):
            shutil.copytree(ROOT / name, self.changed / name, ignore=shutil.ignore_patterns("__pycache__", ".hub"))
        shutil.copy(ROOT / "pyproject.toml", self.changed)
        add_command(self.changed, self.changed)
        return self.changed


def add_command(folder: Path, code: Path) -> None:
    """Put the command `hub` of the code in `code` where a command of `folder` finds it."""
    hub = folder / ".bin" / "hub"
    hub.parent.mkdir()
    hub.write_text(
        f"#!{sys.executable}\nimport sys\nsys.path.insert(0, {str(code)!r})\nfrom hub.cli import main\nmain()\n"
    )
    hub.chmod(0o755)


def simple(line: str) -> tuple[list[str], str] | None:
    """Return the arguments of a line that begins with `hub`, and what its output is piped into; None for what needs a shell."""
    head, *piped = re.split(r"\s+(?:\\\n\s*)?\|\s+", line, maxsplit=1)
    if not head.startswith("hub ") or SHOWN in line:
        return None
    try:
        words = shlex.split(head)
    except ValueError:  # a bar within quotes
        return None
    is_plain = not set(re.sub(r"'[^']*'", "", head)) & set("();<>|&$`\\*~")
    return (words[1:], "".join(piped)) if is_plain else None


def printed(line: str, folder: Path, given: str = "", said: str = "") -> str:
    path = os.pathsep.join([str(folder / ".bin"), str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, **SURROUNDINGS, "PATH": path, "PYTHONWARNINGS": "ignore"}
    ran = subprocess.run(
        ["bash", "-c", line],
        cwd=folder,
        env=environment,
        input=given,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return said + ran.stdout


def apply(folder: Path, patch: Block) -> None:
    ran = subprocess.run(
        ["git", "apply", "-C1", "-"], cwd=folder, input=patch.body, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, f"{patch.page}:{patch.line}: expected a patch that applies; {ran.stderr}"


@contextmanager
def served(out: Path) -> Iterator[str]:
    """Serve a build and yield its address. The socket listens before the server starts, so nobody has to wait for it."""
    import uvicorn

    from hub.web.app import serving

    before = os.environ.get("HUB_OUT")
    os.environ["HUB_OUT"] = str(out)
    server = uvicorn.Server(uvicorn.Config(serving, factory=True, log_level="critical"))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
            with suppress(KeyError):
                del os.environ["HUB_OUT"]
            if before is not None:
                os.environ["HUB_OUT"] = before
