"""Queries over the invented election, asked both ways, with the answers that must come."""

from typing import Any

import orjson
import pytest

from hub.graph.sqlite.store import SqliteStore
from hub.schema.execute import Executor
from hub.schema.request import Request
from tests.graph import invented
from tests.schema.conftest import Asked


def keys(connection: dict[str, Any]) -> list[str]:
    return [node["key"] for node in connection["nodes"]]


def test_the_names_on_a_ballot(ask: Asked) -> None:
    where = 'edition:{eq:"2042"}, office:{eq:DPR}, district:{eq:"2042/dpr/1"}, elected:{eq:true}, gender:{eq:FEMALE}'
    found = ask.data(
        f'{{ candidacies(where:{{{where}, name:{{contains:"siti"}}}}) {{ totalCount nodes {{ key nameOnBallot }} }} }}'
    )
    assert found == {
        "candidacies": {
            "totalCount": 1,
            "nodes": [{"key": "2042/dpr/1/1/1", "nameOnBallot": 'Hj. SITI "D\'ARC", S.H.'}],
        }
    }


def test_null_is_not_zero(ask: Asked) -> None:
    found = ask.data("{ candidacies(orderBy: [{votesCount: ASC}, {key: DESC}]) { nodes { votesCount } } }")
    assert [node["votesCount"] for node in found["candidacies"]["nodes"]] == [0, 7, 90, 500, 500, None, None, None]
    found = ask.data(
        "{ a: candidacies(where:{votesCount:{isNull:true}}) { totalCount } b: candidacies(where:{votesCount:{eq:0}}) { totalCount } }"
    )
    assert found == {"a": {"totalCount": 3}, "b": {"totalCount": 1}}


def test_a_tie_is_settled_by_the_key(ask: Asked) -> None:
    query = (
        '{ contest(id:"2042/dpr/1") { candidacies(orderBy:{votesCount:DESC}, first:2) { nodes { key votesCount } } } }'
    )
    tie = ask.data(query)["contest"]["candidacies"]["nodes"]
    assert tie == [{"key": "2042/dpr/1/1/1", "votesCount": 500}, {"key": "2042/dpr/1/1/2", "votesCount": 500}]


def test_a_person_through_editions_and_parties(ask: Asked) -> None:
    found = ask.data(
        "query($id: ID!) { person(id: $id) { names aliases birthYear externalIds { scheme value } sources { series }"
        " candidacies { nodes { edition { key votingDate } party { abbreviation nominations { edition { key } ballotNumber } } } } } }",
        id=invented.MERGED,
    )["person"]
    assert found["names"] == ['Hj. SITI "D\'ARC", S.H.', "SITI"]
    assert found["aliases"] == [invented.MERGED]
    assert found["externalIds"] == [{"scheme": "kpu", "value": "77"}]
    assert [node["edition"] for node in found["candidacies"]["nodes"]] == [
        {"key": "2037", "votingDate": None},
        {"key": "2042", "votingDate": "2042-02-14"},
    ]
    assert found["candidacies"]["nodes"][0]["party"]["nominations"] == [
        {"edition": {"key": "2037"}, "ballotNumber": 2},
        {"edition": {"key": "2042"}, "ballotNumber": 2},
    ]


def test_odd_letters_come_through_unharmed(ask: Asked) -> None:
    found = ask.data('{ candidacy(id: "2042/dpr/2/2/1") { nameOnBallot person { name } } }')["candidacy"]
    assert found == {"nameOnBallot": invented.ODD_NAME, "person": {"name": invented.ODD_NAME}}


