"""Publication of an approved delivery, and the way back: the existing build, gate and switch, with every step on disk before the next.

What was begun is found again after a kill: the delivery names its release and the one before, and a release that is there is not built twice.
"""

import os
import shutil
from pathlib import Path

from hub import pipeline, publication
from hub.atomic_file import place_folder
from hub.cache import cache_of
from hub.errors import NotNow, ReleaseError
from hub.feed.database import Row
from hub.feed.datasets import withdrawn_by, workspace_with
from hub.feed.inbox import check_bytes, inbox_path
from hub.feed.overlay import fed_with, laid_over
from hub.feed.queue import candidate_folder
from hub.feed.report import read_report
from hub.feed.state import State, Writing
from hub.progress import Progress
from hub.release import Release, make_current, named
from hub.release.checksum import checksum_path
from hub.release.gate import compared_with, objections
from hub.release.kept import RELEASES, current_or_none
from hub.release.lock import locked
from hub.release.verify import problems

BY = "hub:job"
"""The actor of acts that no person does."""


def publish(state: State, delivery: Row, progress: Progress) -> None:
    """Publish the release of a delivery, or hold it back with what the gate says. Raises OutBusy where another process builds there."""
    out = state.place().out
    with locked(out):
        publication.clear_leftovers(out)
        _check_withdrawn(state, delivery)
        live = current_or_none(out)
        release = _begun(out, delivery)
        if release is None:
            release = _candidate(state, delivery) or _built(state, delivery, progress)
            old = compared_with(out)
            held = objections(old, release, delivery["accepted"].split()) if old else []
            if held:
                said = [each.name for each in objections(old, release)] if old else []  # those that were accepted too
                _hold(state, delivery, "\n".join(each.reason for each in held), " ".join(dict.fromkeys(said)))
                return
            delivery = _begin(state, delivery, release, live)
        publication.publish(out, release, progress, cache_of(out))
        with state.writing() as writing:
            replaced = _replace(writing, delivery)
            writing.put("delivery", {**delivery, "state": "PUBLISHED", "reason": None, "replaces": replaced})
            writing.act(
                BY,
                "delivery.published",
                delivery=delivery["number"],
                release=release.id,
                number=release.manifest.number,
            )
    shutil.rmtree(candidate_folder(state, delivery["number"]), ignore_errors=True)


def prepare(state: State, delivery: Row, progress: Progress) -> None:
    """Make store and dumps of a candidate while somebody decides on it, so that approval has only to move them."""
    folder, report = candidate_folder(state, delivery["number"]), read_report(state, delivery)
    candidate = Release(folder / RELEASES / str(report.candidate if report else None))
    if candidate.folder.is_dir() and not problems(candidate):
        publication.make(folder, candidate, progress)


def undo(state: State, delivery: Row, progress: Progress) -> None:
    """Make the release before a delivery live again. Raises ReleaseError where it is damaged, OutBusy where another process builds there."""
    out = state.place().out
    with locked(out):
        before, live = named(out, delivery["release_before"]), current_or_none(out)
        if live is None or live.id not in {delivery["release"], before.id}:  # the latter where this was killed before
            raise ReleaseError(
                f"expected the release {delivery['release']} of the delivery to be live, found {live.id if live else 'none'}: "
                "undo what came later first"
            )
        if found := problems(before):
            raise ReleaseError(f"release {before.id}: expected a sound release to go back to, found {'; '.join(found)}")
        publication.make(out, before, progress)
        make_current(out, before)
        with state.writing() as writing:
            writing.put("delivery", {**delivery, "state": "UNDONE"})
            _restore(writing, delivery)
            writing.act(BY, "delivery.undone", delivery=delivery["number"], release=before.id)


def _replace(writing: Writing, delivery: Row) -> int | None:
    """Have the delivery that was published for the same place give way to this one; return its number."""
    found = writing.row(
        "SELECT * FROM delivery WHERE place = ? AND state = 'PUBLISHED' AND number <> ?",
        delivery["place"],
        delivery["number"],
    )
    if found is None:
        return None
    writing.put("delivery", {**found, "state": "REPLACED"})
    number: int = found["number"]
    return number


