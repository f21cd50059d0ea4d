"""What is taken over from the build before: a build with it gives the bytes of one from nothing, and nothing that changed is taken over."""

import os
import stat
from pathlib import Path
from random import Random

import pytest

from hub import pipeline
from hub.cache import Cache, cache_of
from hub.errors import BrokenSource
from hub.facts import Fact
from hub.reading import Reading, kept, read_again, read_sources
from hub.release import Release
from hub.workspace import read_workspace
from scripts.strain.workspace import lists, write_workspace
from tests.command import hub, outcome
from tests.planting import NATIONAL_ID, plant
from tests.reading.edits import EDITS, edits, workspace

EDITS_COUNT = int(os.environ.get("HUB_EDITS", "3"))
"""Edits after which whole releases are compared; `HUB_EDITS=200 pytest -n 0 tests/reading/test_kept.py` is the long form."""

READ_AFTER = 2 * len(EDITS)
"""Edits after which readings are compared, which takes a tenth of the time."""


@pytest.fixture
def space(tmp_path: Path) -> Path:
    return workspace(tmp_path / "space")


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def read(space: Path, cache: Cache | None, *, strict: bool = False) -> Reading:
    return read_sources(read_workspace(space), space, strict=strict, progress=lambda *_: None, cache=cache)


def built(space: Path, out: Path, cache: Cache | None) -> Release:
    return pipeline.build(
        read_workspace(space), space, out, previous=None, strict=False, progress=lambda *_: None, cache=cache
    )


def content(release: Release) -> dict[str, bytes]:
    paths = (path for path in release.folder.rglob("*") if path.is_file())
    return {path.relative_to(release.folder).as_posix(): path.read_bytes() for path in paths}


def assert_same(one: Reading, other: Reading, told: object) -> None:
    assert (one.records, one.rejections, one.not_open) == (other.records, other.rejections, other.not_open), told
    for kind in kept.FACTS.values():
        if kind is not Fact:
            assert one.stated.frame(kind).equals(other.stated.frame(kind)), (kind, told)


def reasons(space: Path, cache: Cache) -> dict[str, str]:
    """Return why sources are read again, by source."""
    return {each.series: each.reason for each in read_again(read_workspace(space), space, cache) if each.reason}


def test_a_reading_with_what_is_kept_is_one_from_nothing_whatever_is_edited(space: Path, cache: Cache) -> None:
    random, done = Random(2042), []  # noqa: S311 (edits of a test, not secrets)
    for name in edits(random, READ_AFTER):
        EDITS[name](space, random)
        done.append(name)
        assert_same(read(space, cache), read(space, None), done)


def test_a_release_with_what_is_kept_has_the_bytes_of_one_from_nothing(
    space: Path, cache: Cache, tmp_path: Path
) -> None:
    random, done = Random(77), []  # noqa: S311
    built(space, tmp_path / "first", cache)
    for turn, name in enumerate(edits(random, EDITS_COUNT)):
        EDITS[name](space, random)
        done.append(name)
        with_kept, anew = (built(space, tmp_path / f"{turn}-{of is None}", of) for of in (cache, None))
        assert content(with_kept) == content(anew), done


def test_only_what_changed_is_read_again(space: Path, cache: Cache) -> None:
    assert set(reasons(space, cache).values()) == {"nothing is kept of it"}
    read(space, cache)
    assert reasons(space, cache) == {}
    (space / "2024/results.csv").write_bytes((space / "2024/results.csv").read_bytes() + b"\n")
    assert reasons(space, cache) == {"results-2024": "changed: 2024/results.csv"}
    (space / "rolls/c.csv").write_text("Provinsi,L\nBali,7\n")
    (space / "kode.csv").write_text("Nama,Kode\nBALI,51\n")
    assert reasons(space, cache)["rolls"] == "new: rolls/c.csv"
    read(space, cache)
    (space / "rolls/kode.csv").write_text("Nama,Kode\nBALI,12\n")
    assert reasons(space, cache) == {"rolls": "new: rolls/kode.csv"}
    (space / "rolls/kode.csv").unlink()
    (space / "kode.csv").write_text("Nama,Kode\nBALI,12\n")
    assert reasons(space, cache) == {"rolls": "what it looks up changed: kode.csv"}
    text = (space / "hub.toml").read_text()
    (space / "hub.toml").write_text(
        text.replace('"Rolls of 2019"', '"Lists of 2019"').replace('column = "Kode"', 'column = "L"')
    )
    assert reasons(space, cache)["elsewhere"] == "its entry in hub.toml changed: title, options"