def test_regions_by_key_and_by_code(ask: Asked) -> None:
    found = ask.data(
        'query($key: ID!) { a: region(code: "81") { key codes { scheme value } } b: region(code: "81", scheme: "kpu") { key }'
        ' c: region(id: $key) { ancestors { name level } districts { nodes { key } } } d: region(code: "zz") { key } }',
        key=invented.PORT,
    )
    assert found["a"] == {
        "key": invented.NORTH,
        "codes": [{"scheme": "kemendagri", "value": "81"}, {"scheme": "kpu", "value": "7"}],
    }
    assert found["b"] == {"key": invented.SOUTH}
    assert found["c"]["ancestors"] == [{"name": "UTARA", "level": "PROVINCE"}, {"name": "INDONESIA", "level": "NATION"}]
    assert found["c"]["districts"] == {"nodes": [{"key": "2042/dpr/1"}, {"key": "2042/dpr/2"}]}
    assert found["d"] is None


def test_pages_forward_and_back(ask: Asked) -> None:
    query = """query($first: Int, $after: String, $last: Int, $before: String) {
      candidacies(first: $first, after: $after, last: $last, before: $before, orderBy: [{gender: DESC}, {votesCount: DESC}]) {
        edges { cursor node { key } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""
    whole = ask.data(query, first=20)["candidacies"]["edges"]
    assert len(whole) == 8
    forward: list[Any] = []
    page = {"endCursor": None, "hasNextPage": True}
    while page["hasNextPage"]:
        found = ask.data(query, first=3, after=page["endCursor"])["candidacies"]
        forward, page = forward + found["edges"], found["pageInfo"]
    assert forward == whole
    found = ask.data(query, last=3, before=whole[5]["cursor"])["candidacies"]
    assert found["edges"] == whole[2:5]
    assert found["pageInfo"]["hasPreviousPage"]
    assert found["pageInfo"]["hasNextPage"]


def test_nodes_of_any_type(ask: Asked) -> None:
    found = ask.data(f'{{ person(id: "{invented.SITI}") {{ id }} finding(id: "odd/ü &?") {{ id iri }} }}')
    assert found["finding"]["iri"] == f"{invented.BASE}id/finding/odd/%C3%BC%20%26%3F"
    ids = [found["finding"]["id"], "zz", found["person"]["id"]]
    query = """query($ids: [ID!]!, $id: ID!) {
      nodes(ids: $ids) { __typename key ... on Person { name } ...OfFinding }
      node(id: $id) { __typename sources { series } }
    } fragment OfFinding on Finding { rule subject { key } }"""
    found = ask.data(query, ids=ids, id=ids[2])
    assert found["nodes"] == [
        {"__typename": "Finding", "key": "odd/ü &?", "rule": "odd", "subject": None},
        None,
        {"__typename": "Person", "key": invented.SITI, "name": 'Hj. SITI "D\'ARC", S.H.'},
    ]
    assert found["node"] == {"__typename": "Person", "sources": [{"series": "list-2042"}, {"series": "quick-2042"}]}


def test_a_finding_names_its_subject(ask: Asked) -> None:
    query = '{ findings(where:{subjectKind:{eq:"contest"}}) { nodes { rule evidence subject { __typename key ... on Contest { seatsCount } } } } }'
    assert ask.data(query)["findings"]["nodes"] == [
        {
            "rule": "totals-differ",
            "evidence": {"expected": 2, "found": [1, None, "é"]},
            "subject": {"__typename": "Contest", "key": "2042/dpr/1", "seatsCount": 2},
        }
    ]


@pytest.mark.parametrize(
    ("text", "types", "found"),
    [
        ("zulkar", "[PERSON]", [invented.HOMONYM, invented.TWIN]),
        ("d'arc siti", "[PERSON]", [invented.SITI]),
        ("nandu", "[CANDIDACY]", ["2042/dpr/2/2/1"]),
        ("utara", "[REGION]", [invented.NORTH]),
        ("melati", "[PARTY, REGION]", [invented.MELATI]),
        ("zulkarnian", "[PERSON]", [invented.HOMONYM, invented.TWIN]),
        ("d'arc sitti", "[PERSON]", [invented.SITI]),
        ("sitti nobody", "[PERSON]", []),
        ("utera", "[REGION]", [invented.NORTH]),
        ("meltai", "[PARTY, REGION]", [invented.MELATI]),
        ("melati utera", "[PARTY, REGION]", []),
        ("siti", "[]", []),
        ('" OR *', "[PERSON]", []),
        ("", "null", []),
    ],
)
def test_search(ask: Asked, text: str, types: str, found: list[str]) -> None:
    query = f"query($text: String!) {{ search(text: $text, types: {types}) {{ totalCount nodes {{ ... on Node {{ key }} }} }} }}"
    answer = ask.data(query, text=text)["search"]
    assert answer == {"totalCount": len(found), "nodes": [{"key": key} for key in found]}


def test_conditions_on_what_is_related(ask: Asked) -> None:
    found = ask.data(
        f"""{{
      pairs: persons(where: {{candidacies: {{some: {{ticket: {{isNull: false}}, role: {{eq: DEPUTY}}}}}}}}) {{ nodes {{ name }} }}
      switched: persons(where: {{and: [{{candidacies: {{some: {{party: {{eq: "{invented.MELATI}"}}}}}}}},
                                      {{candidacies: {{some: {{party: {{is: {{abbreviation: {{isNull: true}}}}}}}}}}}}]}}) {{ nodes {{ key }} }}
      uncontested: contests(where: {{candidacies: {{none: {{elected: {{ne: true}}}}}}, seatsCount: {{gt: 1}}}}) {{ nodes {{ key }} }}
      every: parties(where: {{candidacies: {{every: {{elected: {{eq: true}}}}}}}}) {{ totalCount }}
      seats: districts(where: {{contest: {{eq: "2042/dpr/1"}}}}) {{ nodes {{ key }} }}
    }}"""
    )
    assert found["pairs"] == {"nodes": [{"name": "BUDI"}]}
    assert found["switched"] == {"nodes": [{"key": invented.SITI}]}
    assert found["uncontested"] == {"nodes": [{"key": "2042/dpr/2"}]}
    assert found["every"] == {"totalCount": 0}
    assert found["seats"] == {"nodes": [{"key": "2042/dpr/1"}]}


def test_figures_over_all_rows_and_by_group(ask: Asked) -> None:
    found = ask.data("""{ candidacies(where: {office: {eq: DPR}, edition: {eq: "2042"}}, first: 1) {
      aggregate { count sum { votesCount } min { votesCount } max { votesCount rank } avg { votesCount } }
      groups(by: [party, gender], first: 3) { count key { gender party { abbreviation } } sum { votesCount } } } }""")
    assert found["candidacies"]["aggregate"] == {
        "count": 5, "sum": {"votesCount": 1007}, "min": {"votesCount": 0}, "max": {"votesCount": 500, "rank": None},
        "avg": {"votesCount": 251.75},
    }  # fmt: skip
    assert found["candidacies"]["groups"] == [
        {"count": 1, "key": {"gender": gender, "party": {"abbreviation": "MLT"}}, "sum": {"votesCount": votes}}
        for gender, votes in (("FEMALE", 500), ("MALE", 500), (None, None))
    ]


def test_figures_of_what_is_found_by_key(ask: Asked) -> None:
    counted = "candidacies { totalCount aggregate { count } groups(by: [edition]) { count key { edition { key } } } }"
    nodes = ask.data(f"{{ persons(first: 5) {{ nodes {{ key {counted} }} }} }}")["persons"]["nodes"]
    for node in nodes:
        one = ask.data(f"query($id: ID!) {{ person(id: $id) {{ key {counted} }} }}", id=node["key"])["person"]
        assert one == node
        assert one["candidacies"]["aggregate"]["count"] == one["candidacies"]["totalCount"]
    led = counted.replace("candidacies", 'candidacies(where: {district: {eq: "2042/dpr/1"}})')
    found = ask.data(f"{{ {led} }}")
    assert found["candidacies"]["aggregate"]["count"] == found["candidacies"]["totalCount"] > 0


def test_figures_of_which_none_is_asked(ask: Asked) -> None:
    found = ask.data(
        "{ persons { aggregate { __typename count @skip(if: true) sum { __typename } } groups(by: [gender]) { __typename } } }"
    )
    assert found["persons"]["aggregate"] == {"__typename": "PersonFigures", "sum": {"__typename": "PersonTotal"}}
    assert found["persons"]["groups"] == [{"__typename": "PersonGroup"}] * 2


def test_the_largest_group_stands_first_and_groups_lead_on(ask: Asked) -> None:
    found = ask.data("""{ edition(id: "2042") { candidacies { groups(by: [office, elected]) { n: count key { office elected } }
      of: groups(by: [contest], first: 1) { key { contest { candidacies { groups(by: [person]) { key { person {
        candidacies { groups(by: [edition]) { count key { edition { key } } } } } } } } } } } } } }""")["edition"][
        "candidacies"
    ]
    groups = [(group["n"], group["key"]["elected"]) for group in found["groups"]]
    assert groups == [(2, None), (2, False), (2, True), (1, None)]
    people = found["of"][0]["key"]["contest"]["candidacies"]["groups"]
    assert len(people) == 4
    assert people[0]["key"]["person"]["candidacies"]["groups"] == [
        {"count": 1, "key": {"edition": {"key": "2037"}}},
        {"count": 1, "key": {"edition": {"key": "2042"}}},
    ]


def test_directives_fragments_and_aliases(ask: Asked) -> None:
    query = """query($with: Boolean!) { c: candidacy(id: "2042/dpr/1/1/1") { a: key ...F @include(if: $with) b: key @skip(if: $with)
      party { name } ... @include(if: true) { party { key } } } } fragment F on Candidacy { gender }"""
    assert ask.data(query, **{"with": True})["c"] == {
        "a": "2042/dpr/1/1/1", "gender": "FEMALE", "party": {"name": "Partai Melati", "key": invented.MELATI},
    }  # fmt: skip
    assert list(ask.data(query, **{"with": False})["c"]) == ["a", "b", "party"]


def test_rows_that_are_set_aside_page_by_their_whole_key(ask: Asked) -> None:
    query = f"""query($after: String) {{ source(id: "{invented.SOURCE}") {{ bytesCount setAside(first: 2, after: $after) {{
      totalCount nodes {{ sourceRow }} pageInfo {{ endCursor hasNextPage }} }} }} }}"""
    first = ask.data(query)["source"]
    assert first["bytesCount"] == 3_000_000_000
    assert first["setAside"]["nodes"] == [{"sourceRow": 9}, {"sourceRow": 10}]
    second = ask.data(query, after=first["setAside"]["pageInfo"]["endCursor"])["source"]["setAside"]
    assert second["nodes"] == [{"sourceRow": 100}]
    assert not second["pageInfo"]["hasNextPage"]


def test_one_statement_per_root_field(counted: tuple[Executor, SqliteStore]) -> None:
    executor, store = counted
    query = """{ release { id } persons { nodes { candidacies { nodes { party { name } district { name regions { nodes { name } } } } } } }
      districts { totalCount edges { cursor node { candidacies { totalCount } results { nodes { votesCount } } } } } }"""
    traced: list[str] = []
    executor.execute(Request(query))
    store._cursor().connection.exec_trace = lambda _cursor, sql, _values: traced.append(sql) is None
    before = store.statements_count
    assert not executor.execute(Request(query)).has_errors
    assert store.statements_count - before == 3
    assert len(traced) == 3


def test_a_plan_serves_all_values_of_a_variable(counted: tuple[Executor, SqliteStore]) -> None:
    executor, _ = counted
    query = "query($e: String!, $n: Int, $g: Gender) { candidacies(first: $n, where: {edition: {eq: $e}, gender: {eq: $g}}) { totalCount } }"

    def count(**variables: Any) -> Any:
        return orjson.loads(executor.execute(Request(query, variables)).body)["data"]["candidacies"]["totalCount"]

    for _ in range(2):
        assert [count(e="2042"), count(e="2037"), count(e="2042", g="MALE"), count(e="2042", n=1)] == [7, 1, 2, 7]
    plans = executor._documents.get(query).operations[""].plans
    assert len(plans._made) == 3
    assert [count(e="1999"), count(e="2042", g="FEMALE")] == [0, 1]
    assert len(plans._made) == 3


def test_introspection_is_answered(ask: Asked) -> None:
    found = ask.data(
        '{ __schema { queryType { name } } __type(name: "Office") { enumValues { name } } release { number } }'
    )
    assert found["__schema"] == {"queryType": {"name": "Query"}}
    assert {"name": "DPR"} in found["__type"]["enumValues"]
    assert found["release"] == {"number": 0}  # given when it is published, which the invented one is not


CHOICES_PAGE = """query($after: String, $before: String, $first: Int, $last: Int) {
  outcome(id: "2042/dpr/1") { choices(first: $first, last: $last, after: $after, before: $before) {
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { votesCount rank candidacy { key } nomination { key } } }
  } } }"""


def older_cursor(choice: str) -> str:
    """Return the cursor that was given when choices came in the order of their keys."""
    return orjson.dumps(["outcome_choice", f"2042/dpr/1~{choice}"]).hex().upper()


def choices(ask: Asked, after: str | None = None) -> tuple[list[str], list[str]]:
    """Return whom all pages from a cursor name, and all cursors that they give."""
    found, cursors = [], []
    while True:
        page = ask.data(CHOICES_PAGE, first=2, after=after)["outcome"]["choices"]
        found += [(edge["node"]["candidacy"] or edge["node"]["nomination"])["key"] for edge in page["edges"]]
        cursors += [edge["cursor"] for edge in page["edges"]]
        if not page["pageInfo"]["hasNextPage"]:
            return found, cursors
        after = page["pageInfo"]["endCursor"]


BY_RANK = ["2042/dpr/1/2/1", "2042/dpr/1/1/1", "2042/dpr/1/1/2", "2042/dpr/1/1/10", "2042/party/1"]


def test_the_first_choice_is_the_one_with_the_most_votes_and_so_is_the_first_list(ask: Asked) -> None:
    found, cursors = choices(ask)
    assert found == BY_RANK
    assert len(set(cursors)) == len(BY_RANK)
    for place, cursor in enumerate(cursors[:-1]):
        assert choices(ask, cursor)[0] == BY_RANK[place + 1 :]
    lists = ask.data('{ outcome(id: "2042/dpr/1") { lists { nodes { votesCount } } } }')["outcome"]["lists"]["nodes"]
    assert [row["votesCount"] for row in lists] == [30, None]
    last = ask.data(CHOICES_PAGE, last=2)["outcome"]["choices"]
    assert [edge["cursor"] for edge in last["edges"]] == cursors[-2:]


def test_a_cursor_from_before_choices_were_ranked_goes_on_in_the_order_of_keys(ask: Asked) -> None:
    by_key = [choice for choice, *_ in invented.CHOICES]
    names = [choice.removesuffix("/party-only") for choice in by_key]
    for place, choice in enumerate(by_key):
        found, cursors = choices(ask, older_cursor(choice))
        assert found == names[place + 1 :]
        assert cursors == [older_cursor(each) for each in by_key[place + 1 :]]
    before = ask.data(CHOICES_PAGE, last=2, before=older_cursor(by_key[3]))["outcome"]["choices"]
    assert [edge["cursor"] for edge in before["edges"]] == [older_cursor(each) for each in by_key[1:3]]
    assert before["pageInfo"]["hasPreviousPage"] is True


def test_cursors_of_two_orders_do_not_go_together(ask: Asked) -> None:
    _, cursors = choices(ask)
    assert ask.code(CHOICES_PAGE, first=2, after=older_cursor("2042/dpr/1/1/1"), before=cursors[-1]) == "BAD_CURSOR"
    assert ask.code(CHOICES_PAGE, first=2, after="zz") == "BAD_CURSOR"
