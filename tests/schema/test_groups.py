"""Groups in order and chosen by figures, by columns of related rows; lists ordered by related columns; keys that nothing has; keys as variables."""

import pytest

from tests.schema.conftest import Asked

OF_SERIES = 'results(where: {series: {eq: "final"}, kind: {eq: CANDIDATE}})'


def test_groups_come_in_the_order_of_a_figure_and_only_those_that_are_wanted(ask: Asked) -> None:
    every = ask.data(f"{{ {OF_SERIES} {{ groups(by: [contest], orderBy: [{{sum: {{votesCount: DESC}}}}]) {{ key {{ contest {{ key }} }} count sum {{ votesCount }} }} }} }}")["results"]["groups"]  # fmt: skip
    sums = [group["sum"]["votesCount"] for group in every]
    assert sums == sorted(sums, reverse=True)
    assert len(sums) > 1
    least = sums[0]
    chosen = ask.data(f"{{ {OF_SERIES} {{ groups(by: [contest], having: {{sum: {{votesCount: {{gte: {least}}}}}, count: {{gte: 1}}}}) {{ sum {{ votesCount }} }} }} }}")  # fmt: skip
    assert chosen["results"]["groups"] == [{"sum": {"votesCount": least}}]
    ascending = ask.data(f"{{ {OF_SERIES} {{ groups(by: [contest], orderBy: [{{sum: {{votesCount: ASC}}}}], first: 1) {{ sum {{ votesCount }} }} }} }}")  # fmt: skip
    assert ascending["results"]["groups"] == [{"sum": {"votesCount": sums[-1]}}]


def test_rows_are_grouped_by_what_a_related_row_says(ask: Asked) -> None:
    found = ask.data(
        "{ candidacies { groups(by: [districtProvince, gender], first: 100) "
        "{ key { districtProvince { key } gender } count } } }"
    )["candidacies"]["groups"]
    nodes = ask.data("{ candidacies(first: 1000) { nodes { district { province { key } } gender } } }")
    plain: dict[tuple[str | None, str | None], int] = {}
    for node in nodes["candidacies"]["nodes"]:
        province = (node["district"] or {}).get("province")
        what = (province["key"] if province else None, node["gender"])
        plain[what] = plain.get(what, 0) + 1
    grouped = {
        ((group["key"]["districtProvince"] or {}).get("key"), group["key"]["gender"]): group["count"] for group in found
    }
    assert grouped == plain


@pytest.mark.parametrize("direction", ["ASC", "DESC"])
def test_lists_are_ordered_by_columns_of_related_rows_page_by_page(direction: str, ask: Asked) -> None:
    order = f"orderBy: [{{contest: {{edition: {{year: {direction}}}}}}}, {{person: {{name: ASC}}}}]"
    whole = ask.data(
        f"{{ candidacies({order}, first: 1000) {{ nodes {{ key edition {{ year }} person {{ name }} }} }} }}"
    )
    nodes = whole["candidacies"]["nodes"]
    years = [node["edition"]["year"] for node in nodes]
    assert years == sorted(years, reverse=direction == "DESC")
    assert len(set(years)) > 1
    seen: list[str] = []
    after = None
    while True:
        page = ask.data(
            f"query($after: String) {{ candidacies({order}, first: 3, after: $after) "
            "{ nodes { key } pageInfo { hasNextPage endCursor } } }",
            after=after,
        )["candidacies"]
        seen += [node["key"] for node in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert seen == [node["key"] for node in nodes]


def test_an_order_follows_few_edges(ask: Asked) -> None:
    deep = "{ candidacies(orderBy: [{contest: {district: {province: {parent: {name: ASC}}}}}]) { totalCount } }"
    assert ask.code(deep) == "BAD_ORDER"


def test_a_key_that_nothing_has_is_told_with_the_nearest_ones(ask: Asked) -> None:
    response = ask('{ candidacies(where: {edition: {eq: "2043"}}) { totalCount } }')
    assert response["data"] == {"candidacies": {"totalCount": 0}}
    (unknown,) = response["extensions"]["unknownKeys"]
    assert (unknown["path"], unknown["type"], unknown["key"]) == (["candidacies"], "Edition", "2043")
    assert unknown["nearest"][0]["key"] == "2042"
    by_name = ask('{ candidacies(where: {party: {eq: "Melati"}}) { totalCount } }')["extensions"]["unknownKeys"]
    assert [each["name"] for each in by_name[0]["nearest"]] != []
    within = ask('{ parties { nodes { candidacies(where: {district: {in: ["2042/dpr/1", "2042/dpr/99"]}}) { totalCount } } } }')  # fmt: skip
    assert [each["key"] for each in within["extensions"]["unknownKeys"]] == ["2042/dpr/99"]


def test_a_key_that_something_has_is_not_told(ask: Asked) -> None:
    assert "extensions" not in ask(
        '{ candidacies(where: {edition: {eq: "2042"}, district: {eq: "2042/dpr/1"}}) { totalCount } }'
    )


@pytest.mark.parametrize("type_", ["ID!", "String!"])
def test_a_key_is_passed_on_as_an_id_or_as_a_text(type_: str, ask: Asked) -> None:
    query = f"query($key: {type_}) {{ district(id: $key) {{ key }} candidacies(where: {{district: {{eq: $key}}}}) {{ totalCount }} }}"
    found = ask.data(query, key="2042/dpr/1")
    assert found["district"] == {"key": "2042/dpr/1"}
    assert found["candidacies"]["totalCount"] > 0


def test_lists_of_keys_may_be_ids_and_other_types_may_not(ask: Asked) -> None:
    query = "query($keys: [ID!]!) { candidacies(where: {district: {in: $keys}}) { totalCount } }"
    assert ask.data(query, keys=["2042/dpr/1"])["candidacies"]["totalCount"] > 0
    assert (
        ask.code("query($key: Int!) { candidacies(where: {district: {eq: $key}}) { totalCount } }", key=1)
        == "GRAPHQL_VALIDATION_FAILED"
    )
    assert ask.code("query($key: ID) { district(id: $key) { key } }", key="a") == "GRAPHQL_VALIDATION_FAILED"
