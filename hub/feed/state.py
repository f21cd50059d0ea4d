"""The state of a feed: one SQLite database (WAL) whose every change is an act in its log, and the folders of files beside it.

A change and its act are one transaction, on disk when it returns (`synchronous=FULL`). An act holds the SHA-256 of every row that it wrote, so a row that was
altered past the log is found (`hub.feed.verify`). Sessions and counts of failed sign-ins are not acts.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from hub.atomic_file import atomic_file
from hub.errors import FeedBusy, FeedDamaged, FeedError, FeedOff
from hub.feed.log import FIRST, canonical, digest, linked

DATABASE = "feed.sqlite"
POINTER = "feed"
"""File in the folder of the releases that names the folder of a state that is elsewhere than beside it."""

WAIT_S = 30.0
"""Seconds that a change waits for another one."""

KEYS = {
    "setting": ("name",),
    "account": ("name",),
    "role": ("account", "role", "dataset"),
    "token": ("id",),
    "delivery": ("number",),
    "verdict": ("one", "other", "account"),
    "judged": ("one", "other"),
    "error_report": ("number",),
    "mapping": ("delivery",),
    "external_account": ("digest",),
}
"""Tables whose rows only acts change -> primary key."""

RUNNING = ("RECEIVED", "APPROVED", "UNDOING")
"""States of a delivery in which a job is at work."""

Row = dict[str, Any]


def now() -> datetime:
    """Return the time in UTC."""
    return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """Return a moment as the database holds it: UTC, to the second; texts sort as moments do."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True)
class Place:
    """What a feed is of: a workspace, the folder of its sources, and the folder that `hub build` writes."""

    workspace: Path
    sources: Path
    out: Path


class Writing:
    """One transaction. Rows are written with `put` and `remove`; `act` appends the act that they belong to."""

    def __init__(self, connection: sqlite3.Connection, at: datetime) -> None:
        self.connection = connection
        self.at = stamp(at)
        self._touched: dict[str, str | None] = {}

    def put(self, table: str, row: Mapping[str, Any]) -> None:
        """Write a row, in place of the one with its key."""
        names = ", ".join(row)
        places = ", ".join("?" * len(row))
        updates = ", ".join(f"{name} = excluded.{name}" for name in row if name not in KEYS[table])
        conflict = f"DO UPDATE SET {updates}" if updates else "DO NOTHING"
        keys = ", ".join(KEYS[table])
        self.connection.execute(
            f"INSERT INTO {table} ({names}) VALUES ({places}) ON CONFLICT ({keys}) {conflict}", tuple(row.values())
        )
        self._touch(table, row)

    def remove(self, table: str, row: Mapping[str, Any]) -> None:
        """Remove a row."""
        where = " AND ".join(f"{name} = ?" for name in KEYS[table])
        self.connection.execute(f"DELETE FROM {table} WHERE {where}", [row[name] for name in KEYS[table]])
        self._touch(table, row)

    def act(self, actor: str, act: str, **detail: Any) -> None:
        """Append an act with the rows written since the last one. `detail` is public among stewards: no secret is ever in it."""
        last = self.connection.execute("SELECT number, hash FROM log ORDER BY number DESC LIMIT 1").fetchone()
        number, previous = (last["number"] + 1, last["hash"]) if last else (1, FIRST)
        entry = {
            "number": number, "at": self.at, "actor": actor, "act": act, "detail": canonical(detail),
            "rows": canonical(self._touched), "previous": previous,
        }  # fmt: skip
        self.connection.execute(
            "INSERT INTO log (number, at, actor, act, detail, rows, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (*entry.values(), linked(entry)),
        )
        self._touched = {}

    def _touch(self, table: str, row: Mapping[str, Any]) -> None:
        key = [row[name] for name in KEYS[table]]
        where = " AND ".join(f"{name} = ?" for name in KEYS[table])
        found = self.connection.execute(f"SELECT * FROM {table} WHERE {where}", key).fetchone()
        self._touched[row_name(table, key)] = digest(dict(found)) if found else None

    def close(self) -> None:
        """Raise RuntimeError where a row was written and no act tells of it."""
        if self._touched:
            raise RuntimeError(f"expected an act for the rows {sorted(self._touched)}, found none")


def row_name(table: str, key: list[Any]) -> str:
    """Return the name of a row in an act: `role/["sari","steward","results-2024"]`."""
    return f"{table}/{canonical(key)}"


