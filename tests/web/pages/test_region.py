"""The page of a place: votes counted there, one heading per contest however many counts of it there are."""

import re
from typing import Any

from hub.web.pages.place_counts import counts
from tests.web.conftest import BROWSER, Get

PRESIDENT = {"key": "2019/president", "district": None}


def figure(series: str, status: str | None, votes: int | None, name: str = "Satu & Dua") -> dict[str, Any]:
    return {
        "contest": PRESIDENT,
        "office": "PRESIDENT",
        "edition": {"key": "2019", "year": 2019},
        "series": series,
        "status": status,
        "votesCount": votes,
        "ticket": {"key": name, "name": name, "ballotNumber": 1},
        "party": None,
        "source": {"key": "x", "title": "A file"},
    }


def test_counts_of_one_contest_are_one_entry_with_the_most_final_first() -> None:
    given = [figure("a", "UNOFFICIAL_PARTIAL", 900), figure("a-rekap", "CERTIFIED", 800), figure("b", None, 850)]
    (made,) = counts(given, [])
    assert [count["series"] for count in made["counts"]] == ["a-rekap", "b", "a"]


def test_of_equally_final_counts_the_larger_comes_first() -> None:
    given = [figure("a", "UNOFFICIAL_PARTIAL", 900), figure("b", "UNOFFICIAL_PARTIAL", 901)]
    (made,) = counts(given, [])
    assert [count["series"] for count in made["counts"]] == ["b", "a"]


def test_a_sum_with_a_part_that_is_not_stated_is_not_known() -> None:
    (made,) = counts([figure("a", None, 900), figure("a", None, None, "Tiga & Empat")], [])
    assert made["counts"][0]["votes"] == {"Satu & Dua": 900, "Tiga & Empat": None}
    assert made["counts"][0]["votesCount"] is None


def test_a_count_says_how_much_of_it_is_counted() -> None:
    progress = [
        {"contest": PRESIDENT, "series": "a", "unitLevel": "SUBDISTRICT", "countedCount": 3, "expectedCount": 4}
    ]
    (made,) = counts([figure("a", None, 900), figure("b", None, 800)], progress)
    found = {count["series"]: count["coverage"] for count in made["counts"]}
    assert [(unit.counted, unit.expected) for unit in found["a"].units] == [(3, 4)]
    assert found["b"] is None


def test_no_heading_of_votes_stands_twice_on_the_page_of_any_place(sample: Get) -> None:
    """Seen on examples/indonesia: three groups "Presiden Indonesia 2019", of the commission, the volunteers and the recapitulation."""
    query = "{ regions(where: {level: {in: [NATION, PROVINCE, REGENCY]}}, first: 600) { nodes { key results { totalCount } } } }"
    nodes = sample("/graphql", "POST", json={"query": query}).json()["data"]["regions"]["nodes"]
    keys = [row["key"] for row in nodes if row["results"]["totalCount"]]
    assert len(keys) > 5
    others = 0
    for key in keys:
        page = sample(f"/doc/region/{key}?lang=id", headers=BROWSER).text
        votes = page.partition('id="suara"')[2].partition("<h2")[0]
        headings = re.findall(r"<h3><a [^>]*>([^<]*)</a>", votes)
        assert len(headings) == len(set(headings)), key
        others += "hitungan lain dari suara yang sama" in votes
        assert "udah dihitung" in votes or "sementara" not in votes, key
    assert others


def test_a_total_that_is_certified_is_not_said_to_be_half_counted() -> None:
    """Seen: Kota Sorong, certified, "10 of 20 kecamatan": the commission's own list holds ten that are no more."""
    progress = [
        {"contest": PRESIDENT, "series": name, "unitLevel": "SUBDISTRICT", "countedCount": 10, "expectedCount": 20}
        for name in ("a", "b")
    ]
    (made,) = counts([figure("a", "CERTIFIED", 900), figure("b", "UNOFFICIAL_PARTIAL", 800)], progress)
    assert {count["series"]: bool(count["coverage"]) for count in made["counts"]} == {"a": False, "b": True}


def test_turnout_stands_beside_the_voters_that_it_is_a_share_of(get: Get) -> None:
    """Seen: Kota Bandung 2014, 1,661,344 on the fixed list, 1,244,656 voted, 73.2%, which is of 1,700,384."""
    query = '{ regions(where: {name: {eq: "UTARA"}}) { nodes { key turnoutOutcomes { nodes { registeredCount votedCount turnoutRatio } } } } }'
    (region,) = get("/graphql", "POST", json={"query": query}).json()["data"]["regions"]["nodes"]
    (row,) = [row for row in region["turnoutOutcomes"]["nodes"] if row["votedCount"]]
    assert row["turnoutRatio"] == row["votedCount"] / row["registeredCount"]
    text = get(f"/doc/region/{region['key']}?lang=en", headers=BROWSER).text
    table = text.partition('id="partisipasi"')[2].partition("</table>")[0]
    cells = re.findall(r'data-label="All registered voters">([0-9,]+)<', table)
    assert cells == [f"{row['registeredCount']:,}"]
    assert f"{row['votedCount']:,}" in table


def test_the_nation_leads_to_what_it_votes_for(sample: Get) -> None:
    query = "{ regions(where: {level: {eq: NATION}}) { nodes { key } } }"
    (nation,) = sample("/graphql", "POST", json={"query": query}).json()["data"]["regions"]["nodes"]
    page = sample(f"/doc/region/{nation['key']}?lang=en", headers=BROWSER).text
    assert "Which districts this place votes in" not in page
    assert page.count("/doc/contest/2019/president") == 1


def test_a_place_leads_to_its_polling_stations(get: Get) -> None:
    """Thousands of stations are held; no page had a link to any."""
    query = "{ pollingStations { nodes { key number region { key } } } }"
    stations = get("/graphql", "POST", json={"query": query}).json()["data"]["pollingStations"]["nodes"]
    assert stations
    for row in stations:
        page = get(f"/doc/region/{row['region']['key']}?lang=en", headers=BROWSER).text
        assert f'href="/doc/polling-station/{row["key"]}' in page
