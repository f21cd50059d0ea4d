"""SQLite layout of a release: tables, columns and indexes, for building the store and for querying it.

Rows are numbered in the order of their key, so `row` is both the fastest join and the default order. In place of another node's
key stands that node's row number (`party_id#`); a name has a folded twin (`name~`) for comparisons that ignore case and accents.
The transitive closure of a reference is a table of its own (`regions>parent_id`).
"""

import hashlib
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from hub.graph.model import MODEL, NAME_COLUMNS
from hub.graph.node_type import Column, Hop, Kind, NodeType, Path

_FORMAT = 6
"""Raised by hand where the same tables would hold other values, as when names are folded otherwise: the model does not show that."""

NAMES = "names"
"""The full-text table that `search` reads: `name`, `type`, `key`, and the `length` of the main name."""

WORDS = "words"
"""Every word of the names in NAMES: `word`, its letters `backward`, and how many names contain it."""

WORDS_ALIKE = "words~"
"""The full-text table of WORDS, by three letters."""

SEARCHED = tuple(NAME_COLUMNS)


@cache
def version() -> int:
    """Return the layout of the stores that this code reads and writes, kept in a file as `user_version`: a hash of the model."""
    statements = [*create_searches()]
    for node in MODEL.values():
        statements += [create_table(node), *create_indexes(node), *create_closures(node)]
    digest = hashlib.sha256("\n".join([str(_FORMAT), *statements]).encode()).digest()
    return int.from_bytes(digest[:4]) & 0x7FFFFFFF  # SQLite keeps 32 bits with a sign


def quoted(name: str) -> str:
    """Return a name as SQL identifier. Names come from the model, never from a request."""
    return f'"{name}"'


def table(node: NodeType) -> str:
    return node.table.table_name()


def pointer(column: str) -> str:
    """Return the column that replaces a reference and holds the row number of its target."""
    return f"{column}#"


def folded(column: str) -> str:
    """Return the twin of a name, which holds the folded text."""
    return f"{column}~"


def trigrams(node: NodeType) -> str:
    """Return the full-text table of the folded names of a node type, by three letters."""
    return f"{table(node)}~"


def references(node: NodeType) -> Iterator[Column]:
    """Yield the columns that hold the key of another row."""
    return (column for column in node.columns.values() if column.points_to)


def own(node: NodeType) -> Iterator[Column]:
    """Yield the columns that are stored as they are."""
    return (column for column in node.columns.values() if not column.points_to)


def stored(node: NodeType, column: str) -> str:
    """Return the SQLite column of a column of the model."""
    return pointer(column) if node.columns[column].points_to else column


def names(node: NodeType) -> tuple[str, ...]:
    return NAME_COLUMNS.get(node.name, ())


def ends(source: NodeType, hop: Hop) -> tuple[str, str]:
    """Return the columns of a hop as they are joined in SQLite: row numbers where the hop follows a reference."""
    target = MODEL[hop.to]
    left, right = source.columns.get(hop.column), target.columns.get(hop.to_column)
    if left is not None and left.points_to == target.name and hop.to_column == target.key:
        return pointer(hop.column), "row"
    if right is not None and right.points_to == source.name and hop.column == source.key:
        return "row", pointer(hop.to_column)
    return hop.column, hop.to_column


class Join(NamedTuple):
    """One step in SQLite: from rows to those of `table` whose `right` equals their `left`, where `given` columns hold constants."""

    table: str
    left: str
    right: str
    given: tuple[tuple[str, str], ...] = ()


def joins(source: NodeType, path: Path) -> list[Join]:
    """Return the steps of a path that starts at a node type. A hop that is taken again and again is two: to its table, and on."""
    found = []
    for hop in path:
        target, (left, right) = MODEL[hop.to], ends(source, hop)
        if hop.repeated:
            near, far = ("row", "reached") if right == "row" else ("reached", "row")
            found += [Join(closure(source, hop), "row", near), Join(table(target), far, "row")]
        else:
            found.append(Join(table(target), left, right, hop.given))
        source = target
    return found


def closure(node: NodeType, hop: Hop) -> str:
    """Return the table of a repeated hop: which rows (`reached`) its reference leads to from a row, in one step or more."""
    reference = hop.column if node.columns[hop.column].points_to else hop.to_column
    return f"{table(node)}>{reference}"


