"""Judgements of a workspace on parties, districts and what others call people, each with the reason: `parties.toml`, `districts.toml` and `anchors.toml` in `judgements/`."""

import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import ClassVar, Literal, TypeVar

import pyoxigraph as ox
from pydantic import Field, ValidationError, ValidationInfo, field_validator

from hub.errors import WorkspaceError
from hub.strict_model import Strict, first_problem


class PartyJudgement(Strict):
    """Nominations of several editions that are one party, with the reason and where it can be looked up."""

    nominations: tuple[str, ...] = Field(min_length=2)
    why: str
    source: str
    by: str
    at: date


class PartyAbbreviation(Strict):
    """What the party of a nomination is called for short where no list says so, or an older one says otherwise."""

    nomination: str
    abbreviation: str = Field(min_length=1)
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
    """The content of `parties.toml`: which nominations are of one party, what parties are called for short, and what happened to parties."""

    file_name: ClassVar = "parties.toml"
    same: tuple[PartyJudgement, ...] = ()
    called: tuple[PartyAbbreviation, ...] = ()
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


WIKIDATA = "wikidata"
WIKIDATA_ENTITY = "http://www.wikidata.org/entity/"
"""What the IRI of an item of Wikidata begins with."""


class PersonAnchor(Strict):
    """What somebody else calls a person, confirmed: the person is who stands at a candidacy. With who confirmed it, when, why, and where it can be looked up.

    `iri` is the IRI of the person there, where it has one; that of an item of Wikidata follows from the item.
    """

    candidacy: str
    scheme: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    value: str = Field(min_length=1, max_length=200)
    iri: str | None = Field(default=None, max_length=1000)
    why: str
    source: str
    by: str
    at: date

    @field_validator("value")
    @classmethod
    def _is_item(cls, value: str, info: ValidationInfo) -> str:
        if info.data.get("scheme") == WIKIDATA and not re.fullmatch(r"Q[1-9][0-9]*", value):
            raise ValueError("expected an item of Wikidata such as Q3318231")
        return value

    @field_validator("iri")
    @classmethod
    def _is_on_the_web(cls, iri: str | None, info: ValidationInfo) -> str | None:
        if iri is None:
            return None
        item = f"{WIKIDATA_ENTITY}{info.data.get('value')}"
        if info.data.get("scheme") == WIKIDATA and iri != item:
            raise ValueError(f"expected {item}, the IRI of the item, or none")
        if not iri.startswith(("http://", "https://")) or not _is_iri(iri):
            raise ValueError("expected an IRI on the web such as https://viaf.org/viaf/305405512")
        return iri

    @property
    def same_as(self) -> str | None:
        """IRI of the same person elsewhere; None where the scheme has none."""
        return f"{WIKIDATA_ENTITY}{self.value}" if self.scheme == WIKIDATA else self.iri


def _is_iri(text: str) -> bool:
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True


class Anchors(Strict):
    """The content of `anchors.toml`: identifiers of others for people; one person may have several of a scheme, no two people the same."""

    file_name: ClassVar = "anchors.toml"
    person: tuple[PersonAnchor, ...] = ()

    @field_validator("person")
    @classmethod
    def _are_distinct(cls, person: tuple[PersonAnchor, ...]) -> tuple[PersonAnchor, ...]:
        for (scheme, value), count in Counter((anchor.scheme, anchor.value) for anchor in person).items():
            if count > 1:
                raise ValueError(
                    f"expected each identifier once, with one candidacy of the person; {scheme} {value} stands {count} times"
                )
        for iri, count in Counter(anchor.same_as for anchor in person if anchor.same_as).items():
            if count > 1:
                raise ValueError(
                    f"expected each IRI once, with one candidacy of the person; {iri} stands {count} times"
                )
        return person


Judgements = TypeVar("Judgements", PartyJudgements, DistrictJudgements, Anchors)


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
