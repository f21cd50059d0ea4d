"""Constraints and indexes of a Neo4j that holds a release: a key for each label, and what questions commonly start from."""

from collections.abc import Iterator
from functools import cache

from hub.graph.model import MODEL, NAME_COLUMNS
from hub.graph.neo4j import folding
from hub.graph.neo4j.cypher import Statement, filled
from hub.graph.neo4j.elements import nodes
from hub.graph.neo4j.layout import property_name
from hub.graph.neo4j.patterns import label

_BY_PROPERTIES = {
    "aliasBySuccessor": ("Alias", ("successor",)),
    "candidacyByEdition": ("Candidacy", ("edition", "office")),
    "districtByEdition": ("District", ("edition", "office")),
    "districtFamilyByLine": ("DistrictFamily", ("lineId",)),
    "externalIdByValue": ("ExternalId", ("scheme", "value")),
    "findingBySubject": ("Finding", ("subjectKind", "subjectKey")),
    "personByName": ("Person", ("name",)),
    "regionByName": ("Region", ("name",)),
    "regionCodeByValue": ("RegionCode", ("scheme", "value")),
    "resultByVotes": ("Result", ("votesCount",)),
}
"""Name of an index -> label and properties, within a release."""


@cache
def schema() -> tuple[Statement, ...]:
    """Return the statements that create every constraint and index; each may be run again."""
    return (*_keys(), *_indexes(), *_texts(), *_full_texts())


def _keys() -> Iterator[Statement]:
    """Yield a constraint for each label, and for what a load notes of itself."""
    yield _key("Hub", ("name",))
    yield _key("LoadedBatch", ("release", "step", "number"))
    for node in nodes():
        yield _key(node.label, ("release", *(property_name(node.table, column) for column in node.key)))


def _key(labelled: str, properties: tuple[str, ...]) -> Statement:
    name = f"{labelled[0].lower()}{labelled[1:]}Key"
    told = f"A (:{labelled}) is told apart by {', '.join(properties)}."
    return filled("schema/key", f"schema/{name}", told, name=name, label=labelled, key=f"({_listed(properties)})")


def _indexes() -> Iterator[Statement]:
    for name, (labelled, properties) in _BY_PROPERTIES.items():
        yield _index(name, "RANGE", labelled, f"({_listed(('release', *properties))})")


def _texts() -> Iterator[Statement]:
    """Yield an index by a part of the folded name for each column of names."""
    for kind, columns in NAME_COLUMNS.items():
        node = MODEL[kind]
        for column in columns:
            named, labelled = property_name(node.table, column), str(label(node))
            name = f"{labelled[0].lower()}{labelled[1:]}ByPartOf{named[0].upper()}{named[1:]}"
            yield _index(name, "TEXT", labelled, f"({_listed((folding.folded(named),))})")


def _full_texts() -> Iterator[Statement]:
    """Yield the indexes of words: as the hub folds them for `search`, and as Neo4j does for people who explore."""
    labels = "|".join(str(label(MODEL[kind])) for kind in NAME_COLUMNS)
    columns = ((MODEL[kind].table, column) for kind, held in NAME_COLUMNS.items() for column in held)
    named = dict.fromkeys(property_name(table, column) for table, column in columns)
    for name, properties, analyzer in (
        (folding.WORDS, (folding.WORDS,), "whitespace"),
        ("names", tuple(named), "standard-folding"),
    ):
        options = f"OPTIONS {{indexConfig: {{`fulltext.analyzer`: '{analyzer}'}}}}"
        yield _index(name, "FULLTEXT", labels, f"EACH [{_listed(properties)}]", options)


def _index(name: str, kind: str, labelled: str, properties: str, options: str = "") -> Statement:
    told = f"Nodes (:{labelled}) by {properties}."
    return filled(
        "schema/index", f"schema/{name}", told,
        kind=kind, name=name, label=labelled, properties=properties, options=options,
    )  # fmt: skip


def _listed(properties: tuple[str, ...]) -> str:
    return ", ".join(f"n.{name}" for name in properties)
