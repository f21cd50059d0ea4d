"""What is served from a release, made with what was made of the release before: the bytes are those of one that is made from nothing."""

import os
from pathlib import Path
from random import Random

import pytest

from hub import pipeline, publication
from hub.cache import Cache, cache_of
from hub.release import Release
from hub.workspace import read_workspace
from tests.reading.edits import EDITS, edits, workspace

EDITS_COUNT = int(os.environ.get("HUB_EDITS", "3"))
"""Edits of a workspace; `HUB_EDITS=200 pytest -n 0 tests/test_made_again.py` is the long form."""


def silent(_what: str, _done: int, _total: int) -> None:
    """Say nothing."""


def built(space: Path, out: Path, previous: Release | None, cache: Cache | None) -> Release:
    return pipeline.build(
        read_workspace(space), space, out, previous=previous, strict=False, progress=silent, cache=cache
    )


def made(out: Path, release: Release) -> dict[str, bytes]:
    paths = (
        publication.store_path(out, release),
        *(publication.dump_path(out, release, name) for name in publication.DUMP_FORMATS),
    )
    return {path.name: path.read_bytes() for path in paths}


def test_what_is_served_has_the_bytes_of_what_is_made_from_nothing_whatever_is_edited(tmp_path: Path) -> None:
    space, out, previous = workspace(tmp_path / "space"), tmp_path / "out", None
    random, done = Random(4), []  # noqa: S311 (edits of a test, not secrets)
    for name in edits(random, EDITS_COUNT):
        EDITS[name](space, random)
        done.append(name)
        release = built(space, out, previous, cache_of(out))
        publication.publish(out, release, silent, cache_of(out))
        with_kept = made(out, release)
        publication.make(out, release, silent, again=True)
        assert made(out, release) == with_kept, done
        if previous is not None and previous.id != release.id:
            publication.remove(out, previous)
        previous = release


def test_a_dump_of_the_same_rows_is_copied_and_none_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    space, out = workspace(tmp_path / "space"), tmp_path / "out"
    first = built(space, out, None, None)
    publication.publish(out, first, silent, cache_of(out))
    text = (space / "hub.toml").read_text()
    (space / "hub.toml").write_text(text.replace("sample of the elections", "elections"))
    other = built(space, out, first, None)
    assert other.id != first.id
    monkeypatch.setattr("hub.rdf.dump.joined", None)  # what texts are made with
    publication.publish(out, other, silent, cache_of(out))
    dumps = [publication.dump_path(out, each, "nq").read_bytes() for each in (first, other)]
    assert dumps[0] == dumps[1]
