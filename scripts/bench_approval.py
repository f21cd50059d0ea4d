"""Measure the seconds from the approval of one changed file, the DPR votes of 2024 of examples/indonesia, to the live release.

    python -m scripts.bench_approval SOURCES BUILT FOLDER

BUILT is what `hub build examples/indonesia` wrote; it is copied to FOLDER, with its cache. Prints what the check takes, what is made while somebody
decides, and the approval: until the release is live and until its receipt, with the processor time.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from hub.feed import accounts, deliveries
from hub.feed.inbox import Receiving
from hub.feed.permissions import Principal
from hub.feed.state import Place, State, create, state_folder
from hub.release.kept import current

WORKSPACE = Path("examples/indonesia")
DATASET = "kpu-votes-dpr-2024"
PLACE = "2024-dpr-votes/suara-dpr-ri-value-percaleg.csv"


def main(sources: Path, built: Path, folder: Path) -> None:
    """Bring a changed file to the live release, and print each step."""
    out = folder / "out"
    shutil.copytree(built, out, symlinks=True)
    cache = built.absolute().with_name(f"{built.name}-cache")
    if cache.is_dir():
        shutil.copytree(cache, out.with_name("out-cache"), symlinks=True)
    state = create(state_folder(out), Place(WORKSPACE, sources, out))
    for name, role in (("sari", "steward"), ("wati", "approver")):
        accounts.add(state, name, None, "bench")
        accounts.grant(state, name, role, ["*"], "bench")
    number = _hand_in(state, (sources / PLACE).read_bytes())
    _told("check", state)
    deliveries.submit(state, _who("sari"), number)
    _told("made while somebody decides", state)
    live = current(out).id
    deliveries.approve(state, _who("wati"), number)
    _told("approval", state, lambda: current(out).id != live)
    print(state.row("SELECT state, reason FROM delivery"))


def _hand_in(state: State, content: bytes) -> int:
    """Hand in the file with one more vote for its first candidate."""
    changed = content.replace(b";125234;", b";125235;", 1)
    with Receiving(state.inbox, 10**9) as receiving:
        receiving.write(changed)
        received = receiving.finish()
    row, _ = deliveries.hand_in(state, _who("sari"), DATASET, received, place=PLACE, name=Path(PLACE).name)
    return int(row["number"])


def _who(name: str) -> Principal:
    return Principal(name, frozenset({("steward", "*"), ("approver", "*")}))


def _told(what: str, state: State, is_live: Callable[[], bool] = lambda: False) -> None:
    """Have a process do what waits, as the server does, and print how long it takes."""
    began, live_s = time.monotonic(), None
    process = subprocess.Popen([sys.executable, "-m", "hub.feed.jobs", str(state.folder), "8000"])  # noqa: S603  our own program
    while process.poll() is None:
        if live_s is None and is_live():
            live_s = time.monotonic() - began
        time.sleep(0.05)
    used = os.times()
    live = f"live after {live_s:.1f} s, " if live_s is not None else ""
    print(
        f"{what}: {live}{time.monotonic() - began:.1f} s; processor so far {used.children_user + used.children_system:.1f} s",
        flush=True,
    )


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
