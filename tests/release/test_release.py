from pathlib import Path

import polars as pl
import pytest

from hub.errors import ReleaseError, UsageError
from hub.release import Release, current, make_current, named, releases, write_release
from hub.release.difference import differences
from hub.release.verify import problems
from hub.tables import TABLES
from hub.tables.persons import Persons

Tables = dict[str, pl.DataFrame]


def tables(*names: str) -> Tables:
    """Empty tables, but for persons of these names."""
    rows = [
        {"person_id": f"p-{name}", "name": name, "names": [name], "birth_year": None, "gender": None} for name in names
    ]
    persons = pl.DataFrame(rows, schema=Persons.polars_schema())
    return {**{table.table_name(): table.create_empty() for table in TABLES}, "persons": persons}


def built(out: Path, content: Tables) -> Release:
    return write_release(
        out, content, title="t", base_iri="https://example.org/", quality={}, documents={"quality.json": {"model": "1"}}
    )


def write(out: Path, content: Tables) -> Release:
    release = built(out, content)
    make_current(out, release)
    return release


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_equal_tables_give_equal_bytes_whatever_the_order(tmp_path: Path) -> None:
    write(tmp_path / "a", tables("Ani", "Budi"))
    write(tmp_path / "b", tables("Budi", "Ani"))
    assert content(tmp_path / "a") == content(tmp_path / "b")


def test_the_same_again_is_no_new_release(tmp_path: Path) -> None:
    first = write(tmp_path, tables("Ani"))
    assert write(tmp_path, tables("Ani")).id == first.id
    assert len(releases(tmp_path)) == 1


def test_a_new_release_knows_the_one_before_and_the_old_one_stays(tmp_path: Path) -> None:
    first, second = write(tmp_path, tables("Ani")), write(tmp_path, tables("Ani", "Budi"))
    assert (second.manifest.number, second.manifest.previous) == (2, first.id)
    assert current(tmp_path).id == second.id
    assert named(tmp_path, first.id[:8]).table(Persons)["name"].to_list() == ["Ani"]


def test_what_was_held_back_can_follow_a_later_release_where_it_is_built_again(tmp_path: Path) -> None:
    write(tmp_path, tables("Ani"))
    held = built(tmp_path, tables("Budi"))
    between = write(tmp_path, tables("Ani", "Budi"))
    with pytest.raises(UsageError, match="build it again"):
        make_current(tmp_path, held)
    again = write(tmp_path, tables("Budi"))
    assert (again.id, again.manifest.previous, again.manifest.number) == (held.id, between.id, 3)
    assert problems(again) == []


def test_every_flipped_byte_is_found(tmp_path: Path) -> None:
    release = write(tmp_path, tables("Ani"))
    assert problems(release) == []
    for path in [*sorted(release.folder.rglob("*.parquet")), release.folder / "quality.json"]:
        sound = path.read_bytes()
        path.write_bytes(sound[:5] + bytes([sound[5] ^ 1]) + sound[6:])
        assert any(path.name in problem for problem in problems(release)), path.name
        path.write_bytes(sound)
    manifest = release.folder / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"title": "t"', '"title": "u"'))
    assert len(problems(Release(release.folder))) == 2


def test_missing_and_foreign_files_are_found(tmp_path: Path) -> None:
    release = write(tmp_path, tables("Ani"))
    (release.folder / "tables" / "persons.parquet").unlink()
    (release.folder / "tables" / "notes.txt").write_text("x")
    assert [problem.split(",")[0] for problem in problems(release)] == [
        "table persons: expected the file tables/persons.parquet",
        "expected only files that the manifest names",
    ]


def test_differences_name_keys_and_columns(tmp_path: Path) -> None:
    old = write(tmp_path, tables("Ani", "Budi"))
    changed = tables("Ani", "Citra")
    changed["persons"] = changed["persons"].with_columns(
        pl.lit("FEMALE").cast(pl.Enum(["FEMALE", "MALE"])).alias("gender")
    )
    found = differences(old, write(tmp_path, changed))
    assert [(item.table, item.added, item.removed, item.changed) for item in found] == [
        ("persons", ["p-Citra"], ["p-Budi"], {"p-Ani": ["gender"]})
    ]


def test_nothing_half_written_is_left(tmp_path: Path) -> None:
    broken = tables("Ani")
    del broken["register"]
    with pytest.raises(KeyError):
        write_release(tmp_path, broken, title="t", base_iri="https://example.org/", quality={})
    assert list((tmp_path / "releases").iterdir()) == []


def test_errors_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="run `hub build` first"):
        current(tmp_path)
    write(tmp_path, tables("Ani"))
    with pytest.raises(UsageError, match="expected the id or number of one release"):
        named(tmp_path, "zzz")
    with pytest.raises(ReleaseError, match="expected the manifest of a release"):
        _ = Release(tmp_path).manifest
