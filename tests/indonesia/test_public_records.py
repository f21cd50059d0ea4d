"""Public records of the real data against the files of the publishers, counted here without the hub."""

import csv
import re
from pathlib import Path
from typing import Any

from tests.indonesia.conftest import Ask

MORE = Path("2014-apipemilu-more")


def rows(data: Path, path: str) -> list[dict[str, str]]:
    with (data / MORE / path).open(encoding="utf-8-sig", newline="") as file:
        return [{name: (text or "").strip() for name, text in row.items() if name} for row in csv.DictReader(file)]


def test_every_complaint_is_there_by_province_and_without_what_accuses(ask: Ask, published_data: Path) -> None:
    stated = rows(published_data, "laporan_pelanggaran/laporan_pelanggaran.csv")
    found = ask(
        """{ publicRecords(where: {kind: {eq: COMPLAINT}}, first: 500) {
          totalCount nodes { title text category state starts region { name } } } }"""
    )["publicRecords"]
    assert found["totalCount"] == len(stated) == 442
    assert {row["title"] for row in found["nodes"]} == {row["text"] for row in found["nodes"]} == {None}
    in_banten = [row for row in found["nodes"] if row["region"] and row["region"]["name"] == "Banten"]
    assert len(in_banten) == sum(row["provinsi"] == "Banten" for row in stated)
    days = sorted(row["tanggal_kejadian"][:10] for row in stated if row["tanggal_kejadian"])
    assert sorted(row["starts"] for row in found["nodes"] if row["starts"]) == days


def test_the_budget_of_2014_and_what_was_spent_of_it(ask: Ask, published_data: Path) -> None:
    stated = rows(published_data, "realisasi_anggaran_pemilu_2014/data_anggaran.csv")
    by_place = [row for row in stated if row["tipe"] == "provinsi"]
    query = """{ publicRecords(where: {series: {eq: "budgets-2014"}, category: {eq: "provinsi"}}) {
      totalCount aggregate { sum { amountIdr spentIdr } } } }"""
    assert ask(query)["publicRecords"] == {
        "totalCount": len(by_place),
        "aggregate": {
            "sum": {
                "amountIdr": sum(int(row["pagu"]) for row in by_place),
                "spentIdr": sum(int(row["realisasi"]) for row in by_place),
            }
        },
    }


def test_records_of_2015_are_about_the_regions_that_their_numbers_name(ask: Ask, published_data: Path) -> None:
    """The numbers of regions of 2015 are a series of their own: as numbers of 2019 they would be villages elsewhere."""
    listed = published_data / "2015-pilkada-apipemilu" / "pilkada2015-data-calon" / "regions.csv"
    with listed.open(encoding="utf-8-sig", newline="") as file:
        names = {row["id"]: row["name"] for row in csv.DictReader(file)}
    for series, path, column in (
        ("budgets-2015", "anggaran-pilkada/anggaran.csv", "wilayah_id"),
        ("disputes-2015", "sengketa-pilkada/sengketa-pilkada.csv", "id_wilayah"),
        ("observers-2015", "pemantauan_pilkada2015/monitoring_organizations.csv", "region_id"),
    ):
        stated = rows(published_data, path)
        number = "id_monitoring" if series == "observers-2015" else "id"
        numbered = {row[number]: names[row[column]] for row in stated if row[column] in names}
        query = """query($series: String!) { publicRecords(where: {series: {eq: $series}}, first: 300) {
          totalCount nodes { number region { level names { name } } } } }"""
        found = ask(query, series=series)["publicRecords"]
        assert found["totalCount"] == len(numbered) > 0.95 * len(stated), series
        for row in found["nodes"]:
            assert row["region"]["level"] in {"REGENCY", "PROVINCE"}
            assert is_called(row["region"], numbered[row["number"]]), (series, row)


def is_called(region: dict[str, Any], stated: str) -> bool:
    """True where a region has, or once had, a name, but for `KAB.` and signs that are no letters."""

    def letters(text: str) -> str:
        return re.sub(r"[^A-Z]", "", text.upper().removeprefix("KABUPATEN ").removeprefix("KAB."))

    return letters(stated) in {letters(each["name"]) for each in region["names"]}


def test_pledges_have_their_day_and_where_they_were_reported(ask: Ask, published_data: Path) -> None:
    stated = rows(published_data, "calon-presiden/2014/janji-presiden.csv")
    found = ask(
        """{ publicRecords(where: {kind: {eq: PLEDGE}}, first: 200) { nodes { number title category starts url } } }"""
    )["publicRecords"]["nodes"]
    assert len(found) == len(stated)
    by_number = {row["number"]: row for row in found}
    for row in stated:
        shown = by_number[row["id"]]
        assert (shown["starts"] or "", shown["url"] or "") == (row["tanggal"], row["url_sumber"])


def test_programmes_are_of_the_parties_that_wrote_them(ask: Ask, published_data: Path) -> None:
    stated = rows(published_data, "partai/vision_missions.csv")
    with (published_data / "2014-apipemilu/partai/partai.csv").open(encoding="utf-8-sig", newline=None) as file:
        parties = {row["id"]: row["nama_lengkap"] for row in csv.DictReader(file)}
    columns = {"Visi": "vision", "Misi": "mission", "Program": "program"}
    query = "{ publicRecords(where: {kind: {eq: PROGRAMME}}, first: 50) { nodes { title category text } } }"
    found = ask(query)["publicRecords"]["nodes"]
    shown = sorted((row["title"], row["category"], row["text"].strip()) for row in found)
    assert shown == sorted(
        (parties[row["party_id"]], word, row[column])
        for row in stated
        for word, column in columns.items()
        if row[column]
    )
    assert len(shown) == 12 + 12 + 3


def test_campaign_funds_of_2015_are_null_where_the_commission_has_no_figure(ask: Ask, published_data: Path) -> None:
    stated = {row["id"]: row for row in rows(published_data, "info-dana-kampanye/dana_kampanye.csv")}
    query = "{ publicRecords(where: {kind: {eq: CAMPAIGN_FUND}}, first: 1000) { nodes { number title amountIdr } } }"
    found = ask(query)["publicRecords"]["nodes"]
    assert len(found) == len(stated) == 823
    for row in found:
        told = stated[row["number"]]
        figure = int(told["revenue"]) if re.fullmatch(r"-?[0-9]+", told["revenue"]) else None
        assert (row["title"], row["amountIdr"]) == (told["name"], figure), told
    assert any(row["amountIdr"] is None for row in found)


def test_the_commission_is_listed_by_level_and_without_its_officers(ask: Ask, published_data: Path) -> None:
    stated = rows(published_data, "struktur_kpu/struktur_kpu_komisioner/list_kpu.csv")
    officers = {row["nama"] for row in rows(published_data, "struktur_kpu/struktur_kpu_komisioner/kpu.csv")}
    query = '{ publicRecords(where: {series: {eq: "organisation-2014"}}, first: 500) { nodes { title text } } }'
    found = ask(query)["publicRecords"]["nodes"]
    assert sorted((row["title"], row["text"] or "") for row in found) == sorted(
        (row["nama"], row["periode"]) for row in stated
    )
    assert not any(row["title"] in officers for row in found)
