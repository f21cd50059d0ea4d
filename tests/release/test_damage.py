"""Each damage to what is kept: found by verify, mended by build or rebuild, or left out with a message while the rest goes on."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from hub.publication import data_path, dump_path, publish, store_path
from hub.release import Release, current, releases
from hub.release.checksum import checksum_path
from hub.release.kept import CURRENT, damage
from hub.tables.register import Register
from scripts.strain.workspace import lists, write_workspace
from tests.command import hub, outcome
from tests.web.conftest import caller

QUERY = "{ parties { totalCount } }"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with two releases: the first of 20 parties, the second of 21 and current."""
    folder = write_workspace(tmp_path_factory.mktemp("built") / "small")
    hub("build", folder)
    (folder / "more" / "nominations.csv").write_text(lists(13, 21))
    hub("build", folder)
    return folder


@pytest.fixture
def small(built: Path, tmp_path: Path) -> Path:
    """Return a copy of the workspace that the test may damage."""
    return Path(shutil.copytree(built, tmp_path / "small"))


def out(folder: Path) -> Path:
    return folder / ".hub"


def first(folder: Path) -> Release:
    return releases(out(folder))[0]


def parties(folder: Path, *arguments: str) -> int:
    found: int = json.loads(hub("query", folder, QUERY, *arguments))["data"]["parties"]["totalCount"]
    return found


