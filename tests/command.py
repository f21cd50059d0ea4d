"""The command `hub`: run as a person runs it, in a process of its own, or quicker in this one."""

import contextlib
import io
import subprocess
import sys
from unittest.mock import patch

from typer.testing import CliRunner

from hub.cli.main import app, main
from hub.errors import HubError

HUB = (sys.executable, "-c", "from hub.cli import main; main()")
"""What a process of its own begins with."""


def process(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end as a person would, in a process of its own and without a terminal."""
    return subprocess.run([*HUB, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end in this process, without a terminal; what it printed, and its exit code, are for the test to judge."""
    code, printed, said = called(*arguments)
    return subprocess.CompletedProcess([*HUB, *arguments], code, printed, said)


def called(*arguments: str, is_mixed: bool = False) -> tuple[int, str, str]:
    """Call the command and return its exit code, what it printed and what it said on stderr; `is_mixed`: all of it as printed."""
    printed = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    said = printed if is_mixed else io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    code = 0
    with (
        patch.object(sys, "argv", ["hub", *arguments]),
        patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO())),
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(said),
    ):
        try:
            main()
        except SystemExit as ended:
            code = int(ended.code or 0)
    texts = [stream.buffer.getvalue().decode() for stream in (printed, said)]  # type: ignore[attr-defined]
    return code, texts[0], "" if is_mixed else texts[1]


def outcome(*arguments: object) -> tuple[int, str]:
    """Run a command in this process and return its exit code and all that it says, an error that it explains included."""
    done = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if isinstance(done.exception, HubError):
        return done.exception.exit_code, f"{done.output}{done.exception}"
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.output


def hub(*arguments: object) -> str:
    """Run a command that succeeds, in this process, and return what it prints to stdout."""
    done = CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout
