"""The workspace: `hub.toml` with the base IRI, the editions and the sources, and the folder of judgements next to it."""

import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError, field_validator

from hub.errors import MissingSource, WorkspaceError
from hub.judgements import (
    Anchors,
    DistrictJudgements,
    PartyEventEntry,
    PartyJudgements,
    PersonAnchor,
    RegionJudgement,
    read_judgements_file,
)
from hub.strict_model import Strict, first_problem

FILE_NAME = "hub.toml"


class EditionEntry(Strict):
    """An edition that the workspace holds."""

    id: str = Field(pattern=r"^[0-9]{4}(-[a-z0-9]+)?$")
    name: str
    name_en: str | None = None
    kind: Literal["GENERAL", "REGIONAL"] = "GENERAL"
    voting_date: date | None = None
    voting_dates: dict[
        Literal["PRESIDENT", "DPR", "DPD", "DPRD_PROVINCE", "DPRD_REGENCY", "GOVERNOR", "REGENT", "MAYOR"], date
    ] = Field(default_factory=dict)
    """Voting days of offices that are elected on another day, as the president of 2014."""

    @property
    def year(self) -> int:
        return int(self.id[:4])


class Phases(Strict):
    """Days on which a dataset reached a phase, where they are known and the feed does not tell them."""

    scan: date | None = None
    workbook: date | None = None
    open: date | None = None


class Declared(Strict):
    """Who keeps a dataset, and when it is due. `deputy` stands in for the steward; `contact` is of the office, not of a person."""

    unit: str | None = None
    deputy: str | None = None
    contact: str | None = None
    rhythm: Literal["ONCE", "MONTHLY", "QUARTERLY", "YEARLY", "EVERY_FIVE_YEARS"] = "ONCE"
    due: date | None = None
    """The first day on which it is due; the next ones follow from the rhythm."""
    phases: Phases = Phases()


class SourceEntry(Declared):
    """A series of source files of one format: `path` is a glob below the folder of sources."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    loader: str
    path: str
    within: Literal["sources", "workspace"] = "sources"
    """Where the path begins: the folder of sources, or the workspace for files that are kept in it."""
    title: str
    publisher: str
    edition: str | None = None
    collected_by: str | None = None
    licence: str | None = None
    url: str | None = None
    retrieved: str | None = Field(default=None, pattern=r"^[0-9]{4}(-[0-9]{2}){0,2}$")
    """Year, month or day, such as 2024-02-14."""
    status: str | None = None
    theme: str | None = None
    system: str | None = None
    steward: str | None = None
    formats: tuple[str, ...] = ()
    options: dict[str, Any] = Field(default_factory=dict)

    @field_validator("retrieved")
    @classmethod
    def _is_in_the_calendar(cls, stated: str | None) -> str | None:
        if stated is not None:
            date.fromisoformat(f"{stated}-01-01"[:10])
        return stated


class DatasetEntry(Declared):
    """A dataset that is wanted and not held as open data: published in another way, or not published."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    title: str
    theme: str
    system: str
    steward: str
    availability: Literal["NOT_OPEN", "MISSING"]
    reason: str
    edition: str | None = None
    formats: tuple[str, ...] = ()


class LeftOutEntry(Strict):
    """Files of the folder of sources that are not read, and why; `path` is a pattern that their paths end with."""

    path: str
    reason: str = Field(min_length=10)


class OutcomeEntry(Strict):
    """A series that answers for the contests of an office in an edition, whatever the rule says of it, and why."""

    edition: str
    office: str = Field(pattern=r"^[A-Z]+(_[A-Z]+)?$")
    """As in the table of contests: DPR, DPRD_PROVINCE."""
    series: str
    reason: str = Field(min_length=10)


class Hub(Strict):
    """The settings of the workspace."""

    title: str
    base_iri: str = Field(
        default="https://w3id.org/pemilu/",
        pattern=r"""^https?://[^\x00-\x20\s/<>"{}|\\^`][^\x00-\x20\s<>"{}|\\^`]*/$""",
    )


