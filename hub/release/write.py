"""Writer of a release: Parquet and manifest in a temporary folder, renamed once all of it is on disk."""

import hashlib
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson
import polars as pl

from hub.atomic_file import atomic_file, place_folder
from hub.errors import ReleaseError
from hub.release.columns import column_types
from hub.release.kept import RELEASES, newest
from hub.release.manifest import SOFTWARE, Document, Input, Manifest, Part
from hub.release.release import MANIFEST, Release
from hub.release.verify import problems
from hub.tables import TABLES, Table


def write_release(
    out: Path,
    tables: Mapping[str, pl.DataFrame],
    *,
    title: str,
    base_iri: str,
    quality: dict[str, Any],
    documents: Mapping[str, Any] | None = None,
    previous: Release | None = None,
) -> Release:
    """Write a release below `out` and return it; `tables` holds a validated frame for each table.

    `documents`: name of a file beside the tables -> what it holds, as JSON. `previous`: the release that it starts from; default: the
    newest. Rows are sorted by key and withheld columns left out, so equal tables give equal bytes. Where a release with the same contents
    is kept it is returned: nothing new was said; one that was held back starts from `previous` now. One whose files are damaged is replaced.
    """
    folder = out / RELEASES
    folder.mkdir(parents=True, exist_ok=True)
    previous = previous or newest(out)
    temporary = Path(tempfile.mkdtemp(prefix=".new-", dir=folder))
    try:
        parts = {table.table_name(): _write_table(temporary, table, tables[table.table_name()]) for table in TABLES}
        written = {name: _write_document(temporary, name, content) for name, content in (documents or {}).items()}
        draft = Manifest(
            id="",
            number=0,
            previous=previous.id if previous else None,
            title=title,
            base_iri=base_iri,
            software=SOFTWARE,
            tables=parts,
            inputs=_inputs(tables["sources"]),
            quality=quality,
            documents=written,
        )
        return _kept(temporary, folder, draft.model_copy(update={"id": draft.computed_id()}))
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _kept(temporary: Path, folder: Path, manifest: Manifest) -> Release:
    """Return the release of a manifest: the folder that is there, where it is sound, else the finished temporary one in its place."""
    there = Release(folder / manifest.id)
    if there.folder.exists():
        if not problems(there):
            _start_again(there, manifest.previous)
            return there
        manifest = _placed_like(there, manifest)
    (temporary / MANIFEST).write_text(manifest.sealed().text(), encoding="utf-8")
    temporary.chmod(0o755)
    if there.folder.exists():
        there.folder.rename(temporary.with_name(f".damaged-{manifest.id}"))
    place_folder(temporary, there.folder)
    shutil.rmtree(folder / f".damaged-{manifest.id}", ignore_errors=True)
    return Release(there.folder)


def _start_again(there: Release, previous: str | None) -> None:
    """Have a release that was held back start from another one: its contents are those of a build that does."""
    if there.is_published or there.manifest.previous == previous:
        return
    started = there.manifest.model_copy(update={"previous": previous}).sealed()
    with atomic_file(there.folder / MANIFEST) as temporary:
        temporary.write_text(started.text(), encoding="utf-8")
    there.__dict__.pop("manifest")  # read again when next asked for


def _placed_like(damaged: Release, manifest: Manifest) -> Manifest:
    """Return the manifest with the place that a damaged release with the same contents has among the others, where that can be read."""
    try:
        there = damaged.manifest
    except ReleaseError:
        return manifest
    if there.computed_seal() != there.seal:
        return manifest
    return manifest.model_copy(update={"number": there.number, "previous": there.previous, "software": there.software})


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
