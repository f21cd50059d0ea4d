"""Runs wrk and reads what it measured."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

_SCRIPT = Path(__file__).with_name("wrk.lua")

CONNECTIONS = 8


class WrkFailed(Exception):
    """wrk is not installed, or answers failed."""


@dataclass(frozen=True)
class Measured:
    """What one run measured: how many answers, and the milliseconds within which half and 99% of the answers came."""

    count: int
    per_second: float
    half_ms: float
    most_ms: float


def measure(address: str, bodies: Path, seconds: int) -> Measured:
    """Ask for so many seconds, on 8 connections, each of which waits for its answer. Raises WrkFailed where any answer failed."""
    program = shutil.which("wrk")
    if program is None:
        raise WrkFailed("expected wrk on the path, found none; install the package wrk")
    command = [program, "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(_SCRIPT), address, "--", str(bodies)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  wrk
    return read(done.stdout + done.stderr)


def read(output: str) -> Measured:
    """Return what the line of our script at the end of wrk's output says."""
    lines = [line.split()[1:] for line in output.splitlines() if line.startswith("WRK ")]
    if len(lines) != 1:
        raise WrkFailed(f"expected one line of figures from wrk, found {output!r}")
    requests, duration_us, failed, half_us, most_us, _ = map(int, lines[0])
    if failed or not requests:
        raise WrkFailed(f"expected {requests} answers, found {failed} failed")
    return Measured(requests, requests / duration_us * 1e6, half_us / 1e3, most_us / 1e3)
