"""The release that is being served, opened with its stores and caches; another one is opened when `current` names it."""

import logging
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import polars as pl

from hub.catalog.citation import newest_day
from hub.errors import HubError, StoreUnavailable, UsageError
from hub.graph.sqlite.rows import SqliteRows
from hub.graph.sqlite.store import SqliteStore, open_store
from hub.graph.store import Store
from hub.maps.picture import Frame
from hub.publication import store_path
from hub.rdf.describe import Describer
from hub.release import Release, current
from hub.release.kept import CURRENT, named, pointed
from hub.schema.execute import Executor
from hub.schema.limits import Limits
from hub.schema.page import PageSizes
from hub.settings import Settings
from hub.tables.candidacies import Candidacies
from hub.tables.contests import Contests
from hub.tables.register import Register
from hub.web.backoff import Backoff
from hub.web.bytes_cache import BytesCache
from hub.web.graphql import GraphQLEndpoint
from hub.web.graphql_documents import Documents, PersistedDocuments, read_trusted
from hub.web.reconcile.service import Reconciliation
from hub.web.soundness import check_sound
from hub.web.stores import Stores

_log = logging.getLogger(__name__)

MOST_EARLIER = 4
"""Earlier releases that are kept open; the one asked longest ago is closed first."""


class MakesExecutor(Protocol):
    """What makes an executor over a store; `Executor` itself, unless requests are traced."""

    def __call__(self, store: Store, limits: Limits | None = None, *, tells_cost: bool = False) -> Executor:
        """Return an executor."""


@dataclass(frozen=True)
class Retired:
    """An identifier that was published and has no thing of its own any more."""

    kind: str
    key: str
    state: str
    first_release: int | None
    successors: tuple[str, ...]


class Site:
    """One release, opened. Everything it answers stays true as long as the release is current."""

    def __init__(
        self,
        out: Path,
        release: Release,
        settings: Settings,
        documents: Documents,
        store: Store,
        *,
        executor: MakesExecutor = Executor,
    ) -> None:
        self.out = out
        self.release = release
        path = store_path(out, release)
        self.rows = SqliteRows(path)
        kinds = release.scan(Register).select(pl.col("kind").cast(pl.String).unique()).collect()["kind"]
        self.describer = Describer(self.rows, release.base_iri, partial(_registered, release, frozenset(kinds)))
        self.store = store
        # Streams and matching ask in ways that only the store in one file answers.
        timeout_s = settings.statement_timeout_s
        self.embedded = store if isinstance(store, SqliteStore) else open_store(path, release, timeout_s)
        limits = Limits(PageSizes(settings.page_size, settings.max_page_size), seconds=timeout_s)
        cache = BytesCache(settings.response_cache_mb << 20)
        self.graphql = GraphQLEndpoint(executor(store, limits, tells_cost=True), cache, documents)
        # What pages are made of; they do not depend on a server that may be down.
        self.executor = self.graphql.executor if store is self.embedded else executor(self.embedded, limits)
        self.reconciliation = Reconciliation(path, executor(self.embedded, limits), release.base_iri, timeout_s)
        self.retired = _retired(release)
        self.newest_day = newest_day(release)
        """The day that its newest facts are of, None where no source states one."""
        self.pictures: dict[tuple[str, str, Frame], Mapping[str, str]] = {}
        """Edition, office and frame -> the path of each district on the map, drawn once: of all parts of a page it takes longest."""
        self.only_elected = _only_elected(release)
        """Edition and office of the elections of which the candidates who were not elected are in no source."""
        self.listed = _listed(release)
        """Edition and office -> how many of its contests have a list of candidates, and how many contests there are."""
        self.preview_of = ""
        """Address of the delivery that this release is the candidate of; empty for one that is published."""

    @property
    def base(self) -> str:
        return self.release.base_iri


