"""The database of a feed, behind one set of statements: a file of SQLite in the folder of the state, or a PostgreSQL whose address a file there holds.

A statement has `?` for each value. Both give what the state relies on: one writer at a time, for whom others wait; a change that is on disk when it was committed;
a log that refuses every update and delete.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any, Protocol

from hub.atomic_file import atomic_file
from hub.errors import BadArgument, FeedBusy, FeedDamaged, FeedError

SQLITE = "feed.sqlite"
POSTGRES = "feed.postgres"
"""File that holds the address of a PostgreSQL, as libpq takes it: `postgresql://hub@db.example/hub`."""

WAIT_S = 30
"""Seconds that a change waits for another one."""

TRIGGERS = ("log_is_only_appended", "log_is_not_changed", "log_is_not_shortened")

Row = dict[str, Any]


class Connection(Protocol):
    """A connection outside a transaction, until `begin`."""

    errors: Any
    """The module that the exceptions of DB-API are of."""

    def execute(self, statement: str, *given: Any) -> list[Row]:
        """Return the rows of a statement; none for one that has no rows."""

    def begin(self) -> None:
        """Begin a transaction that may write, once no other one does."""

    def close(self) -> None:
        """Close it; what was not committed is rolled back."""

    def version(self) -> int:
        """Return how many of the numbered migrations were made."""

    def migrate(self, steps: list[str]) -> None:
        """Make those migrations that were not made, in one transaction."""

    def damage(self) -> list[str]:
        """Return what the database says of its own files."""

    def triggers(self) -> list[Row]:
        """Return the triggers that are in force: name."""


class Sqlite:
    """A file of SQLite, with a log of its own (WAL) that a commit flushes."""

    errors: Any = sqlite3

    def __init__(self, folder: Path) -> None:
        self._connection = sqlite3.connect(folder / SQLITE, timeout=WAIT_S, isolation_level=None)
        self._connection.row_factory = sqlite3.Row
        self.execute("PRAGMA foreign_keys = ON")
        self.execute("PRAGMA synchronous = FULL")

    def execute(self, statement: str, *given: Any) -> list[Row]:
        return [dict(row) for row in self._connection.execute(statement, given)]

    def begin(self) -> None:
        self.execute("BEGIN IMMEDIATE")

    def close(self) -> None:
        self._connection.close()

    def version(self) -> int:
        return int(self.execute("PRAGMA user_version")[0]["user_version"])

    def migrate(self, steps: list[str]) -> None:
        self.execute("PRAGMA journal_mode = WAL")
        self.begin()
        for number, step in enumerate(steps[self.version() :], start=self.version() + 1):
            for statement in _statements(step + (_of("sqlite.sql") if number == 1 else "")):
                self.execute(statement)
            self.execute(f"PRAGMA user_version = {number}")
        self.execute("COMMIT")

    def damage(self) -> list[str]:
        told = [str(row["integrity_check"]) for row in self.execute("PRAGMA integrity_check")]
        return [] if told == ["ok"] else told

    def triggers(self) -> list[Row]:
        return self.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")


class Postgres:
    """A PostgreSQL of version 13 or later. Its texts are compared by their bytes, as those of SQLite are."""

    def __init__(self, folder: Path) -> None:
        self.errors = _psycopg()
        address = (folder / POSTGRES).read_text(encoding="utf-8").strip()
        self._connection = self.errors.connect(address, autocommit=True, row_factory=self.errors.rows.dict_row)

    def execute(self, statement: str, *given: Any) -> list[Row]:
        """Return the rows of a statement. No text of PostgreSQL holds the character NUL: U+FFFD takes its place."""
        values = [each.replace("\0", "\ufffd") if isinstance(each, str) else each for each in given]
        cursor = self._connection.execute(statement.replace("%", "%%").replace("?", "%s"), values)
        return [] if cursor.description is None else list(cursor.fetchall())

    def begin(self) -> None:
        self._connection.execute(
            f"BEGIN; SET LOCAL lock_timeout = '{WAIT_S}s'; SET LOCAL synchronous_commit = on; "
            "LOCK TABLE log IN SHARE ROW EXCLUSIVE MODE"
        )

    def close(self) -> None:
        self._connection.close()

    def version(self) -> int:
        # `to_regclass` would answer from before another process, which this one waited for, made the table
        made = self.execute(
            "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'feed_version'"
        )
        return int(self.execute("SELECT number FROM feed_version")[0]["number"]) if made else 0

    def migrate(self, steps: list[str]) -> None:
        self._connection.execute("BEGIN; SELECT pg_advisory_xact_lock(hashtext('pemilu-hub feed'))")
        for number, step in enumerate(steps[self.version() :], start=self.version() + 1):
            self._connection.execute(_as_postgres(step) + (_of("postgres.sql") if number == 1 else ""))
            self.execute("UPDATE feed_version SET number = ?", number)
        self.execute("COMMIT")

    def damage(self) -> list[str]:
        return []  # its pages are checked by the server, where it was made with checksums

    def triggers(self) -> list[Row]:
        return self.execute(
            "SELECT tgname AS name FROM pg_trigger WHERE tgrelid = to_regclass('log') AND tgenabled IN ('O', 'A')"
        )


def is_made(folder: Path) -> bool:
    """Tell whether a folder has a database, or the address of one."""
    return (folder / SQLITE).is_file() or (folder / POSTGRES).is_file()


def choose(folder: Path, address: str) -> None:
    """Have the state in a folder kept at an address of PostgreSQL; in a file of SQLite where none is given. Raises BadArgument where it is kept elsewhere already."""
    if address and (folder / SQLITE).is_file():
        raise BadArgument(
            f"expected a folder without a state for --database, found {folder / SQLITE}; name another folder with --state"
        )
    if address:
        if not address.startswith(("postgresql://", "postgres://")):
            raise BadArgument("expected --database to be like postgresql://USER@HOST/NAME, found something else")
        _psycopg()
        with atomic_file(folder / POSTGRES) as temporary:
            temporary.touch(mode=0o600)
            temporary.write_text(f"{address}\n", encoding="utf-8")
    elif not is_made(folder):
        (folder / SQLITE).touch(mode=0o600)


@contextmanager
def connected(folder: Path) -> Iterator[Connection]:
    """Yield a connection; what was not committed is rolled back. Raises FeedBusy and FeedDamaged for what the database says of itself."""
    is_postgres = (folder / POSTGRES).is_file()
    errors: Any = _psycopg() if is_postgres else sqlite3
    where = folder / (POSTGRES if is_postgres else SQLITE)
    try:
        with closing(_opened(folder, is_postgres=is_postgres)) as connection:
            yield connection
    except errors.OperationalError as error:
        raise FeedBusy(
            f"{where}: expected a database that can be used, found {error}; try again, and see to room and rights",
            "Data pengumpulan berkas sedang tidak dapat dipakai. Coba lagi sebentar lagi.",
        ) from error
    except errors.IntegrityError:
        raise
    except errors.DatabaseError as error:
        raise FeedDamaged(
            f"{where}: expected a database that can be read, found {error}; restore it from a backup",
            "Data pengumpulan berkas ini rusak. Beri tahu pengelola hub.",
        ) from error


def _opened(folder: Path, *, is_postgres: bool) -> Connection:
    return Postgres(folder) if is_postgres else Sqlite(folder)


def migrate(folder: Path) -> None:
    """Bring the tables up to this version, one numbered file after the other, each of them once. Raises FeedError for those of a later version."""
    names = sorted(each.name for each in _folder().iterdir() if each.name[:4].isdigit())
    with connected(folder) as connection:
        version = connection.version()
        if version > len(names):
            raise FeedError(
                f"{folder}: expected version {len(names)} of the tables or an earlier one, found {version}; "
                "use the version of the software that wrote it",
                "Data pengumpulan berkas ini ditulis oleh versi perangkat lunak yang lebih baru.",
            )
        if version < len(names):
            connection.migrate([_of(name) for name in names])


def _folder() -> Any:
    return files("hub.feed").joinpath("migrations")


def _of(name: str) -> str:
    return str(_folder().joinpath(name).read_text(encoding="utf-8"))


def _statements(text: str) -> Iterator[str]:
    statement = ""
    for line in text.splitlines():
        statement += line + "\n"
        if statement.strip() and sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _as_postgres(step: str) -> str:
    """Return a migration with PostgreSQL's names of the types that SQLite has."""
    for ours, theirs in (
        (" STRICT;", ";"), (" TEXT", ' TEXT COLLATE "C"'), (" INTEGER", " BIGINT"), (" REAL", " DOUBLE PRECISION"),
    ):  # fmt: skip
        step = step.replace(ours, theirs)
    return step


def _psycopg() -> Any:
    try:
        import psycopg
        import psycopg.rows
    except ImportError:
        raise FeedError(
            "expected the package psycopg for the PostgreSQL of the feed, found none; install pemilu-hub[postgres]",
            "Paket untuk basis data PostgreSQL belum terpasang di hub ini.",
        ) from None
    return psycopg
