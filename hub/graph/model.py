"""The graph as data: node types over the tables of a release, and the edges between them.

To-one edges follow the references that the tables declare, and each has its reverse (`hub.graph.naming`; `_by_<column>` is added where a
name is taken). What the tables cannot say (paths through join tables, ancestors, sources through provenance) stands in `_paths`.
Nothing here knows of a store's language.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

import dataframely as dy

from hub.graph.derived import DERIVED
from hub.graph.naming import edge_name, edge_names, told_back
from hub.tables import TABLES
from hub.tables.table import Bilingual, Table


class Kind(Enum):
    """What a column holds."""

    TEXT = "text"
    ENUM = "enum"
    WHOLE = "whole number"
    NUMBER = "number"
    TRUTH = "truth"
    DATE = "date"
    TEXTS = "list of texts"
    JSON = "JSON"


@dataclass(frozen=True)
class Column:
    """A public column of a table. `values` are the members of an enum, in their declared order."""

    name: str
    kind: Kind
    nullable: bool
    description: str
    values: tuple[str, ...] = ()
    points_to: str | None = None
    """Node type whose key the column holds."""
    is_large: bool = False
    """A whole number that may exceed 2^31."""


@dataclass(frozen=True)
class Hop:
    """One step: from rows whose `column` equals `to_column` of rows of node type `to`, where `given` columns hold constants."""

    column: str
    to: str
    to_column: str
    given: tuple[tuple[str, str], ...] = ()
    repeated: bool = False
    """Taken once or more often, as from a region to all that it lies in. Only on hops within one node type."""


Path = tuple[Hop, ...]


@dataclass(frozen=True)
class Edge:
    """Leads from a row to rows of `target`: those at the end of any of `paths`, each row once."""

    name: str
    target: str
    description: str
    paths: tuple[Path, ...]
    many: bool
    nullable: bool
    orders: tuple[tuple[str, bool], ...] = ()
    """Order of a listing, before the key: (column, descending)."""
    few: bool = False
    """Leads to few rows, so that they are read as one list and not page by page."""
    texts: str | None = None
    """The column that is read in place of its rows."""
    is_shown: bool = True
    """False where another edge of the row says more."""

    @property
    def foreign_key(self) -> str | None:
        """The column that holds the target's key, where the edge is nothing more than a reference."""
        return self.paths[0][0].column if self.is_reference else None

    @property
    def is_reference(self) -> bool:
        """True if the foreign key is on the starting row's side; False if it is on the target's."""
        target, hop = MODEL[self.target], self.paths[0][0]
        is_own_key = hop.to_column == target.key and target.columns[target.key].points_to is None
        return not self.many and is_own_key and len(self.paths[0]) == 1


@dataclass(frozen=True)
class NodeType:
    """A node type, or a row type without an identity of its own (`is_node` false)."""

    name: str
    table: type[Table]
    is_node: bool
    columns: dict[str, Column]
    edges: dict[str, Edge] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return self.table.key_column()


def _tables() -> dict[str, type[Table]]:
    """Return every table of the graph by the name of its rows."""
    return {table.row_name(): table for table in (*TABLES, *DERIVED) if table.about.in_graph}


def _name_columns() -> dict[str, tuple[str, ...]]:
    searched = {table: table.about.search[0] for table in _tables().values() if table.about.search}
    return {
        table.row_name(): tuple(name for name in table.columns() if table.marks(name).get("searched"))
        for table in sorted(searched, key=searched.__getitem__)
    }


NAME_COLUMNS: dict[str, tuple[str, ...]] = _name_columns()
"""What `search` reads, in this order of types. `contains` on these columns is answered from an index."""


def _kind(table: type[Table], name: str, column: dy.Column) -> Kind:
    if table.marks(name).get("json"):
        return Kind.JSON
    by_class = {
        dy.String: Kind.TEXT,
        dy.Enum: Kind.ENUM,
        dy.Int64: Kind.WHOLE,
        dy.Float64: Kind.NUMBER,
        dy.Bool: Kind.TRUTH,
        dy.Date: Kind.DATE,
        dy.List: Kind.TEXTS,
    }
    return by_class[type(column)]


def columns_of(table: type[Table], names: dict[str, str]) -> dict[str, Column]:
    """Return the public columns of a table; `names` are the node types of the tables that it may refer to."""
    references = table.references()
    found = {}
    for name in table.public_columns():
        column = table.columns()[name]
        if isinstance(column, dy.Binary):
            continue  # shapes in full are for files, not for queries
        to_table, to_column = references.get(name, ("", ""))
        found[name] = Column(
            name=name,
            kind=_kind(table, name, column),
            nullable=column.nullable,
            description=column.description or "",
            values=tuple(column.categories) if isinstance(column, dy.Enum) else (),
            points_to=names.get(to_table) if not to_column else None,
            is_large=table.marks(name).get("large", False),
        )
    return found


