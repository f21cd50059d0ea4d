"""kill -9 of a hand-in, a check, a publication or an undoing at one of its writes: nothing that was acknowledged is lost, and the next one completes."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable

import httpx
import pytest

from hub.feed import deliveries, tokens
from hub.feed.verify import problems
from hub.release.kept import current, releases
from hub.release.verify import problems as release_problems
from tests.command import outcome
from tests.feed.bureau import MENDED, Bureau

KILLS = int(os.environ.get("HUB_KILLS", "1"))
"""Kills of each kind; `make faults` asks for more."""

WRITES = {"put": 80, "CHECKED": 70, "PUBLISHED": 110, "UNDONE": 12}
"""Writes of each kind of job at least, so that a kill comes in the midst of them."""

SEED = 2042


def kill(bureau: Bureau, kind: str, turn: int, *arguments: str, token: str = "") -> None:
    """Run a command, or the jobs, until it kills itself at one of its writes, which a seed gives."""
    point = random.Random(f"{SEED} {kind} {turn}").randrange(1, WRITES[kind])  # noqa: S311  a point of a test
    ran = subprocess.run(
        [sys.executable, "-m", "tests.feed.killed_at", str(point), *(arguments or ("work", str(bureau.state.folder)))],
        env={**os.environ, "HUB_TOKEN": token},
        capture_output=True,
        check=False,
    )
    assert ran.returncode == -signal.SIGKILL, f"expected a kill at write {point}, found {ran.stdout!r} {ran.stderr!r}"


def is_sound(bureau: Bureau) -> None:
    """Fail where the chain does not hold, a file is lost, or what is live is half a release."""
    assert problems(bureau.state) == []
    assert release_problems(current(bureau.out)) == []


@pytest.mark.parametrize("turn", range(KILLS))
def test_a_hand_in_is_acknowledged_and_there_or_neither(bureau: Bureau, turn: int) -> None:
    token = tokens.make(bureau.state, "sari", ["hand-in", "read"], 9, "test")
    file = bureau.workspace.parent / "nominations.csv"
    file.write_text(MENDED)
    kill(
        bureau, "put", turn, "feed", "put", str(file), "--dataset", "lists", "--dir", str(bureau.workspace), token=token
    )
    is_sound(bureau)
    assert bureau.put()["number"] == 1
    bureau.work()
    is_sound(bureau)
    assert bureau.row(1)["state"] == "CHECKED"
    assert [path.name for path in bureau.state.inbox.iterdir()] == [bureau.row(1)["sha256"]]


@pytest.mark.parametrize("turn", range(KILLS))
def test_what_was_acknowledged_over_http_is_there_after_a_kill(bureau: Bureau, turn: int) -> None:
    token = tokens.make(bureau.state, "sari", ["hand-in", "read"], 9, "test")
    count = random.Random(f"{SEED} http {turn}").randrange(1, 4)  # noqa: S311  a number of files
    command = [sys.executable, "-m", "tests.feed.serving", str(bureau.out)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        told = [
            httpx.post(
                f"{address}/feed/api/deliveries?dataset=lists&name=nominations.csv",
                content=MENDED.replace("Tujuh", f"Nomor {number}"),
                headers={"Authorization": f"Bearer {token}"},
                timeout=600,
            )
            for number in range(count)
        ]
        process.kill()
    assert [answered.status_code for answered in told] == [201] * count
    for receipt in (answered.json() for answered in told):
        assert bureau.row(receipt["number"])["sha256"] == receipt["sha256"]
    is_sound(bureau)
    bureau.work()
    assert {row["state"] for row in bureau.state.rows("SELECT state FROM delivery")} == {"CHECKED"}
    is_sound(bureau)


def undoing(bureau: Bureau) -> None:
    deliveries.undo(bureau.state, bureau.who("sari"), bureau.published(), "angka dari dokumen lama")


def approved(bureau: Bureau) -> None:
    deliveries.approve(bureau.state, bureau.who("wati"), bureau.submitted())


@pytest.mark.parametrize("turn", range(KILLS))
@pytest.mark.parametrize(
    ("begin", "end"),
    [(Bureau.put, "CHECKED"), (approved, "PUBLISHED"), (undoing, "UNDONE")],
    ids=["check", "publish", "undo"],
)
def test_a_job_that_was_killed_is_done_by_the_next(
    bureau: Bureau, begin: Callable[[Bureau], object], end: str, turn: int
) -> None:
    begin(bureau)
    before = bureau.live()
    kill(bureau, end, turn)
    is_sound(bureau)
    bureau.work()
    row = bureau.row(1)
    assert row["state"] == end, row["reason"]
    is_sound(bureau)
    live = {"CHECKED": before, "PUBLISHED": row["release"], "UNDONE": row["release_before"]}[end]
    assert bureau.live() == live
    assert len(releases(bureau.out)) == (1 if end == "CHECKED" else 2)
    assert not [path for path in bureau.state.folder.iterdir() if path.name.startswith("sources-")]
    code, told = outcome("verify", bureau.workspace)
    assert code == 0, told
