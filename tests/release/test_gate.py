"""What is built and what is published: held back where a reader would lose something, accepted by name, taken back and pruned."""

import fcntl
import json
from pathlib import Path

import pytest

from hub.release import current, releases
from hub.release.gate import MOST_SHRINKING
from hub.release.kept import newest
from hub.release.lock import LOCK
from hub.release.verify import problems
from hub.tables.nominations import Nominations
from scripts.strain.workspace import HEAD, lists, write_workspace
from tests.command import hub, outcome, run

BROKEN = HEAD.encode() + b"1,Partai \xff,KPU\n"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return a workspace with one published release."""
    folder = write_workspace(tmp_path / "small")
    hub("build", folder)
    return folder


def out(folder: Path) -> Path:
    return folder / ".hub"


def test_a_broken_source_does_not_replace_what_was_read(small: Path) -> None:
    good = current(out(small)).id
    (small / "more" / "nominations.csv").write_bytes(BROKEN)
    code, told = outcome("build", small)
    assert code == 4
    assert f"source more-lists had readable files in release {good}; more/nominations.csv cannot be read now" in told
    assert "--accept more-lists --accept" in told
    assert current(out(small)).id == good
    held = [release for release in releases(out(small)) if not release.is_published]
    assert [problems(release) for release in held] == [[]]
    assert outcome("build", small)[0] == 4, "asked again, it is held back again"
    assert len(releases(out(small))) == 2


def test_where_the_current_release_is_damaged_the_newest_sound_one_is_compared_with(small: Path) -> None:
    (small / "more" / "nominations.csv").write_text(lists(13, 21))
    hub("build", small)
    damaged = current(out(small))
    assert damaged.manifest.number == 2
    path = damaged.folder / "tables" / "nominations.parquet"
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert problems(damaged)
    (small / "more" / "nominations.csv").write_bytes(BROKEN)
    code, told = outcome("build", small)
    assert code == 4, told
    assert f"source more-lists had readable files in release {releases(out(small))[0].id}" in told


def test_what_is_accepted_by_name_is_published(small: Path) -> None:
    (small / "more" / "nominations.csv").write_bytes(BROKEN)
    code, told = outcome("build", small, "--accept", "more-lists")
    assert code == 4
    assert "table nominations: 20 rows" in told
    assert "source more-lists had" not in told
    hub(
        "build",
        small,
        "--accept",
        "more-lists",
        "--accept",
        "nominations",
        "--accept",
        "parties",
        "--accept",
        "provenance",
    )
    assert current(out(small)).rows_count(Nominations) == 12
    assert current(out(small)).manifest.number == 2
    hub("build", small)
    (small / "nominations.csv").write_text(lists(1, 13))
    hub("build", small)
    assert current(out(small)).manifest.number == 3, (
        "what was broken before and accepted does not hold back the next one"
    )


@pytest.mark.parametrize(("parties", "code"), [(6, 0), (5, 4)])
def test_a_table_may_shrink_by_a_tenth(small: Path, parties: int, code: int) -> None:
    (small / "more" / "nominations.csv").write_text(lists(13, 12 + parties))
    assert (12 + parties >= 20 * (1 - MOST_SHRINKING)) == (code == 0)
    assert outcome("build", small)[0] == code


def test_json_says_what_speaks_against_it(small: Path) -> None:
    (small / "more" / "nominations.csv").write_text(lists(13, 14))
    done = run("build", str(small), "--json")
    assert done.returncode == 4
    found = json.loads(done.stdout)
    assert (found["published"], found["number"]) == (False, 0)
    assert {each["name"] for each in found["held_back"]} >= {"nominations"}


def test_a_release_that_was_held_back_can_be_used(small: Path) -> None:
    (small / "more" / "nominations.csv").write_text(lists(13, 14))
    assert outcome("build", small)[0] == 4
    held = next(release for release in releases(out(small)) if not release.is_published)
    hub("release", "use", small, held.id)
    assert (current(out(small)).id, current(out(small)).manifest.number) == (held.id, 2)
    asked = json.loads(hub("query", small, "{ release { id number } }"))["data"]["release"]
    assert asked == {"id": held.id, "number": 2}
    hub("verify", small)


def test_numbers_are_given_when_a_release_is_published(small: Path) -> None:
    (small / "more" / "nominations.csv").write_text(lists(13, 14))
    assert outcome("build", small)[0] == 4
    held = next(release for release in releases(out(small)) if not release.is_published)
    (small / "more" / "nominations.csv").write_text(lists(13, 21))
    hub("build", small)
    assert [(each.manifest.number, each.is_published) for each in releases(out(small))] == [
        (1, True),
        (2, True),
        (0, False),
    ]
    code, told = outcome("release", "use", small, held.id)
    assert code == 2
    assert "build it again" in told


def test_back_to_an_earlier_release_and_on_from_the_newest(small: Path) -> None:
    first = current(out(small)).id
    (small / "more" / "nominations.csv").write_text(lists(13, 21))
    hub("build", small)
    second = current(out(small)).id
    hub("release", "use", small, "1")
    assert current(out(small)).id == first
    newest_release = newest(out(small))
    assert newest_release is not None
    assert newest_release.id == second
    (small / "more" / "nominations.csv").write_text(lists(13, 22))
    hub("build", small)
    third = current(out(small)).manifest
    assert (third.number, third.previous) == (3, second)
    listed = json.loads(hub("release", "list", small, "--json"))
    assert [(row["number"], row["current"]) for row in listed] == [(1, False), (2, False), (3, True)]
    assert listed == json.loads(hub("releases", small, "--json"))


def test_prune_keeps_the_newest_and_the_current_one(small: Path) -> None:
    for last in (21, 22, 23):
        (small / "more" / "nominations.csv").write_text(lists(13, last))
        hub("build", small)
    (small / "more" / "nominations.csv").write_text(lists(13, 14))
    assert outcome("build", small)[0] == 4
    hub("release", "use", small, "1")
    first = current(out(small))
    hub("release", "prune", small, "--keep", "2")
    kept = [each for each in releases(out(small)) if each.is_published]
    assert [each.manifest.number for each in kept] == [1, 3, 4]
    assert current(out(small)).id == first.id
    assert sorted(path.stem for path in (out(small) / "graph").glob("*.sqlite")) == sorted(each.id for each in kept)
    assert sorted(path.name for path in (out(small) / "dumps").iterdir()) == sorted(each.id for each in kept)
    assert len(releases(out(small))) == len(kept) + 1, "what is held back and may yet be published stays"
    hub("verify", small)
    (small / "more" / "nominations.csv").write_text(lists(13, 24))
    hub("build", small)
    hub("release", "prune", small, "--keep", "1")
    assert [each.manifest.number for each in releases(out(small))] == [5]


def test_one_build_at_a_time(small: Path) -> None:
    with (out(small) / LOCK).open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        held.write("process 4711 on elsewhere (build)")
        held.flush()
        for command in (("build", small), ("rebuild", small), ("release", "use", small, "1")):
            code, told = outcome(*command)
            assert code == 1
            assert "found that process 4711 on elsewhere (build) holds" in told
        hub("query", small, "{ release { number } }")
    hub("build", small)
    assert (out(small) / LOCK).read_text() == ""


def test_what_killed_builds_left_is_cleared(small: Path) -> None:
    left = [
        out(small) / "releases" / ".new-abc" / "tables" / "persons.parquet",
        out(small) / "releases" / ".damaged-abc" / "manifest.json",
        out(small) / "graph" / ".abc.sqlite.4711",
        out(small) / "dumps" / current(out(small)).id / ".pemilu.nq.gz.4711",
        out(small) / ".current.4711",
    ]
    for path in left:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("half")
    hub("verify", small)
    hub("build", small)
    assert [path for path in left if path.exists()] == []
    assert not left[0].parents[1].exists()
    assert len(releases(out(small))) == 1


def test_a_release_of_which_something_cannot_be_made_is_not_published(small: Path) -> None:
    before = current(out(small))
    (small / "more" / "nominations.csv").write_text(lists(13, 22))
    dumps = out(small) / "dumps"
    dumps.rename(out(small) / "kept")
    dumps.write_text("a file in the place of the folder")
    assert outcome("build", small)[0] == 1
    assert [release.id for release in releases(out(small)) if release.is_published] == [before.id]
    dumps.unlink()
    (out(small) / "kept").rename(dumps)
    hub("build", small)
    assert current(out(small)).manifest.number == 2


def test_a_series_that_loses_a_good_deal_of_its_rows_is_held_back(small: Path) -> None:
    """A part of a table may be gone while the table is hardly smaller."""
    (small / "more" / "nominations.csv").write_text(lists(13, 200))
    hub("build", small)
    (small / "nominations.csv").write_text(lists(1, 5))
    code, told = outcome("build", small)
    assert code == 4
    assert "source lists: 12 rows in release" in told
    assert "5 now; more than 10% fewer" in told
    hub("build", small, "--accept", "lists")
