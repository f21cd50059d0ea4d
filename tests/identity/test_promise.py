"""The promise on identifiers, through builds: what was once published answers as it should, over HTTP, in GraphQL and in the dump."""

import gzip
import shutil
from pathlib import Path
from typing import Any

import pytest

from hub.graph.global_id import encode
from hub.publication import dump_path
from hub.release import current
from tests.command import hub
from tests.identity.invented import (
    ASTA,
    ASTAGUNA,
    LEAVER,
    WIDURI_37,
    WIDURI_42,
    ask,
    judge,
    persons,
    write_workspace,
)
from tests.web.conftest import Get, caller

BASE = "https://example.org/pemilu/"
REPLACED_BY = "http://purl.org/dc/terms/isReplacedBy"
STATE = f"{BASE}def/registerState"
JUDGEMENTS = """{ person(id: "%s") { judgements {
    nodes { verdict by why left { key } right { key } links { nodes { band isSamePerson } } } } } }"""

EVENTS = '{ candidacies(where: {name: {contains: "%s"}}) { nodes { key events { nodes { kind } } } } }'


class Published:
    """What a release says of its persons in each of the three ways, as it was served when it was the current one."""

    def __init__(self, workspace: Path, kept: Path) -> None:
        self._out = shutil.copytree(workspace / ".hub", kept)
        self.persons = persons(self._out)
        self._get: Get = caller(self._out)
        dumped = dump_path(self._out, current(self._out), "nq")
        self._lines = gzip.decompress(dumped.read_bytes()).decode().splitlines()

    def answers(self, key: str, kind: str = "person") -> tuple[int, str | None]:
        """Return the status over HTTP and where it leads; both rooms must agree but for 303 and 200."""
        known, told = self._get(f"/id/{kind}/{key}"), self._get(f"/doc/{kind}/{key}")
        assert told.status_code == (200 if known.status_code == 303 else known.status_code)
        return known.status_code, known.headers.get("location")

    def successors(self, key: str) -> list[str]:
        return [successor["key"] for successor in self._get(f"/id/person/{key}").json()["successors"]]

    def dumped(self, key: str, predicate: str, kind: str = "person") -> set[str]:
        """Return the ends of the IRIs that the dump states of a person, or of another kind of thing."""
        start = f"<{BASE}id/{kind}/{key}> <{predicate}> "
        return {
            line.removeprefix(start).split(">")[0].rpartition("/")[2] for line in self._lines if line.startswith(start)
        }

    def state(self, key: str) -> str:
        (found,) = self.dumped(key, STATE)
        return found

    def events(self, name: str) -> list[str] | None:
        """Return the kinds of the events of who stands under a name, None where nobody does; dump and GraphQL must agree."""
        nodes = ask(self._out, EVENTS % name)["candidacies"]["nodes"]
        kinds = [[event["kind"] for event in node["events"]["nodes"]] for node in nodes]
        for node, said in zip(nodes, kinds, strict=True):
            about, kind = f"<{BASE}id/candidacy/{node['key']}#", f"<{BASE}def/candidacyEventKind>"
            dumped = [line.split('"')[1] for line in self._lines if line.startswith(about) and kind in line]
            assert dumped == said
        return kinds[0] if kinds else None

    def figures(self) -> dict[str, int]:
        """Return series -> votes of all results."""
        nodes = ask(self._out, "{ results { nodes { series votesCount } } }")["results"]["nodes"]
        return {node["series"]: node["votesCount"] for node in nodes}

    def judgements(self, key: str) -> Any:
        return ask(self._out, JUDGEMENTS % key)["person"]["judgements"]["nodes"]

    def graphql(self, key: str) -> tuple[Any, Any]:
        """Return the person of a key and of its global id: key and aliases, or None."""
        node = f'node(id: "{encode("person", key)}") {{ ... on Person {{ key aliases }} }}'
        answer = ask(self._out, f'{{ person(id: "{key}") {{ key aliases }} {node} }}')
        return answer["person"], answer["node"]


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> list[Published]:
    """Three builds: as the model has it; judged, and one candidacy gone; the judgements undone, and the candidacy back."""
    folder = tmp_path_factory.mktemp("promise")
    workspace = write_workspace(folder / "workspace")
    hub("build", workspace)
    made = [Published(workspace, folder / "first")]
    records = [judge(workspace, "same", ASTA, ASTAGUNA), judge(workspace, "different", WIDURI_37, WIDURI_42)]
    write_workspace(workspace, without=LEAVER)
    hub("build", workspace)
    made.append(Published(workspace, folder / "second"))
    write_workspace(workspace)
    for record in records:
        hub("review", workspace, "--by", "Ani", "--undo", record)
    hub("build", workspace)
    made.append(Published(workspace, folder / "third"))
    return made


