"""Judgements: what somebody decided of two candidacies; append-only records in `judgements/persons/` of a workspace.

Each record is one TOML file that is never changed. A judgement says that two candidacies are the same person, different people,
or that it cannot be told (`unsure`); to undo one, another record names it. Of two judgements on a pair the later holds.
Judgements win over the model.
"""

import json
import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import polars as pl
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from hub.errors import UsageError, WorkspaceError

Verdict = Literal["same", "different", "unsure"]
VERDICTS: tuple[Verdict, ...] = ("same", "different", "unsure")
SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "judgement_id": pl.String,
    "left": pl.String,
    "right": pl.String,
    "verdict": pl.String,
    "by": pl.String,
    "at": pl.Datetime("us", "UTC"),
    "why": pl.String,
    "evidence": pl.List(pl.String),
    "score": pl.Float64,
    "model": pl.String,
}
"""Columns of a frame of judgements."""
NONE = pl.DataFrame(schema=SCHEMA)
"""No judgements."""
_ID = re.compile(r"^\d{8}T\d{6}Z-[0-9a-f]{8}$")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")

Text = Annotated[str, Field(min_length=1, max_length=2000)]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    by: Text = Field(description="Who decided: a name or an initial that the steward knows.")
    at: datetime = Field(description="When, with a time zone.")
    why: Text = Field(description="Why, in a sentence.")


class Judgement(_Record):
    """What somebody decided of two candidacies, with what was seen: the reasons, the score and the model."""

    left: Text = Field(description="Key of the one candidacy.")
    right: Text = Field(description="Key of the other.")
    verdict: Verdict
    evidence: tuple[Text, ...] = Field(
        default=(), description="What it rests on: addresses, documents, the reasons shown."
    )
    score: float | None = Field(default=None, ge=0, le=1, description="Probability that the model gave.")
    model: str | None = Field(default=None, description="Version of that model.")


class Undo(_Record):
    """Takes back a judgement (or an undo): both candidacies are what the model makes of them, as before."""

    undoes: Text = Field(description="Id of the record that is undone.")


_RECORD: TypeAdapter[Undo | Judgement] = TypeAdapter(Undo | Judgement)


def read_records(folder: Path) -> dict[str, Judgement | Undo]:
    """Return the records of a `judgements/` folder by id, oldest first; empty where there is no folder.

    Raises WorkspaceError where a file is not a record, judges a candidacy against itself, or undoes what is not there.
    """
    records: dict[str, Judgement | Undo] = {}
    for path in sorted(folder.glob("*.toml")) if folder.is_dir() else []:
        if not _ID.match(path.stem):
            raise WorkspaceError(
                f"{path}: expected a name such as 20250131T120000Z-0a1b2c3d.toml; rename or remove the file"
            )
        records[path.stem] = _parsed(path)
    for identifier, record in records.items():
        if isinstance(record, Undo) and record.undoes not in records:
            raise WorkspaceError(
                f"{folder / identifier}.toml: expected the id of a record in {folder} to undo, found {record.undoes!r}"
            )
    return dict(sorted(records.items(), key=lambda item: (item[1].at, item[0])))


def _parsed(path: Path) -> Judgement | Undo:
    try:
        stated = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WorkspaceError(
            f"{path}: expected a judgement as TOML, found: {error}; correct or remove the file"
        ) from error
    kind: type[Judgement | Undo] = Undo if "undoes" in stated else Judgement
    try:
        record = kind.model_validate(stated)
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        raise WorkspaceError(
            f"{path}: expected a judgement or an undo, found {wrong}; correct or remove the file"
        ) from error
    if record.at.tzinfo is None:
        raise WorkspaceError(f"{path}: expected `at` with a time zone, found {record.at.isoformat()!r}")
    if isinstance(record, Judgement) and record.left == record.right:
        raise WorkspaceError(f"{path}: expected two candidacies, found {record.left!r} twice")
    return record


def standing(records: Mapping[str, Judgement | Undo]) -> pl.DataFrame:
    """Return the judgements that hold, one row per pair, sorted by pair, `left` before `right` in the order of text.

    A record that a standing undo names does not hold; undoing an undo restores what it undid. The latest of a pair holds.
    """
    undone = _undone(records)
    latest: dict[tuple[str, str], tuple[str, Judgement]] = {}
    for identifier, record in sorted(records.items(), key=lambda item: (item[1].at, item[0])):
        if isinstance(record, Judgement) and identifier not in undone:
            latest[min(record.left, record.right), max(record.left, record.right)] = (identifier, record)
    rows = [
        {
            "judgement_id": identifier,
            "left": left,
            "right": right,
            "at": record.at.astimezone(UTC),
            "evidence": list(record.evidence),
            **record.model_dump(include={"verdict", "by", "why", "score", "model"}),
        }
        for (left, right), (identifier, record) in sorted(latest.items())
    ]
    return pl.DataFrame(rows, schema=SCHEMA)


def _undone(records: Mapping[str, Judgement | Undo]) -> set[str]:
    """Return the ids of records that do not hold; the latest undo is looked at first, as it may undo an earlier one."""
    undone: set[str] = set()
    for identifier, record in sorted(records.items(), key=lambda item: (item[1].at, item[0]), reverse=True):
        if isinstance(record, Undo) and identifier not in undone:
            undone.add(record.undoes)
    return undone


def read_judgements(folder: Path) -> pl.DataFrame:
    """Return the judgements that hold in a `judgements/` folder, as `SCHEMA`. Raises WorkspaceError as `read_records` does."""
    return standing(read_records(folder))


def append(folder: Path, record: Judgement | Undo) -> str:
    """Write a record into the folder, all of it or nothing, and return its id. Nothing that is there is changed.

    Raises UsageError for an undo of what is not there, and for a judgement of a candidacy against itself.
    """
    if isinstance(record, Undo) and record.undoes not in {path.stem for path in folder.glob("*.toml")}:
        raise UsageError(f"expected the id of a record in {folder} to undo, found {record.undoes!r}")
    if isinstance(record, Judgement) and record.left == record.right:
        raise UsageError(f"expected two candidacies to judge, found {record.left!r} twice")
    if record.at.tzinfo is None:
        raise UsageError(f"expected the time of a judgement with a time zone, found {record.at.isoformat()!r}")
    folder.mkdir(parents=True, exist_ok=True)
    text = _toml(record)
    while True:
        identifier = f"{record.at.astimezone(UTC):%Y%m%dT%H%M%SZ}-{os.urandom(4).hex()}"
        path = folder / f"{identifier}.toml"
        draft = folder / f".{identifier}.draft"
        draft.write_text(text, encoding="utf-8")
        try:
            os.link(draft, path)  # fails where the name is taken, and the file is complete as soon as it exists
        except FileExistsError:
            continue
        finally:
            draft.unlink()
        return identifier


def _toml(record: Judgement | Undo) -> str:
    """Return a record as TOML; JSON strings and lists of them are TOML as well, once control characters are escaped."""
    lines = []
    for name, value in record.model_dump(exclude_none=True).items():
        written = value.isoformat() if isinstance(value, datetime) else json.dumps(_plain(value), ensure_ascii=False)
        lines.append(f"{name} = {written}")
    return "\n".join(lines) + "\n"


def _plain(value: object) -> object:
    if isinstance(value, str):
        return _CONTROL.sub(" ", value)
    return [_plain(item) for item in value] if isinstance(value, Iterable) else value