def test_a_broken_file_is_read_again_and_told_again(space: Path, cache: Cache) -> None:
    path = space / "2024/candidacies.csv"
    path.write_bytes(path.read_bytes() + b'"broken')
    assert_same(read(space, cache), read(space, cache), "broken")
    assert reasons(space, cache) == {"candidates-2024": "nothing is kept of it"}
    with pytest.raises(BrokenSource):
        read(space, cache, strict=True)


def test_a_damaged_entry_is_read_again_and_never_trusted(space: Path, cache: Cache) -> None:
    anew = read(space, cache)
    random = Random(5)  # noqa: S311
    paths = sorted(cache.folder.rglob("*.kept"))
    assert len(paths) == len(read_workspace(space).sources)
    for path in paths:
        content = bytearray(path.read_bytes())
        if random.random() < 0.2:
            content = content[: random.randrange(len(content))]
        else:
            content[random.randrange(len(content))] ^= 1 << random.randrange(8)
        path.write_bytes(content)
    assert set(reasons(space, cache).values()) == {"what is kept of it is damaged"}
    assert_same(read(space, cache), anew, "damaged")
    assert reasons(space, cache) == {}


def test_another_version_of_the_software_reads_everything_again(
    space: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(space, cache)
    monkeypatch.setattr(kept, "software", lambda: "another")
    assert set(reasons(space, cache).values()) == {"it was read by another version of the hub or of a library"}


def test_one_entry_a_source_is_kept_and_nothing_of_sources_that_are_gone(space: Path, cache: Cache) -> None:
    for _ in range(2):
        read(space, cache)
        (space / "rolls/a.csv").write_text("Provinsi,L\nAceh,101\n")
    (cache.folder / "readings/.left.kept.123").write_bytes(b"half")
    text = (space / "hub.toml").read_text()
    (space / "hub.toml").write_text(text.replace('"elsewhere"', '"other"'))
    read(space, Cache(cache.folder))
    names = {path.name for path in cache.folder.rglob("*") if path.is_file()}
    assert names == {f"{entry.id}.kept" for entry in read_workspace(space).sources}


def test_the_sources_are_read_where_nothing_can_be_kept(space: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where a folder is expected")
    cache = Cache(tmp_path / "cache")
    assert_same(read(space, cache), read(space, None), "not kept")
    assert "cache" in str(cache.problem)


def test_no_national_id_is_kept(space: Path, cache: Cache, tmp_path: Path) -> None:
    read_by, planted = read_workspace(space), tmp_path / "planted"
    assert plant(read_by, space, planted, NATIONAL_ID) > len(read_by.sources)
    read_sources(read_by, planted, strict=False, progress=lambda *_: None, cache=cache)
    names = [f"{kept.ROOM}/{entry.id}" for entry in read_by.sources]
    entries = [cache.load(name) for name in names if (cache.folder / f"{name}.kept").exists()]
    assert len(entries) > len(names) / 2
    for entry in entries:
        cells = (row for frame in entry.frames().values() for row in frame.iter_rows())
        assert NATIONAL_ID not in "\n".join([str(entry.about), *map(str, cells)])


def test_the_command_keeps_what_it_reads_beside_the_releases_and_says_what_it_will_read(tmp_path: Path) -> None:
    space, out = write_workspace(tmp_path / "space"), tmp_path / "out"
    count, folder = len(read_workspace(space).sources), cache_of(out).folder
    assert len(hub("build", space, "--out", out, "--plan").splitlines()) == 1 + count
    assert not out.exists()
    hub("build", space, "--out", out, "--no-cache")
    assert folder == tmp_path / "out-cache"
    assert not folder.exists()
    hub("build", space, "--out", out)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert len(list(folder.glob("readings/*.kept"))) == count
    assert not list(out.rglob("*.kept"))
    (space / "nominations.csv").write_text(lists(1, 11))
    code, told = outcome("build", space, "--out", out, "--plan")
    assert code == 0
    assert "changed: nominations.csv" in told
    assert f"1 of {count} sources are read" in told
    assert '"reason": "changed: nominations.csv"' in hub("build", space, "--out", out, "--plan", "--json")


def test_files_whose_names_differ_in_a_national_id_alone_are_two(space: Path, cache: Cache) -> None:
    first, second = (space / f"rolls/{number}.csv" for number in (NATIONAL_ID, NATIONAL_ID[:-1] + "4"))
    first.write_text("Provinsi,L\nBali,7\n")
    second.write_text("Provinsi,L\nBali,8\n")
    read(space, cache)
    assert reasons(space, cache) == {}
    first.write_text("Provinsi,L\nBali,9\n")
    assert set(reasons(space, cache)) == {"rolls"}
    assert_same(read(space, cache), read(space, None), "changed")