class Workspace(Strict):
    """A workspace as read from its folder."""

    folder: Path
    hub: Hub
    editions: tuple[EditionEntry, ...] = Field(min_length=1)
    sources: tuple[SourceEntry, ...] = Field(min_length=1)
    datasets: tuple[DatasetEntry, ...] = ()
    left_out: tuple[LeftOutEntry, ...] = ()
    outcomes: tuple[OutcomeEntry, ...] = ()

    @property
    def default_sources(self) -> Path:
        """Folder of source files unless the command names another: `sources/`, or the workspace itself."""
        own = self.folder / "sources"
        return own if own.is_dir() else self.folder

    @property
    def default_out(self) -> Path:
        return self.folder / ".hub"

    @property
    def person_judgements(self) -> Path:
        """Folder of the judgements on who is who, one record a file; it need not be there."""
        return self._judgements / "persons"

    @property
    def published_register(self) -> Path:
        """File with the identifiers that another hub published for the same things; it need not be there."""
        return self.folder / "register.csv"

    @property
    def _judgements(self) -> Path:
        return self.folder / "judgements"

    def same_parties(self) -> list[list[str]]:
        """Return groups of nominations that are judged to be one party."""
        return [
            list(judgement.nominations) for judgement in read_judgements_file(self._judgements, PartyJudgements).same
        ]

    def party_abbreviations(self) -> dict[str, str]:
        """Return nomination -> the abbreviation that its party is judged to have."""
        called = read_judgements_file(self._judgements, PartyJudgements).called
        return {each.nomination: each.abbreviation for each in called}

    def party_events(self) -> tuple[PartyEventEntry, ...]:
        """Return what happened to parties, in the order of the file."""
        return read_judgements_file(self._judgements, PartyJudgements).event

    def placed_regions(self) -> tuple[RegionJudgement, ...]:
        """Return the regions that a published map puts in the wrong district."""
        return read_judgements_file(self._judgements, DistrictJudgements).region

    def person_anchors(self) -> tuple[PersonAnchor, ...]:
        """Return what others call people, as somebody confirmed it."""
        return read_judgements_file(self._judgements, Anchors).person

    def beside(self) -> list[Path]:
        """Return the files besides hub.toml and the sources that a build reads: the judgements, and the published register."""
        found = sorted(path for path in self._judgements.rglob("*") if path.is_file())
        return [*found, self.published_register] if self.published_register.is_file() else found

    def files(self, entry: SourceEntry, sources: Path) -> Iterator[Path]:
        """Yield the files of an entry in order of path. Raises MissingSource where there is none, and WorkspaceError where its path is no pattern."""
        try:
            found = sorted(path for path in self.root(entry, sources).glob(entry.path) if path.is_file())
        except (ValueError, NotImplementedError) as error:  # such as `a**b`, or a path from the root
            raise WorkspaceError(
                f"source {entry.id!r} of {self.folder / FILE_NAME}: expected a path or a pattern such as `votes/**/*.csv`, found {entry.path!r}: {error}"
            ) from error
        if not found:
            raise MissingSource(
                f"source {entry.id!r} of {self.folder / FILE_NAME}: expected a file at {entry.path!r} below the folder of "
                f"{entry.within}, found none; give the folder of sources with --sources DIR, or correct the path"
            )
        yield from found

    def root(self, entry: SourceEntry, sources: Path) -> Path:
        """Return the folder that the path of an entry begins at."""
        return self.folder if entry.within == "workspace" else sources


_LISTED = {"editions", "sources", "datasets", "left_out", "outcomes"}


def read_workspace(folder: Path, more: Iterable[str] = ()) -> Workspace:
    """Return the workspace in `folder`. Raises WorkspaceError, saying which entry is wrong and how.

    `more`: further entries `[[sources]]`, each as TOML. Where ids are equal, hub.toml wins over `more`; a wanted dataset with the id of an added
    source is dropped.
    """
    path = folder / FILE_NAME
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise WorkspaceError(f"expected a workspace with {FILE_NAME} at {folder}, found no such file") from None
    except OSError as error:
        raise WorkspaceError(f"expected a workspace that can be read at {folder}, found {error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WorkspaceError(f"{path}: expected TOML, found {error}") from error
    for name in _LISTED & content.keys():
        if not isinstance(content[name], list):
            raise WorkspaceError(
                f"{path}: expected a list of tables, [[{name}]], found [{name}]; put its name in two brackets"
            )
    try:
        workspace = Workspace(folder=folder, **_with(content, more))
    except TypeError as error:
        raise WorkspaceError(f"{path}: expected the tables hub, editions and sources, found {error}") from error
    except ValidationError as error:
        raise WorkspaceError(f"{path}: {first_problem(error)}") from error
    _check_names(workspace, path)
    return workspace


def _with(content: dict[str, Any], more: Iterable[str]) -> dict[str, Any]:
    held = {entry.get("id") for entry in content.get("sources", [])}
    given = {entry["id"]: entry for text in more for entry in tomllib.loads(text)["sources"]}  # the last of an id
    added = {name: entry for name, entry in given.items() if name not in held}
    if not added:
        return content
    wanted = [entry for entry in content.get("datasets", []) if entry.get("id") not in added]
    return {**content, "sources": [*content.get("sources", []), *added.values()], "datasets": wanted}


def _check_names(workspace: Workspace, path: Path) -> None:
    entries: tuple[SourceEntry | DatasetEntry, ...] = (*workspace.sources, *workspace.datasets)
    ids = {"edition": [entry.id for entry in workspace.editions], "source": [entry.id for entry in entries]}
    for what, names in ids.items():
        seen: set[str] = set()
        for name in names:
            if name in seen:
                raise WorkspaceError(f"{path}: expected each {what} id once, found {name!r} twice")
            seen.add(name)
    editions = {edition.id for edition in workspace.editions}
    for entry in entries:
        if entry.edition is not None and entry.edition not in editions:
            raise WorkspaceError(
                f"{path}: {entry.id!r} names the edition {entry.edition!r}; expected one of {sorted(editions)}"
            )
    _check_outcomes(workspace, path, editions)


def _check_outcomes(workspace: Workspace, path: Path, editions: set[str]) -> None:
    """Raise WorkspaceError for a choice of a series that names no edition or no source, or is the second for an office; a series may be a source's id and a variant."""
    known = [entry.id for entry in workspace.sources]
    pinned: set[tuple[str, str]] = set()
    for each in workspace.outcomes:
        if (each.edition, each.office) in pinned:
            raise WorkspaceError(
                f"{path}: outcomes: expected one series for {each.office} in {each.edition}, found a second, {each.series!r}"
            )
        pinned.add((each.edition, each.office))
        if each.edition not in editions:
            raise WorkspaceError(
                f"{path}: outcomes: expected an edition, one of {sorted(editions)}, found {each.edition!r}"
            )
        if not any(each.series == name or each.series.startswith(f"{name}-") for name in known):
            raise WorkspaceError(f"{path}: outcomes: expected the id of a source as series, found {each.series!r}")
