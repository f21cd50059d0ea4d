"""Ontology terms and SHACL shapes derived from the table declarations.

A column without a property of another vocabulary is a property of ours; a table without such a class is a class of ours. What
`ontology/hub.ttl` does not define by hand is defined here, with the public texts of the declaration. The shapes say of each column what
its type says: how often, and what values; `ontology/shapes.ttl` says by hand what goes beyond.
"""

import re
from collections import Counter
from collections.abc import Iterator

import dataframely as dy

from hub.ids import NODE_TYPE_OF
from hub.tables import BY_NAME, DERIVED, TABLES
from hub.tables.table import Bilingual, Table, term_name
from hub.tables.vocabulary import SCHEMES

_DEFINED = re.compile(r"^el:(\w+) a ", re.MULTILINE)
_RANGES = {dy.Int64: "xsd:integer", dy.Float64: "xsd:double", dy.Bool: "xsd:boolean", dy.Date: "xsd:date"}


def definitions(by_hand: str) -> str:
    """Return Turtle, without prefixes, that defines every own term of the declarations that the text does not."""
    known = set(_DEFINED.findall(by_hand))
    made = {name: text for name, text in _terms() if name not in known}
    return "".join(f"\n{text}\n" for text in made.values())


def shapes() -> str:
    """Return Turtle, without prefixes, with a shape for the rows of each table: every own property that one column states."""
    return "".join(_shape(table) for table in (*TABLES, *DERIVED) if _has_rows(table))


def _has_rows(table: type[Table]) -> bool:
    return bool(table.about.is_node or table.about.part or table in DERIVED)


def _shape(table: type[Table]) -> str:
    stated = [(_property_of(table, column), column) for column in stated_columns(table)]
    named = [name for name, _ in stated]
    told = [_constraint(table, column) for name, column in stated if name.startswith("el:") and named.count(name) == 1]
    if not told:
        return ""
    properties = ",\n        ".join(told)
    return f"\nshape:{table.type_name()}Row a sh:NodeShape ; sh:targetClass {class_of(table)} ;\n    sh:property {properties} .\n"


def _constraint(table: type[Table], column: str) -> str:
    held, values = table.columns()[column], range_of(table, column)
    said = [f"sh:path {_property_of(table, column)}"]
    if not (held.nullable or isinstance(held, dy.List) or _shares_class(table)):
        said.append("sh:minCount 1")
    if not isinstance(held, dy.List):
        said.append("sh:maxCount 1")
    if values not in {"skos:Concept", "rdfs:Resource"}:
        is_literal = values.startswith(("xsd:", "rdf:JSON", "geo:geoJSON"))
        said.append(f"sh:datatype {values}" if is_literal else f"sh:class {values}")
    return f"[ {' ; '.join(said)} ]"


def _shares_class(table: type[Table]) -> bool:
    return sum(class_of(other) == class_of(table) for other in TABLES) > 1


def _property_of(table: type[Table], column: str) -> str:
    return table.marks(column).get("rdf") or f"el:{term_name(table, column)}"


def class_of(table: type[Table]) -> str:
    """Return the class of a table's rows, as a prefixed name."""
    return table.about.rdf_class or f"el:{table.type_name()}"


def stated_columns(table: type[Table]) -> Iterator[str]:
    """Yield the columns that are properties of the rows: no key of a node, no name of what a row is part of, no shape in full."""
    part = table.about.part
    apart = {table.marks(name).get("subject_kind") for name in table.columns()} | {part.of if part else None}
    if table.about.is_node:
        apart.add(table.key_column())
    for name in table.public_columns():
        if name not in apart and not (
            table.marks(name).get("unstated") or isinstance(table.columns()[name], dy.Binary)
        ):
            yield name


def range_of(table: type[Table], column: str) -> str:
    """Return the class or datatype of a column's values, as a prefixed name."""
    marks, held = table.marks(column), table.columns()[column]
    inner = held.inner if isinstance(held, dy.List) else held
    target, _, _ = marks.get("ref", "").partition(".")
    if target in NODE_TYPE_OF:
        return class_of(BY_NAME[target])
    if "names" in marks or "subject_kind" in marks:
        return "rdfs:Resource"
    if marks.get("json"):
        return marks.get("datatype") or "rdf:JSON"
    if isinstance(inner, dy.Enum) and tuple(inner.categories) in SCHEMES:
        return "skos:Concept"
    if marks.get("datatype") == "@id":
        return "rdfs:Resource"
    return marks.get("datatype") or _RANGES.get(type(inner), "xsd:string")


def _terms() -> Iterator[tuple[str, str]]:
    every = (*TABLES, *DERIVED)
    times = Counter(_property_of(table, column) for table in every for column in stated_columns(table))
    for table in every:
        if not _has_rows(table):
            continue
        if not table.about.rdf_class:
            label = table.about.label or Bilingual(table.type_name(), table.type_name())
            yield table.type_name(), _definition(table.type_name(), "owl:Class", label, table.table_description())
        for column in stated_columns(table):
            name = _property_of(table, column)
            if name.startswith("el:"):
                is_shared = times[name] > 1
                yield name.removeprefix("el:"), _property(table, column, name.removeprefix("el:"), is_shared=is_shared)
        if (part := table.about.part) and not part.rdf:
            text = _definition(part.term, "owl:ObjectProperty", table.about.label, table.table_description())
            yield part.term, text


def _property(table: type[Table], column: str, name: str, *, is_shared: bool) -> str:
    found = range_of(table, column)
    kind = "owl:DatatypeProperty" if found.startswith("xsd:") else "owl:ObjectProperty"
    told = table.columns()[column].description or ""
    words = column.removesuffix("_id").replace("_", " ")
    label = table.marks(column).get("label") or Bilingual(words, getattr(told, "indonesian", words).rstrip("."))
    domain = "" if is_shared else f" ; rdfs:domain {class_of(table)}"
    return _definition(name, f"{kind}{domain} ; rdfs:range {found}", label, told)


def _definition(name: str, kind: str, label: str | None, comment: str) -> str:
    texts = [("rdfs:label", label), ("rdfs:comment", comment)]
    told = [
        f'{said} "{_quoted(text.indonesian)}"@id, "{_quoted(text)}"@en'
        for said, text in texts
        if isinstance(text, Bilingual)
    ]
    return " ;\n    ".join([f"el:{name} a {kind} ; rdfs:isDefinedBy <https://w3id.org/pemilu/def/>", *told]) + " ."


def _quoted(text: str) -> str:
    return " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
