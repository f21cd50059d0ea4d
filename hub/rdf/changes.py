"""Changes between two releases as RDF: a patch of quads, and a stream of the things that are new, changed or gone.

Both releases are stated as this version of the software states them, so that a patch applied to the dump of the earlier one gives the dump of
the later one. Tables with equal hashes are not read, but for what a dump derives from several tables.
"""

import threading
from collections.abc import Iterator
from functools import lru_cache

import polars as pl
import pyoxigraph as ox

from hub import ids
from hub.ids import NODE_TYPE_OF
from hub.rdf.dump import lines
from hub.rdf.mapping import Shape, compile_mapping
from hub.rdf.ontology import RDF_TYPE
from hub.release import Release
from hub.release.edition_part import EditionPart
from hub.tables import BY_NAME
from hub.tables.outcome_figures import OutcomeFigures
from hub.tables.provenance import Provenance
from hub.tables.table import Table

LDES, TREE = "https://w3id.org/ldes#", "https://w3id.org/tree#"
PREFIXES = {
    "as": "https://www.w3.org/ns/activitystreams#", "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "ldes": LDES, "tree": TREE,
}  # fmt: skip

_DERIVED = (OutcomeFigures, Provenance)

_comparing = threading.Lock()
"""Many may ask for a pair of releases at once; they are compared once."""


def rdf_patch(old: Release, new: Release) -> Iterator[str]:
    """Yield the lines of a patch (RDF Patch, as Apache Jena reads it): quads that go, then quads that come, in one transaction."""
    gone: set[bytes] = set()
    came: set[bytes] = set()
    for shape in compile_mapping(new.base_iri).shapes:
        if old.base_iri != new.base_iri or shape.table in _DERIVED or _differs(shape.table, old, new):
            before, after = (set(lines(release, EditionPart(release, None), shape)) for release in (old, new))
            gone |= before - after
            came |= after - before
    yield f"H id <{new.base_iri}release/{new.id}> ."
    yield f"H prev <{old.base_iri}release/{old.id}> ."
    yield "TX ."
    yield from (f"D {line.decode()}" for line in sorted(gone - came))
    yield from (f"A {line.decode()}" for line in sorted(came - gone))
    yield "TC ."


def changes(old: Release | None, new: Release) -> pl.LazyFrame:
    """Return the things that are new, changed or gone, one row a thing: `kind`, `key`, `change`, which is Create, Update or Delete.

    A thing is changed where its row is, that of a part of it, or what the register says of it. Without an earlier release all things are new.
    """
    if old is None:
        return pl.concat(_keys(new, name) for name in NODE_TYPE_OF).with_columns(pl.lit("Create").alias("change"))
    with _comparing:
        return _compared(old, new).lazy()


@lru_cache(maxsize=4)
def _compared(old: Release, new: Release) -> pl.DataFrame:
    tables = [name for name in NODE_TYPE_OF if _differs(BY_NAME[name], old, new)]
    shapes = [shape for shape in compile_mapping(new.base_iri).shapes if _differs(shape.table, old, new)]
    touched = [_touched(shape, old, new) for shape in shapes]
    if not touched:
        return pl.DataFrame(schema={"kind": pl.String, "key": pl.String, "change": pl.String})
    before, after = ([_keys(release, name) for name in tables] for release in (old, new))
    none = pl.LazyFrame(schema={"kind": pl.String, "key": pl.String})
    told = pl.concat(touched).unique().sort("kind", "key")
    came = pl.concat([*after, none]).join(pl.concat([*before, none]), on=["kind", "key"], how="anti")
    gone = pl.concat([*before, none]).join(pl.concat([*after, none]), on=["kind", "key"], how="anti")
    marked = pl.concat(
        [came.with_columns(pl.lit("Create").alias("change")), gone.with_columns(pl.lit("Delete").alias("change"))]
    )
    named = told.join(marked, on=["kind", "key"], how="left", maintain_order="left")
    return named.with_columns(pl.col("change").fill_null("Update")).collect()


def _differs(table: type[Table], old: Release, new: Release) -> bool:
    parts = (release.manifest.tables.get(table.table_name()) for release in (old, new))
    first, second = (part.sha256 if part else None for part in parts)
    return first != second


def _keys(release: Release, name: str) -> pl.LazyFrame:
    key = BY_NAME[name].key_column()
    return release.scan(BY_NAME[name]).select(pl.lit(NODE_TYPE_OF[name]).alias("kind"), pl.col(key).alias("key"))


def _touched(shape: Shape, old: Release, new: Release) -> pl.LazyFrame:
    """Return the things whose rows of a table are not the same in both releases."""
    subject = shape.subject
    kind = pl.lit(subject.node_type) if subject.node_type else pl.col(str(subject.kind)).cast(pl.String)
    named = (kind.alias("kind"), pl.col(subject.key).alias("key"), pl.struct(pl.all()).hash().alias("content"))
    before, after = (release.scan(shape.table).select(named) for release in (old, new))
    on = ["kind", "key", "content"]
    return pl.concat([before.join(after, on=on, how="anti"), after.join(before, on=on, how="anti")]).select(
        "kind", "key"
    )


def members(release: Release, things: pl.DataFrame, stream: str) -> Iterator[ox.Triple]:
    """Yield the members of an event stream for rows of `changes`: a version each, of a thing in a release."""
    at = ox.NamedNode(f"{release.base_iri}release/{release.id}")
    for kind, key, change in things.iter_rows():
        thing = ox.NamedNode(ids.iri(release.base_iri, kind, key))
        member = ox.NamedNode(f"{at.value}#{thing.value.removeprefix(f'{release.base_iri}id/')}")
        yield ox.Triple(ox.NamedNode(stream), _named("tree:member"), member)
        yield ox.Triple(member, ox.NamedNode(RDF_TYPE), _named(f"as:{change}"))
        yield ox.Triple(member, _named("as:object"), thing)
        yield ox.Triple(member, _named("dct:isVersionOf"), thing)
        yield ox.Triple(member, _named("dct:isPartOf"), at)
        yield ox.Triple(member, _named("dcat:version"), ox.Literal(str(release.manifest.number)))


def stream_of(base: str, view: str) -> Iterator[ox.Triple]:
    """Yield what says that `{base}ldes` is an event stream, whose first node is `view`."""
    stream = ox.NamedNode(f"{base}ldes")
    yield ox.Triple(stream, ox.NamedNode(RDF_TYPE), _named("ldes:EventStream"))
    yield ox.Triple(stream, _named("ldes:versionOfPath"), _named("dct:isVersionOf"))
    for name in ("Create", "Update", "Delete"):
        yield ox.Triple(stream, _named(f"ldes:version{name}Object"), _named(f"as:{name}"))
    yield ox.Triple(stream, _named("tree:view"), ox.NamedNode(view))


def node(address: str, leads_to: list[str]) -> Iterator[ox.Triple]:
    """Yield a node of the tree, with relations to others."""
    yield ox.Triple(ox.NamedNode(address), ox.NamedNode(RDF_TYPE), _named("tree:Node"))
    for other in leads_to:
        relation = ox.BlankNode(f"r{leads_to.index(other)}")
        yield ox.Triple(ox.NamedNode(address), _named("tree:relation"), relation)
        yield ox.Triple(relation, ox.NamedNode(RDF_TYPE), _named("tree:Relation"))
        yield ox.Triple(relation, _named("tree:node"), ox.NamedNode(other))


def _named(name: str) -> ox.NamedNode:
    prefix, _, local = name.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local)
