"""What rows and edges of the graph are called, by the names of tables and columns; and what is said where those would mislead."""

from hub.ids import NODE_TYPES

_SINGULARS = {
    "turnout": "turnout",
    "progress": "progress",
    "provenance": "provenance",
    "set_aside": "set_aside",
    "region_lineage": "region_lineage",
    "voters": "voters",
    "legal_bases": "legal_basis",
    "aliases": "alias",
}
"""Where the singular of a table's name does not follow from its ending."""

NAMED_EDGES = {
    ("regions", "parent_id"): ("parent", "children"),
    ("districts", "province_id"): ("province", "districts_by_province"),
    ("sources", "edition_id"): ("edition", "source_files"),
    ("provenance", "source_id"): ("source", "statements"),
    ("external_ids", "source_id"): ("source", "external_ids_stated"),
    ("district_regions", "source_id"): ("source", "district_regions_stated"),
    ("results", "station_id"): ("polling_station", "results"),
    ("turnout", "station_id"): ("polling_station", "turnout"),
    ("person_moves", "person_id"): ("person", "moves"),
    ("person_moves", "from_id"): ("from", "moves_from"),
    ("person_moves", "to_id"): ("to", "moves_to"),
    ("district_turnovers", "district_id"): ("district", "turnover"),
    ("district_turnovers", "since_id"): ("since", "turnovers_since"),
    ("district_overlaps", "district_id"): ("district", "overlaps"),
    ("district_overlaps", "with_id"): ("with", "overlaps_of_others"),
}
"""Where the names that follow from the tables would be wrong: (of the edge, of its reverse)."""

_CALLED = {
    "turnout": "turnout figures",
    "progress": "progress figures",
    "voters": "voter counts",
    "set_aside": "rows set aside",
}
"""Rows of tables whose name is no plural."""

_TOLD_BACK = {("regions", "parent_id"): "Regions that are directly part of it."}
"""Descriptions of the reverses of references, where the names of the tables would say it wrongly."""


def row_name(table: str) -> str:
    """Return the name of a table's rows; of those that are nodes as it stands in IRIs: `polling-station`."""
    regular = table[:-3] + "y" if table.endswith("ies") else table.removesuffix("s")
    singular = _SINGULARS.get(table, regular)
    in_iris = singular.replace("_", "-")
    return in_iris if in_iris in NODE_TYPES else singular


def things(table: str) -> str:
    """Return what the rows of a table are called in a sentence."""
    return _CALLED.get(table, _words(table))


def _words(name: str) -> str:
    return name.replace("_", " ").replace("-", " ")


def edge_names(table: str, column: str) -> tuple[str, str]:
    """Return what the edge of a reference is called, and its reverse."""
    return NAMED_EDGES.get((table, column), (edge_name(column), table))


def told_back(table: str, column: str, target: str) -> str:
    """Return the description of the reverse of a reference to rows called `target`."""
    return _TOLD_BACK.get((table, column), f"All {things(table)} of this {_words(target)}.")


def edge_name(column: str) -> str:
    """`party_id` leads to `party`; a reference that is itself a public value, such as `office`, to `office_detail`."""
    return column.removesuffix("_id") if column.endswith("_id") else f"{column}_detail"
