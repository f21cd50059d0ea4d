"""A build of what the newest release was made from is that release: without assembling anything, and only where nothing changed."""

import os
import shutil
from pathlib import Path
from random import Random

import pytest

from hub import pipeline
from hub.cache import cache_of
from hub.release import Release, make_current
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


def assembles(space: Path, out: Path, previous: Release | None, *, strict: bool = False) -> bool:
    """Tell whether a build assembles tables."""
    called = []
    real = pipeline.assemble
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "assemble", lambda *args, **named: (called.append(1), real(*args, **named))[1])
        built(space, out, previous, strict=strict)
    return bool(called)


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


def test_each_input_that_changes_has_the_release_made_again(space: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    release = built(space, out, None)
    make_current(out, release)
    assert not assembles(space, out, release)
    for strict in (True, False):
        assert assembles(space, out, release, strict=strict)
        assert not assembles(space, out, release, strict=strict)
    toml, parties = space / "hub.toml", space / "judgements/parties.toml"
    for change in (
        lambda: toml.write_text(toml.read_text().replace("sample of the elections", "elections")),
        lambda: toml.write_text(toml.read_text().replace("General election 2014", "Election of 2014")),
        lambda: toml.write_text(toml.read_text().replace('title = "Rolls', 'title = "Lists', 1)),
        lambda: (space / "rolls/a.csv").write_text("Provinsi,L\nAceh,101\n"),
        lambda: (space / "kode.csv").write_text("Nama,Kode\nACEH,11\nBALI,51\nENTAH,12\n"),
        lambda: parties.write_text(parties.read_text() + "\n#"),
        lambda: (space / "register.csv").write_text("id,kind,minted_from,candidacy_id,name,birth_year\n"),
    ):
        change()
        assert assembles(space, out, release)
        assert not assembles(space, out, release)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("hub.unchanged.software", lambda: "another")
        assert assembles(space, out, release)
    assert assembles(space, out, release)
    assert assembles(space, out, None)


def test_a_release_that_is_damaged_or_gone_is_made_again(space: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    release = built(space, out, None)
    next((release.folder / "tables").iterdir()).write_bytes(b"damaged")
    assert assembles(space, out, None)
    assert not assembles(space, out, None)
    shutil.rmtree(release.folder)
    assert assembles(space, out, None)


def test_a_source_that_is_broken_is_always_told_again(space: Path, tmp_path: Path) -> None:
    path = space / "2024/candidacies.csv"
    path.write_bytes(path.read_bytes() + b'"broken')
    for _ in range(2):
        assert assembles(space, tmp_path / "out", None)


def test_a_candidate_of_the_feed_leaves_what_is_noted_of_the_live_release(space: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    built(space, out, None)
    pipeline.build(
        read_workspace(space),
        space,
        tmp_path / "candidate",
        previous=None,
        strict=False,
        progress=lambda *_: None,
        cache=cache_of(out),
    )
    assert not assembles(space, out, None)


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