class Sites:
    """Hands out the site of the current release; safe to use from several threads.

    A release that cannot be opened is logged, and tried again after a pause that grows; meanwhile the one before goes on being served. A
    site that was replaced, or put away for others, gives back its files and memory as soon as the last request for it is answered.
    """

    def __init__(self, out: Path, settings: Settings, executor: MakesExecutor = Executor) -> None:
        self._out = out
        self._current = out / CURRENT
        self.settings = settings
        self._executor = executor
        self.follow_s = settings.follow_s
        # Documents outlive the release: what clients may ask has nothing to do with what the answer is.
        trusted = settings.trusted_documents
        self._documents: Documents = read_trusted(Path(trusted)) if trusted else PersistedDocuments()
        self._stores = Stores(settings)
        self._lock = threading.Lock()
        self._site: Site | None = None
        self._earlier: dict[str, Site] = {}
        self._opened_at: tuple[int, int] | None = None
        self._backoff = Backoff()
        self._failed_at: tuple[int, int] | None = None
        self.look_every_s = 0.1
        self._looked_at = 0.0
        self._is_noticed = False
        """True from when the release is found to be another until a request opens it."""

    def at_hand(self, *, may_open: bool = False) -> Site | None:
        """Return the open site, or None to the one request (of those that `may_open`) that must open a newly current release, by `now`.

        Others keep the old site. Checks the file system at most ten times a second. For one event loop.
        """
        if may_open and self._is_noticed:
            self._is_noticed = False
            return None
        now = time.monotonic()
        if self._site is None or now < self._looked_at + self.look_every_s:
            return self._site
        self._looked_at, pointer = now, self._pointer()
        if pointer == self._opened_at or self._must_wait(pointer) or self._lock.locked():
            return self._site
        self._is_noticed = not may_open
        return None

    def unchanged(self) -> Site | None:
        """Return the site that is open; None where a request is to open another, for its release has become current. Looks each time."""
        pointer = self._pointer()
        is_to_stay = pointer == self._opened_at or self._must_wait(pointer) or self._lock.locked()
        return self._site if is_to_stay else None

    def now(self) -> Site:
        """Return the site of the release that is current. Raises HubError where there is none, or its store is missing.

        Where a new release cannot be opened, or somebody is about to open it, the one before goes on being served.
        """
        pointer, site = self._pointer(), self._site
        if site is not None and site.release.id == self._named():
            self._taken_up(pointer, site)
            return site
        if self._must_wait(pointer):
            return self._site_before(site)
        if not self._lock.acquire(blocking=site is None):
            return self._site_before(site)
        try:
            if self._must_wait(pointer):  # somebody else has just tried
                return self._site_before(self._site)
            return self._open(pointer)
        finally:
            self._lock.release()

    @property
    def not_opened(self) -> tuple[str, Exception, float] | None:
        """The release that is current but cannot be opened: its id, why, and the seconds until it is tried again. None mostly."""
        error = self._backoff.error
        return None if error is None else (self._named(), error, self._backoff.wait_s)

    def _open(self, pointer: tuple[int, int] | None) -> Site:
        try:
            site = self._site
            # Who serves already does not change to another release because the pointer is damaged.
            release = current(self._out) if site is None else pointed(self._out)
            if site is None or site.release.id != release.id:
                self._check(release)
                store = self._stores.open(self._out, release)
                if site is not None and not isinstance(store, SqliteStore):
                    store.check()  # a server may hold the release before for a while
                site = Site(self._out, release, self.settings, self._documents, store, executor=self._executor)
            self._taken_up(pointer, site)
        except (HubError, OSError, ValueError, pl.exceptions.PolarsError) as error:
            told = error if isinstance(error, HubError) else StoreUnavailable("the current release cannot be opened")
            told.__cause__ = error if told is not error else error.__cause__
            if self._backoff.failed(told) or pointer != self._failed_at:
                _log.error("release %s is current and cannot be opened: %s", self._named() or "none", error)
            self._failed_at = pointer
            return self._site_before(self._site)
        return site

    def _taken_up(self, pointer: tuple[int, int] | None, site: Site) -> None:
        if self._backoff.error is not None:
            self._backoff.succeeded()
            _log.warning("release %s is served", site.release.id)
        self._site, self._opened_at, self._failed_at = site, pointer, None

    def _must_wait(self, pointer: tuple[int, int] | None) -> bool:
        """True where the release that is pointed to has failed to open a moment ago."""
        return self._backoff.wait_s > 0 and pointer == self._failed_at

    def _site_before(self, site: Site | None) -> Site:
        """Return the site to go on with. Raises the error why there is none, as a new one each time."""
        if site is not None:
            return site
        error = self._backoff.error
        raise type(error)(*error.args) if isinstance(error, HubError) else StoreUnavailable("no release is open yet")

    def _pointer(self) -> tuple[int, int] | None:
        """Return what changes whenever `current` is pointed elsewhere: it is replaced as a whole."""
        try:
            found = self._current.stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns

    def close(self) -> None:
        """Close what is open to a server; requests that are under way may fail."""
        self._stores.close()

    def as_of(self, name: str) -> Site:
        """Return the site of a release that is kept, by its id or number. Raises HubError for one that is not."""
        release = named(self._out, name)
        if not release.is_published:
            raise UsageError(f"expected a release that was published, found {name!r}")
        site = self._site
        if site is not None and site.release.id == release.id:
            return site
        with self._lock:
            site = self._earlier.pop(release.id, None) or self._open_earlier(release)
            self._earlier[release.id] = site
            while len(self._earlier) > MOST_EARLIER:
                self._earlier.pop(next(iter(self._earlier)))
        return site

    def _open_earlier(self, release: Release) -> Site:
        """Open the store of one file of a release: a server holds the current release alone."""
        self._check(release)
        store = open_store(store_path(self._out, release), release, self.settings.statement_timeout_s)
        return Site(self._out, release, self.settings, self._documents, store, executor=self._executor)

    def _check(self, release: Release) -> None:
        """Raise Damaged where the store or the register of a release differs from its checksum. Whether the store is there is for who opens it."""
        path = store_path(self._out, release)
        if path.is_file():
            check_sound(path)
        if release.holds(Register):
            check_sound(release.path(Register), release.manifest.tables[Register.table_name()].sha256)

    def _named(self) -> str:
        try:
            return self._current.read_text(encoding="ascii").strip()[:80]
        except (OSError, ValueError):
            return ""


