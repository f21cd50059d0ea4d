"""The page of a party and the comparison of two elections: sums say of how many districts they are, and how final each part is."""

import re
from pathlib import Path
from typing import Any

from hub.web.pages.party import by_province, districts_count
from tests.web.conftest import BROWSER, caller


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
    ((province, cells),), columns = by_province(totals, [], districts)
    assert (province, columns) == ("ACEH", [("2024", "DPR")])
    cell = cells["2024", "DPR"]
    assert (cell["votes"], cell["districts"], cell["all"], list(cell["statuses"])) == (13, 3, 4, ["CERTIFIED", None])


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
