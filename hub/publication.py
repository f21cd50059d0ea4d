"""Publication: graph store, dumps and exports of a release, made, checked and repaired; and the current release switched.

Nothing here can be edited by hand to any effect: each file has its checksum beside it, and is made again from the release where it differs.
"""

import logging
import shutil
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import partial
from pathlib import Path

import orjson

from hub.cache import Cache
from hub.catalog.citation import citation
from hub.catalog.croissant import croissant
from hub.errors import ReleaseError
from hub.export.deposit import write_deposit
from hub.graph.sqlite.build import build_store
from hub.graph.sqlite.store import holds
from hub.progress import Progress
from hub.rdf.dump import write_dumps
from hub.rdf.kept_pieces import KeptPieces
from hub.release import Release, make_current, published, releases
from hub.release.checksum import ENDING, checksum_path, difference, write_checksum
from hub.release.kept import RELEASES, check_start, is_first, newest, unreadable
from hub.release.verify import problems

_log = logging.getLogger(__name__)

DUMP_FORMATS = ("nq", "ttl")
_AT_ONCE = 2
"""Jobs done at a time: each takes some 300 MB."""


def store_path(out: Path, release: Release) -> Path:
    """Return the path of the graph store of a release."""
    return out / "graph" / f"{release.id}.sqlite"


def dump_path(out: Path, release: Release, dump_format: str) -> Path:
    """Return the path of a compressed dump of a release."""
    return out / "dumps" / release.id / f"pemilu.{dump_format}.gz"


def data_path(out: Path, release: Release, table: str, file_format: str, edition: str | None) -> Path:
    """Return where the rows of a table stand in a format, of one edition where one is named; written when first asked for."""
    stem = table if edition is None else f"{table}-{edition}"
    return out / "data" / release.id / f"{stem}.{file_format}"


def ready_store(out: Path, release: Release, progress: Progress) -> Path:
    """Return the graph store of a release; one that is missing or of another layout is built first, from the tables."""
    path = store_path(out, release)
    if not holds(path, release):
        progress("building the graph store", 0, 1)
        _make_store(release, path)
        progress("building the graph store", 1, 1)
    return path


def publish(out: Path, release: Release, progress: Progress, cache: Cache | None = None) -> None:
    """Make what is served from a release, give it its number and make it current; then mend what is served from others that are kept.

    A release of which something cannot be made stays unpublished. With a `cache`, pieces of dumps are taken over from those that were
    made last. Raises UsageError where it does not start from the newest one, and ReleaseError where a file cannot be written.
    """
    check_start(out, release)
    make(out, release, progress, cache=cache)
    progress("publishing", 1, 1)
    make_current(out, release)
    for other in releases(out):
        if other.id != release.id and _is_made(out, other) and not problems(other):
            try:
                make(out, other, progress)
            except (ReleaseError, MemoryError) as error:  # the release is live all the same
                _log.warning("what is served from release %s is not mended: %s", other.id, error)


def make(
    out: Path, release: Release, progress: Progress, *, again: bool = False, cache: Cache | None = None
) -> list[Path]:
    """Make the graph store and the dumps of a release from its tables and return the files that were written.

    A file that is there already stays, unless it differs from its checksum, or `again` is true; so does a store of this layout. Exports
    that differ are removed: they are written when they are next asked for. Raises ReleaseError where a file cannot be written.
    """
    jobs = _jobs(out, release, again=again, cache=cache)
    try:
        _run(jobs.values(), progress)
        for path in _exports(out, release):
            if again or difference(path):
                path.unlink(missing_ok=True)
                checksum_path(path).unlink(missing_ok=True)
    except OSError as error:
        raise ReleaseError(
            f"expected to write what is served from release {release.id} below {out}, found {error}; see to room and rights, and run "
            f"`hub rebuild {out} {release.id}`"
        ) from error
    return [path for paths in jobs for path in paths]


def _jobs(
    out: Path, release: Release, *, again: bool, cache: Cache | None
) -> dict[tuple[Path, ...], Callable[[], None]]:
    """Return what is to be made, by the files that are made at once."""
    store = store_path(out, release)
    jobs: dict[tuple[Path, ...], Callable[[], None]] = {}
    if again or not holds(store, release) or difference(store):
        jobs[store,] = partial(_make_store, release, store)
    paths = {name: dump_path(out, release, name) for name in DUMP_FORMATS}
    dumps = {name: path for name, path in paths.items() if again or difference(path)}
    if dumps:
        jobs[tuple(dumps.values())] = partial(_make_dumps, out, release, dumps, cache)
    return jobs