def test_a_judgement_merges_and_the_older_id_lives_on(builds: list[Published]) -> None:
    apart, merged, _ = builds
    older, younger = apart.persons[ASTA], apart.persons[ASTAGUNA]
    assert older != younger
    assert merged.persons[ASTA] == merged.persons[ASTAGUNA] == older
    assert merged.answers(younger) == (301, f"/id/person/{older}")
    assert merged.answers(older)[0] == 303
    assert merged.graphql(younger) == merged.graphql(older) == ({"key": older, "aliases": [younger]},) * 2
    assert merged.dumped(younger, REPLACED_BY) == {older}
    assert merged.state(younger) == "MERGED"


def test_a_judgement_is_public_for_as_long_as_it_holds(builds: list[Published]) -> None:
    link = {"band": "APART", "isSamePerson": True}
    judgement = {
        "verdict": "SAME",
        "by": "Ani",
        "why": "their own words",
        "left": {"key": ASTA},
        "right": {"key": ASTAGUNA},
    }
    assert [build.judgements(build.persons[ASTA]) for build in builds] == [
        [],
        [judgement | {"links": {"nodes": [link]}}],
        [],
    ]


def test_the_undo_of_a_merge_restores_both(builds: list[Published]) -> None:
    apart, _, undone = builds
    for candidacy in (ASTA, ASTAGUNA):
        key = apart.persons[candidacy]
        assert undone.persons[candidacy] == key
        assert undone.answers(key) == (303, f"/doc/person/{key}")
        assert undone.graphql(key) == ({"key": key, "aliases": []},) * 2
        assert undone.state(key) == "ACTIVE"
        assert undone.dumped(key, REPLACED_BY) == set()


def test_a_judgement_splits_and_the_id_leads_to_all_successors(builds: list[Published]) -> None:
    whole, split, _ = builds
    old = whole.persons[WIDURI_37]
    assert whole.persons[WIDURI_42] == old
    successors = {split.persons[WIDURI_37], split.persons[WIDURI_42]}
    assert len(successors) == 2
    assert old not in successors
    assert split.answers(old) == (300, None)
    assert set(split.successors(old)) == successors
    assert split.graphql(old) == (None, None)
    assert split.dumped(old, REPLACED_BY) == successors
    assert split.state(old) == "SPLIT"


def test_the_undo_of_a_split_opens_the_id_again_and_leads_its_successors_back(builds: list[Published]) -> None:
    whole, split, undone = builds
    old = whole.persons[WIDURI_37]
    successors = {split.persons[WIDURI_37], split.persons[WIDURI_42]}
    assert undone.persons[WIDURI_37] == undone.persons[WIDURI_42] == old
    assert undone.answers(old)[0] == 303
    for key in successors:
        assert undone.answers(key) == (301, f"/id/person/{old}")
        assert undone.dumped(key, REPLACED_BY) == {old}
        person, node = undone.graphql(key)
        assert person == node
        assert person["key"] == old
        assert set(person["aliases"]) == successors


def test_a_person_without_candidacies_leaves_a_tombstone_and_comes_back(builds: list[Published]) -> None:
    there, gone, back = builds
    key = there.persons[LEAVER]
    assert LEAVER not in gone.persons
    assert gone.answers(key) == (410, None)
    assert gone.successors(key) == []
    assert gone.graphql(key) == (None, None)
    assert gone.state(key) == "WITHDRAWN"
    assert back.persons[LEAVER] == key
    assert back.answers(key)[0] == 303


def test_no_id_ever_published_is_unknown(builds: list[Published]) -> None:
    published: set[str] = set()
    for build in builds:
        published |= set(build.persons.values())
        assert {build.answers(key)[0] for key in published} <= {300, 301, 303, 410}
        assert all(build.state(key) for key in published)
    assert len(published) > len(set(builds[0].persons.values()))


def test_the_third_build_has_the_ids_of_the_first(builds: list[Published]) -> None:
    assert builds[2].persons == builds[0].persons


def test_reordered_sources_and_rows_give_the_same_ids(tmp_path: Path) -> None:
    forwards = write_workspace(tmp_path / "forwards")
    backwards = write_workspace(tmp_path / "backwards", backwards=True)
    assert (forwards / "hub.toml").read_text() != (backwards / "hub.toml").read_text()
    for workspace in (forwards, backwards):
        hub("build", workspace)
    assert persons(forwards) == persons(backwards)


@pytest.mark.parametrize(
    ("first", "then"), [(("2037", "2042"), "2047"), (("2042", "2047"), "2037"), (("2037", "2047"), "2042")]
)
def test_a_further_edition_changes_no_id(tmp_path: Path, first: tuple[str, str], then: str) -> None:
    workspace = write_workspace(tmp_path, first)
    hub("build", workspace)
    before = persons(workspace)
    write_workspace(workspace, (*first, then))
    hub("build", workspace)
    after = persons(workspace)
    assert {candidacy: after[candidacy] for candidacy in before} == before
    assert len(after) > len(before)
    assert set(after.values()) & set(before.values()), "expected somebody to stand in the further edition, too"
