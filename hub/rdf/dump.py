"""RDF dumps: a release, or one edition of it, streamed from Parquet.

The bytes depend on the release alone. Memory is bounded by a slice of rows, whatever the size of the release.
"""

import gzip
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import IO, Any

import polars as pl

from hub.atomic_file import atomic_file
from hub.errors import UsageError
from hub.ids import NODE_TYPE_OF
from hub.progress import Progress
from hub.rdf.mapping import Shape, compile_mapping
from hub.rdf.notations import SUBJECT, Notation, located, notation
from hub.rdf.outcome_figures import outcome_figures
from hub.release import Release
from hub.release.edition_part import EditionPart
from hub.tables import BY_NAME
from hub.tables.outcome_figures import OutcomeFigures
from hub.tables.provenance import Provenance
from hub.tables.table import Sourced

FORMATS = ("nq", "nt", "ttl", "trig", "jsonld", "jsonl")

SLICE_ROWS = 1 << 14
"""Rows made into text at a time: some 50 MB of text at most."""


def dump(
    release: Release,
    dump_format: str,
    out: Path | None = None,
    edition: str | None = None,
    progress: Progress | None = None,
) -> None:
    """Write a release as RDF to `out`, or to standard output.

    `dump_format` is one of FORMATS; N-Quads and TriG put what a source file states into the graph that the file names. With `edition`
    only that edition and what it refers to. A file appears when it is whole, and is compressed where its name ends in `.gz`
    (20 times smaller, and faster to write than the plain file is). Raises UsageError for an unknown format or edition.
    """
    if dump_format not in FORMATS:
        raise UsageError(f"expected one of the formats {', '.join(FORMATS)}, found {dump_format!r}")
    part = EditionPart(release, edition)
    mapping = compile_mapping(release.base_iri)
    with _opened(out) as file:
        write = notation(dump_format, mapping)
        file.write(write.head().encode())
        first = True
        for shape in mapping.shapes:
            for text in _slices(release, part, shape, write, progress):
                if not first:
                    file.write(write.separator.encode())
                file.write(text)
                first = False
        file.write(("\n" if write.separator == "\n" and not first else write.tail()).encode())


def quads(release: Release, shape: Shape) -> Iterator[bytes]:
    """Yield the quads of the rows of a shape, each as a line of N-Quads without its line end."""
    write = notation("nq", compile_mapping(release.base_iri))
    for text in _slices(release, EditionPart(release, None), shape, write, None):
        yield from filter(None, text.split(b"\n"))


def _slices(
    release: Release, part: EditionPart, shape: Shape, write: Notation, progress: Progress | None
) -> Iterator[bytes]:
    """Yield the rows of a shape as text, some at a time, in the order of the table."""
    name = shape.table.table_name()
    source = outcome_figures(release, part) if shape.table is OutcomeFigures else _source(release, part, shape)
    count = source.height if isinstance(source, pl.DataFrame) else release.rows_count(shape.table)
    for offset in range(0, count, SLICE_ROWS):
        slice_ = source.slice(offset, SLICE_ROWS).lazy()
        texts = (
            located(slice_, shape, write.root).filter(pl.col(SUBJECT).is_not_null()).select(write.row(shape)).collect()
        )
        if progress:
            progress(name, min(offset + SLICE_ROWS, count), count)
        if texts.height:
            yield texts.to_series().str.join(write.separator).cast(pl.Binary).item()


def _source(release: Release, part: EditionPart, shape: Shape) -> pl.DataFrame | pl.LazyFrame:
    """Return the rows of a shape: a table as it is read, or what is picked out of it."""
    rows = _other_sources(release) if shape.table is Provenance else release.scan(shape.table)
    rows = part.of(shape.table.table_name(), rows)
    if shape.only:
        rows = rows.filter(pl.col(shape.only[0]).cast(pl.String) == shape.only[1])
    narrowed = part.edition is not None or shape.only is not None or shape.table is Provenance
    return rows.collect() if narrowed else rows


def _other_sources(release: Release) -> pl.LazyFrame:
    """Return which further source states something about a thing: one row per thing and source but the one that the thing names.

    The row that a thing names itself is stated with the thing.
    """
    own = [
        release.scan(table).select(pl.lit(kind).alias("kind"), pl.col(table.key_column()).alias("key"), "source_id")
        for table, kind in ((BY_NAME[name], kind) for name, kind in NODE_TYPE_OF.items())
        if issubclass(table, Sourced)
    ]
    sources = release.scan(Provenance).select(pl.col("kind").cast(pl.String), "key", "source_id")
    return sources.unique(maintain_order=True).join(
        pl.concat(own), on=["kind", "key", "source_id"], how="anti", maintain_order="left"
    )


@contextmanager
def _opened(out: Path | None) -> Iterator[IO[bytes]]:
    """Open a file that gets its name once it is complete, or standard output."""
    if out is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with atomic_file(out) as temporary, temporary.open("wb") as file, _written(file, out) as written:
        yield written


def _written(file: IO[bytes], out: Path) -> AbstractContextManager[Any]:
    """Return what to write to: the file, or a compressor before it without name and time, so that equal dumps are equal bytes."""
    if out.suffix != ".gz":
        return nullcontext(file)
    return gzip.GzipFile("", "wb", compresslevel=3, fileobj=file, mtime=0)
