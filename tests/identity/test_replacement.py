"""An id stays with its human, through builds, on every surface.

A candidate is replaced and comes back, two swap numbers and swap them back, one withdraws, one dies, one is struck off; a vote is repeated.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from hub.release import releases
from tests.command import hub, run
from tests.identity.test_promise import STATE, Published

TOML = """
[hub]
title = "Invented"
base_iri = "https://example.org/pemilu/"
[[editions]]
id = "2042"
name = "Pemilu 2042"
[[sources]]
id = "dct"
loader = "mapped"
path = "dct.csv"
edition = "2042"
title = "Final list"
publisher = "Komisi"
[[sources.options.facts]]
fact = "districts"
once = true
fields = { office = { is = "DPR" }, code = { is = "1" }, name = { is = "UTARA I" } }
[[sources.options.facts]]
fact = "nominations"
once = true
fields = { ballot_number = { is = "1" }, name = { is = "Melati" } }
[[sources.options.facts]]
fact = "candidacies"
fields = { office = { is = "DPR" }, district_code = { is = "1" }, party_number = { is = "1" }, ballot_number = "No", name = "Nama", status = "Status" }
[[sources]]
id = "votes"
loader = "mapped"
path = "votes.csv"
edition = "2042"
title = "Votes"
publisher = "Komisi"
[[sources.options.facts]]
fact = "results"
[sources.options.facts.fields]
office = { is = "DPR" }
kind = { is = "CANDIDATE" }
district_code = { is = "1" }
party_number = { is = "1" }
ballot_number = "No"
votes_count = { column = "Suara", number = "1.089.290" }
variant = { column = "Jenis", values = { Reguler = "", PSU = "psu" } }
"""
ANA, BUDI, LESTARI, BAMBANG, CICI, DODI, EKA = (
    "ANA WIDYA", "BUDI SANTOSO", "LESTARI DEWI ANGGRAENI", "BAMBANG HARTONO", "CICI", "DODI", "EKA SURYA",
)  # fmt: skip
LISTS = (
    {1: ANA, 2: BUDI, 3: LESTARI, 4: CICI, 5: DODI, 6: EKA},
    {1: BUDI, 2: ANA, 3: BAMBANG, 5: DODI, 6: EKA},
    {1: "ANA WIDYA, S.H.", 2: BUDI, 3: LESTARI, 4: CICI, 5: DODI, 6: EKA},
)
STATUS: tuple[dict[str, str], ...] = ({}, {DODI: "MENINGGAL", EKA: "DIBATALKAN"}, {DODI: "MENINGGAL"})
VOTES = ([("Reguler", 100)], [("Reguler", 100), ("PSU", 90)], [("Reguler", 100), ("PSU", 95)])
"""Of three releases: who stands where, what the list says of them, and the votes of number 5, which are counted and counted again."""

Told = tuple[Path, list[dict[str, str]], list[Published]]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Three builds of a list: name -> person of each, and what each says to the public."""
    folder = tmp_path_factory.mktemp("replacement")
    workspace = folder / "workspace"
    workspace.mkdir()
    (workspace / "hub.toml").write_text(TOML)
    persons, made = [], []
    for number, (names, status, votes) in enumerate(zip(LISTS, STATUS, VOTES, strict=True), start=1):
        rows = [f'{place},"{name}",{status.get(name, "")}' for place, name in names.items()]
        (workspace / "dct.csv").write_text("\n".join(["No,Nama,Status", *rows, ""]))
        counts = [f"5,{kind},{count}" for kind, count in votes]
        (workspace / "votes.csv").write_text("\n".join(["No,Jenis,Suara", *counts, ""]))
        hub("build", workspace)
        text = hub("query", workspace, "{ candidacies { nodes { nameOnBallot person { key } } } }")
        nodes = json.loads(text)["data"]["candidacies"]["nodes"]
        persons.append({node["nameOnBallot"].removesuffix(", S.H."): node["person"]["key"] for node in nodes})
        made.append(Published(workspace, folder / str(number)))
    return workspace, persons, made


