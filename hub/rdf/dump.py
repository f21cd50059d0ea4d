"""RDF dumps: a release, or one edition of it, streamed from Parquet.

The bytes depend on the release alone. Memory is bounded by a slice of rows, whatever the size of the release.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, cast

import polars as pl

from hub.atomic_file import atomic_file
from hub.cache import digest_of
from hub.errors import UsageError
from hub.ids import NODE_TYPE_OF
from hub.progress import Progress
from hub.rdf.compressed import compressing
from hub.rdf.gzip_pieces import GzipPieces, Piece
from hub.rdf.joined import joined
from hub.rdf.kept_pieces import KeptPieces
from hub.rdf.mapping import Shape, compile_mapping
from hub.rdf.notations import GRAPH, SUBJECT, Notation, located, notation
from hub.rdf.outcome_figures import outcome_figures
from hub.release import Release
from hub.release.edition_part import EditionPart
from hub.standard_output import standard_output
from hub.tables import BY_NAME
from hub.tables.outcome_figures import OutcomeFigures
from hub.tables.provenance import Provenance
from hub.tables.table import Sourced

FORMATS = ("nq", "nt", "ttl", "trig", "jsonld", "jsonl")

READ_ROWS = 1 << 18
"""Rows read at a time: those of a row group, so that each is read once."""

SLICE_ROWS = 1 << 13
"""Rows made into text at a time: at most some 30 MB."""


def dump(
    release: Release,
    dump_format: str,
    out: Path | None = None,
    edition: str | None = None,
    progress: Progress | None = None,
) -> None:
    """Write a release as RDF to `out`, or to standard output.

    `dump_format` is one of FORMATS; N-Quads and TriG put what a source file states into the graph that the file names. With `edition`
    only that edition and what it refers to. A file appears when it is whole, and is compressed where its name ends in `.gz` or `.zst`
    (20 and 40 times smaller). Raises UsageError for an unknown format or edition.
    """
    if dump_format not in FORMATS:
        raise UsageError(f"expected one of the formats {', '.join(FORMATS)}, found {dump_format!r}")
    part = EditionPart(release, edition)
    mapping = compile_mapping(release.base_iri)
    with opened(out) as file:
        write = notation(dump_format, mapping)
        _write(file, [write.head().encode()])
        for shape in mapping.shapes:
            texts = _Texts(shape, write)
            for rows in _slices(release, part, shape, progress):
                _write(file, texts.of(rows))
        _write(file, [write.tail().encode()])


def write_dumps(release: Release, files: Mapping[str, Path], kept: Mapping[str, KeptPieces] | None = None) -> None:
    """Write a release to files by gzip, by format, as `dump` does; all are written from one reading of the tables.

    `kept`: format -> the pieces of the dump before, which are copied where they were made from the same rows.
    """
    mapping, part = compile_mapping(release.base_iri), EditionPart(release, None)
    with ExitStack() as opening:
        written = [
            (opening.enter_context(opened(path)), notation(name, mapping), kept[name] if kept else None)
            for name, path in files.items()
        ]
        for file, write, held in written:
            _put(file, held, (0, b""), [write.head().encode()])
        for number, shape in enumerate(mapping.shapes, start=1):
            texts = [_Texts(shape, write) for _, write, _ in written]
            for rows in _slices(release, part, shape, None):
                made_from = number, digest_of(rows) if kept else b""
                for (file, _, held), text in zip(written, texts, strict=True):
                    _put(file, held, made_from, text.of(rows))
        for file, write, held in written:
            _put(file, held, (len(mapping.shapes) + 1, b""), [write.tail().encode()])


def _put(
    file: IO[bytes], kept: KeptPieces | None, made_from: tuple[int, bytes], texts: Iterable[bytes | memoryview]
) -> None:
    """Write a piece of a file by gzip: the one that is kept, or else texts, which are not made where one is."""
    pieces = cast("GzipPieces", file)
    key = kept.key(*made_from) if kept else b""
    found = kept.find(key) if kept else None
    if found:
        pieces.put(*found)
    piece = found[0] if found else _write(file, texts)
    if kept and piece:
        kept.note(key, piece)


def _write(file: IO[bytes], texts: Iterable[bytes | memoryview]) -> Piece | None:
    """Write texts, as a piece of their own where the file has pieces."""
    for text in texts:
        file.write(text)
    return file.end_piece() if isinstance(file, GzipPieces) else None


def lines(release: Release, part: EditionPart, shape: Shape) -> Iterator[bytes]:
    """Yield the quads of the rows of a shape, each as a line of N-Quads without its line end."""
    texts = _Texts(shape, notation("nq", compile_mapping(release.base_iri)))
    for rows in _slices(release, part, shape, None):
        for text in texts.of(rows):
            yield from filter(None, bytes(text).split(b"\n"))


def _slices(release: Release, part: EditionPart, shape: Shape, progress: Progress | None) -> Iterator[pl.DataFrame]:
    """Yield the rows of a shape, some at a time, in the order of the table."""
    source = outcome_figures(release, part) if shape.table is OutcomeFigures else _source(release, part, shape)
    count = source.height if isinstance(source, pl.DataFrame) else release.rows_count(shape.table)
    for begin in range(0, count, READ_ROWS):
        read = source.slice(begin, READ_ROWS).lazy().collect()
        for offset in range(0, read.height, SLICE_ROWS):
            yield read.slice(offset, SLICE_ROWS)
            if progress:
                progress(shape.table.table_name(), begin + min(offset + SLICE_ROWS, read.height), count)


class _Texts:
    """Texts of rows of a shape in a notation. Expressions are kept for the next rows: what some of the rows state differs little between them."""

    def __init__(self, shape: Shape, write: Notation) -> None:
        self._shape, self._write = shape, write
        self._made: dict[tuple[Shape, frozenset[str]], pl.Expr] = {}

    def of(self, rows: pl.DataFrame) -> Iterator[bytes | memoryview]:
        """Yield the texts of rows, one after the other."""
        rows = located(rows, self._shape, self._write.root)
        if rows[SUBJECT].null_count():
            rows = rows.filter(pl.col(SUBJECT).is_not_null())
        if rows.height:
            known = _known(self._shape, rows)
            if known not in self._made:
                self._made[known] = self._write.row(*known)
            yield from joined(rows.lazy().select(self._made[known].alias("text")).collect(engine="in-memory")["text"])


def _known(shape: Shape, rows: pl.DataFrame) -> tuple[Shape, frozenset[str]]:
    """Return the shape without what none of the rows states, and the columns that only some of them state."""
    nulls = {name: rows[name].null_count() for name in {GRAPH, *(known.column for known in shape.properties)}}
    stated = tuple(known for known in shape.properties if nulls[known.column] < rows.height)
    graph = shape.graph if nulls[GRAPH] < rows.height else None
    return replace(shape, properties=stated, graph=graph), frozenset(name for name, count in nulls.items() if count)


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

    The row that a thing names itself is stated with the thing. Rows of a release are sorted by key: those of one thing and source follow each other.
    """
    own = [
        release.scan(table).select(
            pl.lit(kind).alias("kind"), pl.col(table.key_column()).alias("key"), pl.col("source_id").alias("own")
        )
        for table, kind in ((BY_NAME[name], kind) for name, kind in NODE_TYPE_OF.items())
        if issubclass(table, Sourced)
    ]
    of = ("kind", "key", "source_id")
    is_first = pl.any_horizontal(pl.col(name).ne_missing(pl.col(name).shift()) for name in of)
    sources = release.scan(Provenance).select(of).filter(is_first)
    stated = sources.join(pl.concat(own), on=["kind", "key"], how="left", maintain_order="left")
    return stated.filter(pl.col("source_id").ne_missing(pl.col("own"))).select(of)


@contextmanager
def opened(out: Path | None) -> Iterator[IO[bytes]]:
    """Open a file that gets its name once it is complete, or standard output."""
    if out is None:
        with standard_output() as written:
            yield written
        return
    with atomic_file(out) as temporary, temporary.open("wb") as file, compressing(file, out.name) as written:
        yield written
