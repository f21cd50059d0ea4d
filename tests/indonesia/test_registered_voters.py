"""Registered voters of the regional elections of 2015 against the publisher's file, counted here without the hub."""

import csv
import re
from pathlib import Path

from tests.indonesia.conftest import Ask
from tests.indonesia.test_public_records import MORE, is_called

QUERY = """{ voters(where: {listKind: {eq: REGISTERED}}, first: 400) {
  totalCount nodes { maleCount femaleCount totalCount disabilityCount sourceRow edition { key } region { names { name } } } } }"""

WHOLE = re.compile(r"[0-9]{1,3}(\.[0-9]{3})*|[0-9]+")
"""A number whose last zeros are there; `63.36` lost one."""

FIELDS = {
    "maleCount": "jumlah_pemilih_laki_laki", "femaleCount": "jumlah_pemilih_perempuan", "totalCount": "total_pemilih",
    "disabilityCount": "jumlah_pemilih_disabilitas",
}  # fmt: skip


def test_every_contest_with_figures_has_them_as_they_are_stated(ask: Ask, published_data: Path) -> None:
    folder = published_data / MORE / "pemilih-data"
    with (folder / "pemilih_data.csv").open(encoding="utf-8-sig", newline="") as file:
        stated = list(csv.DictReader(file))
    with (folder / "locations.csv").open(encoding="utf-8-sig", newline="") as file:
        names = {row["id"]: " ".join(row["name"].split()) for row in csv.DictReader(file)}
    found = {row["sourceRow"]: row for row in ask(QUERY)["voters"]["nodes"]}
    expected = {number for number, row in enumerate(stated, start=1) if row["total_pemilih"] not in {"", "0"}}
    assert found.keys() == expected
    assert len(expected) == 260
    for number, shown in found.items():
        row = stated[number - 1]
        assert shown["edition"] == {"key": "2015-pilkada"}
        assert is_called(shown["region"], names[row["location_id"]])
        for field, column in FIELDS.items():
            text = row[column]
            assert shown[field] == (int(text.replace(".", "")) if WHOLE.fullmatch(text) else None), (number, column)


def test_the_category_counts_contests_of_all_that_there_were(ask: Ask) -> None:
    query = (
        '{ availability(edition: "2015-pilkada") { category state heldCount expectedCount share datasets { key } } }'
    )
    (row,) = [row for row in ask(query)["availability"] if row["category"] == "VOTER_REGISTRATION"]
    assert (row["state"], row["heldCount"], row["expectedCount"]) == ("PARTIAL", 260, 269)
    assert row["datasets"] == [{"key": "registered-voters-2015"}]
