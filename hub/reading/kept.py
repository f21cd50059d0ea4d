"""Readings taken over from the build before: of an entry of hub.toml of which neither files, mapping, tables beside them nor software changed.

An entry is taken over or read as one: loaders carry what they learn from one file of it to the next. Not kept are entries with a broken file,
which may have been half-copied, and those of loaders of other packages, of which the hub does not know what they depend on.
"""

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from hub import facts
from hub.assembly import Rejections, Stated
from hub.cache import Cache, Kept, NotKept, software
from hub.facts import Fact
from hub.loaders import BY_NAME
from hub.loaders.source_file import Beside
from hub.national_id import strike_out
from hub.reading.entries import Planned, Reading

ROOM = "readings"
FACTS: dict[str, type[Fact]] = {
    name: kind for name, kind in vars(facts).items() if isinstance(kind, type) and issubclass(kind, Fact)
}


class Bases(NamedTuple):
    """The folders that paths are kept relative to."""

    sources: Path
    workspace: Path


class Again(NamedTuple):
    """What a build does about an entry; `reason` is why it is read, None where it is taken over."""

    series: str
    files_count: int
    bytes_count: int
    reason: str | None


def still_good(planned: Sequence[Planned], bases: Bases, cache: Cache) -> dict[int, Kept]:
    """Return what is kept of entries as they are now, by the place of the entry."""
    found = {}
    for each in planned:
        try:
            found[each.order] = _load(each, bases, cache)
        except NotKept:
            continue
    return found


def taken_over(planned: Planned, kept: Kept, bases: Bases) -> Reading:
    """Return the reading of an entry from what is kept of it."""
    about = kept.about
    reasons = [tuple(each) for each in about["reasons"]]
    frames = {FACTS[name]: frame for name, frame in kept.frames().items()}
    return Reading(
        Stated.of_packed(frames, planned.order),
        Rejections.of_reasons(reasons, about["findings"]),
        about["records"],
        about["not_open"],
        {_found(place, path, pattern, bases) for place, path, pattern, _ in about["beside"]},
    )


def made_from(about: Mapping[str, Any]) -> bytes:
    """Return a digest of all that a kept reading was made from."""
    inputs = {name: about[name] for name in ("software", "entry", "files", "beside")}
    return hashlib.sha256(orjson.dumps(inputs, option=orjson.OPT_SORT_KEYS)).digest()


def to_be_read(planned: Sequence[Planned], bases: Bases, cache: Cache) -> Iterator[Again]:
    """Yield of each entry whether a build reads it, and why."""
    for each in planned:
        reason = None
        try:
            _load(each, bases, cache)
        except NotKept as error:
            reason = str(error)
        yield Again(each.entry.id, len(each.files), sum(path.stat().st_size for path in each.files), reason)


def keep(planned: Sequence[Planned], read: Mapping[int, Reading], bases: Bases, cache: Cache) -> dict[int, bytes]:
    """Store what was read, and return what it was made from (`made_from`); delete cached readings of entries no longer in hub.toml."""
    cache.forget_others(ROOM)
    stored = {}
    for each in planned:
        reading = read.get(each.order)
        if reading is not None and each.entry.loader in BY_NAME and not _is_broken(reading):
            about = _stamp(each, bases) | _packed(reading, bases)
            cache.store(_name(each), about, {kind.__name__: frame for kind, frame in reading.stated.packed().items()})
            stored[each.order] = made_from(about)
    return stored


def _name(planned: Planned) -> str:
    return f"{ROOM}/{planned.entry.id}"


def _is_broken(reading: Reading) -> bool:
    return any(record["state"] == "BROKEN" for record in reading.records)


def _stamp(planned: Planned, bases: Bases) -> dict[str, Any]:
    """Return what a reading is made from, but for the files that its loader looks for besides.

    Files are pairs of name and id: two names that differ in a national id alone are the same once it is struck out.
    """
    root = bases.sources if planned.entry.within == "sources" else bases.workspace
    names = [strike_out(path.relative_to(root).as_posix()) for path in planned.files]
    return {
        "software": software(),
        "entry": planned.entry.model_dump(mode="json"),
        "files": [list(pair) for pair in zip(names, planned.source_ids, strict=True)],
    }


def _packed(reading: Reading, bases: Bases) -> dict[str, Any]:
    return {
        "beside": [[*_placed(each, bases), _digest(each)] for each in sorted(reading.beside)],
        "reasons": reading.rejections.reasons,
        "findings": reading.rejections.findings,
        "records": reading.records,
        "not_open": reading.not_open,
    }


def _load(planned: Planned, bases: Bases, cache: Cache) -> Kept:
    """Return what is kept of an entry. Raises NotKept, saying what changed, where it is not the reading of the entry as it is now."""
    if planned.entry.loader not in BY_NAME:
        raise NotKept("its loader is of another package, and is not known to depend on its files alone")
    kept = cache.load(_name(planned))
    about, now = kept.about, _stamp(planned, bases)
    if about["software"] != now["software"]:
        raise NotKept("it was read by another version of the hub or of a library")
    if about["entry"] != now["entry"]:
        names = [name for name, said in now["entry"].items() if said != about["entry"].get(name)]
        raise NotKept(f"its entry in hub.toml changed: {', '.join(names) or 'a key is gone'}")
    if about["files"] != now["files"]:
        raise NotKept(_changed(about["files"], now["files"]))
    for place, path, pattern, digest in about["beside"]:
        if _digest(_found(place, path, pattern, bases)) != digest:
            raise NotKept(f"what it looks up changed: {path}{'/' * bool(pattern)}{pattern}")
    return kept


def _changed(before: Sequence[list[str]], now: Sequence[list[str]]) -> str:
    """Return in words which files differ."""
    were, are = {name for name, _ in before}, {name for name, _ in now}
    changed = [file[0] for file in now if file[0] in were and file not in before]
    added, gone = [name for name, _ in now if name not in were], [name for name, _ in before if name not in are]
    parts = (("changed", changed), ("new", added), ("gone", gone))
    told = "; ".join(f"{what}: {_some(names)}" for what, names in parts if names)
    return told or "its files are in another order, or one of several with the same name is gone"


def _some(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1:,} more"


def _placed(beside: Beside, bases: Bases) -> tuple[str, str, str]:
    """Return a place that holds wherever the folders are: which of them, and the path from it, which is left as it is for the sake of links."""
    for name, base in bases._asdict().items():
        if beside.path.is_relative_to(base):
            return name, beside.path.relative_to(base).as_posix(), beside.pattern
    return "sources", beside.path.as_posix(), beside.pattern


def _found(place: str, path: str, pattern: str, bases: Bases) -> Beside:
    return Beside((bases.workspace if place == "workspace" else bases.sources) / path, pattern)


def _digest(beside: Beside) -> str:
    """Return a digest of the names and bytes of the files that are there."""
    digest = hashlib.sha256()
    for path in beside.files():
        digest.update(os.path.relpath(path, beside.path).encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
