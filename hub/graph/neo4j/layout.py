"""Neo4j layout of the tables: property names, and which columns are properties and which relationships.

A column keeps the name that GraphQL gives it. A reference is a relationship and no property, but for those to editions and offices:
they are properties (`edition: '2024'`), because nearly every question is narrowed by them and nodes that hundreds of thousands
of rows refer to are no place to start from.
"""

from hub.errors import HubError
from hub.tables import Table

DENSE = ("editions", "offices")
"""Tables of few rows that nearly all rows of other tables point to."""


def property_name(table: type[Table], column: str) -> str:
    """Return what a column is called: `votes_count` is `votesCount`, a reference `person_id` is `person`."""
    if column in keys(table) and len(keys(table)) == 1:
        return "key"
    first, *rest = (column.removesuffix("_id") if column in table.references() else column).split("_")
    return first + "".join(word.capitalize() for word in rest)


def keys(table: type[Table]) -> list[str]:
    """Return the columns that tell the rows of a table apart."""
    return list(table.primary_key())


def properties(table: type[Table]) -> list[str]:
    """Return the public columns that are properties: all but the key, shapes in full, and references to what is not dense."""
    references, columns = table.references(), table.columns()
    apart = keys(table) if len(keys(table)) == 1 else []
    return [
        name
        for name in table.public_columns()
        if name not in apart
        and str(columns[name].dtype) != "Binary"
        and (name not in references or references[name][0] in DENSE)
    ]


def column_of(table: type[Table], field: str) -> str:
    """Return the column of a property or relationship name. Raises HubError where the table has none."""
    for name in table.public_columns():
        if property_name(table, name) == field:
            return name
    raise HubError(f"expected a column of {table.table_name()} that is called {field!r} in the graph, found none")