def _references(nodes: dict[str, NodeType], names: dict[str, str]) -> Iterator[tuple[str, Edge]]:
    """Yield (node type, edge) for every reference of every table, and for its reverse."""
    for node in nodes.values():
        table = node.table
        for column, (to_table, to_column) in table.references().items():
            if column not in node.columns or to_table not in names:
                continue
            target = nodes[names[to_table]]
            described = node.columns[column]
            to_key = to_column or target.key
            forward, backward = edge_names(table, column)
            there, back = Hop(column, target.name, to_key), Hop(to_key, node.name, column)
            yield node.name, _to_one(forward, described.description, (there,), nullable=described.nullable)
            reverse = _to_many(backward, told_back(table, column, target.table), (back,))
            marks = table.marks(column)
            yield target.name, replace(reverse, few=marks.get("few", False), is_shown=marks.get("back_shown", True))


def _to_one(name: str, description: str, path: Path, *, nullable: bool) -> Edge:
    return Edge(name, path[-1].to, description, (path,), many=False, nullable=nullable)


def _to_many(name: str, description: str, *paths: Path, orders: tuple[tuple[str, bool], ...] = ()) -> Edge:
    return Edge(name, paths[0][-1].to, description, paths, many=True, nullable=False, orders=orders)


def _to_few(name: str, description: str, *paths: Path, orders: tuple[tuple[str, bool], ...] = ()) -> Edge:
    return replace(_to_many(name, description, *paths, orders=orders), few=True)


def _paths(nodes: dict[str, NodeType]) -> Iterator[tuple[str, Edge]]:
    """Yield the edges that no single reference states."""
    yield from _areas()
    yield from _changes()
    yield from _who_is_who()
    yield from _outcomes()
    behind, step = Hop("ticket_id", "ticket_party", "ticket_id"), Hop("edition_id", "calendar-event", "edition_id")
    yield (
        "ticket",
        _to_few(
            "parties",
            Bilingual("Parties that support the pair.", "Partai yang mendukung pasangan calon ini."),
            (behind,),
        ),
    )
    yield (
        "edition",
        _to_few(
            "calendar",
            Bilingual("Its steps, the earliest first.", "Tahapannya, mulai dari yang paling awal."),
            (step,),
            orders=(("starts", False),),
        ),
    )
    for kind in ("person", "party", "region", "district"):
        key = nodes[kind].key if kind != "district" else "line_id"
        merged = Hop(key, "alias", "successor")
        merged_ids = _to_few(
            "aliases",
            Bilingual(
                "Identifiers that were merged into this one.", "Pengenal lain yang sudah digabungkan ke pengenal ini."
            ),
            (merged,),
        )
        yield kind, replace(merged_ids, texts="alias")
    for name, node in nodes.items():
        if node.is_node:
            yield (
                name,
                _to_few(
                    "sources",
                    Bilingual(
                        "Source files that state it; of a source, the file itself.",
                        "Berkas sumber yang menyatakannya; bagi sebuah sumber, berkas itu sendiri.",
                    ),
                    *_to_sources(node),
                ),
            )
        if node.is_node and name not in {"source", "finding"}:
            subject = "contest" if name == "outcome" else name
            about = Hop(node.key, "finding", "subject_key", (("subject_kind", subject),))
            yield (
                name,
                _to_many(
                    "findings",
                    Bilingual(
                        "Contradictions and defects found in it.", "Pertentangan dan cacat yang ditemukan padanya."
                    ),
                    (about,),
                ),
            )
    for kind in ("candidacy", "nomination", "district"):
        yield (
            kind,
            _to_few(
                "external_ids",
                Bilingual("What publishers call it.", "Pengenal yang dipakai penerbit untuknya."),
                (_external(kind, nodes[kind].key),),
            ),
        )
    standing = Hop("person_id", "candidacy", "person_id")
    in_time = (("edition_id", False),)
    yield (
        "person",
        _to_few(
            "path",
            Bilingual(
                "The person's candidacies, the earliest first.", "Pencalonan orang ini, mulai dari yang paling awal."
            ),
            (standing,),
            orders=in_time,
        ),
    )
    both = (_external("person", "person_id"),), (standing, _external("candidacy", "candidacy_id"))
    yield (
        "person",
        _to_few(
            "external_ids",
            Bilingual(
                "What publishers call the person, or one of the candidacies.",
                "Pengenal yang dipakai penerbit untuk orang ini, atau untuk salah satu pencalonannya.",
            ),
            *both,
        ),
    )


