"""The rows that every server answers from, taken from a release: the public columns of the tables that the questions touch."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from hub.release import Release
from hub.tables import Table
from hub.tables.candidacies import Candidacies
from hub.tables.contests import Contests
from hub.tables.districts import Districts
from hub.tables.editions import Editions
from hub.tables.parties import Parties
from hub.tables.persons import Persons
from hub.tables.results import Results

RELATIONS: tuple[type[Table], ...] = (Editions, Districts, Contests, Parties, Persons, Candidacies, Results)
"""Each stands after those that it refers to."""

_NAMES = {relation.table_name(): relation for relation in RELATIONS}


def foreign_keys(relation: type[Table]) -> dict[str, type[Table]]:
    """Return the columns of a relation that hold the key of another one of the relations."""
    pointed = relation.references().items()
    return {
        column: _NAMES[table]
        for column, (table, to_column) in pointed
        if table in _NAMES and to_column in {"", _NAMES[table].key_column()}
    }


def frames(release: Release) -> Iterator[tuple[type[Table], pl.DataFrame]]:
    """Yield each relation with its rows. A reference that leads nowhere is null, as it is in the hub's answers."""
    keys: dict[type[Table], pl.Series] = {}
    for relation in RELATIONS:
        frame = release.table(relation)
        keys[relation] = frame[relation.key_column()]
        for column, target in foreign_keys(relation).items():
            known = pl.col(column).is_in(keys[target].implode())
            frame = frame.with_columns(pl.when(known).then(pl.col(column)).alias(column))
        enums = [name for name, kind in frame.schema.items() if isinstance(kind, pl.Enum | pl.Categorical)]
        yield relation, frame.with_columns(pl.col(enums).cast(pl.String))


def write_lines(release: Release, folder: Path) -> None:
    """Write `<relation>.jsonl` files, for servers that hold rows in memory."""
    for relation, frame in frames(release):
        frame.write_ndjson(folder / f"{relation.table_name()}.jsonl")
