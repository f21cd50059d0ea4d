"""Builder of the SQLite file of a release; equal releases give equal bytes.

It is written under a temporary name without a journal and renamed when whole, so a reader never sees half a store.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import orjson
import polars as pl

from hub.atomic_file import atomic_file
from hub.errors import ReleaseError
from hub.graph.derived import DERIVED, Releases, releases_frame
from hub.graph.folding import fold, run_together
from hub.graph.model import MODEL
from hub.graph.node_type import Kind, NodeType
from hub.graph.sqlite import layout
from hub.progress import Progress
from hub.release import Release

_PAGE_BYTES = 8192


def build_store(release: Release, path: Path, progress: Progress | None = None) -> None:
    """Write the graph store of a release to `path`, replacing what is there.

    Raises ReleaseError where a required reference points to no row and for keys that JSON would have to escape: answers rely on
    every such reference, and hold keys as they are. Raises OSError where the file cannot be written, as on a disk that is full.
    """
    with atomic_file(path) as temporary, closing(sqlite3.connect(temporary, isolation_level=None)) as connection:
        try:
            _fill(connection, release, progress or _silent)
        except sqlite3.OperationalError as error:
            raise OSError(f"{path}: {error}") from error


def _silent(_what: str, _done: int, _total: int) -> None:
    """Say nothing."""


def _fill(connection: sqlite3.Connection, release: Release, progress: Progress) -> None:
    for pragma in (
        f"page_size = {_PAGE_BYTES}", "journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE",
        "cache_size = -131072", f"user_version = {layout.version()}",
    ):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}")
    rows = _RowNumbers(release)
    connection.execute("BEGIN")
    for done, node in enumerate(MODEL.values()):
        progress("building the graph store", done, len(MODEL) + 2)
        _fill_table(connection, node, rows)
    progress("building the graph store", len(MODEL), len(MODEL) + 2)
    _fill_searches(connection)
    connection.execute("COMMIT")
    progress("building the graph store", len(MODEL) + 1, len(MODEL) + 2)
    connection.execute("PRAGMA analysis_limit = 2000")
    connection.execute("ANALYZE")
    progress("building the graph store", len(MODEL) + 2, len(MODEL) + 2)


class _RowNumbers:
    """The frames of a release in the order of their keys, and the row number of every key."""

    def __init__(self, release: Release) -> None:
        self.release = release
        self._numbers: dict[str, pl.DataFrame] = {}

    def frame(self, node: NodeType) -> pl.DataFrame:
        if node.table is Releases:  # its place among the others is known when it is published: a connection gives it
            return releases_frame(self.release).with_columns(pl.lit(0).alias("number"), pl.lit(None).alias("previous"))
        if node.table in DERIVED:
            return DERIVED[node.table](self.release)
        keys = [pl.col(name).cast(pl.String) for name in node.table.primary_key() if name != "source_row"]
        return self.release.table(node.table).sort(
            *keys, *(["source_row"] if "source_row" in node.table.primary_key() else [])
        )

    def of(self, node: NodeType) -> pl.DataFrame:
        """Return key -> row, from 1, of a node type."""
        if node.name not in self._numbers:
            is_read = node.table not in DERIVED and list(node.table.primary_key()) == [node.key]
            rows = self.release.scan(node.table) if is_read else self.frame(node).lazy()
            keys = rows.select(pl.col(node.key).cast(pl.String).alias("key")).collect()
            self._numbers[node.name] = (keys.sort("key") if is_read else keys).with_row_index("row", offset=1)
        return self._numbers[node.name]


def _fill_table(connection: sqlite3.Connection, node: NodeType, rows: _RowNumbers) -> None:
    frame = rows.frame(node)
    if node.is_node:
        _check_keys(rows.release, node, frame)
    prepared = frame.select(_stored(node, column.name) for column in layout.own(node))
    for column in layout.references(node):
        target = MODEL[str(column.points_to)]
        numbers = frame.select(pl.col(column.name).cast(pl.String).alias("key")).join(
            rows.of(target), on="key", how="left", maintain_order="left"
        )
        dangling = numbers.filter(pl.col("row").is_null() & (pl.lit(not column.nullable) | pl.col("key").is_null()))
        if not column.nullable and dangling.height:
            raise ReleaseError(
                f"release {rows.release.id}: expected {layout.table(node)}.{column.name} to be a key of "
                f"{layout.table(target)}, found {dangling['key'][0]!r} and {dangling.height - 1} more; build the release again"
            )
        prepared = prepared.with_columns(numbers["row"].alias(layout.pointer(column.name)))
    for name in layout.names(node):
        texts = frame[name].list.join("\n") if node.columns[name].kind is Kind.TEXTS else frame[name]
        prepared = prepared.with_columns(pl.Series(layout.folded(name), map(_fold_or_none, texts), dtype=pl.String))
    connection.execute(layout.create_table(node))
    marks = ", ".join("?" * prepared.width)
    names = ", ".join(layout.quoted(name) for name in prepared.columns)
    statement = f"INSERT INTO {layout.quoted(layout.table(node))} ({names}) VALUES ({marks})"
    connection.executemany(statement, prepared.iter_rows())
    for following in (*layout.create_indexes(node), *layout.create_closures(node)):
        connection.execute(following)


def _check_keys(release: Release, node: NodeType, frame: pl.DataFrame) -> None:
    """Raise ReleaseError for a key that JSON would have to escape: answers hold keys as they are."""
    odd = frame.filter(pl.col(node.key).cast(pl.String).str.contains(r'[\x00-\x1f"\\]'))
    if odd.height:
        raise ReleaseError(
            f"release {release.id}: expected {layout.table(node)}.{node.key} without quotation marks, backslashes and control "
            f"characters, found {odd[node.key][0]!r} and {odd.height - 1} more; build the release again"
        )


def _stored(node: NodeType, name: str) -> pl.Expr:
    """Return a column as SQLite holds it: lists as JSON text, dates and enums as text, truth as 0 and 1."""
    kind = node.columns[name].kind
    if kind is Kind.TEXTS:
        return pl.col(name).map_elements(_json_text, return_dtype=pl.String)
    if kind in {Kind.DATE, Kind.ENUM}:
        return pl.col(name).cast(pl.String)
    return pl.col(name).cast(pl.Int64) if kind is Kind.TRUTH else pl.col(name)


def _json_text(texts: Any) -> str:
    return orjson.dumps(list(texts)).decode()


def _fold_or_none(text: str | None) -> str | None:
    return None if text is None else fold(text)


def _fill_searches(connection: sqlite3.Connection) -> None:
    for statement in layout.create_searches():
        connection.execute(statement)
    connection.create_function("run_together", 1, lambda text: " ".join(["", *run_together(text)]), deterministic=True)
    for statement in _search_rows():
        connection.execute(statement)
    connection.create_function("backward", 1, lambda word: word[::-1], deterministic=True)
    for statement in _word_rows():
        connection.execute(statement)
    for name in (layout.NAMES, layout.WORDS_ALIKE, *(layout.trigrams(MODEL[kind]) for kind in layout.SEARCHED)):
        connection.execute(f"INSERT INTO {layout.quoted(name)} ({layout.quoted(name)}) VALUES ('optimize')")


def _word_rows() -> Iterator[str]:
    yield f"CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, {layout.NAMES}, row)"
    yield (
        f"INSERT INTO {layout.WORDS} (row, word, backward, names_count) "
        "SELECT row_number() OVER (ORDER BY term), term, backward(term), doc FROM temp.vocabulary ORDER BY term"
    )
    yield "DROP TABLE temp.vocabulary"
    alike = layout.quoted(layout.WORDS_ALIKE)
    yield f"INSERT INTO {alike} (rowid, word) SELECT row, word FROM {layout.WORDS} ORDER BY row"


def _search_rows() -> Iterator[str]:
    for kind in layout.SEARCHED:
        node = MODEL[kind]
        columns = [layout.quoted(layout.folded(name)) for name in layout.names(node)]
        both = " || ' ' || ".join(f"coalesce({column}, '')" for column in columns)
        source = layout.quoted(layout.table(node))
        yield (
            f"INSERT INTO {layout.NAMES} (name, type, key, length) "
            f"SELECT {both} || run_together({both}), '{kind}', {layout.quoted(node.key)}, length({columns[0]}) FROM {source} ORDER BY row"
        )
        listed = ", ".join(columns)
        yield (
            f"INSERT INTO {layout.quoted(layout.trigrams(node))} (rowid, {listed}) "
            f"SELECT row, {listed} FROM {source} ORDER BY row"
        )
