"""Writes a release: Parquet and manifest into a temporary folder, renamed when whole; then the pointer is swapped."""

import hashlib
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson
import polars as pl

from hub.atomic_file import atomic_file, place_folder
from hub.release.columns import column_types
from hub.release.manifest import SOFTWARE, Document, Input, Manifest, Part
from hub.release.release import CURRENT, MANIFEST, RELEASES, Release, current_or_none
from hub.tables import TABLES, Table


def write_release(
    out: Path,
    tables: Mapping[str, pl.DataFrame],
    *,
    title: str,
    base_iri: str,
    quality: dict[str, Any],
    documents: Mapping[str, Any] | None = None,
) -> Release:
    """Write a release below `out` and return it; `tables` holds a validated frame for each table.

    `documents`: name of a file beside the tables -> what it holds, as JSON.

    Rows are sorted by key and withheld columns left out, so equal tables give equal bytes. Where the current release has the
    same contents it is returned as it is: nothing new was said.
    """
    folder = out / RELEASES
    folder.mkdir(parents=True, exist_ok=True)
    previous = current_or_none(out)
    temporary = Path(tempfile.mkdtemp(prefix=".new-", dir=folder))
    try:
        parts = {table.table_name(): _write_table(temporary, table, tables[table.table_name()]) for table in TABLES}
        written = {name: _write_document(temporary, name, content) for name, content in (documents or {}).items()}
        draft = Manifest(
            id="",
            number=1,
            previous=None,
            title=title,
            base_iri=base_iri,
            software=SOFTWARE,
            tables=parts,
            inputs=_inputs(tables["sources"]),
            quality=quality,
            documents=written,
        )
        manifest = draft.model_copy(update={"id": draft.computed_id()})
        if previous is not None and previous.id == manifest.id:
            return previous
        number = previous.manifest.number + 1 if previous else 1
        placed = manifest.model_copy(update={"number": number, "previous": previous.id if previous else None})
        sealed = placed.model_copy(update={"seal": placed.computed_seal()})
        (temporary / MANIFEST).write_text(sealed.model_dump_json(indent=1) + "\n", encoding="utf-8")
        return _publish(temporary, folder / sealed.id)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def make_current(out: Path, release: Release) -> None:
    """Point `OUT/current` at a release, atomically: a reader sees the old one or the new one, never neither."""
    with atomic_file(out / CURRENT) as temporary:
        temporary.write_text(release.id + "\n", encoding="ascii")


def _write_table(folder: Path, table: type[Table], frame: pl.DataFrame) -> Part:
    path = folder / "tables" / f"{table.table_name()}.parquet"
    path.parent.mkdir(exist_ok=True)
    published = frame.sort(table.primary_key()).select(table.public_columns())
    published.write_parquet(path, compression="zstd", statistics=True, row_group_size=1 << 18)
    content = path.read_bytes()
    return Part(
        path=f"tables/{path.name}",
        rows_count=published.height,
        bytes_count=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        columns=column_types(published.schema),
    )


def _write_document(folder: Path, name: str, stated: Any) -> Document:
    content = orjson.dumps(stated, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    (folder / name).write_bytes(content)
    return Document(path=name, bytes_count=len(content), sha256=hashlib.sha256(content).hexdigest())


def _inputs(sources: pl.DataFrame) -> list[Input]:
    columns = ["series", "path", "source_id", "rows_read_count", "rows_kept_count", "rows_set_aside_count"]
    rows = sources.sort("series", "path").select(columns).iter_rows()
    return [
        Input(
            series=series,
            path=path,
            sha256=source_id.removeprefix("sha256-")[:64],
            rows_read_count=read,
            rows_kept_count=kept,
            rows_set_aside_count=aside,
        )
        for series, path, source_id, read, kept, aside in rows
    ]


def _publish(temporary: Path, target: Path) -> Release:
    """Rename the finished folder into place; a release of this id that is already there has the same contents."""
    temporary.chmod(0o755)
    if not target.exists():
        place_folder(temporary, target)
    return Release(target)
