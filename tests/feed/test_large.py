"""Files that are too large in one way or another: refused or taken with bounded memory, measured in a process of their own, and told in clear words.

`HUB_LARGE=1 pytest -n 0 -s tests/feed/test_large.py` sends 2 GB by each way in, and a workbook that unpacks to 10 GB; it takes some minutes and 5 GB of disk.
"""

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from tusclient.client import TusClient
from tusclient.exceptions import TusCommunicationError

from hub.feed import accounts, tokens
from hub.feed.kinds import MOST_UNPACKED_BYTES
from tests.feed.bureau import Bureau
from tests.feed.served import FORM_TOKEN, PASSWORD

IS_LONG = os.environ.get("HUB_LARGE") == "1"
LARGE_MB = 2_000 if IS_LONG else 40
UNPACKED_BYTES = 10_000_000_000 if IS_LONG else MOST_UNPACKED_BYTES + 10_000_000

MOST_MORE_MB = 30
"""Megabytes that a process may take at most for such a file, over what it takes for a small one."""


@contextmanager
def serving(bureau: Bureau, most_mb: int) -> Iterator[tuple[str, Callable[[], float]]]:
    """Yield the address of a server that takes files of so many megabytes, and what gives the most memory that it has held so far, in MB."""
    command = [sys.executable, "-m", "tests.feed.serving", str(bureau.out), str(most_mb)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()

        def peak_mb() -> float:
            found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{process.pid}/status").read_text())
            assert found is not None
            return int(found[1]) / 1024

        try:
            yield address, peak_mb
        finally:
            process.kill()


def by_api(address: str, token: str, path: Path) -> tuple[int, str]:
    with path.open("rb") as file:
        answered = httpx.post(
            f"{address}/feed/api/deliveries?dataset=lists&name=nominations.csv",
            content=iter(lambda: file.read(1 << 20), b""),  # in chunks, so that no header says how much comes
            headers={"Authorization": f"Bearer {token}"},
            timeout=600,
        )
    return answered.status_code, answered.text


def by_form(address: str, _token: str, path: Path) -> tuple[int, str]:
    with httpx.Client(base_url=address, timeout=600) as client, path.open("rb") as file:

        def form_token(page: str) -> str:
            found = FORM_TOKEN.search(client.get(page).text)
            assert found is not None
            return found[1]

        given = {"form_token": form_token("/feed/masuk"), "name": "sari", "password": PASSWORD}
        client.post("/feed/masuk", files=[(name, (None, text)) for name, text in given.items()])
        fields = {"form_token": form_token("/feed/"), "dataset": "lists"}
        answered = client.post("/feed/kiriman", data=fields, files={"file": ("nominations.csv", file)})
    return answered.status_code, answered.text


def by_tus(address: str, token: str, path: Path) -> tuple[int, str]:
    client = TusClient(f"{address}/feed/api/uploads", headers={"Authorization": f"Bearer {token}"})
    metadata = {"dataset": "lists", "filename": "nominations.csv"}
    with path.open("rb") as file:
        try:
            client.uploader(file_stream=file, chunk_size=8_000_000, metadata=metadata).upload()
        except TusCommunicationError as error:
            return int(error.status_code), str(error.response_content)
    return 204, ""


@pytest.mark.parametrize("send", [by_api, by_form, by_tus])
@pytest.mark.parametrize("is_taken", [False, True], ids=["refused", "taken"])
def test_a_large_file_takes_a_part_of_it_in_memory(
    bureau: Bureau, tmp_path: Path, send: Callable[[str, str, Path], tuple[int, str]], *, is_taken: bool
) -> None:
    accounts.set_password(bureau.state, "sari", PASSWORD, "test")
    token = tokens.make(bureau.state, "sari", ["read", "hand-in"], 9, "test")
    small, large = tmp_path / "small", tmp_path / "large"
    small.write_bytes(bytes(100_000))
    with large.open("wb") as file:
        file.truncate(LARGE_MB * 1_000_000)
    with serving(bureau, LARGE_MB + 1 if is_taken else LARGE_MB // 2) as (address, peak_mb):
        assert send(address, token, small)[0] < 400
        before = peak_mb()
        status, told = send(address, token, large)
        more = peak_mb() - before
    sys.stdout.write(f"{LARGE_MB} MB {send.__name__}: {status}, {more:.1f} MB more than {before:.0f}\n")
    assert more < MOST_MORE_MB
    if is_taken:
        assert status < 400, told
        assert [row["bytes_count"] for row in bureau.state.rows("SELECT * FROM delivery ORDER BY number")] == [
            100_000, LARGE_MB * 1_000_000,
        ]  # fmt: skip
    else:
        assert status == 413
        assert f"at most {LARGE_MB // 2} MB" in told or f"paling banyak {LARGE_MB // 2} MB" in told
        assert len(list(bureau.state.inbox.iterdir())) == 1


def columns(path: Path) -> None:
    path.write_text(",".join(f"c{number}" for number in range(100_000)) + "\n" + "1," * 99_999 + "1\n")


def bomb(path: Path) -> None:
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed,
        packed.open("xl/workbook.xml", "w", force_zip64=True) as sheet,
    ):
        for _ in range(UNPACKED_BYTES // 10_000_000):
            sheet.write(bytes(10_000_000))


WORK = "import re, sys; from pathlib import Path; from hub.feed.jobs import work; from hub.feed.state import State; work(State(Path(sys.argv[1]))); print(int(re.search(r'VmHWM:\\s*(\\d+)', Path('/proc/self/status').read_text())[1]) / 1024)"
"""Does what waits, and prints the most memory that it held, in MB."""


@pytest.mark.parametrize(
    ("write", "told"),
    [(columns, "paling banyak 5000, ditemukan sedikitnya 100000"), (bomb, "paling banyak 500 MB")],
)
def test_a_table_that_would_not_fit_is_told_with_bounded_memory(
    bureau: Bureau, tmp_path: Path, write: Callable[[Path], None], told: str
) -> None:
    peaks = []
    for content in (b"\0", None):
        path = tmp_path / "file"
        if content is None:
            write(path)
        else:
            path.write_bytes(content)
        number = bureau.put(path.read_bytes())["number"]
        ran = subprocess.run([sys.executable, "-c", WORK, str(bureau.state.folder)], capture_output=True, check=True)
        peaks.append(float(ran.stdout))
        assert bureau.row(number)["state"] == "UNUSABLE"
    sys.stdout.write(f"{write.__name__}: {peaks[1] - peaks[0]:.1f} MB more than {peaks[0]:.0f}\n")
    assert told in bureau.row(number)["reason"]
    assert peaks[1] - peaks[0] < MOST_MORE_MB
