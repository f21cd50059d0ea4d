"""Tables of any release in the columns of this software, whichever version wrote them.

A column that the release lacks is null in every row, and one that is not known here is left out. A word of a closed list is read as a
word of today's list, so that tables of two releases can be joined.
"""

import polars as pl

from hub.errors import ReleaseError
from hub.tables import Table

FOLLOWING: dict[tuple[str, str], tuple[str, str, str]] = {
    ("tickets", "edition_id"): ("contest_id", "contests", "edition_id"),
}
"""(table, column) -> reference, table and column that it follows from, for columns that are never null and that earlier releases lack."""

OF_ITS_ROW: dict[tuple[str, str], pl.Expr] = {("parties", "names"): pl.concat_list("name")}
"""(table, column) -> what it is made of in the row itself, for such columns."""


def column_types(schema: pl.Schema) -> dict[str, str]:
    """Return column -> type as a manifest states it: `String`, `List(String)`, `Enum(FEMALE, MALE)`."""
    return {name: type_text(kind) for name, kind in schema.items()}


def conformed(frame: pl.LazyFrame, table: type[Table], where: str) -> pl.LazyFrame:
    """Return the rows of a table, read from a release, in today's public columns, types and column order.

    Raises ReleaseError, which names `where`, for values that today's type cannot hold, such as a word that is on no list any more.
    """
    found, types = frame.collect_schema(), table.polars_schema()
    wanted = {name: types[name] for name in table.public_columns()}
    if dict(found) == wanted and list(found) == list(wanted):
        return frame
    for name in wanted.keys() & found.keys():
        _check_words(frame, name, found[name], wanted[name], where)
    return frame.select(
        pl.col(name).cast(kind) if name in found else pl.lit(None, kind).alias(name) for name, kind in wanted.items()
    )


def _check_words(frame: pl.LazyFrame, name: str, found: pl.DataType, wanted: pl.DataType, where: str) -> None:
    """Raise ReleaseError where a column holds words that are not on today's list."""
    if not (isinstance(found, pl.Enum) and isinstance(wanted, pl.Enum)):
        return
    gone = set(found.categories) - set(wanted.categories)
    if not gone:
        return
    used = frame.select(pl.col(name).cast(pl.String).unique()).collect().to_series()
    unknown = sorted(gone & set(used))
    if unknown:
        raise ReleaseError(
            f"{where}: expected {name} to be one of {', '.join(wanted.categories)}, found {', '.join(unknown)}; "
            "read the release with a version of the software that knows these words"
        )


def type_text(kind: pl.DataType) -> str:
    """Return a type as a manifest states it."""
    if isinstance(kind, pl.Enum):
        return f"Enum({', '.join(kind.categories)})"
    return f"List({type_text(kind.inner)})" if isinstance(kind, pl.List) else str(kind)  # type: ignore[arg-type]
