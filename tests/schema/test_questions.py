"""Root fields for the questions that researchers ask, over the invented election: arguments, variables and pages."""

import pytest

from tests import plain
from tests.graph import invented
from tests.schema.conftest import Asked

TABLES = invented.tables()


def test_a_switch_of_party_is_found_between_its_editions(ask: Asked) -> None:
    query = """query($from: ID!, $to: ID!, $office: Office) { partySwitchers(from: $from, to: $to, office: $office) {
      totalCount nodes { person { name } from { key } to { key } fromParty { name } toParty { name } isNext step isDistrictChanged } } }"""
    found = ask.data(query, **{"from": "2037", "to": "2042", "office": "DPR"})["partySwitchers"]
    assert {(node["from"]["key"], node["to"]["key"]) for node in found["nodes"]} == plain.switchers(
        TABLES.__getitem__, "2037", "2042", "DPR"
    )
    (node,) = found["nodes"]
    assert (node["fromParty"]["name"], node["toParty"]["name"]) == ("PARTAI  KAMBOJA", "Partai Melati")
    assert (node["isNext"], node["step"], node["isDistrictChanged"]) == (True, "SAME", False)
    for other in ({"from": "2042", "to": "2037"}, {"from": "2037", "to": "2042", "office": "DPD"}):
        assert ask.data(query, **other)["partySwitchers"]["totalCount"] == 0


def test_conditions_of_one_s_own_come_on_top(ask: Asked) -> None:
    query = 'query($won: Boolean!) { partySwitchers(from: "2037", to: "2042", where: {toElected: {eq: $won}}) { totalCount } }'
    assert [ask.data(query, won=won)["partySwitchers"]["totalCount"] for won in (True, False)] == [1, 0]


def test_who_lost_is_no_incumbent(ask: Asked) -> None:
    assert ask.data('{ incumbents(edition: "2042") { totalCount } }')["incumbents"]["totalCount"] == 0
    moves = ask.data("{ persons(where: {moves: {some: {isIncumbent: {eq: false}}}}) { nodes { name } } }")["persons"][
        "nodes"
    ]
    assert len(moves) == 1


@pytest.mark.parametrize(("arguments", "count"), [("", 0), ("(from: NATION, to: NATION)", 1), ("(from: NATION)", 1)])
def test_careers_go_from_regency_to_nation_where_nothing_is_said(arguments: str, count: int, ask: Asked) -> None:
    assert ask.data(f"{{ careers{arguments} {{ totalCount }} }}")["careers"]["totalCount"] == count


def test_a_persons_path_is_the_candidacies_in_time(ask: Asked) -> None:
    (person,) = ask.data(f'{{ persons(where: {{key: {{eq: "{invented.SITI}"}}}}) {{ nodes {{ path {{ key }} }} }} }}')[
        "persons"
    ]["nodes"]
    assert [step["key"] for step in person["path"]] == ["2037/dpr/1/2/1", "2042/dpr/1/1/1"]


def test_overlaps_and_events_are_listed(ask: Asked) -> None:
    found = ask.data(
        '{ district(id: "2037/dpr/1") { overlaps { with { key } edition { key } weightPopulation } turnover { since { key } } } }'
    )
    assert found["district"]["overlaps"] == [
        {"with": None, "edition": {"key": "2042"}, "weightPopulation": 0.25},
        {"with": {"key": "2042/dpr/1"}, "edition": {"key": "2042"}, "weightPopulation": 0.75},
    ]
    assert found["district"]["turnover"] == []
    party = ask.data(
        f'{{ party(id: "{invented.KAMBOJA}") {{ events {{ kind date }} predecessors {{ key }} successors {{ key }} }} }}'
    )["party"]
    assert [event["kind"] for event in party["events"]] == ["SPLIT", "RENAMED"]
    assert (party["predecessors"], party["successors"]) == ([{"key": invented.MELATI}], [])
