"""The flow of OpenRefine over HTTP, on the sample: manifest, batches, preview, suggestions, new columns. Answers fit the API's schemas."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from jsonschema import Draft7Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

from hub.web.reconcile.extension import _cell
from tests.web.conftest import Get

Validate = Any

BATCH = {
    "q0": {"query": "H. IRMAWAN", "type": "person", "type_strict": "should", "limit": 3},
    "q1": {
        "query": "irmawan", "type": "person", "type_strict": "should",
        "properties": [{"pid": "party", "v": "PKB"}, {"pid": "district", "v": {"id": "district/2024/dpr/1101", "name": "ACEH I"}}],
    },
    "q2": {"query": "Aceh II", "type": "district", "properties": [{"pid": "edition", "v": 2024}, {"pid": "office", "v": "DPR"}]},
    "q3": {"query": "PDI-P", "type": ["party"]},
    "q4": {"query": "nobody of this name whatever"},
    "q5": {"properties": [{"pid": "kemendagri", "v": "11"}], "type": "region"},
}  # fmt: skip


@pytest.fixture(scope="module")
def validate(standards: Path) -> Validate:
    """Return what holds a document to a schema of the API: validate(document, "manifest")."""
    folder = standards / "reconciliation-api-0.2"
    held = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")}
    named = [(content.get("$id", name), content) for name, content in held.items()]
    anything = (
        "http://swagger.io/v2/schema.json",
        {"definitions": {"securityDefinitions": {"additionalProperties": {}}}},
    )
    resources = [(name, Resource.from_contents(content, DRAFT7)) for name, content in [*named, anything]]
    registry: Registry[Any] = Registry().with_resources(resources)
    return lambda document, name: Draft7Validator(held[name], registry=registry).validate(document)


def test_a_spreadsheet_is_matched_looked_at_and_extended(sample_get: Get, validate: Validate) -> None:
    manifest = sample_get("/reconcile").json()
    validate(manifest, "manifest")
    assert manifest["versions"] == ["0.2"]

    validate(BATCH, "reconciliation-query-batch")
    answered = sample_get("/reconcile", "POST", data={"queries": json.dumps(BATCH)})
    results = answered.json()
    validate(results, "reconciliation-result-batch")
    assert answered.headers["access-control-allow-origin"] == "*"
    assert results.keys() == BATCH.keys()
    assert results["q4"] == {"result": []}
    person = results["q1"]["result"][0]
    assert (person["name"], person["match"]) == ("H. IRMAWAN, S.Sos., M.M.", True)
    assert person["type"] == [{"id": "person", "name": "Orang"}]
    assert {feature["id"] for feature in person["features"]} == {"name", "party", "district"}
    assert results["q0"]["result"][0]["id"] == person["id"]
    assert results["q2"]["result"][0]["id"] == "district/2024/dpr/1102"
    assert results["q3"]["result"][0]["name"] == "Partai Demokrasi Indonesia Perjuangan"
    assert results["q5"]["result"][0]["match"] is True

    # The client puts an identifier into an address as one segment.
    view = manifest["view"]["url"].replace("{{id}}", quote(person["id"], safe=""))
    assert sample_get(view).headers["location"] == f"/doc/{person['id']}"
    assert manifest["identifierSpace"] + person["id"] == f"https://w3id.org/pemilu/id/{person['id']}"

    shown = sample_get(manifest["preview"]["url"].replace("{{id}}", quote(person["id"], safe="")))
    assert "frame-ancestors *" in shown.headers["content-security-policy"]
    assert "H. IRMAWAN, S.Sos., M.M." in shown.text
    assert "ACEH I" in shown.text

    offered = manifest["extend"]["propose_properties"]
    proposal = sample_get(f"{offered['service_url']}{offered['service_path']}?type=person&limit=40").json()
    validate(proposal, "data-extension-property-proposal")
    assert {"party", "district", "votesCount"} <= {each["id"] for each in proposal["properties"]}

    names = [{"id": each["id"]} for each in proposal["properties"]]
    asked = {"ids": [person["id"], "district/2024/dpr/1102", "person/p-0000-0000-0"], "properties": names}
    validate(asked, "data-extension-query")
    extended = sample_get("/reconcile", "POST", data={"extend": json.dumps(asked)}).json()
    validate(extended, "data-extension-response")
    row = extended["rows"][person["id"]]
    assert [each["name"] for each in row["party"]] == ["Partai Kebangkitan Bangsa"]
    assert row["edition"] == [{"str": "2014"}, {"str": "2019"}, {"str": "2024"}]
    assert row["votesCount"] == [{"int": 40191}, {"int": 125234}]
    assert next(each for each in extended["meta"] if each["id"] == "party")["type"] == {"id": "party", "name": "Partai"}
    assert extended["rows"]["person/p-0000-0000-0"] == {each["id"]: [] for each in names}


def test_a_column_holds_one_edition_and_few_values_where_that_is_set(sample_get: Get) -> None:
    (person,) = sample_get("/reconcile/suggest/entity?prefix=IRMAWAN&type=person").json()["result"]
    columns = [
        {"id": "votesCount", "settings": {"edition": "2024"}},
        {"id": "district", "settings": {"limit": "1"}},
        {"id": "edition", "settings": {"edition": "2019", "limit": 0}},
    ]
    asked = {"ids": [person["id"]], "properties": columns}
    row = sample_get("/reconcile", "POST", data={"extend": json.dumps(asked)}).json()["rows"][person["id"]]
    assert row["votesCount"] == [{"int": 125234}]
    assert [each["name"] for each in row["district"]] == ["Aceh I"]
    assert row["edition"] == [{"str": "2019"}]


def test_a_candidacy_of_another_edition_has_empty_cells(sample_get: Get) -> None:
    things = ["candidacy/2024/dpr/1101/1/1", "district/2024/dpr/1101"]
    columns = [{"id": name, "settings": {"edition": "2019"}} for name in ("party", "office")]
    asked = {"ids": things, "properties": columns}
    rows = sample_get("/reconcile", "POST", data={"extend": json.dumps(asked)}).json()["rows"]
    assert {name: [cell for cell in row.values() if cell] for name, row in rows.items()} == {key: [] for key in things}
    columns = [{"id": "office", "settings": {"edition": "2024"}}]
    rows = sample_get("/reconcile", "POST", data={"extend": json.dumps({"ids": things, "properties": columns})}).json()[
        "rows"
    ]
    assert all(row["office"] for row in rows.values())


def test_a_property_is_asked_for_once(sample_get: Get) -> None:
    asked = {
        "ids": ["district/2024/dpr/1101"],
        "properties": [{"id": "office", "settings": {"edition": year}} for year in ("2019", "2024")],
    }
    answer = sample_get("/reconcile", "POST", data={"extend": json.dumps(asked)})
    assert answer.status_code == 400
    assert "each property of `extend` once" in answer.text


def test_suggestions_and_flyouts(sample_get: Get, validate: Validate) -> None:
    manifest = sample_get("/reconcile").json()
    for what, prefix in (("entity", "irm"), ("type", "part"), ("property", "suara")):
        place = manifest["suggest"][what]
        found = sample_get(f"{place['service_url']}{place['service_path']}?prefix={prefix}").json()
        validate(
            found,
            {"entity": "suggest-entities-response", "type": "suggest-types-response"}.get(
                what, "suggest-properties-response"
            ),
        )
        assert found["result"], what
        name = found["result"][0]["id"]
        path = place["flyout_service_path"].replace("${id}", quote(name, safe=""))
        flyout = sample_get(place["flyout_service_url"] + path).json()
        assert flyout["id"] == name
        assert found["result"][0]["name"] in flyout["html"].replace("&#39;", "'")


def test_suggestions_go_on_at_a_cursor(sample_get: Get) -> None:
    pages = [
        sample_get(f"/reconcile/suggest/entity?prefix=a&type=candidacy&cursor={start}").json()["result"]
        for start in (0, 10)
    ]
    ids = [each["id"] for page in pages for each in page]
    assert len(set(ids)) == len(ids) == 20


def test_a_script_of_another_site_gets_a_function_called(sample_get: Get) -> None:
    called = sample_get("/reconcile?callback=jQuery.on_1")
    body = re.fullmatch(r"/\*\*/jQuery\.on_1\((.*)\);", called.text, re.DOTALL)
    assert body
    assert json.loads(body[1])["versions"] == ["0.2"]
    assert called.headers["content-type"].startswith("text/javascript")
    batch = sample_get("/reconcile", params={"queries": json.dumps({"q": {"query": "Aceh I"}}), "callback": "f"})
    assert batch.text.startswith('/**/f({"q":{"result":[')
    refused = sample_get("/reconcile?callback=alert(1)//", headers={"accept": "application/json"})
    assert (refused.status_code, refused.json()["error"]["code"]) == (400, "BAD_REQUEST")


def test_a_browser_of_another_site_may_ask(sample_get: Get) -> None:
    preflight = sample_get(
        "/reconcile", "OPTIONS", headers={"origin": "http://127.0.0.1:3333", "access-control-request-method": "POST"}
    )
    assert preflight.is_success
    assert "POST" in preflight.headers["access-control-allow-methods"]


@pytest.mark.parametrize(
    ("form", "status", "said"),
    [
        ({"queries": "{"}, 400, "expected `queries` to be JSON"),
        ({"queries": "[]"}, 400, "expected `queries` to be a JSON object"),
        ({"queries": json.dumps({str(n): {"query": "a"} for n in range(51)})}, 413, "at most 50 queries"),
        ({"queries": "x" * 1_000_001}, 413, "at most 1000000 bytes"),
        ({"extend": '{"ids":["person/p-0000-0000-0"]}'}, 400, "expected `properties` of `extend`"),
        ({"extend": '{"ids":[],"properties":[{"id":"shoeSize"}]}'}, 400, "found 'shoeSize'"),
        ({"extend": json.dumps({"ids": [f"person/{n}" for n in range(501)], "properties": []})}, 413, "at most 500 ids"),
        ({"other": "1"}, 400, "expected the parameter `queries` or `extend`"),
    ],
)  # fmt: skip
def test_what_is_no_query_is_said_in_words(form: dict[str, str], status: int, said: str, sample_get: Get) -> None:
    answer = sample_get("/reconcile", "POST", data=form)
    assert answer.status_code == status
    assert said in answer.json()["error"]["message"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"query": "a", "type": "planet"}, "person, candidacy, party, district, region"),
        ({"query": "a", "limit": "many"}, "expected `limit`"),
        ({"query": "a", "type_strict": "maybe"}, "any, should, all"),
        ({"query": "a", "properties": [{"pid": "shoeSize", "v": 44}]}, "found 'shoeSize'"),
        ({"query": 7}, "expected `query` of 'q' to be a text"),
        ({"query": "a" * 501}, "at most 500 characters"),
        ("IRMAWAN", "expected query 'q' to be an object"),
    ],
)
def test_a_query_that_is_wrong_has_its_own_error_and_spoils_no_other(
    query: Any, said: str, sample_get: Get, validate: Validate
) -> None:
    batch = {"q": query, "other": {"query": "IRMAWAN", "type": "person"}}
    answer = sample_get("/reconcile", "POST", data={"queries": json.dumps(batch)})
    assert answer.status_code == 200
    validate(answer.json(), "reconciliation-result-batch")
    wrong, other = answer.json()["q"], answer.json()["other"]
    assert wrong["result"] == []
    assert (wrong["error"]["code"], said in wrong["error"]["message"]) == ("BAD_QUERY", True)
    assert other["result"][0]["name"] == "H. IRMAWAN, S.Sos., M.M."


@pytest.mark.parametrize("query", [{}, {"query": ""}, {"query": "  "}, {"query": None, "type": "person", "limit": 3}])
def test_an_empty_cell_is_answered_with_an_empty_result(query: dict[str, Any], sample_get: Get) -> None:
    """OpenRefine sends a cell of blanks as an empty query, among others."""
    batch = {"q0": query, "q1": {"query": "IRMAWAN"}}
    answer = sample_get("/reconcile", "POST", data={"queries": json.dumps(batch)}).json()
    assert answer["q0"] == {"result": []}
    assert answer["q1"]["result"]


def test_a_client_learns_how_many_queries_to_send_and_they_are_answered(sample_get: Get) -> None:
    size = sample_get("/reconcile").json()["batchSize"]
    batch = {str(place): {"query": "IRMAWAN", "type": "person", "limit": 1} for place in range(size)}
    answer = sample_get("/reconcile", "POST", data={"queries": json.dumps(batch)})
    assert len(answer.json()) == size


def test_a_number_over_32_bits_is_sent_as_float() -> None:
    assert _cell(2**31 - 1) == {"int": 2**31 - 1}
    assert _cell(124_972_491_000) == {"float": 124_972_491_000.0}


def test_json_in_place_of_a_form_is_refused(sample_get: Get) -> None:
    answer = sample_get("/reconcile", "POST", json=BATCH)
    assert (answer.status_code, answer.json()["error"]["code"]) == (415, "MEDIA_TYPE")
