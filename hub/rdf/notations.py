"""Notations of RDF: how each writes the rows of a shape, as one text per row made by column expressions.

No row is touched by Python: a notation returns an expression, and Polars makes the texts of a whole slice at once.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Protocol

import orjson
import polars as pl

from hub.rdf import terms
from hub.rdf.mapping import Concept, Iri, Literal, Mapping, OfOthers, Property, Shape
from hub.rdf.ontology import RDF_TYPE, ontology_text

_LOCAL_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")

SUBJECT, PARENT, GRAPH = "_subject", "_parent", "_graph"
"""Columns with the bare IRI path of the row's node, of what it is part of, and of the named graph; null where there is none."""


Parts = tuple[str | pl.Expr, ...]


class Notation(Protocol):
    """A notation of triples."""

    root: str
    """Prefix of `{node type}/{key}` in the IRI of a node."""

    def head(self) -> str: ...

    def row(self, shape: Shape, partly: Set[str]) -> pl.Expr:
        """Return the text of each row, with what separates it from others, of a frame that has the columns of the table and SUBJECT, PARENT, GRAPH.

        `partly` names the columns of properties, and GRAPH, that are null in some rows; a graph that none has is not in the shape.
        """
        ...

    def tail(self) -> str: ...


def located(frame: pl.DataFrame, shape: Shape, root: str) -> pl.DataFrame:
    """Escape the columns that are texts or keys in IRIs, and add SUBJECT, PARENT and GRAPH, so that each is made once for all triples of a row."""
    paths: dict[str, pl.Series] = {}
    plain: set[str] = set()

    def path(key: str) -> pl.Series:
        if key not in paths:
            held = frame[key].cast(pl.String)
            paths[key] = terms.as_path(held)
            if paths[key] is held:
                plain.add(key)
        return paths[key]

    def whole(name: Iri | None) -> pl.Expr:
        if name is None:
            return pl.lit(None, pl.String)
        return terms.text(terms.start(name, root), pl.lit(path(name.key)), *terms.fragment(name))

    parent = shape.parent[0] if shape.parent else None
    made = {SUBJECT: whole(shape.subject), PARENT: whole(parent), GRAPH: whole(shape.graph)}
    escaped: dict[str, pl.Series] = {}
    for known in shape.properties:
        name = known.column
        match known.value:
            case Iri() if not known.many:
                escaped[name] = path(name)
            case Literal() as literal if terms.is_text(literal) and name not in plain:
                escaped[name] = terms.as_text(frame[name] if known.many else frame[name].cast(pl.String))
            case _:
                pass
    return frame.with_columns(**made, **escaped)


@dataclass(frozen=True)
class Text:
    """How an object is written: its prefix, the column's part (a list for a column of lists), its suffix."""

    open: str | pl.Expr
    body: pl.Expr
    close: str


class Lines:
    """N-Triples, and N-Quads with `graphs`: one triple a line, in the canonical form."""

    def __init__(self, mapping: Mapping, *, graphs: bool = False) -> None:
        self.root = f"{mapping.base}id/"
        self._graphs = graphs

    def head(self) -> str:
        return ""

    def tail(self) -> str:
        return ""

    def row(self, shape: Shape, partly: Set[str]) -> pl.Expr:
        """Return the triples of each row; from the last mark of one object to the subject of the next triple is one text, which is made once for all of a kind."""
        begin, end = terms.text("<", pl.col(SUBJECT), "> "), self._end(shape, partly)
        parts: list[str | pl.Expr] = []
        close: str | pl.Expr | None = None
        for triple in self._triples(shape, partly, begin, end):
            if isinstance(triple, pl.Expr):
                parts += (triple,) if close is None else (terms.text(close, end), triple)
                close = None
            else:
                *rest, last = triple
                parts += (begin if close is None else terms.text(close, end, begin), *rest)
                close = last
        return terms.text(*parts, *(() if close is None else (close, end)))

    def _end(self, shape: Shape, partly: Set[str]) -> str | pl.Expr:
        if not self._graphs or shape.graph is None:
            return " .\n"
        graph = terms.text(" <", pl.col(GRAPH), "> .\n")
        return graph.fill_null(pl.lit(" .\n")) if GRAPH in partly else graph

    def _triples(self, shape: Shape, partly: Set[str], begin: pl.Expr, end: str | pl.Expr) -> Iterator[Parts | pl.Expr]:
        """Yield predicate and object of each triple that every row states, and the text of those that some rows state, empty for the others."""
        for name in shape.types:
            yield f"<{RDF_TYPE}> <{name}", ">"
        for column, word, classes in shape.by_value:
            is_chosen = pl.col(column).cast(pl.String) == word
            for name in classes:
                yield pl.when(is_chosen).then(terms.text(begin, f"<{RDF_TYPE}> <{name}>", end)).otherwise(pl.lit(""))
        for name, value in shape.constants:
            yield f"<{name}> <{value}", ">"
        for known in shape.properties:
            text, predicate = self._object(known), f"<{known.predicate}> "
            may_be_null = isinstance(known.value, Iri) and known.value.kind is not None
            if known.many or known.column in partly or may_be_null:
                yield _repeated(known, text, (begin, predicate), (end,), "").fill_null(pl.lit(""))
            else:
                yield predicate, text.open, text.body, text.close
        if shape.parent:
            yield terms.text("<", pl.col(PARENT), f"> <{shape.parent[1]}> <", pl.col(SUBJECT), ">", end)

    def _object(self, known: Property) -> Text:
        match known.value:
            case Iri() as name:
                return Text(terms.start(name, f"<{self.root}"), _elements(known, name), ">")
            case OfOthers():
                return Text("<", pl.col(known.column), ">")
            case Concept() as concept:
                return Text("<", _spelled(known, concept.iri_of), ">")
            case Literal(datatype, language) as literal:
                mark = f"@{language}" if language else f"^^<{datatype}>" if datatype else ""
                return Text('"', _elements(known, literal), f'"{mark}')