def _restore(writing: Writing, delivery: Row) -> None:
    """Have the delivery that this one replaced answer for its place again; the same bytes handed in since are returned."""
    if delivery["replaces"] is None:
        return
    [before] = writing.execute("SELECT * FROM delivery WHERE number = ?", delivery["replaces"])
    same = writing.execute(
        "SELECT * FROM delivery WHERE dataset = ? AND place = ? AND sha256 = ? AND state IN ('RECEIVED', 'CHECKED', 'SUBMITTED', 'APPROVED', 'HELD')",
        before["dataset"],
        before["place"],
        before["sha256"],
    )
    for other in same:
        told = f"Berkas ini tayang lagi sebagai kiriman {before['number']}."
        writing.put("delivery", {**other, "state": "RETURNED", "reason": told})
    writing.put("delivery", {**before, "state": "PUBLISHED"})


def _check_withdrawn(state: State, delivery: Row) -> None:
    """Raise NotNow where the file that a delivery withdraws is published no more: what is in its place was not asked about."""
    number = withdrawn_by(state, delivery["number"])
    if (
        number is not None
        and state.row("SELECT 1 FROM delivery WHERE number = ? AND state = 'PUBLISHED'", number) is None
    ):
        raise NotNow(
            f"expected delivery {number}, which is to be withdrawn, to be published; found that it is no more",
            f"Berkas kiriman {number} sudah tidak tayang.",
        )


def hold(state: State, delivery: Row, reason: str) -> None:
    """Record that a delivery could not be published, and why; what is live stays."""
    _hold(state, delivery, reason, "")


def _hold(state: State, delivery: Row, reason: str, losses: str) -> None:
    """Hold a delivery back; `losses` are the names that somebody has to accept."""
    with state.writing() as writing:
        writing.put(
            "delivery",
            {
                **delivery,
                "state": "HELD",
                "reason": reason,
                "accepted": losses,
                "release": None,
                "release_before": None,
            },
        )
        writing.act(BY, "delivery.held", delivery=delivery["number"], reason=reason)


def _begun(out: Path, delivery: Row) -> Release | None:
    """Return the release that an earlier attempt began to publish, where it can still become the next or is published already."""
    if delivery["release"] is None:
        return None
    release = Release(out / RELEASES / delivery["release"])
    if not release.folder.is_dir() or problems(release):
        return None
    previous, _ = publication.start_of(out)
    is_next = release.manifest.previous == (previous.id if previous else None)
    is_newest = previous is not None and previous.id == release.id
    return release if is_newest or is_next else None  # else something was published since, which it does not hold


def _candidate(state: State, delivery: Row) -> Release | None:
    """Return the release that the check built, moved among the releases, where nothing has changed since."""
    report, out = read_report(state, delivery), state.place().out
    check_bytes(inbox_path(state.inbox, delivery["sha256"]), delivery["sha256"], delivery["place"])
    if report is None or report.candidate is None or report.fed != fed_with(state, delivery):
        return None
    found, target = (
        candidate_folder(state, delivery["number"]) / RELEASES / report.candidate,
        out / RELEASES / report.candidate,
    )
    previous, _ = publication.start_of(out)
    if target.is_dir():
        return None  # a build tells whether what is there is sound
    if (
        not found.is_dir()
        or problems(Release(found))
        or Release(found).manifest.previous != (previous.id if previous else None)
    ):
        return None
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".new-{report.candidate}")
    shutil.copytree(found, temporary, copy_function=_linked)
    place_folder(temporary, target)
    release = Release(target)
    _move_made(candidate_folder(state, delivery["number"]), out, release)
    return release


def _linked(source: str, target: str) -> str:
    """Give a file of a candidate, which nobody changes, a second name; copy it where the two are on different disks."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
    return target


def _move_made(folder: Path, out: Path, release: Release) -> None:
    """Move store and dumps of a candidate to where they are served from; what is not there is made again by the publication."""
    store = publication.store_path(folder, release)
    for path in (store, checksum_path(store), publication.dump_path(folder, release, "nq").parent):
        target = out / path.relative_to(folder)
        if path.exists() and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(path, target)


def _built(state: State, delivery: Row, progress: Progress) -> Release:
    place = state.place()
    previous, _ = publication.start_of(place.out)
    with laid_over(state, place.sources, fed_with(state, delivery)) as sources:
        return pipeline.build(
            workspace_with(state, delivery["number"]),
            sources,
            place.out,
            previous=previous,
            strict=False,
            progress=progress,
            cache=cache_of(place.out),
        )


def _begin(state: State, delivery: Row, release: Release, live: Release | None) -> Row:
    begun = {**delivery, "release": release.id, "release_before": live.id if live else None}
    with state.writing() as writing:
        writing.put("delivery", begun)
        writing.act(BY, "delivery.publishing", delivery=delivery["number"], release=release.id)
    return begun
