"""Names and descriptions of edges: as the tables declare them, or derived from the referring column."""

from hub.tables.table import Bilingual, Table


def things(table: type[Table]) -> str:
    """Return what the rows of a table are called in a sentence; in English alone where the declaration has no Indonesian."""
    return table.about.rows or _words(table.table_name())


def edge_names(table: type[Table], column: str) -> tuple[str, str]:
    """Return what the edge of a reference is called, and its reverse."""
    marks = table.marks(column)
    return marks.get("edge") or edge_name(column), marks.get("back") or table.table_name()


def told_back(table: type[Table], column: str, target: type[Table]) -> str:
    """Return the description of the reverse of a reference to rows of `target`."""
    if told := table.marks(column).get("told_back"):
        return told
    rows, of_this = things(table), target.about.of_this
    english = f"All {rows} of this {_words(target.row_name())}."
    return (
        Bilingual(english, f"Semua {rows.indonesian} {of_this}.")
        if isinstance(rows, Bilingual) and of_this
        else english
    )


def edge_name(column: str) -> str:
    """`party_id` leads to `party`; a reference that is itself a public value, such as `office`, to `office_detail`."""
    return column.removesuffix("_id") if column.endswith("_id") else f"{column}_detail"


def _words(name: str) -> str:
    return name.replace("_", " ").replace("-", " ")
