"""Connections as Cypher: the rows of a page, the total count, and whether pages precede and follow."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from hub.graph.model import MODEL
from hub.graph.neo4j.conditions import Selection, selection, write_condition
from hub.graph.neo4j.edges import write_rows
from hub.graph.neo4j.figures import WriteShape, write_figures, write_groups
from hub.graph.neo4j.order import cursor_of, write_beyond, write_cursor, write_orders
from hub.graph.neo4j.statement import Draft, Part, Read, Row, Sent, returned
from hub.graph.plan import (
    Connection,
    ConnectionPart,
    Constant,
    EdgePart,
    Edges,
    Figures,
    Groups,
    Nodes,
    PageInfo,
    PagePart,
    Shape,
    TotalCount,
)  # fmt: skip


def write_connection(draft: Draft, parent: Row | None, connection: Connection, write_shape: WriteShape) -> Part:
    """Return Cypher for the values of a connection, and how they become its JSON object. The rows of the page are read once."""
    return _Connection(draft, parent, connection, write_shape).write()


@dataclass(frozen=True)
class Page:
    """What was read of a page: the values of its rows in order, and whether the list goes on where it was cut off."""

    rows: list[Any]
    is_longer: bool


class _Connection:
    def __init__(self, draft: Draft, parent: Row | None, connection: Connection, write_shape: WriteShape) -> None:
        self._draft = draft
        self._parent = parent
        self._asked = connection
        self._write_shape = write_shape
        self._node = MODEL[connection.node]
        self._row = draft.row(self._node).chosen()
        self._of_row = Sent()
        self._apart = Sent()
        self._reads_page = False
        self._tells_longer = False

    def write(self) -> Part:
        fields = [(key, self._part(part)) for key, part in self._asked.parts]
        page = self._apart.add(Part(self._page(), self._read_page)) if self._reads_page else None
        return Part(self._apart.text, partial(_object, fields, page))

    def _part(self, part: ConnectionPart) -> "ReadPart":
        match part:
            case TotalCount():
                row = self._draft.row(self._node)
                return self._sent(Part(f"COUNT {{ {self._rows(row)} RETURN {row.name} }}"))
            case Nodes(shape):
                self._reads_page = True
                read = self._of_row.add(self._write_shape(self._draft, self._row, shape))
                return lambda _, page: [read(row) for row in page.rows]
            case Edges(fields):
                self._reads_page = True
                edge = [(key, self._edge(held)) for key, held in fields]
                return lambda _, page: [{key: read(row) for key, read in edge} for row in page.rows]
            case PageInfo(fields):
                info = [(key, self._info(held)) for key, held in fields]
                return lambda values, page: {key: read(values, page) for key, read in info}
            case Figures():
                row = self._draft.row(self._node)
                return self._sent(write_figures(row, part, self._rows(row)))
            case Groups():
                row = self._draft.row(self._node)
                return self._sent(write_groups(self._draft, row, part, self._rows(row), self._write_shape))
            case Constant(constant):
                return lambda *_: constant

    def _sent(self, part: Part) -> "ReadPart":
        read = self._apart.add(part)
        return lambda values, _: read(values)

    def _edge(self, held: EdgePart | Shape | Constant) -> Read:
        match held:
            case Shape():
                return self._of_row.add(self._write_shape(self._draft, self._row, held))
            case Constant(constant):
                return lambda _: constant
            case EdgePart.CURSOR:
                return self._cursor()

    def _cursor(self) -> Read:
        orders, node = self._asked.orders, self._node
        reads = [self._of_row.add(part) for part in write_cursor(self._draft, self._row, orders)]
        return lambda row: cursor_of(node, orders, [read(row) for read in reads])

    def _info(self, held: PagePart | Constant) -> "ReadPart":
        page = self._asked.page
        match held:
            case Constant(constant):
                return lambda *_: constant
            case PagePart.START_CURSOR | PagePart.END_CURSOR:
                self._reads_page = True
                place, read = 0 if held is PagePart.START_CURSOR else -1, self._cursor()
                return lambda _, page: read(page.rows[place]) if page.rows else None
            case PagePart.HAS_NEXT if page.last is None:
                return self._goes_on()
            case PagePart.HAS_PREVIOUS if page.last is not None:
                return self._goes_on()
            case _:
                return self._has_beyond(before=held is PagePart.HAS_PREVIOUS)

    def _goes_on(self) -> "ReadPart":
        self._reads_page = self._tells_longer = True
        return lambda _, page: page.is_longer

    def _has_beyond(self, *, before: bool) -> "ReadPart":
        """Tell whether rows stand on the other side of the cursor that the page begins at."""
        at = self._asked.page.after if before else self._asked.page.before
        if at is None:
            return lambda *_: False
        row = self._draft.row(self._node)
        inside = write_beyond(self._draft, row, self._asked.orders, at, before=not before)
        outside = f"NOT coalesce({inside}, false)"
        return self._sent(Part(f"EXISTS {{ {self._rows(row, outside)} RETURN {row.name} }}"))

    def _rows(self, row: Row, *further: str) -> str:
        """Return clauses that bring every row of the connection once, on whatever page, and leave it in scope alone."""
        asked = self._asked
        if asked.edge is None or self._parent is None:
            chosen = selection(self._draft, row, asked.condition)
            once = "DISTINCT " if chosen.repeats else ""
            where = [*self._sought(row, chosen), *chosen.conditions, *further]
            return f"MATCH {', '.join([row.pattern, *chosen.patterns])}{_where(where)} WITH {once}{row.name}"
        rows = write_rows(self._draft, self._parent, self._parent.node.edges[asked.edge])
        if rows is None:
            return f"UNWIND [] AS {row.name}"
        clauses, target = rows
        renamed = clauses.removesuffix(target.name) + f"{target.name} AS {row.name}"
        where = [write_condition(self._draft, row, asked.condition), *further]
        return f"{renamed}{_where(where)} WITH {row.name}"

    def _sought(self, row: Row, chosen: Selection) -> list[str]:
        """Return the conditions by which rows are found in an index of release and key, which serves only where both are named.

        Where a pattern leads from few rows the key must not be named: rather than walk to a party's results, the planner would look
        through all results in their order. The release need not be, for no relationship leads out of it; it is where conditions
        follow, of which an index may hold one together with the release.
        """
        if chosen.is_selective:
            return [f"{row.name}.release = $release"] if chosen.conditions else []
        is_by_key = len(self._node.table.primary_key()) == 1
        return [f"{row.name}.release = $release", f"{row.name}.key IS NOT NULL" if is_by_key else ""]

    def _page(self) -> str:
        """Return Cypher for the values of the rows of the page. Called last, when it is known what is read of them.

        Where it is asked whether the list goes on, one row more is sought than is told of.
        """
        page, orders, found = self._asked.page, self._asked.orders, self._row
        marks = ((page.after, False), (page.before, True))
        bounds = [write_beyond(self._draft, found, orders, at, before=before) for at, before in marks if at is not None]
        order = write_orders(self._draft, found, orders, backward=page.last is not None)
        limit = page.size + self._tells_longer
        sought = f"{self._rows(found, *bounds)} ORDER BY {order} LIMIT {limit}"
        return f"COLLECT {{ {sought} {returned(found, self._of_row.text)} }}"

    def _read_page(self, sent: list[Any]) -> Page:
        size = self._asked.page.size
        rows = sent[:size] if len(sent) > size else sent
        return Page(rows if self._asked.page.last is None else rows[::-1], is_longer=len(sent) > size)


ReadPart = Callable[[list[Any], Page], Any]
"""Makes a part of a connection from what was read apart from the page, and from the page."""

_NO_PAGE = Page([], is_longer=False)


def _object(fields: list[tuple[str, ReadPart]], page: Read | None, values: list[Any]) -> dict[str, Any]:
    held: Page = _NO_PAGE if page is None else page(values)
    return {key: read(values, held) for key, read in fields}


def _where(conditions: list[str]) -> str:
    held = " AND ".join(f"({condition})" for condition in conditions if condition not in {"", "true"})
    return f" WHERE {held}" if held else ""
