"""An id stays with its human, through builds: a candidate replaced, two swapped, one withdrawn and back; as every surface says it."""

import json
from pathlib import Path

import pytest

from hub.release import releases
from tests.command import hub, run
from tests.identity.test_promise import Published

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
fields = { office = { is = "DPR" }, district_code = { is = "1" }, party_number = { is = "1" }, ballot_number = "No", name = "Nama" }
"""
ANA, BUDI, LESTARI, BAMBANG, CICI = "ANA WIDYA", "BUDI SANTOSO", "LESTARI DEWI ANGGRAENI", "BAMBANG HARTONO", "CICI"
LISTS = ((ANA, BUDI, LESTARI, CICI), (BUDI, ANA, BAMBANG), ("ANA WIDYA, S.H.", BUDI, LESTARI, CICI))


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict[str, str]], list[Published]]:
    """Three builds of a list: name -> person of each, and what each says to the public."""
    folder = tmp_path_factory.mktemp("replacement")
    workspace = folder / "workspace"
    workspace.mkdir()
    (workspace / "hub.toml").write_text(TOML)
    persons, made = [], []
    for number, names in enumerate(LISTS, start=1):
        rows = [f'{place},"{name}"' for place, name in enumerate(names, start=1)]
        (workspace / "dct.csv").write_text("\n".join(["No,Nama", *rows, ""]))
        hub("build", workspace)
        text = hub("query", workspace, "{ candidacies { nodes { nameOnBallot person { key } } } }")
        nodes = json.loads(text)["data"]["candidacies"]["nodes"]
        persons.append({node["nameOnBallot"].removesuffix(", S.H."): node["person"]["key"] for node in nodes})
        made.append(Published(workspace, folder / str(number)))
    return workspace, persons, made


def test_who_swaps_numbers_keeps_the_id(published: tuple[Path, list[dict[str, str]], list[Published]]) -> None:
    _, persons, _ = published
    assert persons[0][ANA] == persons[1][ANA] == persons[2][ANA]
    assert persons[0][BUDI] == persons[1][BUDI] == persons[2][BUDI]


def test_who_comes_in_the_place_of_another_has_an_id_of_her_own(
    published: tuple[Path, list[dict[str, str]], list[Published]],
) -> None:
    _, persons, made = published
    newcomer = persons[1][BAMBANG]
    assert newcomer not in persons[0].values()
    assert newcomer not in persons[2].values()
    assert made[1].answers(newcomer) == (303, f"/doc/person/{newcomer}")
    assert made[2].answers(newcomer) == (410, None)
    assert made[2].state(newcomer) == "WITHDRAWN"


def test_who_is_gone_leaves_a_tombstone_and_comes_back_by_name(
    published: tuple[Path, list[dict[str, str]], list[Published]],
) -> None:
    _, persons, made = published
    for name in (LESTARI, CICI):
        key = persons[0][name]
        assert made[1].answers(key) == (410, None)
        assert made[1].graphql(key) == (None, None)
        assert made[1].state(key) == "WITHDRAWN"
        assert persons[2][name] == key
        assert made[2].answers(key) == (303, f"/doc/person/{key}")
        assert made[2].state(key) == "ACTIVE"


def test_the_difference_says_who_stands_in_whose_place(
    published: tuple[Path, list[dict[str, str]], list[Published]],
) -> None:
    workspace, persons, _ = published
    first, second, _ = releases(workspace / ".hub")
    said = run("diff", str(workspace), first.id, second.id, "--json")
    (candidacies,) = (table for table in json.loads(said.stdout) if table["table"] == "candidacies")
    assert {
        (one["name_before"], one["name"], one["person"], one["state_of_before"]) for one in candidacies["people"]
    } == {
        (ANA, BUDI, persons[0][BUDI], "ACTIVE"),
        (BUDI, ANA, persons[0][ANA], "ACTIVE"),
        (LESTARI, BAMBANG, persons[1][BAMBANG], "WITHDRAWN"),
    }
    words = f"2042/dpr/1/1/3: {persons[1][BAMBANG]} ({BAMBANG}) in place of {persons[0][LESTARI]} ({LESTARI}), now withdrawn"
    assert words in " ".join(run("diff", str(workspace), first.id, second.id).stdout.split())
