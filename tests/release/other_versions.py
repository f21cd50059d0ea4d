"""Releases as other versions of the software write them: those frozen from two commits, and any release with tables and columns taken away."""

import hashlib
import shutil
import tarfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import orjson
import polars as pl

from hub.release import Release, make_current
from hub.release.manifest import Manifest
from tests.components import absent

PERSONS = 1158
"""Persons of the sample, as both frozen releases count them."""

FROZEN = {"aa339d8": "cb5d16b0ede354cc", "c43d946": "16f5117fa9c19614"}
"""Commit -> id of the release of the sample that it wrote."""

BESIDE = Path(__file__).parents[3] / "shared" / "frozen-aa339d8"
"""The release of aa339d8, in a folder next to the repository; that of c43d946 is packed in `frozen/`."""


def unpack(commit: str, out: Path) -> None:
    """Write a frozen release below `out`, current, without store and dumps. The test ends where the folder next to the repository is missing."""
    if commit != "aa339d8":
        with tarfile.open(Path(__file__).parent / "frozen" / f"{commit}.tar.xz") as packed:
            packed.extractall(out, filter="data")
        return
    if not BESIDE.is_dir():
        absent(f"expected the release that commit aa339d8 wrote at {BESIDE}, found no such folder")
    shutil.copytree(BESIDE, out, copy_function=shutil.copyfile)
    for path in [out, *out.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)


def rewritten(
    release: Release,
    out: Path,
    *,
    without_tables: Sequence[str] = (),
    without_columns: Mapping[str, Sequence[str]] | None = None,
    more_columns: Mapping[str, pl.Expr] | None = None,
) -> Release:
    """Return a copy of a release below `out`, current there, as a version with other tables and columns would have written it.

    `more_columns`: table -> a column that no version of today knows. The manifest states no columns, as that of version 0.1.0.
    """
    folder = out / "releases" / "new"
    shutil.copytree(release.folder, folder)
    manifest = orjson.loads((folder / "manifest.json").read_bytes())
    for name in without_tables:
        (folder / manifest["tables"].pop(name)["path"]).unlink()
    changes = [*(without_columns or {}), *(more_columns or {})]
    for name in [name for name in changes if name in manifest["tables"]]:
        frame = pl.read_parquet(folder / "tables" / f"{name}.parquet").drop((without_columns or {}).get(name, ()))
        if more_columns and name in more_columns:
            frame = frame.with_columns(more_columns[name])
        _write(folder, manifest, name, frame)
    for part in manifest["tables"].values():
        part.pop("columns", None)
    return _sealed(out, folder, manifest)


def with_unknown_table(release: Release) -> Release:
    """Return a release, changed in place, with a table and fields of the manifest that no version of today knows."""
    manifest = orjson.loads((release.folder / "manifest.json").read_bytes())
    manifest["tables"]["moons"] = {"rows_count": 1, "sort_order": ["moon_id"]}
    _write(release.folder, manifest, "moons", pl.DataFrame({"moon_id": ["io"]}))
    manifest["licence"] = "CC-BY-4.0"
    return _sealed(release.folder.parents[1], release.folder, manifest)


def _write(folder: Path, manifest: dict[str, dict[str, dict[str, object]]], name: str, frame: pl.DataFrame) -> None:
    path = folder / "tables" / f"{name}.parquet"
    frame.write_parquet(path)
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    manifest["tables"][name] |= {"path": f"tables/{path.name}", "bytes_count": len(content), "sha256": digest}


def _sealed(out: Path, folder: Path, manifest: dict[str, object]) -> Release:
    """Give a folder the id and seal of its content, and make it current."""
    placed = Manifest.model_validate_json(orjson.dumps(manifest))
    placed = placed.model_copy(update={"id": placed.computed_id()})
    placed = placed.model_copy(update={"seal": placed.computed_seal()})
    text = placed.model_dump_json(indent=1, exclude_unset=True)
    (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")
    release = Release(folder.rename(folder.with_name(placed.id)))
    make_current(out, release)
    return release
