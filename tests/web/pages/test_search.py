"""The search."""

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


def test_what_is_sought_is_shown_and_never_run(sample: Get) -> None:
    page = sample("/cari", params={"q": '"><script>alert(1)</script>'}, headers=BROWSER).text
    assert "<script>" not in page


def test_an_empty_search_asks_for_a_name(sample: Get) -> None:
    assert "Tulis nama orang" in sample("/cari", headers=BROWSER).text
