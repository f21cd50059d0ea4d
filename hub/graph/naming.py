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
    ("person_moves", "from_edition_id"): ("from_edition", "moves_from"),
    ("person_moves", "to_edition_id"): ("to_edition", "moves_to"),
    ("person_moves", "from_party_id"): ("from_party", "moves_from"),
    ("person_moves", "to_party_id"): ("to_party", "moves_to"),
    ("region_parents", "parent_id"): ("parent", "parts"),
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

_TOLD_BACK = {
    ("regions", "parent_id"): "Regions that are directly part of it.",
    ("region_parents", "parent_id"): "Regions that are or were directly part of it, and in which years.",
    (
        "district_regions",
        "region_id",
    ): "Its parts in districts: which district each lies in, and whether the region is split.",
    ("districts", "province_id"): "Districts of which it is the province.",
    ("district_overlaps", "with_id"): "How much of the districts of other editions lies in it.",
    (
        "district_turnovers",
        "since_id",
    ): "Of the districts of later editions, who was returned and who is new since this edition.",
    ("district_overlaps", "edition_id"): "How much of its districts lies in districts of other editions.",
    ("person_moves", "from_id"): "Moves of the person from this candidacy to later ones.",
    ("person_moves", "to_id"): "Moves of the person to this candidacy from earlier ones.",
    ("person_moves", "from_edition_id"): "Moves of people who stand in it and again in a later edition.",
    ("person_moves", "to_edition_id"): "Moves of people who stand in it and stood in an earlier edition.",
    ("person_moves", "from_party_id"): "Moves of people who stand for it first, and what they do later.",
    ("person_moves", "to_party_id"): "Moves of people who stand for it later, and where they come from.",
    ("ticket_parties", "party_id"): "Pairs of candidates that it supports.",
    ("notional_results", "edition_id"): "Estimates of its votes in districts of other editions.",
    ("notional_results", "party_id"): "Estimates of its votes in districts of other editions.",
    ("notional_results", "nomination_id"): "Estimates of its votes in districts of other editions.",
}
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