def _areas() -> Iterator[tuple[str, Edge]]:
    """Yield the edges between districts and regions, and along the administrative division."""
    in_district = Hop("district_id", "district_region", "district_id"), Hop("region_id", "region", "region_id")
    of_region = Hop("region_id", "district_region", "region_id"), Hop("district_id", "district", "district_id")
    yield (
        "district",
        _to_many(
            "regions",
            Bilingual(
                "Regions that lie in it, whole or in part.",
                "Wilayah yang termasuk di dalamnya, seluruhnya atau sebagian.",
            ),
            in_district,
        ),
    )
    yield (
        "region",
        _to_many(
            "districts",
            Bilingual(
                "Districts that the region, or a part of it, lies in.",
                "Daerah pemilihan yang memuat wilayah ini, atau sebagian darinya.",
            ),
            of_region,
        ),
    )
    contest = Hop("district_id", "contest", "district_id")
    yield (
        "district",
        _to_one(
            "contest",
            Bilingual("The contest for its seats.", "Kontes untuk kursi daerah pemilihan ini."),
            (contest,),
            nullable=True,
        ),
    )
    named_alike = Hop("line_id", "district_family", "line_id")
    told = Bilingual(
        "People whose names end alike and who stand in the district in any edition: a pointer, no claim of kinship.",
        "Orang-orang dengan nama akhir yang sama yang menjadi calon di daerah pemilihan ini, pada pemilu mana pun: petunjuk, bukan klaim hubungan keluarga.",
    )
    yield "district", _to_many("families", told, (named_alike,), orders=(("share", True),))
    drawn = Hop("district_id", "district_map", "district_id")
    yield (
        "district",
        _to_one(
            "map",
            Bilingual("Its shape; null where none is known.", "Bentuknya; null jika tidak diketahui."),
            (drawn,),
            nullable=True,
        ),
    )
    up = Hop("parent_id", "region", "region_id", repeated=True)
    down = Hop("region_id", "region", "parent_id", repeated=True)
    nearest_first = (("level", True),)
    yield (
        "region",
        _to_few(
            "ancestors",
            Bilingual(
                "All regions that it lies in, the nearest first.",
                "Semua wilayah yang melingkupinya, mulai dari yang terdekat.",
            ),
            (up,),
            orders=nearest_first,
        ),
    )
    yield (
        "region",
        _to_many(
            "descendants",
            Bilingual("All regions that lie in it, at every level.", "Semua wilayah di dalamnya, pada setiap tingkat."),
            (down,),
        ),
    )


def _changes() -> Iterator[tuple[str, Edge]]:
    """Yield the edges between regions through the changes of the administrative division."""
    gave, took = (Hop("region_id", "region_lineage", side) for side in ("region_id", "successor_id"))
    earlier, later = (Hop(side, "region", "region_id") for side in ("region_id", "successor_id"))
    in_time = (("year", False),)
    told = Bilingual(
        "Changes in which it gave or took over a part, the earliest first.",
        "Perubahan ketika wilayah ini menyerahkan atau mengambil alih suatu bagian, mulai dari yang paling awal.",
    )
    yield "region", _to_few("lineage", told, (gave,), (took,), orders=in_time)
    yield (
        "region",
        _to_few(
            "predecessors",
            Bilingual(
                "Regions of which it took over a part.", "Wilayah yang sebagiannya diambil alih oleh wilayah ini."
            ),
            (took, earlier),
        ),
    )
    yield (
        "region",
        _to_few(
            "successors",
            Bilingual("Regions that took over a part of it.", "Wilayah yang mengambil alih sebagian wilayah ini."),
            (gave, later),
        ),
    )
    yield from _party_changes()
    part = Hop("region_id", "region_parent", "region_id")
    told = Bilingual(
        "What it was part of, and in which years, the earliest first.",
        "Wilayah induknya beserta tahunnya, mulai dari yang paling awal.",
    )
    yield "region", _to_few("parents", told, (part,), orders=(("valid_from", False),))


