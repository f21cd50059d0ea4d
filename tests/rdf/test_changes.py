"""Changes between releases: a patch that is applied gives the later dump, and every thing that differs is named once."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pyoxigraph as ox
import pytest

from hub.ids import iri
from hub.rdf.changes import changes, members, rdf_patch
from hub.rdf.dump import dump
from hub.release import Release
from hub.tables import BY_NAME
from tests.command import run
from tests.mini import tables, write_mini

Tables = dict[str, pl.DataFrame]


def renamed(content: Tables) -> None:
    content["persons"] = content["persons"].with_columns(name=pl.lit('ANOTHER "NAME"\n'))


def without_a_candidacy(content: Tables) -> None:
    gone = content["candidacies"].filter(pl.col("votes_count").is_null())["candidacy_id"][0]
    for name in ("candidacies", "results", "external_ids", "provenance"):
        column = "candidacy_id" if "candidacy_id" in content[name].columns else "key"
        content[name] = content[name].filter(pl.col(column).ne_missing(gone))


def counted_again(content: Tables) -> None:
    content["outcome_choices"] = content["outcome_choices"].with_columns(pl.col("votes_count") + 1)


def from_another_source(content: Tables) -> None:
    sources = content["sources"]["source_id"].sort()
    content["contests"] = content["contests"].with_columns(source_id=pl.lit(sources[0]))


def without_codes(content: Tables) -> None:
    content["region_codes"] = content["region_codes"].filter(pl.col("scheme").cast(pl.String) != "kpu")


def nothing(_: Tables) -> None: ...


CHANGES = [renamed, without_a_candidacy, counted_again, from_another_source, without_codes, nothing]


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return write_mini(tmp_path_factory.mktemp("before"))


def changed(out: Path, change: Callable[[Tables], None]) -> Release:
    content = tables()
    change(content)
    return write_mini(out, content)


def lines(release: Release, folder: Path) -> set[str]:
    path = folder / f"{release.id}.nq"
    dump(release, "nq", path)
    return set(path.read_text(encoding="utf-8").split("\n")) - {""}


@pytest.mark.parametrize("change", CHANGES)
def test_a_patch_makes_the_later_dump_of_the_earlier(
    change: Callable[[Tables], None], old: Release, tmp_path: Path
) -> None:
    new = changed(tmp_path / "after", change)
    before, after = lines(old, tmp_path), lines(new, tmp_path)
    head, previous, begin, *body, end = rdf_patch(old, new)
    assert (head, begin, end) == (f"H id <{new.base_iri}release/{new.id}> .", "TX .", "TC .")
    assert previous == f"H prev <{old.base_iri}release/{old.id}> ."
    gone, came = ({line[2:] for line in body if line[0] == letter} for letter in "DA")
    assert len(gone) + len(came) == len(body)
    assert gone <= before
    assert not came & before
    assert before - gone | came == after
    assert bool(body) == (change is not nothing)
    list(ox.parse(input="\n".join([*gone, *came]), format=ox.RdfFormat.N_QUADS))


@pytest.mark.parametrize("change", CHANGES)
def test_every_thing_whose_statements_differ_is_named_once(
    change: Callable[[Tables], None], old: Release, tmp_path: Path
) -> None:
    new = changed(tmp_path / "after", change)
    told = changes(old, new).collect()
    assert told.select("kind", "key").is_duplicated().sum() == 0
    named = {iri(new.base_iri, kind, key) for kind, key in told.select("kind", "key").iter_rows()}
    body = [line[3:].split("> ", 1)[0].partition("#")[0] for line in rdf_patch(old, new) if line[0] in "DA"]
    assert set(body) <= named
    assert bool(body) == bool(named)
    made = dict(told.select("change", "key").iter_rows())
    if change is without_a_candidacy:
        assert "Delete" in made
        back = changes(new, old).collect()
        assert dict(back.select("change", "key").iter_rows())["Create"] == made["Delete"]
    elif change is not nothing:
        assert set(made) == {"Update"}


def test_without_an_earlier_release_all_things_are_new(old: Release) -> None:
    told = changes(None, old).collect()
    assert set(told["change"]) == {"Create"}
    persons = told.filter(pl.col("kind") == "person")["key"]
    assert set(persons) == set(old.table(BY_NAME["persons"])["person_id"])
    triples = [*members(old, told, f"{old.base_iri}ldes")]
    assert len(triples) == len(set(triples)) == 6 * told.height


def test_the_command_prints_both_forms(old: Release, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = write_mini(out)
    second = changed(out, renamed)
    for form, begins in (("rdf-patch", "H id <"), ("ldes", "@prefix")):
        ran = run("diff", str(out), first.id, second.id, "--format", form)
        assert (ran.returncode, ran.stdout.startswith(begins)) == (1, True)
    same = run("diff", str(out), first.id, first.id, "--format", "rdf-patch")
    assert (same.returncode, len(same.stdout.splitlines())) == (0, 4)
    wrong = run("diff", str(out), first.id, first.id, "--format", "xml")
    assert (wrong.returncode, "rdf-patch" in wrong.stderr) == (2, True)
