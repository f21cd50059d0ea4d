"""What stands around the contests: the division over time, shapes, polling stations, voters, money, datasets, the calendar."""

from typing import Any

import pytest

from hub import ids
from hub.graph.model import MODEL
from tests.graph import invented
from tests.schema.conftest import Asked


def test_regions_give_parts_to_one_another(ask: Asked) -> None:
    query = """query($key: ID!) { region(id: $key) {
      predecessors { name } successors { name }
      lineage { year kind movedCount partsCount evidence region { name } successor { name } } } }"""
    north = ask.data(query, key=invented.NORTH)["region"]
    assert north["predecessors"] == north["successors"] == [{"name": "SELATAN"}]
    assert [(each["year"], each["kind"], each["successor"]["name"]) for each in north["lineage"]] == [
        (2040, "SPLIT", "SELATAN"),
        (2041, "TRANSFER", "UTARA"),
    ]
    assert north["lineage"][0] == {
        "year": 2040, "kind": "SPLIT", "movedCount": 1, "partsCount": 3, "evidence": "lists of 2039 and 2040",
        "region": {"name": "UTARA"}, "successor": {"name": "SELATAN"},
    }  # fmt: skip
    assert ask.data(query, key=invented.PORT)["region"] == {"predecessors": [], "successors": [], "lineage": []}


def test_what_a_region_was_part_of_the_earliest_first(ask: Asked) -> None:
    query = "query($key: ID!) { region(id: $key) { parent { name } parents { parent { name } validFrom validTo } } }"
    assert ask.data(query, key=invented.PORT)["region"] == {
        "parent": {"name": "UTARA"},
        "parents": [
            {"parent": {"name": "SELATAN"}, "validFrom": 2037, "validTo": 2040},
            {"parent": {"name": "UTARA"}, "validFrom": 2041, "validTo": None},
        ],
    }


def test_the_shape_of_a_district_is_json_and_null_where_none_is_known(ask: Asked) -> None:
    found = ask.data(
        "{ districts(orderBy: {key: ASC}) { nodes { key geometry"
        " map { method isApproximate areaKm2 partsCount geometry district { key } source { series } } } } }"
    )
    point = {"type": "Point", "coordinates": [95.3, 5.5]}
    assert found["districts"]["nodes"] == [
        {"key": "2037/dpr/1", "geometry": None, "map": None},
        {
            "key": "2042/dpr/1",
            "geometry": point,
            "map": {
                "method": "DISSOLVED", "isApproximate": True, "areaKm2": 1234.5, "partsCount": 2, "geometry": point,
                "district": {"key": "2042/dpr/1"}, "source": {"series": "list-2042"},
            },
        },
        {"key": "2042/dpr/2", "geometry": None, "map": None},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("where", "count"),
    [
        ("{map: {is: {areaKm2: {gt: 1234.4}}}}", 1),
        ("{map: {is: {areaKm2: {gt: 1234.5}}}}", 0),
        ("{map: {isNull: true}}", 2),
        ("{map: {isNull: false}}", 1),
    ],
)
def test_districts_by_their_shape(ask: Asked, where: str, count: int) -> None:
    assert ask.data(f"{{ districts(where: {where}) {{ totalCount }} }}") == {"districts": {"totalCount": count}}


def test_figures_of_a_polling_station(ask: Asked) -> None:
    found = ask.data(
        "query($key: ID!, $at: String!) { pollingStation(id: $key) { iri number region { name } turnout { nodes { registeredCount } } }"
        " turnout(where: {pollingStation: {eq: $at}}) { nodes { key pollingStation { key } } }"
        " wide: turnout(where: {pollingStation: {isNull: true}}) { nodes { pollingStation { key } } } }",
        key=invented.STATION,
        at=invented.STATION,
    )
    assert found["pollingStation"] == {
        "iri": f"{invented.BASE}id/polling-station/{invented.STATION}",
        "number": 1,
        "region": {"name": "PELABUHAN"},
        "turnout": {"nodes": [{"registeredCount": 300}]},
    }
    assert found["turnout"]["nodes"] == [{"key": "2042/president/station", "pollingStation": {"key": invented.STATION}}]
    assert found["wide"]["nodes"] == [{"pollingStation": None}]


def test_voters_of_a_region_keep_what_is_not_reported_apart_from_zero(ask: Asked) -> None:
    query = """query($key: ID!) { region(id: $key) {
      pollingStations { totalCount } voters(orderBy: {listKind: ASC}) { nodes { listKind office maleCount totalCount } } } }"""
    assert ask.data(query, key=invented.NORTH)["region"] == {
        "pollingStations": {"totalCount": 0},
        "voters": {
            "nodes": [
                {"listKind": "DPT", "office": None, "maleCount": 990, "totalCount": 2000},
                {"listKind": "DPK", "office": "DPR", "maleCount": None, "totalCount": None},
            ]
        },
    }


