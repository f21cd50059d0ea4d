"""Connections as SQL: the rows of a page, the total count, and whether pages precede and follow."""

from hub.graph.model import MODEL
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
from hub.graph.sqlite import layout
from hub.graph.sqlite.conditions import write_condition, write_edge
from hub.graph.sqlite.figures import WriteShape, write_figures, write_groups
from hub.graph.sqlite.json import Json, aggregated, constant, json_array, json_object, plain, text, truth
from hub.graph.sqlite.order import write_beyond, write_cursor, write_orders
from hub.graph.sqlite.statement import Draft, Row


def write_connection(draft: Draft, parent: Row | None, connection: Connection, write_shape: WriteShape) -> Json:
    """Return the JSON object of a connection. The rows of the page are read once, whatever is asked of them."""
    return _Connection(draft, parent, connection, write_shape).write()


class _Connection:
    def __init__(self, draft: Draft, parent: Row | None, connection: Connection, write_shape: WriteShape) -> None:
        self._draft = draft
        self._parent = parent
        self._asked = connection
        self._write_shape = write_shape
        self._node = MODEL[connection.node]
        self._row = Row(self._node, draft.alias())
        self._reads_page = False

    def write(self) -> Json:
        built = json_object([(key, self._part(part)) for key, part in self._asked.parts])
        return aggregated(built, f"({self._page()}) {self._row.alias}") if self._reads_page else built

    def _part(self, part: ConnectionPart) -> Json:
        match part:
            case TotalCount():
                counted = self._fresh_row()
                return (f"(SELECT count(*) FROM {counted.source} WHERE {self._belongs(counted)})",)
            case Nodes(shape):
                self._reads_page = True
                return json_array(self._write_shape(self._draft, self._row, shape))
            case Edges(fields):
                self._reads_page = True
                return json_array(json_object([(key, self._edge(held)) for key, held in fields]))
            case PageInfo(fields):
                return json_object([(key, self._info(held)) for key, held in fields])
            case Figures():
                return write_figures(self._fresh_row(), part, self._belongs)
            case Groups():
                return write_groups(self._draft, self._fresh_row(), part, self._belongs, self._write_shape)
            case Constant(told):
                return constant(told)

    def _fresh_row(self) -> Row:
        return Row(self._node, self._draft.alias())

    def _edge(self, held: EdgePart | Shape | Constant) -> Json:
        match held:
            case Shape():
                return self._write_shape(self._draft, self._row, held)
            case Constant(told):
                return constant(told)
            case EdgePart.CURSOR:
                return plain(write_cursor(self._row, self._asked.orders))

    def _info(self, held: PagePart | Constant) -> Json:
        match held:
            case Constant(told):
                return constant(told)
            case PagePart.START_CURSOR | PagePart.END_CURSOR:
                self._reads_page = True
                place = "$[0]" if held is PagePart.START_CURSOR else "$[#-1]"
                cursors = f"json_group_array({write_cursor(self._row, self._asked.orders)})"
                return (f"json_quote(json_extract({cursors}, {text(place)}))",)
            case PagePart.HAS_NEXT:
                page = self._asked.page
                return self._is_longer() if page.last is None else self._has_beyond(before=False)
            case PagePart.HAS_PREVIOUS:
                page = self._asked.page
                return self._has_beyond(before=True) if page.last is None else self._is_longer()

    def _is_longer(self) -> Json:
        """Tell whether the list goes on where the page was cut off."""
        row = self._fresh_row()
        rows = f"SELECT 1 FROM {row.source} WHERE {self._in_range(row)} LIMIT {self._asked.page.size + 1}"
        return truth(f"((SELECT count(*) FROM ({rows})) > {self._asked.page.size})")

    def _has_beyond(self, *, before: bool) -> Json:
        """Tell whether rows stand on the other side of the cursor that the page begins at."""
        page = self._asked.page
        at = page.after if before else page.before
        if at is None:
            return ("'false'",)
        row = self._fresh_row()
        inside = write_beyond(self._draft, row, self._asked.orders, at, before=not before)
        rows = f"SELECT 1 FROM {row.source} WHERE {self._belongs(row)} AND ({inside}) IS NOT TRUE"
        return truth(f"EXISTS ({rows})")

    def _belongs(self, row: Row) -> str:
        """Return SQL that is true for the rows of the connection, on whatever page."""
        conditions = []
        if self._asked.edge is not None and self._parent is not None:
            conditions.append(write_edge(self._draft, self._parent, self._parent.node.edges[self._asked.edge], row))
        conditions.append(write_condition(self._draft, row, self._asked.condition))
        return " AND ".join(f"({condition})" for condition in conditions)

    def _in_range(self, row: Row) -> str:
        page, orders = self._asked.page, self._asked.orders
        conditions = [self._belongs(row)]
        if page.after is not None:
            conditions.append(write_beyond(self._draft, row, orders, page.after, before=False))
        if page.before is not None:
            conditions.append(write_beyond(self._draft, row, orders, page.before, before=True))
        return " AND ".join(conditions)

    def _page(self) -> str:
        """Return the subquery that selects the rows of the page, in order. Called last, when it is known what is read of them."""
        inner, orders = self._fresh_row(), self._asked.orders
        backward = self._asked.page.last is not None
        where = self._in_range(inner)
        order = write_orders(inner, orders, backward=backward)
        if not backward:
            return f"SELECT {self._row.selected(inner.alias)} FROM {inner.source} WHERE {where} ORDER BY {order} LIMIT {self._asked.page.size}"
        again = Row(self._node, self._draft.alias())
        forward = write_orders(again, orders)
        wanted = ", ".join(f"{inner.alias}.{layout.quoted(name)}" for name in self._row.used | again.used)
        rows = f"SELECT {wanted} FROM {inner.source} WHERE {where} ORDER BY {order} LIMIT {self._asked.page.size}"
        return f"SELECT {self._row.selected(again.alias)} FROM ({rows}) {again.alias} ORDER BY {forward} LIMIT -1"
