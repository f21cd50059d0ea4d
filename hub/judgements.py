"""Judgements of a workspace on parties and districts, each with the reason: `judgements/parties.toml` and `districts.toml`."""

import tomllib
from datetime import date
from pathlib import Path
from typing import ClassVar, Literal, TypeVar

from pydantic import Field, ValidationError

from hub.errors import WorkspaceError
from hub.strict_model import Strict, first_problem


class PartyJudgement(Strict):
    """Nominations of several editions that are one party, with the reason and where it can be looked up."""

    nominations: tuple[str, ...] = Field(min_length=2)
    why: str
    source: str
    by: str
    at: date


class PartyEventEntry(Strict):
    """An event in the life of a party; `party` and `from_party` are nominations, which name the party behind them."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    kind: Literal["FOUNDED", "RENAMED", "MERGED", "SPLIT", "RE_REGISTERED", "DISSOLVED"]
    date: str = Field(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")
    party: str
    description: str
    source_title: str
    name: str | None = None
    from_party: str | None = None
    from_name: str | None = None
    source_url: str | None = None
    source_number: str | None = None


class PartyJudgements(Strict):
    """The content of `parties.toml`: which nominations are of one party, and what happened to parties."""

    file_name: ClassVar = "parties.toml"
    same: tuple[PartyJudgement, ...] = ()
    event: tuple[PartyEventEntry, ...] = ()


class RegionJudgement(Strict):
    """A region that belongs to a district, whatever a published map draws, with the reason and where it can be looked up."""

    region: str = Field(pattern=r"^(kemendagri|kpu|bps):.+$")
    district: str
    why: str
    source: str
    by: str
    at: date


class DistrictJudgements(Strict):
    """The content of `districts.toml`: regions that a published map puts in the wrong district."""

    file_name: ClassVar = "districts.toml"
    region: tuple[RegionJudgement, ...] = ()


Judgements = TypeVar("Judgements", PartyJudgements, DistrictJudgements)


def read_judgements_file(folder: Path, kind: type[Judgements]) -> Judgements:
    """Return the judgements of a kind, none where the file is missing. Raises WorkspaceError, saying which one is wrong and how."""
    path = folder / kind.file_name
    try:
        return kind.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return kind()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WorkspaceError(f"{path}: expected TOML, found {error}") from error
    except ValidationError as error:
        raise WorkspaceError(f"{path}: {first_problem(error)}") from error
