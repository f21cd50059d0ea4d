"""The grade of one category of an edition's data: which of NDI's nine principles it meets, and its stars for openness, as far as files can show.

A principle is met where every dataset of a category meets it. Nothing in a file shows whether data are as fine-grained as they were collected,
or whether everybody may have them: those two are never known. A principle that nothing decides is not known, which is not "not met".
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from hub.catalog.action_plan import last_day, promises
from hub.catalog.licences import KNOWN

PRINCIPLES = (
    "TIMELY", "GRANULAR", "FREE_ON_THE_INTERNET", "COMPLETE_AND_IN_BULK", "ANALYZABLE", "NON_PROPRIETARY", "NON_DISCRIMINATORY", "LICENSE_FREE",
    "PERMANENT",
)  # fmt: skip
"""The nine principles of the Open Election Data Initiative (National Democratic Institute), in its order."""

_OPEN = frozenset(
    (
        *("CSV", "TSV", "JSON", "JSONL", "NDJSON", "XML", "YAML", "GEOJSON", "TOPOJSON", "KML", "GML", "GPKG"),
        *("PARQUET", "ODS", "SQL", "SQLITE"),
    )
)
"""Formats with a structure that programs read without the software of one vendor. What is in no list here proves nothing: a ZIP may hold scans."""

_PAGES = frozenset({"PDF", "HTML", "JPG", "JPEG", "PNG", "TIFF"})
_TABLES_OF_ONE_VENDOR = frozenset({"XLS", "XLSX"})
_PROPRIETARY = _TABLES_OF_ONE_VENDOR | {"DOC", "DOCX"}
_RDF = frozenset({"TTL", "NT", "NQ", "TRIG", "JSONLD", "RDF"})
_PERSISTENT_HOSTS = frozenset({"doi.org", "hdl.handle.net", "w3id.org", "purl.org", "web.archive.org"})


Decided = tuple[bool | None, tuple[str, ...]]
"""Whether a principle is met, None where that is not known, and the reasons."""


@dataclass(frozen=True)
class Grade:
    """What is shown of the data of a category: principles by state, and stars from 0 to 4. The fifth, links to other data, is not checked."""

    met: tuple[str, ...]
    not_met: tuple[str, ...]
    not_known: tuple[str, ...]
    stars: int
    """Stars that are proven: 0 without a known open licence of every file."""
    stars_of_format: int
    """Stars that the formats would have under an open licence."""
    reason: str
    """Why a principle that can be checked is not met or not known, in words; empty where all of those are met."""


def grade_of(
    datasets: Sequence[Mapping[str, Any]], files: Sequence[Mapping[str, Any]], share: float | None
) -> Grade | None:
    """Return the grade of the datasets of one category and edition; None where none of them is published.

    `datasets` have `key`, `theme`, `edition`, `availability`, `formats`. `files` say of source files how many (`count`) have one `series`,
    `licence`, `url`, `retrieved` and `state`. `share` is the part held of what there should be.
    """
    published = [row for row in datasets if row["availability"] != "MISSING"]
    if not published:
        return None
    keys = {row["key"] for row in published}
    held = [row for row in files if row["series"] in keys]
    unseen = len(keys - {row["series"] for row in held})
    decided: dict[str, Decided] = {
        "TIMELY": _timely(published, held, unseen),
        "FREE_ON_THE_INTERNET": _each(held, unseen, lambda row: _host(row["url"]) is not None, "state no address"),
        "COMPLETE_AND_IN_BULK": _complete(share),
        "ANALYZABLE": _analyzable(published, held),
        "NON_PROPRIETARY": _non_proprietary(published),
        "LICENSE_FREE": _each(held, unseen, lambda row: row["licence"] in KNOWN, "state no known open licence"),
        "PERMANENT": _each(held, unseen, lambda row: _host(row["url"]) in _PERSISTENT_HOSTS, "have no persistent address"),
    }  # fmt: skip
    by_state = {
        state: tuple(name for name in PRINCIPLES if decided.get(name, (None, ()))[0] is state)
        for state in (True, False, None)
    }
    of_format = min(map(_stars, published))
    return Grade(
        met=by_state[True],
        not_met=by_state[False],
        not_known=by_state[None],
        stars=of_format if "LICENSE_FREE" in by_state[True] else 0,
        stars_of_format=of_format,
        reason="; ".join(dict.fromkeys(why for _, reasons in decided.values() for why in reasons)),
    )


def _timely(datasets: Sequence[Mapping[str, Any]], files: Sequence[Mapping[str, Any]], unseen: int) -> Decided:
    """Whether every file is dated by the first day that an action plan sets. A later date proves nothing: the file may have been there before."""
    days = [
        promise.deadline
        for promise in promises()
        if any(row["theme"] in promise.themes and row["edition"] in promise.editions for row in datasets)
    ]
    if not days:
        return None, ("no action plan sets a day",)
    day = min(days)
    return _each(files, unseen, lambda row: _is_by(row["retrieved"], day), f"are not dated by {day}")


def _is_by(date: str | None, day: dt.date) -> bool:
    return date is not None and last_day(date) <= day


def _each(
    files: Sequence[Mapping[str, Any]], unseen: int, holds: Callable[[Mapping[str, Any]], bool], otherwise: str
) -> Decided:
    """True where something holds of every file; else not known, with how many it does not hold of."""
    failing = sum(row["count"] for row in files if not holds(row))
    total = sum(row["count"] for row in files)
    why = [f"{failing:,} of {total:,} files {otherwise}"] if failing else []
    why += [f"datasets without a file here: {unseen}"] if unseen else []
    return None if why else True, tuple(why)


def _complete(share: float | None) -> Decided:
    if share is None:
        return None, ("how much there should be is not stated",)
    return (True, ()) if share >= 1 else (False, (f"{share:.1%} of what there should be",))


def _analyzable(datasets: Sequence[Mapping[str, Any]], files: Sequence[Mapping[str, Any]]) -> Decided:
    scans = sum(_stars(row) < 2 for row in datasets)
    broken = sum(row["count"] for row in files if row["state"] != "READ")
    why = [f"datasets that are scans or pages, or of no known format: {scans} of {len(datasets)}"] if scans else []
    why += [f"broken files: {broken}"] if broken else []
    return not why, tuple(why)


def _non_proprietary(datasets: Sequence[Mapping[str, Any]]) -> Decided:
    bound = sorted({name for row in datasets for name in row["formats"] if name in _PROPRIETARY})
    if bound:
        return False, tuple(f"published as {name}" for name in bound)
    if not all(row["formats"] for row in datasets):
        return None, ("formats are not stated",)
    unknown = sorted({name for row in datasets for name in row["formats"]} - _OPEN - _RDF - _PAGES)
    return (None, (f"formats that are not known to be open: {', '.join(unknown)}",)) if unknown else (True, ())


def _stars(dataset: Mapping[str, Any]) -> int:
    """Return the stars of the best format of a dataset: 1 where no format is known to have a structure."""
    if dataset["availability"] != "OPEN":
        return 1
    return max((_stars_of(name) for name in dataset["formats"]), default=1)


def _stars_of(name: str) -> int:
    if name in _RDF:
        return 4
    if name in _OPEN:
        return 3
    return 2 if name in _TABLES_OF_ONE_VENDOR else 1


def _host(address: str | None) -> str | None:
    """Return the host of a web address; None for what is none."""
    parts = urlsplit(address or "")
    return parts.hostname if parts.scheme in {"http", "https"} else None
