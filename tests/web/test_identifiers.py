"""An identifier of the release answers on any host, and one that was ever published never answers 404."""

from pathlib import Path

import polars as pl
import pytest

from hub.release import current
from hub.tables.persons import Persons
from tests.mini import BASE, MERGED, SPLIT, WITHDRAWN
from tests.web.conftest import BROWSER, Get

CANDIDACY = "candidacy/2042/dpr/8101/1/1"


@pytest.fixture(scope="module")
def persons(out: Path) -> list[str]:
    return current(out).table(Persons).sort("person_id")["person_id"].to_list()


def test_a_thing_answers_303_to_its_document(get: Get) -> None:
    answer = get(f"/id/{CANDIDACY}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/doc/{CANDIDACY}")


def test_the_asked_format_goes_with_it(get: Get) -> None:
    assert get(f"/id/{CANDIDACY}?format=ttl").headers["location"] == f"/doc/{CANDIDACY}?format=ttl"


def test_a_key_with_marks_keeps_them_escaped(get: Get) -> None:
    answer = get("/id/result/2042/dpr/8101/1/1@all~votes-2042")
    assert (answer.status_code, answer.headers["location"]) == (303, "/doc/result/2042/dpr/8101/1/1@all~votes-2042")


def test_every_node_of_the_release_answers(get: Get, out: Path) -> None:
    from hub.ids import NODE_TYPE_OF
    from hub.tables import BY_NAME

    asked = 0
    for table, node_type in NODE_TYPE_OF.items():
        for key in current(out).table(BY_NAME[table])[BY_NAME[table].key_column()].head(2):
            assert get(f"/id/{node_type}/{key}").status_code == 303, (node_type, key)
            assert get(f"/doc/{node_type}/{key}", headers=BROWSER).status_code == 200, (node_type, key)
            asked += 1
    assert asked >= len(NODE_TYPE_OF)


def test_the_form_and_the_query_go_with_a_merged_id(get: Get, persons: list[str]) -> None:
    answer = get(f"/doc/person/{MERGED}.ttl?lang=en")
    assert (answer.status_code, answer.headers["location"]) == (301, f"/doc/person/{persons[0]}.ttl?lang=en")
    answer = get(f"/id/person/{MERGED}?format=ttl")
    assert answer.headers["location"] == f"/id/person/{persons[0]}?format=ttl"


def test_the_page_of_a_retired_id_has_a_tag_of_its_language(get: Get) -> None:
    tags = {get(f"/id/person/{SPLIT}?lang={lang}", headers=BROWSER).headers["etag"] for lang in ("id", "en")}
    assert len(tags) == 2


@pytest.mark.parametrize("room", ["id", "doc"])
def test_a_merged_id_answers_301_to_its_successor(room: str, get: Get, persons: list[str]) -> None:
    answer = get(f"/{room}/person/{MERGED}")
    assert (answer.status_code, answer.headers["location"]) == (301, f"/{room}/person/{persons[0]}")
    assert get(answer.headers["location"]).status_code in {200, 303}


@pytest.mark.parametrize("room", ["id", "doc"])
def test_a_split_id_answers_300_with_all_successors(room: str, get: Get, persons: list[str]) -> None:
    answer = get(f"/{room}/person/{SPLIT}")
    assert answer.status_code == 300
    assert [successor["key"] for successor in answer.json()["successors"]] == persons[:2]
    assert all(f"</{room}/person/{key}>" in answer.headers["link"] for key in persons[:2])
    page = get(f"/{room}/person/{SPLIT}", headers=BROWSER)
    assert page.status_code == 300
    assert all(f'href="/{room}/person/{key}"' in page.text for key in persons[:2])


@pytest.mark.parametrize("room", ["id", "doc"])
def test_a_withdrawn_id_answers_410_with_a_tombstone(room: str, get: Get) -> None:
    answer = get(f"/{room}/person/{WITHDRAWN}")
    assert answer.status_code == 410
    assert answer.json() | {"release": ""} == {
        "iri": f"{BASE}id/person/{WITHDRAWN}", "key": WITHDRAWN, "kind": "person", "state": "WITHDRAWN", "firstRelease": 1,
        "successors": [], "release": "",
    }  # fmt: skip
    assert get(f"/{room}/person/{WITHDRAWN}", headers=BROWSER).status_code == 410


@pytest.mark.parametrize(
    "path", ["/id/person/p-none", "/doc/person/p-none", "/doc/person/p-none.ttl", "/id/planet/earth", "/id/candidacy/"]
)
def test_what_was_never_published_answers_404(path: str, get: Get) -> None:
    answer = get(path)
    assert answer.status_code == 404
    assert answer.json()["error"]["status"] == 404
    assert answer.json()["error"]["code"] in {"NOT_FOUND", "UNKNOWN_TYPE"}


def test_a_district_line_answers_though_it_has_no_table(get: Get, out: Path) -> None:
    from hub.tables.districts import Districts

    line = current(out).table(Districts).filter(pl.col("district_id") == "2042/dpr/8101")["line_id"].item()
    assert get(f"/id/district-line/{line}").status_code == 303
    page = get(f"/doc/district-line/{line}", headers=BROWSER).text
    assert "/doc/district/2042/dpr/8101" in page
    assert "/doc/district/2037/dpr/1" in page