def test_money_larger_than_32_bits(ask: Asked) -> None:
    found = ask.data(
        'query($least: Long!) { candidacy(id: "2042/dpr/1/1/1") { financeReports { nodes { key period totalIdr'
        " lines { aggregate { sum { amountIdr } } nodes { donorKind kind amountIdr unit } } } } nomination { financeReports { totalCount } } }"
        " financeReports(where: {totalIdr: {gt: $least}}) { nodes { candidacy { nameOnBallot } } } }",
        least=5_000_000_000,
    )
    assert found["candidacy"]["financeReports"]["nodes"] == [
        {
            "key": "2042/dpr/1/1/1/1", "period": 1, "totalIdr": 5_000_000_001,
            "lines": {
                "aggregate": {"sum": {"amountIdr": 5_000_000_001}},
                "nodes": [
                    {"donorKind": "CANDIDATE", "kind": "CASH", "amountIdr": 5_000_000_001, "unit": None},
                    {"donorKind": "INDIVIDUAL", "kind": "GOODS", "amountIdr": None, "unit": None},
                ],
            },
        }
    ]  # fmt: skip
    assert found["candidacy"]["nomination"] == {"financeReports": {"totalCount": 1}}
    assert found["financeReports"]["nodes"] == [{"candidacy": {"nameOnBallot": 'Hj. SITI "D\'ARC", S.H.'}}]


def test_parties_behind_a_pair_also_those_that_nobody_knows(ask: Asked) -> None:
    found = ask.data('{ ticket(id: "2042/president/1") { parties { partyName party { abbreviation } } } }')["ticket"]
    assert found["parties"] == [
        {"partyName": "Melati", "party": {"abbreviation": "MLT"}},
        {"partyName": "Partai yang tak dikenal", "party": None},
    ]


def test_datasets_that_are_not_open(ask: Asked) -> None:
    shown = "key title theme system steward formats availability reason rowsCount filesCount edition { key }"
    found = ask.data(
        f"{{ datasets(where: {{availability: {{ne: OPEN}}}}) {{ nodes {{ {shown} }} }}"
        " all: datasets(orderBy: {rowsCount: DESC}) { nodes { key formats } groups(by: [availability]) { key { availability } count } }"
        ' edition(id: "2042") { datasets { totalCount } } }'
    )
    assert found["datasets"]["nodes"] == [
        {
            "key": "disputes", "title": "Sengketa", "theme": "COMPLAINTS_AND_DISPUTES", "system": "PHPU", "steward": "Biro Hukum",
            "formats": [], "availability": "MISSING", "reason": "never published", "rowsCount": 0, "filesCount": 0, "edition": None,
        }
    ]  # fmt: skip
    assert found["all"]["nodes"] == [
        {"key": "list-2042", "formats": ["CSV", "JSON"]},
        {"key": "disputes", "formats": []},
    ]
    assert {each["key"]["availability"]: each["count"] for each in found["all"]["groups"]} == {"OPEN": 1, "MISSING": 1}
    assert found["edition"] == {"datasets": {"totalCount": 1}}


def test_days_laws_and_disputes_of_an_edition(ask: Asked) -> None:
    query = """query($key: ID!) { edition(id: $key) {
      calendar { name starts ends basis } legalBases { nodes { title number subject } }
      disputes { nodes { number applicant respondent filed decided contest { key disputes { totalCount } } } } } }"""
    assert ask.data(query, key="2042")["edition"] == {
        "calendar": [
            {"name": "registration", "starts": "2041-07-01", "ends": None, "basis": "Peraturan 1/2041"},
            {"name": "count", "starts": "2042-02-14", "ends": "2042-03-01", "basis": "Peraturan 1/2041"},
        ],
        "legalBases": {"nodes": [{"title": "Undang-Undang Pemilu", "number": "1/2040", "subject": "Pemilu"}]},
        "disputes": {
            "nodes": [
                {"number": "1/PHPU/2042", "applicant": "Partai Kamboja", "respondent": None, "filed": "2042-03-01", "decided": None,
                 "contest": {"key": "2042/dpr/1", "disputes": {"totalCount": 1}}},
            ]
        },
    }  # fmt: skip
    empty: dict[str, Any] = {"calendar": [], "legalBases": {"nodes": []}, "disputes": {"nodes": []}}
    assert ask.data(query, key="2037")["edition"] == empty


def test_public_records_by_kind_and_edition(ask: Asked) -> None:
    query = """{
      laws: publicRecords(where: {kind: {eq: LEGAL_DOCUMENT}}) { nodes { key title edition { key } region { key } } }
      budgets: publicRecords(where: {kind: {eq: BUDGET}}) { aggregate { sum { amountIdr spentIdr } } nodes { title amountIdr spentIdr } }
      edition(id: "2042") { publicRecords { totalCount } } }"""
    assert ask.data(query) == {
        "laws": {"nodes": [{"key": "laws/1", "title": "Undang-Undang 1/2040", "edition": None, "region": None}]},
        "budgets": {
            "aggregate": {"sum": {"amountIdr": 1000, "spentIdr": 850}},
            "nodes": [
                {"title": "Pusat", "amountIdr": 900, "spentIdr": 850},
                {"title": "Utara", "amountIdr": 100, "spentIdr": None},
            ],
        },
        "edition": {"publicRecords": {"totalCount": 2}},
    }


@pytest.mark.parametrize("node_type", ids.NODE_TYPES)
def test_a_node_of_every_type_is_found_by_its_global_id_and_named_by_its_iri(ask: Asked, node_type: str) -> None:
    page = MODEL[node_type].table.table_name().split("_")
    listed = page[0] + "".join(word.capitalize() for word in page[1:])
    (first, *_) = ask.data(f"{{ {listed}(first: 1) {{ nodes {{ __typename id key iri }} }} }}")[listed]["nodes"]
    again = ask.data("query($id: ID!) { node(id: $id) { __typename id key iri } }", id=first["id"])["node"]
    assert again == first
    assert first["iri"] == ids.iri(invented.BASE, node_type, first["key"])
