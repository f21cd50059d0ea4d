"""A build of what the newest release was made from is that release: without assembling anything, and only where nothing changed."""

import os
import shutil
from pathlib import Path
from random import Random

import pytest

from hub import pipeline
from hub.cache import cache_of
from hub.reading import Prepared
from hub.release import Release, make_current
from hub.unchanged import Unchanging
from hub.workspace import read_workspace
from scripts.strain.workspace import write_workspace
from tests.command import outcome
from tests.reading.edits import EDITS, edits, workspace

EDITS_COUNT = int(os.environ.get("HUB_EDITS", "2"))
"""Edits after which a release is built again from itself; `HUB_EDITS=200 pytest -n 0 tests/test_unchanged.py` is the long form."""

SAID = "nothing that the newest release was made from has changed"


@pytest.fixture
def space(tmp_path: Path) -> Path:
    return workspace(tmp_path / "space")


def built(space: Path, out: Path, previous: Release | None, *, kept: bool = True, strict: bool = False) -> Release:
    return pipeline.build(
        read_workspace(space),
        space,
        out,
        previous=previous,
        strict=strict,
        progress=lambda *_: None,
        cache=cache_of(out) if kept else None,
    )


def known(space: Path, out: Path, previous: Release | None, *, strict: bool = False) -> bool:
    """Tell whether a build returns the release that is there, and makes none."""
    read = read_workspace(space)
    return Unchanging(read, strict=strict).release(out, Prepared(read, space, cache_of(out)), previous) is not None


def test_a_release_that_starts_from_itself_is_itself_whatever_was_edited(space: Path, tmp_path: Path) -> None:
    random, done = Random(21), []  # noqa: S311 (edits of a test, not secrets)
    out, previous = tmp_path / "out", None
    for name in edits(random, EDITS_COUNT):
        EDITS[name](space, random)
        done.append(name)
        release = built(space, out, previous, kept=False)
        make_current(out, release)
        again = built(space, out, release, kept=False)
        assert again.id == release.id, done
        previous = release


CHANGES = {
    "hub.toml": [
        ("sample of the elections", "elections"),
        ("General election 2014", "Election of 2014"),
        ('title = "Rolls', 'title = "Lists'),
        ("options.facts]]", "options.facts]] # no change"),
    ],
    "rolls/a.csv": [("P", "P ")],
    "kode.csv": [("\n", "\nX,1\n")],
    "judgements/parties.toml": [("\n", "\n\n")],
    "register.csv": [("", "id,kind,minted_from,candidacy_id,name,birth_year\n")],
}


def test_each_input_that_changes_has_the_release_made_again(space: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    release = built(space, out, None)
    assert known(space, out, None)
    assert known(space, out, release)
    assert not known(space, out, release, strict=True)
    for name, changes in CHANGES.items():
        path = space / name
        before = path.read_text() if path.exists() else None
        for old, new in changes:
            assert old in (before or "")
            path.write_text((before or "").replace(old, new, 1))
            assert known(space, out, None) is ("no change" in new), (name, new)
        if before is None:
            path.unlink()
        else:
            path.write_text(before)
        assert known(space, out, None), name
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("hub.unchanged.software", lambda: "another")
        assert not known(space, out, None)
    shutil.copytree(release.folder, out / "releases/0123456789abcdef")
    assert not known(space, out, Release(out / "releases/0123456789abcdef"))


def test_a_release_that_is_damaged_or_gone_is_made_again(space: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    release = built(space, out, None)
    next((release.folder / "tables").iterdir()).write_bytes(b"damaged")
    assert not known(space, out, None)
    shutil.rmtree(release.folder)
    assert not known(space, out, None)


def test_a_source_that_is_broken_is_always_told_again(space: Path, tmp_path: Path) -> None:
    path = space / "2024/candidacies.csv"
    path.write_bytes(path.read_bytes() + b'"broken')
    built(space, tmp_path / "out", None)
    assert not known(space, tmp_path / "out", None)


def test_nothing_is_noted_of_a_build_during_which_a_judgement_changed(space: Path, tmp_path: Path) -> None:
    path, out = space / "judgements/parties.toml", tmp_path / "out"
    before, read = Unchanging(read_workspace(space), strict=False), read_workspace(space)
    release = built(space, out, None)
    (out.with_name("out-cache") / "release.kept").unlink()
    path.write_text(path.read_text() + "\n")
    before.remember(out, Prepared(read, space, cache_of(out)), None, release)
    assert not (out.with_name("out-cache") / "release.kept").exists()


def test_a_candidate_of_the_feed_leaves_what_is_noted_of_the_live_release(space: Path, tmp_path: Path) -> None:
    out, read = tmp_path / "out", read_workspace(space)
    built(space, out, None)
    candidate, prepared = tmp_path / "candidate", Prepared(read, space, cache_of(out))
    before = Unchanging(read, strict=False)
    assert before.release(candidate, prepared, None) is None
    before.remember(candidate, prepared, None, Release(candidate / "releases/0123456789abcdef"))
    assert known(space, out, None)


def test_the_command_says_that_nothing_changed_and_mends_what_is_served(tmp_path: Path) -> None:
    space, out = write_workspace(tmp_path / "space"), tmp_path / "out"
    assert SAID not in outcome("build", space, "--out", out)[1]
    (store,) = (out / "graph").glob("*.sqlite")
    whole = store.read_bytes()
    store.write_bytes(whole[:-1])
    (dump,) = (out / "dumps").glob("*/*.nq.gz")
    dump.unlink()
    code, told = outcome("build", space, "--out", out)
    assert (code, SAID in told) == (0, True)
    assert store.read_bytes() == whole
    assert dump.exists()
    assert SAID not in outcome("build", space, "--out", out, "--no-cache")[1]
