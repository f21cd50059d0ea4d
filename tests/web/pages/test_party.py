"""The page of a party and the comparison of two elections: sums say of how many districts they are, and how final each part is."""

import csv
import io
import re
from pathlib import Path
from typing import Any

from hub.web.app import app
from hub.web.pages.party import _standing, by_province, districts_count
from tests.web.conftest import BROWSER, caller, calling


def total(district: str, votes: int | None, status: str | None) -> dict[str, Any]:
    province = {"key": "p", "name": "ACEH"}
    edition = {"key": "2024", "year": 2024}
    return {"votesCount": votes, "status": status, "office": "DPR", "edition": edition, "district": {"key": district, "name": district, "province": province}}  # fmt: skip


def test_a_sum_of_a_province_keeps_every_status_of_its_parts() -> None:
    totals = [total("a", 5, "CERTIFIED"), total("b", 7, None), total("c", None, "SAMPLE"), total("d", 1, "CERTIFIED")]
    groups = [
        {"key": {"edition": {"key": "2024"}, "office": "DPR", "province": {"name": name}}, "count": count}
        for name, count in (("ACEH", 4), ("BALI", 1))
    ]
    districts = districts_count(groups)
    assert districts["2024", "DPR", None] == 5
    ((province, cells),), columns = by_province(totals, [], districts, [])
    assert (province, columns) == ("ACEH", [("2024", "DPR")])
    cell = cells["2024", "DPR"]
    assert (cell["votes"], cell["districts"], cell["all"], list(cell["statuses"])) == (13, 3, 4, ["CERTIFIED", None])
    assert cell["seats"] is None, "nobody says who was elected"
    ((_, cells),), _ = by_province(totals, [], districts, [("2024", "DPR")])
    assert cells["2024", "DPR"]["seats"] == 0


def test_votes_of_a_party_without_candidates_stay() -> None:
    (row,) = _standing({"candidacies": {"groups": []}}, [total("a", 5, "CERTIFIED")], districts_count([]))
    assert (row["candidates"], row["elected"], row["votes"]) == (None, None, 5)


def test_the_file_of_a_comparison_says_what_its_figures_are_of(sample_out: Path) -> None:
    made = app(sample_out)
    made.state.sites.now().only_elected = frozenset({("2019", "DPR")})
    rows = list(csv.DictReader(io.StringIO(calling(made)("/bandingkan?dari=2019&ke=2024&format=csv").text)))
    assert {(row["edition"], row["only_elected"]) for row in rows} == {("2019", "true"), ("2024", "false")}
    voted = [row for row in rows if row["votes"]]
    assert voted
    assert all(row["votes_status"] and int(row["districts"]) <= int(row["districts_count"]) for row in voted)


def test_votes_of_two_elections_are_marked(sample_out: Path) -> None:
    text = caller(sample_out)("/bandingkan?lang=id", headers=BROWSER).text
    lead = text.partition('<ul class="lead">')[2].partition("</ul>")[0]
    assert lead.count("<li>") == lead.count("/doc/edition/") == 2
    assert lead.count('class="chip') >= 2


def test_a_party_has_a_status_with_each_sum(sample_out: Path) -> None:
    get = caller(sample_out)
    listed = get("/partai?format=csv").text.splitlines()
    key = next(line.split(",")[0] for line in listed if "Partai Kebangkitan Bangsa" in line)
    text = get(f"/doc/party/{key}?lang=id", headers=BROWSER).text
    rows = text.partition('id="provinsi"')[2].partition("</tbody>")[0]
    cells = [cell for cell in rows.split("<td")[1:] if "(" in cell and "\u2013 (" not in cell]
    assert cells
    assert all('class="chip' in cell and re.search(r"[0-9]+ dari [0-9]+ dapil", cell) for cell in cells)
    standing = text.partition('id="pemilu"')[2].partition("</tbody>")[0]
    assert re.search(r'data-label="[^"]*">[0-9]+ dari [0-9]+</td>', standing)


def test_a_list_of_members_is_no_list_of_candidates(sample_out: Path) -> None:
    """Seen on examples/indonesia: PKB stood in 2009 with 32 candidates, 27 of them elected, for only its members of 2014 are in any file."""
    made = app(sample_out)
    made.state.sites.now().only_elected = frozenset({("2014", "DPR")})
    get = calling(made)
    contest = get("/doc/contest/2014/dpr/1101-00-0000?lang=id", headers=BROWSER).text
    assert "hanya memuat yang terpilih" in contest
    assert "Semua calon" not in contest
    assert " calon \u00b7" not in contest.partition("</h1>")[2].partition("<h2")[0]
    edition = get("/doc/edition/2014?jabatan=DPR&lang=id", headers=BROWSER).text
    rows = edition.partition('id="kontes"')[2]
    assert not re.search(r'data-label="Calon">[0-9]', rows)
    compared = get("/bandingkan?dari=2014&ke=2024&lang=id", headers=BROWSER).text
    assert not re.search(r'data-label="Calon 2014">[0-9]', compared)
    assert re.search(r'data-label="Calon 2024">[0-9]', compared)
    assert re.search(r'data-label="Terpilih 2014"><span>sedikitnya [0-9]', compared)
    assert "sedikitnya" not in get("/bandingkan?dari=2019&ke=2024&lang=id", headers=BROWSER).text


def test_lists_of_some_contests_are_not_compared_as_if_they_were_all(sample_out: Path) -> None:
    """Seen: candidates of 197 of 259 contests beside those of 157 of 272, as if parties had put up fewer."""
    made = app(sample_out)
    get = calling(made)
    whole = get("/bandingkan?dari=2014&ke=2024&lang=en", headers=BROWSER).text
    assert made.state.sites.now().listed["2024", "DPR"][1] == 84
    assert "of 77 contests" in whole, "the sample has a list of candidates for some contests of 2014"
    made.state.sites.now().listed = {("2014", "DPR"): (5, 77), ("2024", "DPR"): (84, 84)}
    part = get("/pindah?dari=2014&ke=2024&lang=en", headers=BROWSER).text
    assert "DPR in 5 of 77 contests" in " ".join(part.split())
    assert "DPD <span" in " ".join(part.split()), "of the DPD the sample has no list at all"
    rows = list(csv.DictReader(io.StringIO(get("/bandingkan?dari=2014&ke=2024&format=csv").text)))
    assert {(row["edition"], row["contests_with_candidates"]) for row in rows} >= {("2014", "5"), ("2024", "84")}


def test_every_way_from_party_to_party_is_on_the_page(sample_out: Path) -> None:
    """Seen: fifteen rows of 145 people, and not a word of the 350 others."""
    get = caller(sample_out)
    page = get("/pindah?dari=2014&ke=2024&lang=en", headers=BROWSER).text
    rows = list(csv.DictReader(io.StringIO(get("/pindah?dari=2014&ke=2024&format=csv").text)))
    ways = {(row["from_party"], row["to_party"]) for row in rows}
    flows = page.partition("From which party to which")[2].partition("<h2>")[0]
    assert flows.count('<tr><th scope="row">') == len(ways) > 0
