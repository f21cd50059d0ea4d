"""Uploads that go on after a break: the parts of a file on disk, until all of it is there and it is handed in.

An upload is of the account that began it. What came before a break, or before the server was killed, is kept for a day; nothing of it is acknowledged
but its length. A file that is there as a whole is handed in by whoever asks next, and the same bytes have one receipt.
"""

import fcntl
import os
import secrets
import time
from collections import defaultdict
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError

from hub.atomic_file import atomic_file
from hub.errors import BadFile, FeedBusy, NoDelivery, NotNow
from hub.feed import deliveries
from hub.feed.bounds import room_for
from hub.feed.inbox import keep, too_large
from hub.feed.permissions import Principal
from hub.feed.state import State
from hub.national_id import strike_out
from hub.strict_model import Strict

MOST_OPEN = 20
"""Uploads of one account that are not handed in yet."""

KEPT_S = 86_400
"""Seconds without a new part after which an upload is removed."""


class Upload(Strict):
    """An upload: whose it is, what it is a file of, and how long it will be. `delivery` is None until it is handed in."""

    id: str
    account: str
    dataset: str
    place: str
    name: str
    bytes_count: int
    delivery: int | None = None


def begin(
    state: State, who: Principal, dataset: str, *, place: str, name: str, bytes_count: int, most_bytes: int
) -> Upload:
    """Return a new upload. Raises NotAllowed and BadFile as a hand-in does, before a byte of it comes, and FeedBusy where the account has too many."""
    target = deliveries.check_hand_in(state, who, dataset, place or name)
    if bytes_count > most_bytes:
        raise too_large(most_bytes)
    if not bytes_count:
        raise BadFile("expected a file, found one without any byte", "Berkas kosong: tidak ada isinya.")
    folder = _folder(state)
    clear_uploads(state)
    held = [
        each
        for path in folder.glob("*.json")
        if (each := _read(path)) and each.account == who.name and each.delivery is None
    ]
    if len(held) >= MOST_OPEN:
        raise FeedBusy(
            f"expected fewer than {MOST_OPEN} uploads of {who.name} that are not complete, found {len(held)}; complete them, or wait a day",
            "Terlalu banyak unggahan Anda yang belum selesai. Selesaikan dahulu.",
        )
    upload = Upload(
        id=secrets.token_hex(16),
        account=who.name,
        dataset=dataset,
        place=target,
        name=strike_out(name),
        bytes_count=bytes_count,
    )
    (folder / upload.id).touch(mode=0o600)
    _write(state, upload)
    return upload


def opened(state: State, who: Principal, upload_id: str) -> tuple[Upload, int]:
    """Return an upload of this account and how many bytes of it have come. Raises NoDelivery where there is none."""
    upload = _read(_folder(state) / f"{upload_id}.json") if upload_id.isalnum() else None
    if upload is None or upload.account != who.name:
        raise NoDelivery("expected an upload of this account, found none; begin again", "Unggahan ini tidak ada.")
    return upload, upload.bytes_count if upload.delivery is not None else _size(state, upload)


class Appending:
    """The end of an upload that parts are written to, until it is closed."""

    def __init__(self, state: State, upload: Upload, offset: int) -> None:
        """Raise NotNow where the file does not end at `offset`, or another request writes it."""
        self._folder, self._left = _folder(state), upload.bytes_count - offset
        self._file = (self._folder / upload.id).open("ab", buffering=0)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._file.close()
            raise NotNow(
                "expected one request at a time for an upload, found two", "Unggahan ini sedang berjalan."
            ) from None
        if (end := self._file.tell()) != offset:
            self._file.close()
            raise NotNow(
                f"expected the part from byte {end}, found one from byte {offset}; ask for the offset with HEAD",
                f"Unggahan ini terhenti pada bita {end}; lanjutkan dari sana.",
            )

    def write(self, part: bytes) -> None:
        """Write a part. Raises BadFile for more bytes than were announced."""
        if len(part) > self._left:
            raise BadFile(
                "expected the bytes that were announced, found more",
                "Berkas lebih panjang daripada yang diberitahukan.",
            )
        self._left -= len(part)
        with room_for(self._folder, len(part)):
            self._file.write(part)

    def close(self) -> None:
        """Flush what has come to the disk."""
        os.fsync(self._file.fileno())
        self._file.close()


def finish(state: State, who: Principal, upload: Upload) -> int | None:
    """Hand in an upload that is complete and return the number of its delivery; None where bytes are missing."""
    if upload.delivery is not None or _size(state, upload) < upload.bytes_count:
        return upload.delivery
    received = keep(state.inbox, _folder(state) / upload.id)
    row, _ = deliveries.hand_in(state, who, upload.dataset, received, place=upload.place, name=upload.name)
    _write(state, upload.model_copy(update={"delivery": row["number"]}))
    (_folder(state) / upload.id).unlink(missing_ok=True)
    number: int = row["number"]
    return number


def clear_uploads(state: State) -> None:
    """Remove what nothing was added to for a day: the bytes and what is known of them go together."""
    found: dict[str, list[Path]] = defaultdict(list)
    for path in _folder(state).iterdir():
        found[path.stem].append(path)
    for paths in found.values():
        with suppress(OSError):
            if max(path.stat().st_mtime for path in paths) < time.time() - KEPT_S:
                for path in paths:
                    path.unlink()


def _folder(state: State) -> Path:
    folder = state.folder / "uploads"
    folder.mkdir(exist_ok=True, mode=0o700)
    return folder


def _size(state: State, upload: Upload) -> int:
    try:
        return (_folder(state) / upload.id).stat().st_size
    except OSError:
        return 0


def _read(path: Path) -> Upload | None:
    try:
        return Upload.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None


def _write(state: State, upload: Upload) -> None:
    with atomic_file(_folder(state) / f"{upload.id}.json") as temporary:
        temporary.write_text(upload.model_dump_json(), encoding="utf-8")