def _only_elected(release: Release) -> frozenset[tuple[str, str]]:
    """Return edition and office where somebody is known to be elected, nobody not to be, and no votes are known: a list of members, not of candidates."""
    candidacies = release.scan(Candidacies).group_by("edition_id", pl.col("office").cast(pl.String))
    counts = candidacies.agg(
        pl.col("elected").sum().alias("won"), (~pl.col("elected")).sum().alias("lost"), pl.col("votes_count").count()
    )
    found = counts.filter(pl.col("won") > 0, pl.col("lost") == 0, pl.col("votes_count") == 0).collect()
    return frozenset(found.select("edition_id", "office").iter_rows())


def _listed(release: Release) -> dict[tuple[str, str], tuple[int, int]]:
    """Return by edition and office the contests of which candidates are known, and all that the release holds."""
    known = release.scan(Candidacies).select("contest_id").unique().with_columns(pl.lit(value=True).alias("known"))
    contests = release.scan(Contests).select("contest_id", "edition_id", pl.col("office").cast(pl.String))
    counts = contests.join(known, "contest_id", how="left").group_by("edition_id", "office")
    found = counts.agg(pl.col("known").count(), pl.len()).collect()
    return {(edition, office): (some, every) for edition, office, some, every in found.iter_rows()}


def _retired(release: Release) -> dict[tuple[str, str], Retired]:
    register = release.scan(Register).filter(pl.col("state").cast(pl.String) != "ACTIVE")
    rows = register.select("kind", "id", "state", "first_release", "successors").collect().iter_rows()
    return {
        (kind, key): Retired(kind, key, state, first, tuple(successors)) for kind, key, state, first, successors in rows
    }


def _registered(release: Release, kinds: frozenset[str], kind: str, key: str) -> dict[str, Any] | None:
    """Return the row of the register of an identifier; None for a key that is built from facts. `kinds` are those that the register has."""
    if kind not in kinds:
        return None
    found = release.scan(Register).filter(pl.col("id") == key, pl.col("kind").cast(pl.String) == kind).collect()
    return found.row(0, named=True) if found.height else None
