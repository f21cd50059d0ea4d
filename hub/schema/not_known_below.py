"""Counts of what lists below other rows cannot place, for `extensions.notKnown`: fetched with the rows, and taken out of the answer.

A list of one thing, or of each of many, is told of what a list at the root is: "0 elected" below a contest is no answer where nobody knows who
was elected. Each such list brings along, under keys that no query can spell, how many rows it leaves out by each column.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from hub.graph.plan import (
    AnyNodes,
    ByKey,
    Connection,
    ConnectionPart,
    Constant,
    Edges,
    Finds,
    First,
    Listing,
    Nodes,
    One,
    Page,
    Root,
    Search,
    Shape,
    Subject,
    TotalCount,
)  # fmt: skip
from hub.schema.bindings import BY_NODE
from hub.schema.lists import has_no_rows, is_list_of
from hub.schema.not_known import left_out_of
from hub.schema.remarks import Remark

_BEGIN = "@unknown "
"""How the response key of such a count begins; no query can spell it."""

MOST_TOLD = 20
"""Most lists of one answer with a remark each; one more remark says how many rows the others leave out."""


def with_counts(root: Root) -> Root:
    """Return a root field with the counts that its lists below other rows bring along; the same where there are none."""
    match root:
        case ByKey(_, shape):
            return replace(root, shape=_shape(shape, of_one=True))
        case First(_, shape):
            return replace(root, shape=_shape(shape))
        case AnyNodes(cases=cases):
            return replace(root, cases=tuple(map(_shape, cases)))
        case Connection() | Search():
            counted: Root = _part(root)
            return counted


def _shape(shape: Shape, *, of_one: bool = False) -> Shape:
    return replace(shape, fields=tuple(_fields(shape, of_one=of_one)))


def _fields(shape: Shape, *, of_one: bool) -> Iterator[tuple[str, Any]]:
    for key, part in shape.fields:
        yield key, _part(part)
        if isinstance(part, Connection) and not (of_one and is_list_of(shape.node, part)):
            for place, left in enumerate(left_out_of(part)):
                told = (("type", BY_NODE[left.node].type_name), ("field", left.field), ("read", left.read))
                said = [(name, Constant(text)) for name, text in told]
                if left.if_empty:
                    said.append(("if_empty", Constant("")))
                count: tuple[tuple[str, ConnectionPart], ...] = (("count", TotalCount()), *said)
                yield f"{_BEGIN}{place} {key}", Connection(part.node, part.edge, left.condition, (), Page(0), count)


def _part(part: Any) -> Any:
    """Return a part of a plan with the counts of all lists below it."""
    match part:
        case Shape():
            return _shape(part)
        case Nodes() | One() | Listing():
            return replace(part, shape=_shape(part.shape))
        case Subject() | Finds():
            return replace(part, cases=tuple(map(_shape, part.cases)))
        case Edges(fields):
            return replace(part, fields=tuple((key, _part(held)) for key, held in fields))
        case Connection(parts=parts) | Search(parts=parts):
            return _with_parts(part, parts)
        case _:
            return part


def _with_parts(listed: Any, parts: tuple[tuple[str, Any], ...]) -> Any:
    return replace(listed, parts=tuple((key, _part(held)) for key, held in parts))


def taken_out(value: Any, key: str) -> Sequence[Remark]:
    """Take the counts out of an answer, and return what is to be said of the lists of which rows are left out."""
    found = list(_taken_out(value, (key,)))
    further = found[MOST_TOLD:]
    if further:
        count = sum(each["count"] for each in further)
        read = f"the same is so of {len(further)} further lists; ask for fewer at once to have each named"
        found[MOST_TOLD:] = [{**further[0], "path": [key], "count": count, "read": read}]
    return found


def _taken_out(value: Any, path: tuple[str | int, ...]) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for place, held in enumerate(value):
            yield from _taken_out(held, (*path, place))
    elif isinstance(value, dict):
        for name in [name for name in value if name.startswith(_BEGIN)]:
            told = value.pop(name)
            listed = name.removeprefix(_BEGIN).partition(" ")[2]
            is_told = "if_empty" not in told or has_no_rows(value[listed])
            if told["count"] and is_told:
                said = {each: told[each] for each in ("type", "field", "count", "read")}
                yield {"path": [*path, listed], **said}
        for name, held in value.items():
            yield from _taken_out(held, (*path, name))
