"""Says where and when figures were measured."""

import os
import platform
from datetime import UTC, datetime
from pathlib import Path


def told() -> str:
    """Return processor, cores, memory, Python, the load of the last minute, and the time."""
    names = [
        line for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines() if line.startswith("model name")
    ]
    memory_kb = int(Path("/proc/meminfo").read_text(encoding="ascii").split()[1])
    return (
        f"{names[0].partition(': ')[2] if names else platform.processor()}, {os.cpu_count()} cores, "
        f"{memory_kb / 1e6:.0f} GB, {platform.system()} {platform.release()}, Python {platform.python_version()}, "
        f"load {os.getloadavg()[0]:.1f} before; {datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    )
