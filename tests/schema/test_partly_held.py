"""Counts over an edition of which the release holds a part: what the answer says of the rest."""

from typing import Any

import pytest

from hub.graph.global_id import encode
from tests.schema.conftest import Asked


def remarks(response: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = response.get("extensions", {}).get("partlyHeld", [])
    return found


def test_a_count_over_an_edition_says_what_is_held_of_its_category(ask: Asked) -> None:
    response = ask(
        '{ all: candidacies(where: {edition: {eq: "2042"}}) { totalCount } availability(edition: "2042") { category level state heldCount expectedCount reason } }'
    )
    (remark,) = remarks(response)
    assert remark["path"] == ["all"]
    assert remark["type"] == "Candidacy"
    assert remark["edition"] == "2042"
    rows = [row for row in response["data"]["availability"] if row["category"] == "BALLOT_QUALIFICATION"]
    assert remark["parts"] == [row for row in rows if row["state"] != "PRESENT"] != []


def test_an_office_narrows_what_is_said_to_its_level(ask: Asked) -> None:
    for offices, levels in (("DPRD_PROVINCE", {"PROVINCE"}), ("DPRD_REGENCY, DPRD_PROVINCE", {"PROVINCE", "REGENCY"})):
        (remark,) = remarks(
            ask(f'{{ candidacies(where: {{edition: {{eq: "2042"}}, office: {{in: [{offices}]}}}}) {{ totalCount }} }}')
        )
        assert {part["level"] for part in remark["parts"]} == levels


def test_an_office_is_measured_by_its_own_contests(ask: Asked) -> None:
    """Seen on examples/indonesia: all of DPR 2014 is held, and a count of it said "78 of 111 contests", for DPD is held in part."""
    found = {}
    for offices in ("DPR", "PRESIDENT", "DPR, PRESIDENT"):
        where = f'edition: {{eq: "2042"}}, office: {{in: [{offices}]}}'
        (remark,) = remarks(ask(f"{{ candidacies(where: {{{where}}}) {{ totalCount }} }}"))
        assert remark["offices"] == offices.split(", ")
        (part,) = remark["parts"]
        contests = ask.data(f"{{ contests(where: {{{where}, candidacies: {{some: {{}}}}}}) {{ totalCount }} }}")[
            "contests"
        ]
        assert part["level"] == "NATION"
        assert part["reason"].startswith(f"{contests['totalCount']:,} contests")
        found[offices] = contests["totalCount"]
    assert found["DPR"] + found["PRESIDENT"] == found["DPR, PRESIDENT"]
    assert 0 < found["DPR"] < found["DPR, PRESIDENT"]


@pytest.mark.parametrize(
    "asked",
    [
        "{ candidacies { totalCount } }",
        "{ candidacies(where: {votesCount: {isNull: true}}) { aggregate { sum { votesCount } } } }",
        '{ candidacies(where: {edition: {eq: "2042"}}) { nodes { key } } }',
        '{ candidacies(where: {edition: {eq: "2042"}, district: {eq: "2042/dpr/1"}}) { totalCount } }',
        '{ candidacies(where: {contest: {eq: "2042/dpr/1"}, edition: {eq: "2042"}}) { totalCount } }',
        '{ candidacies(where: {edition: {eq: "2099"}}) { totalCount } }',
        '{ parties(where: {key: {eq: "pa"}}) { totalCount } }',
        "{ candidacies { groups(by: [office]) { count } } }",
        '{ candidacies(where: {edition: {in: ["2099"]}}) { totalCount } }',
    ],
)
def test_a_list_of_no_one_edition_or_of_one_place_has_no_such_remark(ask: Asked, asked: str) -> None:
    assert remarks(ask(asked)) == []


def test_the_edition_of_a_contest_counts(ask: Asked) -> None:
    by_contest = remarks(ask('{ candidacies(where: {contest: {is: {edition: {eq: "2042"}}}}) { totalCount } }'))
    assert by_contest == remarks(ask('{ candidacies(where: {edition: {eq: "2042"}}) { totalCount } }')) != []


@pytest.mark.parametrize(
    "asked",
    [
        '{ candidacies(where: {edition: {in: ["2042", "2037", "2042"]}}) { totalCount } }',
        "{ candidacies { groups(by: [edition]) { key { edition { key } } count } } }",
        "{ candidacies { groups(by: [edition, office]) { count } } }",
    ],
)
def test_each_of_several_editions_has_a_remark(ask: Asked, asked: str) -> None:
    alone = [
        remark
        for edition in ("2037", "2042")
        for remark in remarks(ask(f'{{ candidacies(where: {{edition: {{eq: "{edition}"}}}}) {{ totalCount }} }}'))
    ]
    assert len(alone) == 2
    assert sorted(remarks(ask(asked)), key=lambda remark: remark["edition"]) == alone


def test_groups_by_edition_of_one_office_are_of_its_level(ask: Asked) -> None:
    found = remarks(ask("{ candidacies(where: {office: {eq: DPRD_PROVINCE}}) { groups(by: [edition]) { count } } }"))
    assert {part["level"] for remark in found for part in remark["parts"]} == {"PROVINCE"}


def test_an_edition_by_its_global_id_counts_too(ask: Asked) -> None:
    by_key, by_id = (
        remarks(ask(f'{{ edition(id: "{name}") {{ candidacies {{ totalCount }} }} }}'))
        for name in ("2042", encode("edition", "2042"))
    )
    assert by_key == by_id != []


def test_members_of_a_house_are_counted_against_its_seats(ask: Asked) -> None:
    of_edition = 'memberships(where: {edition: {eq: "2042"}'
    (remark,) = remarks(ask(f"{{ {of_edition}, office: {{eq: DPR}}}}) {{ totalCount }} }}"))
    seats = ask('{ contests(where: {edition: {eq: "2042"}, office: {eq: DPR}}) { nodes { seatsCount } } }')
    expected = sum(node["seatsCount"] for node in seats["data"]["contests"]["nodes"])
    assert remark["type"] == "Membership"
    assert remark["parts"] == [
        {"category": "ELECTION_RESULTS", "level": "NATION", "office": "DPR", "state": "PARTIAL", "heldCount": 1, "expectedCount": expected,
         "reason": f"1 of {expected} seats with a member"},
    ]  # fmt: skip
    all_houses = remarks(ask(f"{{ {of_edition}}}) {{ totalCount }} }}"))
    assert remark["parts"][0] in all_houses[0]["parts"]
    assert remarks(ask(f"{{ {of_edition}, office: {{eq: GOVERNOR}}}}) {{ totalCount }} }}")) == []
    assert remarks(ask(f"{{ {of_edition}}}) {{ nodes {{ key }} }} }}")) == []


def test_questions_that_are_computed_take_a_global_id_as_the_key(ask: Asked) -> None:
    """As every other argument that names an edition."""
    for question in (
        "availability(edition: $e) { category state }",
        "seatAllocation(edition: $e, office: DPR) { seatsCount }",
    ):
        by_key, by_id = (
            ask(f"query($e: ID!) {{ {question} }}", e=name) for name in ("2042", encode("edition", "2042"))
        )
        assert by_key == by_id