def create_closures(node: NodeType) -> Iterator[str]:
    """Yield the statements that create and fill the tables of repeated hops, once the table of the node type is filled."""
    references = {
        hop.column for _, hop in _hops() if hop.repeated and hop.to == node.name and hop.to_column == node.key
    }
    for column in sorted(references):
        name, rows, one = quoted(f"{table(node)}>{column}"), quoted(table(node)), quoted(pointer(column))
        yield f"CREATE TABLE {name} (row INTEGER, reached INTEGER, PRIMARY KEY (row, reached)) WITHOUT ROWID"
        yield (
            f"INSERT INTO {name} WITH RECURSIVE walk(row, reached) AS (SELECT row, {one} FROM {rows} WHERE {one} IS NOT NULL "
            f"UNION SELECT w.row, n.{one} FROM walk w JOIN {rows} n ON n.row = w.reached WHERE n.{one} IS NOT NULL) "
            "SELECT row, reached FROM walk ORDER BY row, reached"
        )
        yield f"CREATE INDEX {quoted(f'{table(node)}>{column}(reached)')} ON {name} (reached)"


def create_table(node: NodeType) -> str:
    """Return the statement that creates the table of a node type."""
    types = {Kind.WHOLE: "INTEGER", Kind.NUMBER: "REAL", Kind.TRUTH: "INTEGER"}
    columns = [f"{quoted(column.name)} {types.get(column.kind, 'TEXT')}" for column in own(node)]
    columns += [f"{quoted(pointer(column.name))} INTEGER" for column in references(node)]
    columns += [f"{quoted(folded(name))} TEXT" for name in names(node)]
    return f"CREATE TABLE {quoted(table(node))} (row INTEGER PRIMARY KEY, {', '.join(columns)})"


def create_indexes(node: NodeType) -> list[str]:
    """Return the statements that index the key, every reference, the far ends of all hops, and common orders."""
    keys = tuple(stored(node, name) for name in node.table.primary_key())
    wanted: set[tuple[str, ...]] = {(pointer(column.name),) for column in references(node)}
    wanted |= {tuple(stored(node, name) for name in columns) for columns in node.table.about.indexes}
    for hop_source, hop in _hops():
        if hop.to == node.name:
            _, right = ends(hop_source, hop)
            wanted.add((*(column for column, _ in hop.given), right))
    wanted = {columns for columns in wanted if columns != ("row",) and columns != keys[: len(columns)]}
    statements = [_index(node, keys, "UNIQUE INDEX")]
    return statements + [_index(node, columns, "INDEX") for columns in sorted(wanted)]


def _hops() -> Iterator[tuple[NodeType, Hop]]:
    for node in MODEL.values():
        for edge in node.edges.values():
            for path in edge.paths:
                source = node
                for hop in path:
                    yield source, hop
                    source = MODEL[hop.to]


def index_name(of_table: str, columns: tuple[str, ...]) -> str:
    """Return the name of the index on columns of a table."""
    return f"{of_table}({','.join(columns)})"


def _index(node: NodeType, columns: tuple[str, ...], what: str) -> str:
    name = quoted(index_name(table(node), columns))
    return f"CREATE {what} {name} ON {quoted(table(node))} ({', '.join(map(quoted, columns))})"


def create_searches() -> list[str]:
    """Return the statements that create the full-text tables: words for `search`, three letters for `contains`."""
    words = f"CREATE VIRTUAL TABLE {NAMES} USING fts5(name, type UNINDEXED, key UNINDEXED, length UNINDEXED, tokenize = 'unicode61 remove_diacritics 2')"
    statements = [words]
    for name in SEARCHED:
        node = MODEL[name]
        columns = ", ".join(quoted(folded(column)) for column in names(node))
        statements.append(
            f"CREATE VIRTUAL TABLE {quoted(trigrams(node))} USING fts5({columns}, content = '', tokenize = 'trigram')"
        )
    columns = "row INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, backward TEXT NOT NULL, names_count INTEGER NOT NULL"
    statements.append(f"CREATE TABLE {WORDS} ({columns})")
    statements.append(f"CREATE INDEX {quoted(f'{WORDS}(backward)')} ON {WORDS} (backward)")
    statements.append(
        f"CREATE VIRTUAL TABLE {quoted(WORDS_ALIKE)} USING fts5(word, content = '', tokenize = 'trigram')"
    )
    return statements
