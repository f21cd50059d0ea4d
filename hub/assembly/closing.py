"""Foreign keys of the assembled tables: a row that refers to a row that is not there is set aside."""

from collections.abc import Mapping

import polars as pl

from hub.assembly.rejections import Rejections
from hub.facts import FindingFact
from hub.tables import BY_NAME, Table

SELF_REFERRING = {"regions": "region", "memberships": "membership"}
"""Tables whose rows refer to rows of the same table -> kind of the thing that a row is."""


class Tables:
    """The tables finished so far; a table is validated and closed against those before it."""

    def __init__(self, rejections: Rejections) -> None:
        self.finished: dict[str, pl.DataFrame] = {}
        self.rejections = rejections

    def finish(self, name: str, frame: pl.DataFrame) -> pl.DataFrame:
        table = BY_NAME[name]
        references_hold = closed(frame, table, self.finished, self.rejections)
        self.finished[name] = self.rejections.validated(references_hold, table)
        return self.finished[name]


def closed(
    frame: pl.DataFrame, table: type[Table], known: Mapping[str, pl.DataFrame], rejections: Rejections
) -> pl.DataFrame:
    """Return the rows of `frame` whose references are null or found in `known`; the others are set aside by column.

    A row that points to a missing row of its own table keeps its place without the pointer, and a finding says so.
    """
    for column, (target, target_column) in table.references().items():
        if column not in frame.columns or (target != table.table_name() and target not in known):
            continue
        pointed = frame if target == table.table_name() else known[target]
        values = pointed[target_column or BY_NAME[target].key_column()].cast(pl.String).unique()
        dangling = frame.filter(pl.col(column).is_not_null() & ~pl.col(column).cast(pl.String).is_in(values.implode()))
        if dangling.is_empty():
            continue
        if target == table.table_name():
            frame = _without_pointer(frame, dangling, column, table, rejections)
        else:
            cause = f"expected {column} among the {target}, found {{{column}}}"
            rejections.reject(
                dangling, table.table_name(), f"unknown-{column.removesuffix('_id').replace('_', '-')}", cause
            )
            frame = frame.join(dangling.select(table.primary_key()), on=table.primary_key(), how="anti")
    return frame


def _without_pointer(
    frame: pl.DataFrame, dangling: pl.DataFrame, column: str, table: type[Table], rejections: Rejections
) -> pl.DataFrame:
    key = table.key_column()
    for row in dangling.iter_rows(named=True):
        finding = FindingFact(
            rule=f"unknown-{column.removesuffix('_id')}",
            severity="WARNING",
            message=f"expected {column} to be a row of {table.table_name()}, found no such row; left empty",
            evidence={column: row[column]},
            subject_kind=SELF_REFERRING[table.table_name()],
            subject_key=row[key],
        )
        rejections.find(finding)
    gone = dangling[key].implode()
    return frame.with_columns(pl.when(~pl.col(key).is_in(gone)).then(column).alias(column))