def flip(path: Path) -> None:
    """Change one bit in the middle of a file."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0x20
    path.write_bytes(content)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


HARMS = [flip, cut, empty, Path.unlink]


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__)
@pytest.mark.parametrize("which", ["store", "nquads", "turtle", "checksum"])
def test_what_is_served_is_mended_by_build_and_by_rebuild(
    small: Path, which: str, harm: Callable[[Path], None]
) -> None:
    release, sound = current(out(small)), content(out(small))
    path = {
        "store": store_path(out(small), release),
        "nquads": dump_path(out(small), release, "nq"),
        "turtle": dump_path(out(small), release, "ttl"),
        "checksum": checksum_path(dump_path(out(small), release, "nq")),
    }[which]
    harm(path)
    code, told = outcome("verify", small)
    assert code == 1
    assert path.name.removesuffix(".sha256") in told
    hub("build", small)
    assert content(out(small)) == sound
    harm(path)
    hub("rebuild", small)
    assert content(out(small)) == sound
    hub("verify", small)


@pytest.mark.parametrize("harm", [flip, Path.unlink], ids=lambda harm: harm.__name__)
def test_what_is_served_of_an_earlier_release_is_mended_too(small: Path, harm: Callable[[Path], None]) -> None:
    sound = content(out(small))
    harm(store_path(out(small), first(small)))
    assert outcome("verify", small)[0] == 1
    hub("build", small)
    assert content(out(small)) == sound
    assert parties(small, "--as-of", "1") == 20


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__)
@pytest.mark.parametrize("table", ["parties", "register"])
def test_a_damaged_table_is_made_again_from_the_sources(small: Path, table: str, harm: Callable[[Path], None]) -> None:
    """Also the register that the next build would have taken its identifiers from."""
    sound = content(out(small))
    harm(current(out(small)).folder / "tables" / f"{table}.parquet")
    code, told = outcome("verify", small)
    assert code == 1
    assert f"table {table}: expected" in told
    assert outcome("rebuild", small)[0] == 1, "a store is never made from what does not hold"
    assert parties(small) == 21, "the store is sound, and answers"
    code, told = outcome("build", small)
    assert code == 0
    assert "is damaged and set aside" in told
    assert content(out(small)) == sound


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__)
def test_a_damaged_manifest_of_an_earlier_release_harms_no_other(small: Path, harm: Callable[[Path], None]) -> None:
    earlier = first(small)
    harm(earlier.folder / "manifest.json")
    code, told = outcome("verify", small)
    assert code == 1
    assert earlier.id in told
    assert parties(small) == 21
    code, told = outcome("query", small, QUERY, "--as-of", earlier.id[:6])
    assert code == 1
    assert "it is left out" in told
    for command in (("releases", small), ("dump", small, "--format", "nt", "--out", small / "a.nt"), ("build", small)):
        code, told = outcome(*command)
        assert code == 0, told
        assert "warning" in told
    assert caller(out(small))("/graphql", params={"query": QUERY}).json()["data"]["parties"]["totalCount"] == 21
    assert current(out(small)).manifest.number == 2


def test_a_torn_manifest_of_the_current_release_is_made_again(small: Path) -> None:
    sound = content(out(small))
    cut(current(out(small)).folder / "manifest.json")
    code, told = outcome("query", small, QUERY)
    assert (code, '"totalCount":20' in told) == (0, True)
    assert f"reading {first(small).id}, the newest that is kept" in told
    hub("build", small)
    assert content(out(small)) == sound


@pytest.mark.parametrize("garbage", [b"", b"\xff\xfe\x00", b"0123456789abcdef\n", b"../../etc/passwd\n"])
def test_a_pointer_that_names_nothing_falls_back_to_the_newest(small: Path, garbage: bytes) -> None:
    newest = current(out(small)).id
    (out(small) / CURRENT).write_bytes(garbage)
    assert outcome("verify", small)[0] == 1
    code, told = outcome("query", small, QUERY)
    assert (code, '"totalCount":21' in told) == (0, True)
    assert f"reading {newest}, the newest that is kept" in told
    assert caller(out(small))("/graphql", params={"query": QUERY}).status_code == 200
    hub("release", "use", small, "1")
    assert parties(small) == 20
    (out(small) / CURRENT).write_bytes(garbage)
    hub("build", small)
    assert (current(out(small)).id, damage(out(small))) == (newest, [])
    hub("verify", small)


def test_who_serves_keeps_the_release_when_the_pointer_is_damaged(small: Path) -> None:
    hub("release", "use", small, "1")
    get = caller(out(small))
    assert get("/graphql", params={"query": QUERY}).json()["data"]["parties"]["totalCount"] == 20
    (out(small) / CURRENT).write_bytes(b"\xff")
    assert get("/graphql", params={"query": f"{QUERY} # again"}).json()["data"]["parties"]["totalCount"] == 20


def test_folders_that_are_no_releases_are_left_out(small: Path) -> None:
    for name in (".new-half", ".git", "half-written"):
        (out(small) / "releases" / name / "tables").mkdir(parents=True)
    (out(small) / "releases" / "notes.txt").write_text("x")
    assert [release.manifest.number for release in releases(out(small))] == [1, 2]
    assert parties(small) == 21
    (told,) = damage(out(small))
    assert "half-written" in told
    hub("build", small)
    assert parties(small) == 21


def test_identifiers_are_not_lost_without_a_word(small: Path) -> None:
    shutil.rmtree(first(small).folder)
    last = current(out(small))
    flip(last.folder / "tables" / "register.parquet")
    code, told = outcome("build", small)
    assert code == 1
    assert f"--accept {last.id}" in told
    hub("build", small, "--accept", last.id)
    assert current(out(small)).id != last.id
    hub("release", "prune", small, "--keep", "1")
    hub("verify", small)


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__)
def test_identifiers_of_a_release_with_a_damaged_manifest_are_not_lost_without_a_word(
    small: Path, harm: Callable[[Path], None]
) -> None:
    (small / "more" / "nominations.csv").write_text(lists(13, 22))
    hub("build", small)
    last = current(out(small))
    for earlier in releases(out(small))[:2]:
        shutil.rmtree(earlier.folder)
    register = last.table(Register)
    assert register["first_release"].max() == 3
    harm(last.folder / "manifest.json")
    (small / "more" / "nominations.csv").write_text(lists(13, 21))
    code, told = outcome("build", small)
    assert code == 1
    assert f"--accept {last.id}" in told
    hub("build", small, "--accept", last.id)
    assert current(out(small)).manifest.number == 2, "the number of what is damaged and not known is left out"


def test_from_a_damaged_newest_release_the_one_before_is_started_from(small: Path) -> None:
    damaged = current(out(small))
    flip(damaged.folder / "tables" / "nominations.parquet")
    (small / "more" / "nominations.csv").write_text(lists(13, 22))
    hub("build", small)
    assert current(out(small)).manifest.previous == first(small).id
    assert current(out(small)).manifest.number == 3


def test_a_number_is_given_once(small: Path) -> None:
    cut(current(out(small)).folder / "manifest.json")
    (small / "more" / "nominations.csv").write_text(lists(13, 22))
    hub("build", small)
    assert current(out(small)).manifest.number == 3


def test_a_damaged_export_is_written_again_when_it_is_asked_for(small: Path) -> None:
    get, release = caller(out(small)), current(out(small))
    sound = get("/data/parties.csv").content
    path = data_path(out(small), release, "parties", "csv", None)
    hub("verify", small)
    flip(path)
    code, told = outcome("verify", small)
    assert (code, "parties.csv" in told) == (1, True)
    hub("build", small)
    hub("verify", small)
    assert get("/data/parties.csv").content == sound


@pytest.mark.parametrize("place", range(0, 100, 7))
def test_every_byte_of_a_manifest_counts(small: Path, place: int) -> None:
    path = current(out(small)).folder / "manifest.json"
    raw = bytearray(path.read_bytes())
    at = len(raw) * place // 100
    raw[at] ^= 0x01
    path.write_bytes(raw)
    assert outcome("verify", small)[0] == 1


def test_a_release_is_live_though_an_earlier_one_cannot_be_mended(
    small: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    earlier, release = first(small), current(out(small))
    flip(store_path(out(small), earlier))

    def full(of: Release, path: Path) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr("hub.publication._make_store", full)
    publish(out(small), release, lambda *_: None)
    assert current(out(small)).id == release.id
    assert f"what is served from release {earlier.id} is not mended" in caplog.text