def _party_changes() -> Iterator[tuple[str, Edge]]:
    about, out_of = (Hop("party_id", "party_event", side) for side in ("party_id", "from_party_id"))
    before, after = (Hop(side, "party", "party_id") for side in ("from_party_id", "party_id"))
    told = Bilingual(
        "What happened to it, the earliest first; also where another party took it up or split off from it.",
        "Peristiwa yang dialaminya, mulai dari yang paling awal; juga ketika partai lain mengambil alihnya atau memisahkan diri darinya.",
    )
    yield "party", _to_few("events", told, (about,), (out_of,), orders=(("date", False),))
    yield (
        "party",
        _to_few(
            "predecessors",
            Bilingual(
                "Other parties that it took up or split off from.",
                "Partai lain yang diambil alihnya atau asal pemisahannya.",
            ),
            (about, before),
        ),
    )
    yield (
        "party",
        _to_few(
            "successors",
            Bilingual(
                "Other parties that took it up or split off from it.",
                "Partai lain yang mengambil alihnya atau memisahkan diri darinya.",
            ),
            (out_of, after),
        ),
    )


def _who_is_who() -> Iterator[tuple[str, Edge]]:
    """Yield the edges to the evidence for who is who: pairs have two ends, and a person is at either of them."""
    standing = Hop("person_id", "candidacy", "person_id")
    told = {
        "link": (
            Bilingual(
                "Pairs with other candidacies that are linked, wait for review, or were judged.",
                "Pasangan pencalonan ini dengan pencalonan lain yang ditautkan, menunggu peninjauan, atau sudah diputuskan.",
            ),
            Bilingual(
                "Pairs with other candidacies that are linked, wait for review, or were judged, for each candidacy.",
                "Pasangan setiap pencalonannya dengan pencalonan lain yang ditautkan, menunggu peninjauan, atau sudah diputuskan.",
            ),
        ),
        "judgement": (
            Bilingual(
                "What somebody decided of it and another candidacy.",
                "Keputusan seseorang tentang pencalonan ini dan pencalonan lain.",
            ),
            Bilingual(
                "What somebody decided of it and another candidacy, for each candidacy.",
                "Keputusan seseorang tentang setiap pencalonannya dan pencalonan lain.",
            ),
        ),
    }
    for name, (of_candidacy, of_person) in told.items():
        ends = tuple(Hop("candidacy_id", name, side) for side in ("left_id", "right_id"))
        yield "candidacy", _to_many(f"{name}s", of_candidacy, *((end,) for end in ends))
        yield "person", _to_many(f"{name}s", of_person, *((standing, end) for end in ends))


def _outcomes() -> Iterator[tuple[str, Edge]]:
    """Yield the edges between contests, their outcomes and who won."""
    answered = Hop("contest_id", "outcome", "contest_id")
    told = Bilingual(
        "The official answer: votes, winners and seats, or why they are not known.",
        "Jawaban resmi: suara, pemenang, dan kursi, atau mengapa tidak diketahui.",
    )
    yield "contest", _to_one("outcome", told, (answered,), nullable=True)
    won = Hop("outcome_id", "outcome_winner", "outcome_id"), Hop("candidacy_id", "candidacy", "candidacy_id")
    elected = Bilingual("Who is elected; both of a pair.", "Siapa yang terpilih; keduanya dari satu pasangan.")
    yield "outcome", _to_few("winners", elected, won)


def _external(kind: str, key: str) -> Hop:
    return Hop(key, "external_id", "key", (("kind", kind),))


def _to_sources(node: NodeType) -> Iterator[Path]:
    """Yield the paths from a node to its sources: its own source column, its provenance, for persons their candidacies'."""
    end = Hop("source_id", "source", "source_id")
    if "source_id" in node.columns:
        yield (end,)
    yield Hop(node.key, "provenance", "key", (("kind", node.name),)), end
    if node.name == "person":
        standing = Hop("person_id", "candidacy", "person_id")
        yield standing, end
        yield standing, Hop("candidacy_id", "provenance", "key", (("kind", "candidacy"),)), end


def _model() -> dict[str, NodeType]:
    tables = _tables()
    names = {table.table_name(): name for name, table in tables.items()}
    nodes = {
        name: NodeType(name, table, table.about.is_node, columns_of(table, names)) for name, table in tables.items()
    }
    for owner, edge in (*_paths(nodes), *_references(nodes, names)):
        taken = nodes[owner].edges.keys() | nodes[owner].columns.keys()
        if edge.name in taken:
            edge = replace(edge, name=f"{edge.name}_by_{edge_name(edge.paths[0][0].to_column)}")  # noqa: PLW2901  the same edge, renamed
        if edge.name in taken:
            raise ValueError(f"expected one meaning of {owner}.{edge.name}, found two; name one in its `ref`")
        nodes[owner].edges[edge.name] = edge
    return nodes


MODEL: dict[str, NodeType] = _model()
"""All node types and row types by name."""


def node_at(node: NodeType, through: Sequence[str]) -> NodeType:
    """Return the node type at the end of to-one edges."""
    for edge in through:
        node = MODEL[node.edges[edge].target]
    return node
