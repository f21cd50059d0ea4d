"""The command `hub`: run as a person runs it, in a process of its own, or quicker in this one."""

import subprocess
import sys

from typer.testing import CliRunner

from hub.cli.main import app
from hub.errors import HubError

HUB = (sys.executable, "-c", "from hub.cli import main; main()")
"""What a process of its own begins with."""


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, without a terminal; what it printed, and its exit code, are for the test to judge."""
    return subprocess.run([*HUB, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)


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
