"""The releases that are kept below an output folder, and which of them is current.

A folder whose manifest cannot be read is no release and harms none: it is left out, and `damage` says so. A name that begins with a dot
is a release that is being written.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import polars as pl

from hub.atomic_file import atomic_file
from hub.errors import ReleaseError, UsageError
from hub.release.release import MANIFEST, Release
from hub.release.verify import problems
from hub.tables.register import Register

CURRENT = "current"
RELEASES = "releases"
_IS_ID = re.compile(r"[0-9a-f]{16}").fullmatch
_SHORTEST_ID = 6
"""Characters of an id that name a release at least."""


def releases(out: Path) -> list[Release]:
    """Return the releases below an output folder, the oldest first; last those that were built and never published."""
    found = [release for release, problem in _looked_at(out) if not problem]
    return sorted(found, key=lambda release: (not release.is_published, release.manifest.number, release.id))


def published(out: Path) -> list[Release]:
    """Return the releases below an output folder that are or were current, the oldest first."""
    return [release for release in releases(out) if release.is_published]


def damage(out: Path) -> list[str]:
    """Return in words what is left out: folders that are no release, and a pointer that names none. Empty where all is well."""
    found = [problem for _, problem in _looked_at(out) if problem]
    if (out / CURRENT).exists():
        try:
            pointed(out)
        except ReleaseError as error:
            newest_there = newest(out)
            instead = f"; reading {newest_there.id}, the newest that is kept" if newest_there else ""
            found.append(f"{error}{instead}")
    return found


def pointed(out: Path) -> Release:
    """Return the release that `OUT/current` names. Raises UsageError where there is no such file, ReleaseError where it names none."""
    pointer = out / CURRENT
    try:
        name = pointer.read_bytes().decode("ascii", "replace").strip()
    except FileNotFoundError:
        raise UsageError(f"expected a built release below {out}, found no {pointer}; run `hub build` first") from None
    except OSError as error:
        raise ReleaseError(f"{pointer}: expected the id of a release, found {error}") from error
    release = next((release for release in releases(out) if release.id == name), None)
    if release is None:
        raise ReleaseError(
            f"{pointer}: expected the id of a release that is kept, found {name[:40]!r}; run `hub release use {out} ID`"
        )
    return release


def current(out: Path) -> Release:
    """Return the release that is current: the one that `OUT/current` names, or the newest where that names none (see `damage`).

    Raises UsageError where nothing has been built, ReleaseError where no release can be read.
    """
    try:
        return pointed(out)
    except ReleaseError:
        found = newest(out)
        if found is None:
            raise
        return found


def current_or_none(out: Path) -> Release | None:
    """Return the current release, or None where there is none that can be read."""
    try:
        return current(out)
    except (UsageError, ReleaseError):
        return None


def newest(out: Path) -> Release | None:
    """Return the release that was published last, whether or not it is current; None where none was."""
    return next(reversed(published(out)), None)


def named(out: Path, name: str) -> Release:
    """Return the release with this number, or whose id starts with `name` of at least 6 characters: a number that no release has is no id.

    Raises UsageError for none or several, and ReleaseError for one whose manifest is damaged.
    """
    kept = releases(out)
    matches = [release for release in kept if release.is_published and str(release.manifest.number) == name]
    if not matches and len(name) >= _SHORTEST_ID:
        matches = [release for release in kept if release.id.startswith(name)]
    if len(matches) == 1:
        return matches[0]
    for release, told in _looked_at(out):
        if told and len(name) >= _SHORTEST_ID and release.id.startswith(name):
            raise ReleaseError(told)
    known = ", ".join(release.id for release in kept) or "none"
    raise UsageError(
        f"expected the id or number of one release below {out}, found {name!r} ({len(matches)} match); known: {known}"
    )


def unreadable(out: Path) -> dict[str, str]:
    """Return the releases of which the manifest cannot be read or was altered, by id, and what is wrong with each."""
    found = {release.folder.name: problem for release, problem in _looked_at(out) if problem}
    return {name: problem for name, problem in found.items() if _IS_ID(name)}


def newest_sound(out: Path) -> Release | None:
    """Return the newest published release of which every byte is as it was published; None where none is."""
    return next((release for release in reversed(published(out)) if not problems(release)), None)


def is_first(folder: Path) -> bool:
    """Tell whether a release of which only the register can be read was the first: one that is built anew gives the same identifiers."""
    path = folder / "tables" / f"{Register.table_name()}.parquet"
    try:
        seen = pl.read_parquet(path, columns=["first_release", "state"])
    except (OSError, pl.exceptions.PolarsError):
        return False
    return seen.filter((pl.col("first_release") > 1) | (pl.col("state").cast(pl.String) != "ACTIVE")).is_empty()


def check_start(out: Path, release: Release) -> None:
    """Raise UsageError where another release was published since this one was built: it does not start from that one's identifiers."""
    if release.is_published or release.manifest.previous == _id(newest(out)):
        return
    before = newest_sound(out)
    if release.manifest.previous != _id(before):
        raise UsageError(
            f"expected release {release.id} to start from {_id(before) or 'nothing'}, the newest sound one that was published; "
            f"found that it starts from {release.manifest.previous or 'nothing'}; build it again"
        )


def give_number(out: Path, release: Release) -> None:
    """Give a release its number, which no release had that is kept, damaged ones included. Nothing happens where it has one.

    Raises UsageError as `check_start`.
    """
    if release.is_published:
        return
    check_start(out, release)
    before = newest(out)
    number = (before.manifest.number if before else 0) + len(unreadable(out)) + 1
    placed = release.manifest.model_copy(update={"number": number}).sealed()
    with atomic_file(release.folder / MANIFEST) as temporary:
        temporary.write_text(placed.text(), encoding="utf-8")
    release.__dict__.pop("manifest")  # read again when next asked for


def _id(release: Release | None) -> str | None:
    return release.id if release else None


def make_current(out: Path, release: Release) -> None:
    """Point `OUT/current` at a release, atomically: a reader sees the old one or the new one, never neither."""
    give_number(out, release)
    with atomic_file(out / CURRENT) as temporary:
        temporary.write_text(release.id + "\n", encoding="ascii")


def _looked_at(out: Path) -> Iterator[tuple[Release, str | None]]:
    """Yield each folder as a release, with why it is left out. A manifest is read again where its file changed."""
    for folder in sorted((out / RELEASES).glob("*")):
        if folder.is_dir() and not folder.name.startswith("."):
            manifest = folder / MANIFEST
            seen = manifest.stat() if manifest.exists() else None
            yield _read(folder, (seen.st_mtime_ns, seen.st_ctime_ns, seen.st_size, seen.st_ino) if seen else ())


@lru_cache(maxsize=8)
def _read(folder: Path, _state: tuple[int, ...]) -> tuple[Release, str | None]:
    release = Release(folder)
    return release, _unreadable(release)


def _unreadable(release: Release) -> str | None:
    """Return why a folder is left out; None for a release."""
    try:
        manifest = release.manifest
    except ReleaseError as error:
        told = str(error)
    else:
        if manifest.computed_seal() == manifest.seal:
            return None
        told = f"{release.folder / MANIFEST}: expected the manifest that its seal was made of, found an altered one"
    return f"{told}; it is left out: build the release again from its sources, or remove the folder"
