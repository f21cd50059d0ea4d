"""SQL expressions by which SQLite writes JSON, with `concat`: it allocates once per object, where `json_object` parses and escapes.

JSON marks that SQLite itself gives to a text get lost on the way out of a subquery; parts that are JSON by construction need none.
"""

import orjson

from hub.graph.node_type import Column, Kind

Json = tuple[str, ...]
"""SQL for texts, none of them null, that are a JSON value when they are put together; literals stand in quotes."""

NULL: Json = ("'null'",)

_MOST_ARGUMENTS = 900
"""A function takes 1000."""


def text(value: str) -> str:
    """Return a text of the model or a response key as SQL literal."""
    return "'" + value.replace("'", "''") + "'"


def constant(value: str) -> Json:
    """Return the JSON of a text that is known beforehand."""
    return (text(orjson.dumps(value).decode()),)


def plain(sql: str) -> Json:
    """Return the JSON of a text that is not null and holds nothing that would have to be escaped, such as a key."""
    return ("'\"'", sql, "'\"'")


def truth(sql: str) -> Json:
    """Return the JSON of SQL for 1, 0 or null."""
    return (f"CASE {sql} WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END",)


def number(sql: str) -> Json:
    """Return the JSON of SQL for a number or null."""
    return (f"json_quote({sql})",)


def or_null(sql: str) -> Json:
    """Return the JSON of SQL for JSON text or null."""
    return (f"ifnull({sql}, 'null')",)


def held(column: Column, sql: str) -> Json:
    """Return the JSON of a column. Enums, dates and keys of nodes hold nothing that would have to be escaped, see `build_store`."""
    match column.kind:
        case Kind.TRUTH:
            return truth(sql)
        case Kind.TEXTS | Kind.JSON | Kind.WHOLE:
            return or_null(sql) if column.nullable else (sql,)
        case Kind.ENUM | Kind.DATE if not column.nullable:
            return plain(sql)
        case Kind.ENUM | Kind.DATE:
            return or_null(f"'\"' || {sql} || '\"'")
        case _:
            return (f"json_quote({sql})",)


def json_object(fields: list[tuple[str, Json]]) -> Json:
    """Return the JSON of an object of (key, value) in order."""
    parts: list[str] = []
    for place, (key, value) in enumerate(fields):
        opening = "," if place else "{"
        parts += [text(f"{opening}{orjson.dumps(key).decode()}:"), *value]
    return (*parts, "'}'") if fields else ("'{}'",)


def json_array(item: Json) -> Json:
    """Return the JSON of an array with an item for every row that an aggregation reads, in their order.

    What every item begins and ends with is written between two items, and not made part of each.
    """
    parts = _merged(item)
    if len(parts) == 1 or not (_is_literal(parts[0]) and _is_literal(parts[-1])):
        return ("'['", f"group_concat({together(item)}, ',')", "']'")
    first, *middle, last = parts
    items = f"group_concat({_put_together(middle)}, {last[:-1]},{first[1:]})"
    return (f"ifnull('[{first[1:]} || {items} || {last[:-1]}]', '[]')",)


def together(json: Json) -> str:
    """Return one SQL expression for a JSON text."""
    return _put_together(_merged(json))


def _merged(json: Json) -> list[str]:
    """Return the parts of a JSON text with neighbouring literals as one."""
    parts: list[str] = []
    for part in json:
        if parts and _is_literal(part) and _is_literal(parts[-1]):
            parts[-1] = parts[-1][:-1] + part[1:]
        else:
            parts.append(part)
    return parts


def _put_together(parts: list[str]) -> str:
    while len(parts) > _MOST_ARGUMENTS:
        parts = [_concat(parts[start : start + _MOST_ARGUMENTS]) for start in range(0, len(parts), _MOST_ARGUMENTS)]
    return parts[0] if len(parts) == 1 else _concat(parts)


def subquery(json: Json, source: str) -> Json:
    """Return the JSON of the first row of `FROM source`, null where there is none."""
    return or_null(f"(SELECT {together(json)} FROM {source})")


def aggregated(json: Json, source: str) -> Json:
    """Return JSON that is aggregated over the rows of `FROM source`, of which there may be none."""
    return (f"(SELECT {together(json)} FROM {source})",)


def as_bytes(json: Json) -> str:
    """Return SQL for the bytes of a JSON text, which go out as they are, never decoded and encoded again."""
    return f"CAST({together(json)} AS BLOB)"


def _is_literal(sql: str) -> bool:
    return len(sql) > 1 and sql[0] == sql[-1] == "'" and "'" not in sql[1:-1].replace("''", "")


def _concat(parts: list[str]) -> str:
    return f"concat({', '.join(parts)})"
