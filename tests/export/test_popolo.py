"""People, posts and memberships as Popolo JSON: valid by its schemas, closed references, every row once, no private fact."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft3Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT3

from hub import ids
from hub.export import export
from hub.release import Release
from hub.tables import BY_NAME
from tests.mini import write_mini

SCHEMAS = Path(__file__).parent / "popolo"
KINDS = {
    "persons": "person", "organizations": "organization", "posts": "post", "memberships": "membership", "areas": "area", "events": "event",
}  # fmt: skip
REFERENCES = {
    "person_id": "persons", "organization_id": "organizations", "on_behalf_of_id": "organizations", "post_id": "posts",
    "area_id": "areas", "event_id": "events",
}  # fmt: skip


@pytest.fixture(scope="module", params=["mini", "sample"])
def release(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Release:
    if request.param == "mini":
        return write_mini(tmp_path_factory.mktemp("people"))
    found: Release = request.getfixturevalue("sample_release")
    return found


@pytest.fixture(scope="module")
def popolo(release: Release, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    path = tmp_path_factory.mktemp("popolo") / "popolo.json"
    assert export(release, "popolo", path) == [path]
    found: dict[str, Any] = json.loads(path.read_bytes())
    return found


def test_it_is_valid_by_the_schemas(popolo: dict[str, Any]) -> None:
    schemas = {path.stem: json.loads(path.read_bytes()) for path in SCHEMAS.glob("*.json")}
    assert len(schemas) == 9
    known = Registry().with_resources((each["id"], DRAFT3.create_resource(each)) for each in schemas.values())
    for name, kind in KINDS.items():
        validator = Draft3Validator(schemas[kind], registry=known, format_checker=FormatChecker())
        assert popolo[name]
        for each in popolo[name]:
            assert list(validator.iter_errors(each)) == []
            assert each["id"].startswith("http")
            assert each.get("name") or each.get("label")
            assert {*each} <= {*schemas[kind]["properties"], "party_list_position", "elected", "event_id"}
    assert list(Draft3Validator(schemas["person"]).iter_errors({"birth_date": "1 May"})), "the schema is asked"


def test_every_reference_is_to_something_in_it(popolo: dict[str, Any]) -> None:
    keys = {name: {each["id"] for each in popolo[name]} for name in KINDS}
    assert all(len(keys[name]) == len(popolo[name]) for name in KINDS)
    for name in KINDS:
        for each in popolo[name]:
            for reference, target in {**REFERENCES, "parent_id": name}.items():
                assert each.get(reference) is None or each[reference] in keys[target], f"{each['id']}: {reference}"


def test_every_row_is_in_it_once_as_it_is(release: Release, popolo: dict[str, Any]) -> None:
    counts = {"persons": ("persons",), "posts": ("contests",), "memberships": ("candidacies", "memberships")}
    for name, held in counts.items():
        assert len(popolo[name]) == sum(release.rows_count(BY_NAME[table]) for table in held)
    standing = {each["id"]: each for each in popolo["memberships"]}
    for row in release.table(BY_NAME["candidacies"]).iter_rows(named=True):
        told = standing[ids.iri(release.base_iri, "candidacy", row["candidacy_id"])]
        assert (told["label"], told["role"]) == (row["name_on_ballot"], "candidate")
        assert (told.get("elected"), told.get("party_list_position")) == (row["elected"], row["ballot_number"])
    years = [each["birth_date"] for each in popolo["persons"] if "birth_date" in each]
    assert all(len(year) == 4 for year in years), "the year alone"


def test_one_edition_alone(tmp_path: Path) -> None:
    export(write_mini(tmp_path / "out"), "popolo", tmp_path / "one.json", "2042")
    made = json.loads((tmp_path / "one.json").read_bytes())
    assert {each["event_id"].rpartition("/")[2] for each in made["memberships"]} == {"2042"}
    assert [each["label"] for each in made["memberships"] if each["role"] == "member"] == ["Bunga", "Anggrek"]
    step, election = sorted(made["events"], key=lambda each: "parent_id" not in each)
    assert step["parent_id"] == election["id"]