class Turtle:
    """Turtle, and TriG with `graphs`: the triples of a row together, with prefixes, nodes relative to the base.

    A key never has a segment `.` or `..`, which a base would swallow: the dereferencing of such an IRI would fail as well.
    """

    root = "id/"

    def __init__(self, mapping: Mapping, *, graphs: bool = False) -> None:
        self._base = mapping.base
        self._graphs = graphs
        self._prefixes = {name: iri for name, iri in mapping.prefixes.items() if name != "thing"}
        self._prefixes |= {iri.removesuffix("/").rpartition("/")[2]: iri for iri in mapping.closed_lists()}

    def head(self) -> str:
        lines = [
            f"@base <{self._base}> .",
            *(f"@prefix {name}: <{iri}> ." for name, iri in sorted(self._prefixes.items())),
        ]
        return "\n".join(lines) + "\n\n"

    def tail(self) -> str:
        return ""

    def row(self, shape: Shape, partly: Set[str]) -> pl.Expr:  # noqa: ARG002  of use where lines are written
        statements = [pl.lit(f"a {', '.join(self._name(name) for name in shape.types)}")] if shape.types else []
        for column, word, classes in shape.by_value:
            names = pl.lit(f"a {', '.join(self._name(name) for name in classes)}")
            statements.append(pl.when(pl.col(column).cast(pl.String) == word).then(names))
        statements += [pl.lit(f"{self._name(name)} {self._name(value)}") for name, value in shape.constants]
        for known in shape.properties:
            objects = _repeated(known, self._object(known), (), (), ", ")
            statements.append(pl.concat_str(pl.lit(f"{self._name(known.predicate)} "), objects))
        own = pl.concat_str(statements, separator=" ;\n    ", ignore_nulls=True)
        block = terms.text("<", pl.col(SUBJECT), "> ", own, " .\n")
        if shape.parent:
            link = ("<", pl.col(PARENT), f"> {self._name(shape.parent[1])} <", pl.col(SUBJECT), "> .\n")
            block = terms.text(block, *link)
        if self._graphs:
            block = terms.text("<", pl.col(GRAPH), "> {\n", block, "}\n").fill_null(block)
        return terms.text(block, "\n")

    def _object(self, known: Property) -> Text:
        match known.value:
            case Iri() as name:
                return Text(terms.start(name, f"<{self.root}"), _elements(known, name), ">")
            case OfOthers():
                return Text("<", pl.col(known.column), ">")
            case Concept(iris):
                return Text("", _spelled(known, {word: self._name(iri) for word, iri in iris}), "")
            case Literal(datatype) as literal if datatype and datatype.endswith(("#integer", "#boolean")):
                return Text("", _elements(known, literal), "")
            case Literal(datatype, language) as literal:
                mark = f"@{language}" if language else f"^^{self._name(datatype)}" if datatype else ""
                return Text('"', _elements(known, literal), f'"{mark}')

    def _name(self, iri: str) -> str:
        for prefix, start in self._prefixes.items():
            if iri.startswith(start) and _LOCAL_NAME.fullmatch(iri.removeprefix(start)):
                return f"{prefix}:{iri.removeprefix(start)}"
        return f"<{iri.removeprefix(self._base)}>"


