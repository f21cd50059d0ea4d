"""The questions that researchers ask, over what was published: each answer is what plain loops over the tables find."""

import pytest

from tests import plain
from tests.indonesia.conftest import Ask, Tables

PAGE = "totalCount nodes { from { key } to { key } } pageInfo { hasNextPage endCursor }"


def moves(ask: Ask, field: str) -> set[tuple[str, str]]:
    """Return all pages of a field of moves."""
    found: set[tuple[str, str]] = set()
    after = None
    while True:
        page = ask(
            f"query($after: String) {{ page: {field.replace(')', ', first: 500, after: $after)')} {{ {PAGE} }} }}",
            after=after,
        )["page"]
        found |= {(node["from"]["key"], node["to"]["key"]) for node in page["nodes"]}
        if not page["pageInfo"]["hasNextPage"]:
            assert len(found) == page["totalCount"]
            return found
        after = page["pageInfo"]["endCursor"]


@pytest.mark.parametrize(
    ("before", "after", "least"), [("2014", "2019", 200), ("2019", "2024", 200), ("2014", "2024", 200)]
)
def test_party_switchers(before: str, after: str, least: int, ask: Ask, table: Tables) -> None:
    found = moves(ask, f'partySwitchers(from: "{before}", to: "{after}", office: DPR)')
    assert found == plain.switchers(table, before, after, "DPR")
    assert len(found) > least


def test_incumbents_and_how_they_fare(ask: Ask, table: Tables) -> None:
    found = moves(ask, 'incumbents(edition: "2014", office: DPR)')
    assert found == plain.incumbents(table, "2009", "2014", "DPR")
    elected = ask(
        '{ incumbents(edition: "2014", office: DPR) { groups(by: [toElected]) { key { toElected } count } } }'
    )
    fared = {group["key"]["toElected"]: group["count"] for group in elected["incumbents"]["groups"]}
    assert sum(fared.values()) == len(found) > 300
    assert fared[True] > 200


def test_nobody_is_called_an_incumbent_where_no_source_says_who_was_elected(ask: Ask) -> None:
    for office in ("DPR", "DPD"):
        found = ask(f'{{ incumbents(edition: "2024", office: {office}) {{ totalCount }} }}')
        assert found["incumbents"]["totalCount"] == 0, "2019 lies between, and no source held says who won then"


def test_careers_from_regency_to_nation(ask: Ask, table: Tables) -> None:
    found = moves(ask, "careers(from: REGENCY, to: NATION)")
    assert found == plain.climbers(table, {"REGENT", "MAYOR", "DPRD_REGENCY"}, {"PRESIDENT", "DPR", "DPD"})
    assert len(found) > 50


@pytest.mark.parametrize(
    ("district", "before"), [("2014/dpr/1101-00-0000", "2009"), ("2024/dpr/1101", "2014"), ("2024/dpr/6501", "2014")]
)
def test_turnover_of_a_district(district: str, before: str, ask: Ask, table: Tables) -> None:
    counts = "electedCount returnedCount newCount membersCount stoodAgainCount reElectedCount"
    (row,) = ask(f'{{ district(id: "{district}") {{ turnover {{ since {{ key }} {counts} }} }} }}')["district"][
        "turnover"
    ]
    assert row.pop("since")["key"] == before
    assert row == plain.turnover(table, district, before)


def test_a_persons_path_is_in_order_of_time(ask: Ask) -> None:
    (person,) = ask(
        '{ persons(where: {candidacies: {some: {key: {eq: "2024/dpr/1101/1/1"}}}}) { nodes { path { key } } } }'
    )["persons"]["nodes"]
    assert [step["key"] for step in person["path"]] == [
        "2014/dpr/1101-00-0000/2/1",
        "2019/dpr/1/1/1",
        "2024/dpr/1101/1/1",
    ]
