"""The search."""

import csv
import io
import re

import pytest

from hub.web.pages import search
from hub.web.pages.search import largest_first
from tests.web.conftest import BROWSER, Get


def test_people_are_found_by_any_spelling_with_their_elections(sample: Get) -> None:
    page = sample("/cari?q=irmawan", headers=BROWSER).text
    assert "H. Irmawan, S.Sos., M.M." in page
    assert "DPR Aceh I 2014" in page
    assert 'value="irmawan"' in page


def test_every_kind_is_found_and_one_alone_has_all(sample: Get) -> None:
    page = sample("/cari?q=aceh", headers=BROWSER).text
    assert "/doc/region/" in page
    assert "/doc/party/" in page
    assert "/doc/contest/" in page
    alone = sample("/cari?q=aceh&jenis=dapil", headers=BROWSER).text
    assert "/doc/region/" not in alone.split("<main")[1]


def test_pages_of_the_hub_are_found_by_what_they_are_about(sample: Get) -> None:
    assert 'href="/pindah"' in sample("/cari?q=pindah+partai", headers=BROWSER).text
    assert 'href="/keterbukaan"' in sample("/cari?q=openness", headers=BROWSER).text


def test_nothing_found_comes_with_advice(sample: Get) -> None:
    page = sample("/cari?q=zzzzqq", headers=BROWSER)
    assert page.status_code == 200
    assert "Tidak ada nama seperti itu." in page.text
    assert 'href="/wilayah"' in page.text.split("<main")[1]


def test_words_that_find_nothing_together_are_offered_one_by_one(sample: Get) -> None:
    page = sample("/cari?q=turnout+aceh+2024&lang=id", headers=BROWSER).text
    assert "Ada hasil untuk satu kata saja:" in page
    assert '<a href="/cari?q=aceh&amp;lang=id">aceh</a>' in page
    assert ">turnout<" not in page


def test_people_of_just_the_name_come_first(sample: Get) -> None:
    shown = sample("/cari?q=irmawan&lang=id", headers=BROWSER).text.partition('class="found"')[2]
    assert shown.index("H. Irmawan, S.Sos., M.M.") < shown.index("</li>")


def test_what_is_sought_is_shown_and_never_run(sample: Get) -> None:
    page = sample("/cari", params={"q": '"><script>alert(1)</script>'}, headers=BROWSER).text
    assert "<script>" not in page


def test_an_empty_search_asks_for_a_name(sample: Get) -> None:
    assert "Tulis nama orang" in sample("/cari", headers=BROWSER).text


def test_a_province_or_regency_comes_before_villages_of_its_name(sample: Get) -> None:
    """Seen on examples/indonesia: Kota Surabaya came after nine villages, and Kabupaten Bogor not at all."""
    page = sample("/cari?q=banda+aceh&lang=id", headers=BROWSER).text
    assert page.index(">Kota Banda Aceh<") < page.index("desa/kelurahan") if "desa/kelurahan" in page else True
    assert ">Aceh<" in sample("/cari?q=aceh&lang=id", headers=BROWSER).text.partition('class="found"')[2][:400]


def test_places_of_just_the_name_that_was_typed_come_first_and_once() -> None:
    regency = {"key": "r1", "name": "Kabupaten Bogor", "level": "REGENCY"}
    longer = {"key": "r2", "name": "Kabupaten Bogor Barat", "level": "REGENCY"}
    inside = {"key": "r3", "name": "Kota Cibogor", "level": "REGENCY"}
    village = {"key": "r4", "name": "Bogor", "level": "VILLAGE"}
    found = largest_first(["bogor"], [longer, inside, regency], [village, regency])
    assert [row["key"] for row in found] == ["r1", "r2", "r4"]


def test_pages_of_districts_hold_each_once_and_the_file_all(sample: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "SHOWN_ALONE", 2)
    shown = [
        key
        for number in (1, 2, 3)
        for key in re.findall(
            r'<li><a href="(/doc/(?:contest|district)/[^"]+)',
            sample(f"/cari?q=a&jenis=dapil&hal={number}", headers=BROWSER).text,
        )
    ]
    assert len(shown) == len(set(shown)) == 6
    rows = list(csv.DictReader(io.StringIO(sample("/cari?q=a&jenis=dapil&format=csv").text)))
    assert len({row["key"] for row in rows}) == len(rows) == len(shown)


def test_districts_of_the_latest_election_come_first(sample: Get) -> None:
    page = sample("/cari?q=aceh&lang=id", headers=BROWSER).text
    years = [int(year) for year in re.findall(r"/doc/(?:contest|district)/(\d{4})", page.split("<main")[1])]
    assert len(set(years)) > 1
    assert years == sorted(years, reverse=True)
