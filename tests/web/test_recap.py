"""The recapitulation pages."""

import re
from pathlib import Path

import pytest

from hub.web import recap
from hub.web.recap import _series, _variables
from tests.web.conftest import BROWSER, Get, caller

CONTEST = "/recap?contest=2042/president"


def test_contests_are_listed_however_many_there_are(sample_out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recap, "CONTESTS", 1)
    get = caller(sample_out)
    total = get("/recap?format=json").json()["data"]["contests"]["totalCount"]
    assert len(set(re.findall(r"/recap\?contest=[^\"]+", get("/recap", headers=BROWSER).text))) == total > 1


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_counts_of_all_contests_are_listed(lang: str, get: Get) -> None:
    text = get(f"/recap?lang={lang}", headers=BROWSER).text
    assert f'<html lang="{lang}">' in text
    assert text.count("/recap?contest=") == get("/recap?format=json").json()["data"]["contests"]["totalCount"]


def test_a_page_shows_sums_progress_and_what_the_source_states(get: Get) -> None:
    text = get(f"{CONTEST}&level=REGENCY&lang=en", headers=BROWSER).text
    assert "1 of 2 polling stations" in text
    assert "120 (stated 121)" in text


def test_figures_without_progress_have_their_own_status() -> None:
    option = {
        "candidacy": None,
        "ticket": {"key": "t", "name": "T"},
        "nomination": None,
        "kind": "TICKET",
        "region": None,
    }
    rows = [{**option, "series": name, "votesCount": 5, "status": status} for name, status in (
        ("a", "UNOFFICIAL_PARTIAL"), ("b", None), ("c", "CERTIFIED"), ("c", "UNOFFICIAL_PARTIAL"))]  # fmt: skip
    found = _series({"rollups": {"nodes": []}, "results": {"nodes": rows}, "progress": {"nodes": []}})
    assert {name: series["status"] for name, series in found.items()} == {
        "a": "UNOFFICIAL_PARTIAL",
        "b": None,
        "c": None,
    }


def test_the_largest_areas_are_shown_where_no_level_is_named(get: Get) -> None:
    shown, asked = (get(f"{CONTEST}{level}&lang=en", headers=BROWSER) for level in ("", "&level=NATION"))
    assert shown.status_code == 200
    assert '<strong aria-current="page">nation</strong>' in shown.text
    assert ">Indonesia<" in shown.text
    body = slice(shown.text.index("<main"), shown.text.index("</main>"))
    assert shown.text[body] in asked.text


def test_the_page_as_json_is_the_answer_of_the_api(get: Get) -> None:
    answer = get(f"{CONTEST}&level=REGENCY", headers={"accept": "application/json"})
    assert answer.headers["content-type"] == "application/json"
    (row,) = answer.json()["data"]["contest"]["rollups"]["nodes"]
    assert (row["votesCount"], row["statedCount"]) == (120, 121)


def test_a_page_that_is_held_is_not_sent_again(get: Get) -> None:
    first = get("/recap", headers=BROWSER)
    again = get("/recap", headers=BROWSER | {"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/recap?contest=2042/nothing", 404, "NOT_FOUND"),
        ("/recap?contest=2042/dpr/8102", 404, "NOT_"),
        (f"{CONTEST}&level=GALAXY", 400, "BAD_LEVEL"),
        (f"{CONTEST}&level=REGENCY&within=r-0000-0000-0", 404, "NOT_FOUND"),
        ("/recap?format=ttl", 406, "NOT_ACCEPTABLE"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_what_can(path: str, status: int, code: str, get: Get) -> None:
    answer = get(path, headers={"accept": "application/json"})
    assert answer.status_code == status
    assert answer.json()["error"]["code"].startswith(code)


def test_figures_of_polling_stations_are_listed_by_station() -> None:
    """Seen: `within` a village answered that there are no figures, and 3,849 stations are held."""
    option = {"candidacy": None, "ticket": {"key": "t", "name": "T"}, "nomination": None, "kind": "TICKET"}
    village = {"key": "v", "name": "Pulau Harapan"}
    rows = [
        {
            **option,
            "region": village,
            "pollingStation": {"key": f"s{number}", "number": number},
            "series": "a",
            "votesCount": number,
            "status": "UNOFFICIAL_PARTIAL",
        }
        for number in (10, 8)
    ]
    found = _series({"rollups": {"nodes": []}, "results": {"nodes": rows}, "progress": {"nodes": []}})
    assert [area["station"]["key"] for area in found["a"]["areas"]] == ["s8", "s10"]
    asked = _variables("2042/president", "POLLING_STATION", "v")
    assert {"region": {"eq": "v"}} in asked["results"]["or"]
    assert asked["results"]["pollingStation"] == {"isNull": False}