class State:
    """The state in a folder; safe to use from several threads and processes."""

    def __init__(self, folder: Path, clock: Callable[[], datetime] = now) -> None:
        """Open a state that is there. Raises FeedOff where there is none, FeedError for one of a later version."""
        self.folder = folder
        self.clock = clock
        if not is_open(folder):
            raise _off(folder)
        self._migrate()

    @property
    def inbox(self) -> Path:
        return self.folder / "inbox"

    @property
    def reports(self) -> Path:
        return self.folder / "reports"

    @property
    def candidates(self) -> Path:
        return self.folder / "candidates"

    def place(self) -> Place:
        """Return what the feed is of."""
        rows = self.rows("SELECT name, text FROM setting")
        found = {row["name"]: Path(row["text"]) for row in rows}
        if not found:  # `hub feed open` ended half-way
            raise _off(self.folder)
        return Place(found["workspace"], found["sources"], found["out"])

    def rows(self, statement: str, *given: Any) -> list[Row]:
        """Return the rows of a query."""
        with self._connected() as connection:
            return [dict(row) for row in connection.execute(statement, given)]

    def row(self, statement: str, *given: Any) -> Row | None:
        """Return the first row of a query, None where there is none."""
        return next(iter(self.rows(statement, *given)), None)

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """Yield a transaction: all of it is on disk afterwards, or nothing where an error is raised."""
        with self._connected() as connection:
            connection.execute("BEGIN IMMEDIATE")
            writing = Writing(connection, self.clock())
            yield writing
            writing.close()
            connection.execute("COMMIT")

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        """Yield a connection; what was not committed is rolled back. Raises FeedBusy and FeedDamaged for what SQLite says of its file."""
        connection: sqlite3.Connection | None = None
        try:
            connection = sqlite3.connect(self.folder / DATABASE, timeout=WAIT_S, isolation_level=None)
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = FULL")
            yield connection
        except sqlite3.OperationalError as error:
            raise FeedBusy(
                f"{self.folder / DATABASE}: expected a database that can be used, found {error}; try again, and see to room and rights",
                "Data pengumpulan berkas sedang tidak dapat dipakai. Coba lagi sebentar lagi.",
            ) from error
        except sqlite3.IntegrityError:
            raise
        except sqlite3.DatabaseError as error:
            raise FeedDamaged(
                f"{self.folder / DATABASE}: expected a database that SQLite can read, found {error}; restore it from a backup",
                "Data pengumpulan berkas ini rusak. Beri tahu pengelola hub.",
            ) from error
        finally:
            if connection is not None:
                connection.close()

    def _migrate(self) -> None:
        """Bring the tables up to this version, one numbered file after the other, each of them once."""
        steps = sorted(
            each.name for each in files("hub.feed").joinpath("migrations").iterdir() if each.name.endswith(".sql")
        )
        with self._connected() as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version > len(steps):
                raise FeedError(
                    f"{self.folder / DATABASE}: expected version {len(steps)} of the tables or an earlier one, found {version}; "
                    "use the version of the software that wrote it",
                    "Data pengumpulan berkas ini ditulis oleh versi perangkat lunak yang lebih baru.",
                )
            if version == len(steps):
                return
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("BEGIN IMMEDIATE")
            version = connection.execute("PRAGMA user_version").fetchone()[0]  # another process may have been first
            for number, name in enumerate(steps[version:], start=version + 1):
                for statement in _statements(
                    files("hub.feed").joinpath("migrations", name).read_text(encoding="utf-8")
                ):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number}")
            connection.execute("COMMIT")


def create(folder: Path, place: Place, clock: Callable[[], datetime] = now) -> State:
    """Make the state of a feed in a folder that only this user may read, or point one that is there at another place, and return it."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / DATABASE).touch(mode=0o600)
    state = State(folder, clock)
    for each in (state.inbox, state.reports, state.candidates):
        each.mkdir(exist_ok=True, mode=0o700)
    with state.writing() as writing:
        for name in ("workspace", "sources", "out"):
            writing.put("setting", {"name": name, "text": str(getattr(place, name).resolve())})
        writing.act("hub:open", "feed.open")
    if folder.absolute() != place.out.absolute().with_name(f"{place.out.absolute().name}-feed"):
        place.out.mkdir(parents=True, exist_ok=True)
        with atomic_file(place.out / POINTER) as temporary:
            temporary.write_text(f"{folder.resolve()}\n", encoding="utf-8")
    return state


def state_folder(out: Path, given: str = "") -> Path:
    """Return where the state of a feed is: the folder that is given, else the one that `out/feed` names, else beside the folder that `hub build` writes."""
    if given:
        return Path(given)
    try:
        return Path((out / POINTER).read_text(encoding="utf-8").strip())
    except OSError:
        return out.absolute().with_name(f"{out.absolute().name}-feed")


def is_open(folder: Path) -> bool:
    """Tell whether there is the state of a feed in a folder."""
    try:
        return (folder / DATABASE).is_file()
    except OSError:  # of a folder that this user may not look into
        return False


def _off(folder: Path) -> FeedOff:
    return FeedOff(
        f"expected the state of a feed at {folder}, found none; run `hub feed open WORKSPACE`",
        "Pengumpulan berkas belum dinyalakan di hub ini.",
    )


def _statements(text: str) -> Iterator[str]:
    statement = ""
    for line in text.splitlines():
        statement += line + "\n"
        if statement.strip() and sqlite3.complete_statement(statement):
            yield statement
            statement = ""
