"""Files for `neo4j-admin database import`: CSV per label and per relationship, and the arguments that name them.

An import fills an empty database without transactions. It cannot write an empty list, nor make constraints and indexes. So the files also hold
the marks of batches that are loaded, but for batches with such a list: `hub graph load` then sends those, makes constraints and indexes, counts,
and lets readers see the release, as it does after a load that was interrupted.
"""

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl
import polars.selectors as cs

from hub.atomic_file import place_folder
from hub.errors import UsageError
from hub.graph.neo4j import folding
from hub.graph.neo4j.elements import Node, Side, nodes
from hub.graph.neo4j.layout import column_of, property_name
from hub.graph.neo4j.rows import Batch, Load, Snapshot, loads, plain
from hub.progress import Progress
from hub.release import Release

ARGUMENTS = "import.args"
_BETWEEN = "\x1f"
"""Separates the elements of a list, and the columns of a key: no text of a release holds it."""
_MARKS = "LoadedBatch"
_TYPES = {"Int64": "long", "Float64": "double", "Boolean": "boolean", "Date": "date"}


@dataclass
class Written:
    """What was written: the snapshot, files, bytes, and how many of each kind the import makes, by pattern."""

    snapshot: str
    files_count: int = 0
    bytes_count: int = 0
    counts: dict[str, int] = field(default_factory=dict)


def write_import_files(release: Release, folder: Path, progress: Progress, *, level: str) -> Written:
    """Write the files of a release, with figures down to a level, into a new folder. Raises UsageError where it is there already."""
    if folder.exists():
        raise UsageError(f"expected a folder that is not there yet, found {folder}; name another, or remove it")
    snapshot = Snapshot(release, level)
    written = Written(snapshot.name)
    folder.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        _write(snapshot, temporary, progress, written)
        sizes = [path.stat().st_size for path in temporary.iterdir()]
        written.files_count, written.bytes_count = len(sizes), sum(sizes)
        temporary.chmod(0o755)
        place_folder(temporary, folder)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return written


def _write(snapshot: Snapshot, folder: Path, progress: Progress, written: Written) -> None:
    marks: list[tuple[str, int]] = []
    arguments, of_lines = ["--id-type=string", "--array-delimiter=U+001F"], []
    for done, load in enumerate(loads(), start=1):
        name = f"{load.statement.name.removeprefix('load/').replace('/', '-')}.csv"
        count, has_lines = _write_load(load, snapshot, folder / name, marks)
        if count:
            written.counts[load.pattern] = count
            element = load.element
            made = f"nodes={element.label}" if isinstance(element, Node) else f"relationships={element.kind}"
            arguments.append(f"--{made}={name}")
        if has_lines:
            of_lines.append(name)
        progress(f"writing {load.pattern}", done, len(loads()))
    arguments.append(f"--nodes={_MARKS}={_write_marks(marks, snapshot.name, folder).name}")
    if of_lines:
        arguments += ["--multiline-fields-format=v2", f"--multiline-fields={','.join(of_lines)}"]
    (folder / ARGUMENTS).write_text("".join(f"{argument}\n" for argument in arguments), encoding="utf-8")


def _write_load(load: Load, snapshot: Snapshot, path: Path, marks: list[tuple[str, int]]) -> tuple[int, bool]:
    """Write the rows of a statement; return how many, and whether a text of them has several lines. Where there is none, no file is left."""
    count, has_lines = 0, False
    with path.open("wb") as file:
        for batch in load.batches(snapshot):
            if not batch.rows_count:
                continue
            frame = _rows(batch, snapshot)
            joined = frame.with_columns(cs.list().list.join(_BETWEEN))
            if not joined.select(pl.any_horizontal(pl.lit(value=False), pl.col(_lists(frame)) == "")).to_series().any():
                marks.append((load.step, batch.number))
            has_lines = has_lines or _has_lines(joined)
            joined.rename(_header(frame.schema)).write_csv(file, include_header=count == 0)
            count += batch.rows_count
    if not count:
        path.unlink()
    return count, has_lines


def _write_marks(marks: list[tuple[str, int]], release: str, folder: Path) -> Path:
    rows = [(f"{step}{_BETWEEN}{number}", release, step, number) for step, number in marks]
    path = folder / f"{_MARKS}.csv"
    pl.DataFrame(rows, [f":ID({_MARKS})", "release", "step", "number:long"], orient="row").write_csv(path)
    return path


def _rows(batch: Batch, snapshot: Snapshot) -> pl.DataFrame:
    """Return nodes with every property and the key by which relationships find them, or relationships with the keys of both ends."""
    load, frame, element = batch.load, batch.frame, batch.load.element
    carried = {property_name(load.table, name): name for name in load.property_columns()}
    if isinstance(element, Node):
        held = frame.select(plain(frame, column).alias(name) for name, column in (load.fields | carried).items())
        key = pl.concat_str([pl.col(name).cast(pl.String) for name in load.fields], separator=_BETWEEN)
        nodes_ = held.select(key.alias(f":ID({element.label})"), pl.lit(snapshot.name).alias("release"), pl.all())
        return pl.concat([nodes_, folding.columns(load.table, held)], how="horizontal")
    carried |= {name: column for column, name in element.parallel} | {name: load.fields[name] for name in load.optional}
    return frame.select(
        _key(element.start, snapshot).alias(f":START_ID({element.start.label})"),
        _key(element.end, snapshot).alias(f":END_ID({element.end.label})"),
        *(plain(frame, column).alias(name) for name, column in carried.items()),
    )


def _key(side: Side, snapshot: Snapshot) -> pl.Expr:
    """Return the key of the node at an end, as `_rows` writes it."""
    (node,) = [each for each in nodes() if each.label == side.label]
    given = dict(zip(side.properties, side.columns, strict=True))
    names = [property_name(node.table, column) for column in node.key]
    if given.keys() == set(names):
        return pl.concat_str([pl.col(given[name]).cast(pl.String) for name in names], separator=_BETWEEN)
    # A reference to a column that is not the key, of a small table.
    ((name, column),) = given.items()
    found = snapshot.scan(node.table).select(
        pl.col(column_of(node.table, name)).cast(pl.String).alias("given"),
        pl.concat_str([pl.col(each).cast(pl.String) for each in node.key], separator=_BETWEEN).alias("key"),
    )
    return pl.col(column).cast(pl.String).replace_strict(dict(found.collect().iter_rows()), return_dtype=pl.String)


def _lists(frame: pl.DataFrame) -> list[str]:
    return [name for name, dtype in frame.schema.items() if dtype == pl.List(pl.String)]


def _has_lines(frame: pl.DataFrame) -> bool:
    return bool(frame.select(pl.any_horizontal(cs.string().str.contains("[\r\n]"))).to_series().any())


def _header(schema: pl.Schema) -> dict[str, str]:
    """Return what the columns are called in a header: with a type, where they are no texts."""
    lists = {name: f"{name}:string[]" for name, dtype in schema.items() if dtype == pl.List(pl.String)}
    return lists | {name: f"{name}:{_TYPES[str(dtype)]}" for name, dtype in schema.items() if str(dtype) in _TYPES}
