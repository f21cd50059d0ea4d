"""Mapping of a table without a loader: from what a page asks for to an entry `[[sources]]` of hub.toml, as engineers write it.

The answers of the page are a flat query: `0.fact` is what a row states, `0.votes_count` the place of the column that fills the field, `.is` the text
for every row, `.how` how its texts are written, `.v.MALE` the text that means MALE.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path, PurePosixPath
from typing import Any, Literal, NamedTuple, get_args, get_origin

import orjson
from pydantic import ValidationError

from hub.errors import BadFile, NoDelivery, WorkspaceError
from hub.feed.inbox import Received, inbox_path
from hub.feed.kinds import check_kind, kind_of
from hub.feed.permissions import Principal, check, may
from hub.feed.state import State, stamp
from hub.loaders.fact_fields import TABLES, FactField, fact_fields
from hub.loaders.mapped.styles import NUMBER_STYLES
from hub.national_id import strike_out
from hub.tables import BY_NAME
from hub.workspace import SourceEntry, read_workspace

MOST_FACTS = 6
"""Facts of one row that the page maps; more are written in hub.toml."""

LONGEST_QUERY = 20_000
LONGEST_TEXT = 200
KEPT_S = 86_400
"""Seconds for which a file may be mapped before it is handed in."""

FACTS = tuple(name for name in TABLES if name in BY_NAME)
"""What a row may state, by the name of its table."""

NUMBERS = tuple(NUMBER_STYLES)

FOLDER = "feed"
"""Folder below the sources that mapped files have their places in."""

DESCRIBED = ("title", "publisher", "edition", "theme", "system", "licence")
"""What is asked of a dataset besides its id."""

Asked = Mapping[str, str]


def check_dataset(state: State, who: Principal, name: str) -> None:
    """Raise NotAllowed where somebody may not hand files in for a dataset, BadFile where it has a loader, or its id is none."""
    check(who, "hand-in", name)
    try:
        SourceEntry(id=name, loader="mapped", path="x", title="x", publisher="x")
    except ValidationError:
        raise BadFile(
            f"expected an id of small letters, digits and dashes, found {strike_out(name)!r}",
            "Kode kumpulan data terdiri atas huruf kecil, angka, dan tanda hubung, misalnya calon-dprd-2024.",
        ) from None
    if name in {entry.id for entry in read_workspace(state.place().workspace).sources}:
        raise BadFile(
            f"expected a dataset without a loader, found {name!r}, which hub.toml has; hand the file in as it is",
            "Kumpulan data ini sudah dapat dibaca hub. Serahkan berkasnya tanpa pemetaan.",
        )


def keep_draft(state: State, who: Principal, name: str, received: Received, file_name: str) -> None:
    """Keep a received file for its mapping. It is not handed in yet: after a day it is removed."""
    until = stamp(state.clock() + timedelta(seconds=KEPT_S))
    with state.writing() as writing:
        writing.execute("DELETE FROM draft WHERE expires_at <= ?", writing.at)
        row = {"sha256": received.sha256, "account": who.name, "dataset": name, "expires_at": until}
        writing.keep("draft", {**row, "file_name": strike_out(file_name.strip())[:LONGEST_TEXT]})


def drafted(state: State, who: Principal, sha256: str, name: str) -> tuple[Path, str]:
    """Return path and name of a file that somebody may map for a dataset: their own draft, or a file that was handed in for it. Raises NoDelivery."""
    row = state.row("SELECT * FROM draft WHERE sha256 = ? AND account = ? AND dataset = ?", sha256, who.name, name)
    row = row or state.row("SELECT * FROM delivery WHERE sha256 = ? AND dataset = ? LIMIT 1", sha256, name)
    path = inbox_path(state.inbox, sha256)
    if row is None or not may(who, "hand-in", name) or not path.is_file():
        raise NoDelivery(
            f"expected a file that was given within {KEPT_S // 3600} hours to be mapped, found none; give it again",
            "Berkas untuk dipetakan tidak ada lagi. Pilih lagi berkasnya.",
        )
    return path, str(row["file_name"])


def place_for(name: str, path: Path, file_name: str) -> str:
    """Return the place of a mapped file below the sources: its dataset, with the ending of what it is. Raises BadFile for another content, or too much of it."""
    kind = kind_of(path)
    ending = PurePosixPath(file_name).suffix.lower()
    place = f"{FOLDER}/{name}{ending if kind == 'csv' and ending in {'.tsv', '.txt'} else f'.{kind}'}"
    check_kind(path, place)
    return place


def entry_of(asked: Asked, place: str, columns: Sequence[str]) -> str:
    """Return the entry of hub.toml that the answers of a page ask for. A scan has no columns: it is recorded."""
    told = {name: " ".join(text.split())[:LONGEST_TEXT] for name, text in asked.items()}
    entry: dict[str, Any] = {
        "id": told.get("dataset", ""),
        "loader": "scan" if place.endswith(".pdf") else "mapped",
        "path": place,
    }
    entry |= {name: told[name] for name in DESCRIBED if told.get(name)}
    facts = [_fact(told, number, columns) for number in facts_asked(told)]
    return _toml(entry, _reading(told), facts)


def facts_asked(asked: Asked) -> list[int]:
    """Return the numbers of the facts that a page asks for."""
    return [number for number in range(MOST_FACTS) if asked.get(f"{number}.fact") in FACTS]


def check_entry(state: State, entry: str) -> None:
    """Raise BadFile where an entry lacks something, or is not as hub.toml has it."""
    try:
        read_workspace(state.place().workspace, [entry])
    except WorkspaceError as error:
        raise BadFile(
            f"expected a dataset that is described, found: {error}",
            "Keterangan kumpulan data belum lengkap: judul dan penerbit harus diisi.",
        ) from error


class MappedField(NamedTuple):
    """A field of a fact as the page asks for it. `kind`: `number`, `day`, `region`, `choice` or `text`."""

    name: str
    kind: str
    required: bool
    choices: tuple[str, ...]
    """The closed list that its texts are of; empty where there is none."""


def fields_of(fact: str) -> list[MappedField]:
    """Return the fields of a fact in its order."""
    return [
        MappedField(field.name, _kind(field), field.required, _choices(field))
        for field in fact_fields(TABLES[fact]).values()
    ]


def _choices(field: FactField) -> tuple[str, ...]:
    if field.kind is bool:
        return ("true", "false")
    return tuple(map(str, get_args(field.kind))) if get_origin(field.kind) is Literal else ()


def _kind(field: FactField) -> str:
    return "choice" if _choices(field) else {int: "number", date: "day", str: "text"}.get(field.kind, "region")


def _fact(told: Asked, number: int, columns: Sequence[str]) -> dict[str, Any]:
    name = told[f"{number}.fact"]
    fields = {
        field.name: filled
        for field in fact_fields(TABLES[name]).values()
        if (filled := _filled(told, f"{number}.{field.name}", field, columns)) is not None
    }
    return {"fact": name, **({"once": True} if told.get(f"{number}.once") else {}), "fields": fields}


def _filled(told: Asked, key: str, field: FactField, columns: Sequence[str]) -> Any:
    """Return what fills a field, None where nothing does."""
    place, same = told.get(key, ""), told.get(f"{key}.is", "")
    if not place.isdecimal() or not 1 <= int(place) <= len(columns):
        return None if not same else {"is": int(same) if field.kind is int and same.isdecimal() else same}
    column = columns[int(place) - 1]
    filled: dict[str, Any] = {"column": column if column and columns.count(column) == 1 else int(place)}
    how = {"number": "number", "day": "date", "region": "scheme"}.get(_kind(field))
    if how and (written := told.get(f"{key}.how")):
        filled[how] = written
    means = {told[f"{key}.v.{choice}"]: choice for choice in _choices(field) if told.get(f"{key}.v.{choice}")}
    if means:
        filled["values"] = {text: choice == "true" if field.kind is bool else choice for text, choice in means.items()}
    return filled if len(filled) > 1 else filled["column"]


def _reading(told: Asked) -> dict[str, Any]:
    """Return the options that say how the file is read."""
    options: dict[str, Any] = {name: told[name] for name in ("encoding", "delimiter") if told.get(name)}
    if options.get("delimiter") == "tab":
        options["delimiter"] = "\t"
    if told.get("sheet"):
        options["sheets"] = told["sheet"]
    if told.get("header", "").isdecimal():
        options["header"] = int(told["header"])
    return options


def _toml(entry: Mapping[str, Any], options: Mapping[str, Any], facts: Sequence[Mapping[str, Any]]) -> str:
    def lines() -> Iterator[str]:
        yield "[[sources]]"
        yield from _pairs(entry)
        if options:
            yield from ("", "[sources.options]")
            yield from _pairs(options)
        for fact in facts:
            yield from ("", "[[sources.options.facts]]")
            yield from _pairs({name: value for name, value in fact.items() if name != "fields"})
            yield "[sources.options.facts.fields]"
            yield from _pairs(fact["fields"])

    return "\n".join(lines()) + "\n"


def _pairs(values: Mapping[str, Any]) -> Iterator[str]:
    return (f"{_key(name)} = {_value(value)}" for name, value in values.items())


def _key(name: str) -> str:
    return name if re.fullmatch("[A-Za-z0-9_-]+", name) else _value(name)


def _value(value: Any) -> str:
    """Return a value as TOML: texts, whole numbers and truths are written as in JSON."""
    if isinstance(value, Mapping):
        return f"{{ {', '.join(_pairs(value))} }}"
    return orjson.dumps(value).decode().replace("\x7f", "\\u007F")