class JsonLd:
    """JSON-LD: the context, then one object a line with the field names of GraphQL."""

    def __init__(self, mapping: Mapping) -> None:
        self._mapping = mapping
        self.root = f"{mapping.base}id/"

    def head(self) -> str:
        """Return the context and the start of the list. An object with an `iri` alone states nothing: each row comes after a comma."""
        context = orjson.loads(ontology_text("context.jsonld", self._mapping.base))["@context"]
        return f'{{"@context": {orjson.dumps(context).decode()},\n"@graph": [\n{{"iri": "{self._mapping.base}"}}'

    def tail(self) -> str:
        return "\n]}\n"

    def row(self, shape: Shape, partly: Set[str]) -> pl.Expr:  # noqa: ARG002
        return terms.text(",\n", self._object_of(shape))

    def _object_of(self, shape: Shape) -> pl.Expr:
        members = [terms.text('{"iri":"', pl.col(SUBJECT), '"'), *self._types(shape)]
        members += [pl.lit(f'"{name}":{{"iri":"{value}"}}') for name, value in shape.constants]
        for known in shape.properties:
            values = _repeated(known, self._object(known), (), (), ",")
            left, right = ("[", "]") if known.many else ("", "")
            members.append(terms.text(f'"{known.field}":{left}', values, right))
        own = terms.text(pl.concat_str(members, separator=",", ignore_nulls=True), "}")
        if not shape.parent:
            return own
        return terms.text('{"iri":"', pl.col(PARENT), f'","{shape.parent[2]}":', own, "}")

    def _types(self, shape: Shape) -> list[pl.Expr]:
        if not shape.types:
            return []
        listed = [pl.lit(f'"{name}"') for name in (shape.type_name, *shape.types[1:])]
        for column, word, classes in shape.by_value:
            names = pl.lit(",".join(f'"{name}"' for name in classes))
            listed.append(pl.when(pl.col(column).cast(pl.String) == word).then(names))
        return [
            pl.concat_str(
                pl.lit('"__typename":['), pl.concat_str(listed, separator=",", ignore_nulls=True), pl.lit("]")
            )
        ]

    def _object(self, known: Property) -> Text:
        match known.value:
            case Iri() as name:
                return Text(terms.start(name, f'"{self.root}'), _elements(known, name), '"')
            case OfOthers():
                return Text('"', pl.col(known.column), '"')
            case Concept(iris):
                return Text('"', _spelled(known, {word: word for word, _ in iris}), '"')
            case Literal(datatype) as literal if datatype and datatype.endswith(("#integer", "#boolean")):
                return Text("", _elements(known, literal), "")
            case Literal(datatype=terms.JSON):
                return Text("", pl.col(known.column), "")
            case Literal() as literal:
                return Text('"', _elements(known, literal), '"')


class JsonLines(JsonLd):
    """JSON-LD by the line: every line is a document of its own that points to the published context."""

    def head(self) -> str:
        return ""

    def tail(self) -> str:
        return ""

    def row(self, shape: Shape, partly: Set[str]) -> pl.Expr:  # noqa: ARG002
        context = f'{{"@context":"{self._mapping.base}def/context.jsonld",'
        return terms.text(context, self._object_of(shape).str.slice(1), "\n")


def _elements(known: Property, value: Iri | Literal) -> pl.Expr:
    """Return the bodies of the objects of a column: a text, or for a column of lists a list of texts."""
    return pl.col(known.column) if known.many or isinstance(value, Iri) else terms.lexical(known.column, value)


def _spelled(known: Property, spelling: dict[str, str]) -> pl.Expr:
    return pl.col(known.column).cast(pl.String).replace_strict(spelling, return_dtype=pl.String)


def _repeated(known: Property, text: Text, before: Parts, after: Parts, between: str) -> pl.Expr:
    """Return before-text-after; for a column of lists once per element, with `between` them; null for none."""
    if not known.many:
        return terms.text(*before, text.open, text.body, text.close, *after)
    left, right = terms.text(*before, text.open), terms.text(text.close, *after)
    joined = text.body.list.join(terms.text(right, between, left))
    return pl.when(pl.col(known.column).list.len() > 0).then(terms.text(left, joined, right))


def notation(name: str, mapping: Mapping) -> Notation:
    """Return the notation of a format: nt, nq, ttl, trig, jsonld or jsonl. Raises KeyError for any other."""
    made: dict[str, Notation] = {
        "nt": Lines(mapping),
        "nq": Lines(mapping, graphs=True),
        "ttl": Turtle(mapping),
        "trig": Turtle(mapping, graphs=True),
        "jsonld": JsonLd(mapping),
        "jsonl": JsonLines(mapping),
    }
    return made[name]
