"""The state of a feed: a database whose every change is an act in its log (`hub.feed.database`), and the folders of files beside it.

A change and its act are one transaction, on disk when it returns. An act holds the SHA-256 of every row that it wrote, so a row that was
altered past the log is found (`hub.feed.verify`). Sessions and counts of failed sign-ins are not acts.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hub.atomic_file import atomic_file
from hub.errors import FeedOff
from hub.feed.database import TRIGGERS, Connection, Row, choose, connected, is_made, migrate
from hub.feed.log import FIRST, canonical, digest, linked

POINTER = "feed"
"""File in the folder of the releases that names the folder of a state that is elsewhere than beside it."""

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
    "withdrawal": ("delivery",),
    "external_account": ("digest",),
}
"""Tables whose rows only acts change -> primary key."""

UNLOGGED = {
    "session": ("digest",),
    "browser": ("digest",),
    "failure": ("name",),
    "draft": ("sha256", "account", "dataset"),
}
"""Tables that no act tells of -> primary key."""

RUNNING = ("RECEIVED", "APPROVED", "UNDOING")
"""States of a delivery in which a job is at work."""


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

    def __init__(self, connection: Connection, at: datetime) -> None:
        self.execute = connection.execute
        self.at = stamp(at)
        self._touched: dict[str, str | None] = {}

    def row(self, statement: str, *given: Any) -> Row | None:
        """Return the first row of a query, None where there is none."""
        return next(iter(self.execute(statement, *given)), None)

    def count(self, table: str, condition: str, *given: Any) -> int:
        """Return how many rows of a table a condition holds for."""
        return int(self.execute(f"SELECT count(*) AS number FROM {table} WHERE {condition}", *given)[0]["number"])

    def next_number(self, table: str) -> int:
        """Return the number after the last one of a table."""
        return int(self.execute(f"SELECT coalesce(max(number), 0) + 1 AS number FROM {table}")[0]["number"])

    def put(self, table: str, row: Mapping[str, Any]) -> None:
        """Write a row, in place of the one with its key."""
        self._write(table, row, KEYS[table])
        self._touch(table, row)

    def keep(self, table: str, row: Mapping[str, Any]) -> None:
        """Write a row that no act tells of, in place of the one with its key."""
        self._write(table, row, UNLOGGED[table])

    def remove(self, table: str, row: Mapping[str, Any]) -> None:
        """Remove a row."""
        where = " AND ".join(f"{name} = ?" for name in KEYS[table])
        self.execute(f"DELETE FROM {table} WHERE {where}", *(row[name] for name in KEYS[table]))
        self._touch(table, row)

    def act(self, actor: str, act: str, **detail: Any) -> None:
        """Append an act with the rows written since the last one. `detail` is public among stewards: no secret is ever in it."""
        last = self.row("SELECT number, hash FROM log ORDER BY number DESC LIMIT 1")
        number, previous = (last["number"] + 1, last["hash"]) if last else (1, FIRST)
        entry = {
            "number": number, "at": self.at, "actor": actor, "act": act, "detail": canonical(detail),
            "rows": canonical(self._touched), "previous": previous,
        }  # fmt: skip
        self.execute(
            "INSERT INTO log (number, at, actor, act, detail, rows, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            *entry.values(),
            linked(entry),
        )
        self._touched = {}

    def _touch(self, table: str, row: Mapping[str, Any]) -> None:
        key = [row[name] for name in KEYS[table]]
        where = " AND ".join(f"{name} = ?" for name in KEYS[table])
        found = self.row(f"SELECT * FROM {table} WHERE {where}", *key)
        self._touched[row_name(table, key)] = digest(found) if found else None

    def _write(self, table: str, row: Mapping[str, Any], keys: tuple[str, ...]) -> None:
        names, places = ", ".join(row), ", ".join("?" * len(row))
        updates = ", ".join(f"{name} = excluded.{name}" for name in row if name not in keys)
        conflict = f"DO UPDATE SET {updates}" if updates else "DO NOTHING"
        self.execute(
            f"INSERT INTO {table} ({names}) VALUES ({places}) ON CONFLICT ({', '.join(keys)}) {conflict}", *row.values()
        )

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
        migrate(folder)

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
        with connected(self.folder) as connection:
            return connection.execute(statement, *given)

    def row(self, statement: str, *given: Any) -> Row | None:
        """Return the first row of a query, None where there is none."""
        return next(iter(self.rows(statement, *given)), None)

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """Yield a transaction: all of it is on disk afterwards, or nothing where an error is raised."""
        with connected(self.folder) as connection:
            connection.begin()
            writing = Writing(connection, self.clock())
            yield writing
            writing.close()
            connection.execute("COMMIT")

    def database_problems(self) -> list[str]:
        """Return what the database says of its own files, and the triggers of the log that are not in force."""
        with connected(self.folder) as connection:
            if damage := connection.damage():
                return damage
            names = {row["name"] for row in connection.triggers()}
        return [
            f"expected the trigger {name}, found none: the log could be altered"
            for name in TRIGGERS
            if name not in names
        ]


def create(folder: Path, place: Place, clock: Callable[[], datetime] = now, database: str = "") -> State:
    """Make the state of a feed in a folder that only this user may read, or point one that is there at another place, and return it.

    `database`: the address of a PostgreSQL that holds it; a file of SQLite does where there is none.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    choose(folder, database)
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
        return is_made(folder)
    except OSError:  # of a folder that this user may not look into
        return False


def _off(folder: Path) -> FeedOff:
    return FeedOff(
        f"expected the state of a feed at {folder}, found none; run `hub feed open WORKSPACE`",
        "Pengumpulan berkas belum dinyalakan di hub ini.",
    )
