"""The finished tables of a build, each validated, and closed against those before it.

A row with a dangling reference is set aside; a dangling reference within a table is emptied.
"""

from collections.abc import Mapping

import polars as pl

from hub.assembly.rejections import Rejections
from hub.facts import FindingFact
from hub.tables import BY_NAME, Table

SELF_REFERRING = {"regions": "region", "memberships": "membership"}
"""Tables whose rows refer to rows of the same table -> kind of the thing that a row is."""

MADE_LATER = frozenset({"sources"})
"""Tables that the pipeline adds when all others are finished: references to them hold by construction."""


class Tables:
    """The tables finished so far; a table is validated and closed against those before it."""

    def __init__(self, rejections: Rejections) -> None:
        self.finished: dict[str, pl.DataFrame] = {}
        self.rejections = rejections

    def finish(self, name: str, frame: pl.DataFrame) -> pl.DataFrame:
        """Return the rows of `frame` that are kept, as the table `name` that later tables are closed against."""
        table = BY_NAME[name]
        references_hold = closed(frame, table, self.finished, self.rejections)
        validated = self.rejections.validated(references_hold, table)
        self.finished[name] = _closed_in_itself(validated, table, self.rejections)
        return self.finished[name]

    def finish_placed(self, name: str, frame: pl.DataFrame) -> pl.DataFrame:
        """Finish a table whose rows name a region by its code in `region`: see `placed`."""
        return self.finish(name, placed(frame, name, self.rejections))


def placed(frame: pl.DataFrame, name: str, rejections: Rejections) -> pl.DataFrame:
    """Return the rows without those that name in `region` a code of no region or of several (no `region_id`): these are set aside."""
    unknown = pl.col("region").is_not_null() & pl.col("region_id").is_null()
    cause = "expected the code of one region that a source defines, found {region}"
    rejections.reject(frame.filter(unknown), name, "unknown-region", cause)
    return frame.filter(~unknown)


def closed(
    frame: pl.DataFrame, table: type[Table], known: Mapping[str, pl.DataFrame], rejections: Rejections
) -> pl.DataFrame:
    """Return the rows of `frame` that have a key, and whose references to other tables are null or found in `known`; the others are set aside.

    Raises LookupError for a reference to a table that is neither in `known` nor among MADE_LATER.
    """
    has_key = pl.col(table.key_column()).is_not_null()
    cause = f"expected the edition and the numbers that the key of a row of {table.table_name()} is made of, found one of them missing"
    rejections.reject(frame.filter(~has_key), table.table_name(), "key-not-known", cause)
    frame = frame.filter(has_key)
    for column, (target, target_column) in table.references().items():
        if column not in frame.columns or target == table.table_name() or target in MADE_LATER:
            continue
        if target not in known:
            raise LookupError(
                f"expected the table {target} to be finished before {table.table_name()}, whose {column} refers to it"
            )
        dangling = _dangling(frame, column, known[target][target_column or BY_NAME[target].key_column()])
        if dangling.is_empty():
            continue
        cause = f"expected {column} among the {target}, found {{{column}}}"
        rule = f"unknown-{column.removesuffix('_id').replace('_', '-')}"
        rejections.reject(dangling, table.table_name(), rule, cause)
        frame = frame.join(dangling.select(table.primary_key()), on=table.primary_key(), how="anti")
    return frame


def _closed_in_itself(frame: pl.DataFrame, table: type[Table], rejections: Rejections) -> pl.DataFrame:
    """Return `frame` with references to missing rows of itself emptied, a finding for each."""
    key = table.key_column()
    for column, (target, target_column) in table.references().items():
        if target != table.table_name():
            continue
        dangling = _dangling(frame, column, frame[target_column or key])
        for row in dangling.iter_rows(named=True):
            finding = FindingFact(
                rule=f"unknown-{column.removesuffix('_id')}",
                severity="WARNING",
                message=f"expected {column} to be a row of {target}, found no such row; left empty",
                evidence={column: row[column]},
                subject_kind=SELF_REFERRING[target],
                subject_key=row[key],
            )
            rejections.find(finding)
        if not dangling.is_empty():
            gone = dangling[key].implode()
            frame = frame.with_columns(pl.when(~pl.col(key).is_in(gone)).then(column).alias(column))
    return frame


def _dangling(frame: pl.DataFrame, column: str, held: pl.Series) -> pl.DataFrame:
    """Return the rows whose `column` is stated and not among the values of `held`."""
    values = held.cast(pl.String).unique()
    return frame.filter(pl.col(column).is_not_null() & ~pl.col(column).cast(pl.String).is_in(values.implode()))