@pytest.mark.parametrize(
    ("name", "answers", "events"),
    [
        (ANA, (303, 303, 303), ([], [], [])),
        (BUDI, (303, 303, 303), ([], [], [])),
        (LESTARI, (303, 410, 303), ([], None, [])),
        (BAMBANG, (None, 303, 410), (None, [], None)),
        (CICI, (303, 410, 303), ([], None, [])),
        (DODI, (303, 303, 303), ([], ["DIED"], ["DIED"])),
        (EKA, (303, 303, 303), ([], ["STRUCK_OFF"], [])),
    ],
    ids=["swapped", "swapped-too", "replaced", "newcomer", "withdrawn", "died", "struck-off"],
)
def test_an_id_stays_with_its_human_on_every_surface(
    published: Told, name: str, answers: tuple[int | None, ...], events: tuple[list[str] | None, ...]
) -> None:
    _, persons, made = published
    (key,) = {each[name] for each in persons if name in each}
    for release, answer, said in zip(made, answers, events, strict=True):
        if answer is None:
            continue
        is_there = answer == 303
        assert release.answers(key) == (answer, f"/doc/person/{key}" if is_there else None)
        assert release.graphql(key) == (({"key": key, "aliases": []},) * 2 if is_there else (None, None))
        assert release.state(key) == ("ACTIVE" if is_there else "WITHDRAWN")
        assert release.events(name) == said


@pytest.mark.parametrize(
    ("kind", "key", "answers"),
    [
        ("candidacy", "2042/dpr/1/1/3", (303, 303, 303)),
        ("candidacy", "2042/dpr/1/1/4", (303, 410, 303)),
        ("candidacy", "2042/dpr/1/1/7", (404, 404, 404)),
        ("result", "2042/dpr/1/1/5@all~votes", (303, 303, 303)),
        ("result", "2042/dpr/1/1/5@all~votes-psu", (404, 303, 303)),
    ],
)
def test_a_key_that_was_published_always_answers(
    published: Told, kind: str, key: str, answers: tuple[int, ...]
) -> None:
    _, _, made = published
    assert tuple(release.answers(key, kind)[0] for release in made) == answers
    states = [release.dumped(key, STATE, kind) for release in made]
    assert [state == {"WITHDRAWN"} for state in states] == [answer == 410 for answer in answers]


def test_a_repeat_vote_is_a_series_of_its_own(published: Told) -> None:
    _, _, made = published
    assert [release.figures() for release in made] == [
        {"votes": 100},
        {"votes": 100, "votes-psu": 90},
        {"votes": 100, "votes-psu": 95},
    ]


def test_the_difference_says_who_stands_in_whose_place(published: Told) -> None:
    workspace, persons, _ = published
    first, second, third = releases(workspace / ".hub")
    said = {table["table"]: table for table in differences(workspace, first.id, second.id)}
    assert {
        (one["name_before"], one["name"], one["person"], one["state_of_before"])
        for one in said["candidacies"]["people"]
    } == {
        (ANA, BUDI, persons[0][BUDI], "ACTIVE"),
        (BUDI, ANA, persons[0][ANA], "ACTIVE"),
        (LESTARI, BAMBANG, persons[1][BAMBANG], "WITHDRAWN"),
    }
    assert said["candidacies"]["removed"] == ["2042/dpr/1/1/4"]
    assert said["results"]["added"] == ["2042/dpr/1/1/5@all~votes-psu"]
    assert len(said["candidacy_events"]["added"]) == 2
    words = f"2042/dpr/1/1/3: {persons[1][BAMBANG]} ({BAMBANG}) in place of {persons[0][LESTARI]} ({LESTARI}), now withdrawn"
    assert words in " ".join(run("diff", str(workspace), first.id, second.id).stdout.split())
    back = {table["table"]: table for table in differences(workspace, second.id, third.id)}
    assert back["candidacies"]["added"] == ["2042/dpr/1/1/4"]
    assert "votes_count" in back["results"]["changed"]["2042/dpr/1/1/5@all~votes-psu"]


def differences(workspace: Path, before: str, after: str) -> Any:
    return json.loads(run("diff", str(workspace), before, after, "--json").stdout)