def _run(jobs: Collection[Callable[[], None]], progress: Progress) -> None:
    """Make the files, two jobs at a time: most of the work is done outside the interpreter's lock. Raises what the first to fail raises."""
    progress("making store and dumps", 0, len(jobs))
    with ThreadPoolExecutor(_AT_ONCE) as makers:
        for done, finished in enumerate(as_completed([makers.submit(job) for job in jobs]), start=1):
            finished.result()
            progress("making store and dumps", done, len(jobs))


def _make_dumps(out: Path, release: Release, files: dict[str, Path], cache: Cache | None) -> None:
    folder = out / "dumps"
    kept = {name: KeptPieces(cache, folder, name, release.base_iri) for name in files} if cache else {}
    write_dumps(release, files, kept)
    for path in files.values():
        write_checksum(path)
    for name, pieces in kept.items():
        pieces.keep(files[name])


def _make_store(release: Release, path: Path) -> None:
    build_store(release, path)
    write_checksum(path)


def made_problems(out: Path, release: Release) -> list[str]:
    """Return in words which files that are served from a release differ from their checksums, or are missing.

    Empty also where nothing was made yet, as for a release that was held back: nothing is served then.
    """
    if not _is_made(out, release):
        return []
    paths = [store_path(out, release), *(dump_path(out, release, name) for name in DUMP_FORMATS)]
    return [told for path in (*paths, *_exports(out, release)) if (told := difference(path))]


def _is_made(out: Path, release: Release) -> bool:
    store = store_path(out, release)
    return store.exists() or checksum_path(store).exists() or dump_path(out, release, "nq").parent.exists()


def _exports(out: Path, release: Release) -> list[Path]:
    """Return the exports of a release that were asked for, also those of which only the checksum is left."""
    folder = out / "data" / release.id
    names = {path.name.removesuffix(ENDING) for path in folder.glob("*") if not path.name.startswith(".")}
    return [folder / name for name in sorted(names)]


def archive(out: Path, release: Release, path: Path, progress: Progress) -> None:
    """Write a deposit of a release: its tables, dumps, codebook, citation and checksums. What is missing of the dumps is made first."""
    make(out, release, progress)
    dumps = (dump_path(out, release, name) for name in DUMP_FORMATS)
    files = [each for dump_file in dumps for each in (dump_file, checksum_path(dump_file))]
    write_deposit(release, {file.relative_to(out).as_posix(): file for file in files}, path, _descriptions(release))


def _descriptions(release: Release) -> dict[str, str]:
    """Return the texts of a deposit that say how to cite it, and what is in it for whoever trains models; by their names."""
    cited = citation(release)
    described = orjson.dumps(
        croissant(release, f"{RELEASES}/{release.id}/"), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    )
    return {
        "CITATION.cff": cited.text("cff"),
        **{f"citation.{form}": cited.text(form) for form in ("txt", "bib", "json")},
        "croissant.json": described.decode(),
    }


def start_of(out: Path, accepted: Collection[str] = ()) -> tuple[Release | None, list[str]]:
    """Return the release that the next one starts from, the newest that is sound, and what is said of those that are not.

    Raises ReleaseError where identifiers would be lost: the newest is damaged, none before it is kept, and nobody accepts that by its id.
    """
    said: list[str] = []
    for release in reversed(published(out)):
        found = problems(release)
        if not found:
            return release, said
        said.append(f"release {release.id} is damaged and set aside: {'; '.join(found)}")
    lost = {name: problem for name, problem in unreadable(out).items() if not is_first(out / RELEASES / name)}
    last = newest(out)
    if last is not None and last.manifest.previous is not None:
        lost[last.id] = said[0]
    if waiting := [each for each in lost if each not in accepted]:
        raise ReleaseError(
            f"expected a sound release to take identifiers from, found none: {'; '.join(lost.values())}; restore one from a backup, or begin anew "
            f"with {' '.join(f'--accept {each}' for each in waiting)}, which loses the identifiers that were given before"
        )
    return None, said


def clear_leftovers(out: Path) -> None:
    """Remove what killed builds left: half-written folders and files under temporary names. For who holds the lock."""
    for folder in [*(out / RELEASES).glob(".new-*"), *(out / RELEASES).glob(".damaged-*")]:
        shutil.rmtree(folder, ignore_errors=True)
    for pattern in (".current.*", f"{RELEASES}/*/.manifest.json.*", "graph/.*", "dumps/*/.*"):
        for path in out.glob(pattern):
            path.unlink(missing_ok=True)


def remove(out: Path, release: Release) -> None:
    """Remove a release and all that was made from it."""
    store = store_path(out, release)
    for path in (store, checksum_path(store)):
        path.unlink(missing_ok=True)
    for folder in (out / "dumps", out / "data", out / "sparql"):
        shutil.rmtree(folder / release.id, ignore_errors=True)
    hidden = release.folder.with_name(f".damaged-{release.id}")
    release.folder.rename(hidden)  # at once: a reader never sees half a release
    shutil.rmtree(hidden)
