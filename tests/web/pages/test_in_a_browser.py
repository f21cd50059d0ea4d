"""What readers come for, in a real browser from the front page: no identifier known, no script on the page, at most a search and some clicks."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from hub.web.app import app
from tests.components import program
from tests.web.listening import listening


@pytest.fixture(scope="module")
def address(sample_out: Path) -> Iterator[str]:
    with listening(app(sample_out)) as base:
        yield base


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program("chromium", "google-chrome"), args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(params=[360, 1280])
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """Return the front page without JavaScript; fails where anything comes from elsewhere, or is wrong in the console."""
    context = browser.new_context(
        locale="id-ID", viewport={"width": request.param, "height": 800}, java_script_enabled=False
    )
    opened = context.new_page()
    elsewhere: list[str] = []
    wrong: list[str] = []
    host = urlsplit(address).netloc
    opened.on("request", lambda sent: urlsplit(sent.url).netloc in {host, ""} or elsewhere.append(sent.url))
    opened.on("console", lambda message: message.type != "error" or wrong.append(message.text))
    opened.goto(address)
    yield opened
    context.close()
    assert elsewhere == []
    assert wrong == []


def seek(page: Page, text: str) -> None:
    page.locator("main input[name=q]").fill(text)
    page.locator("main form button").click()


def follow(page: Page, name: str, *, exact: bool = False) -> None:
    page.locator("main").get_by_role("link", name=name, exact=exact).first.click()


def test_a_person_with_every_election_and_why_it_is_one_person(page: Page) -> None:
    seek(page, "irmawan")
    follow(page, "H. Irmawan")
    expect(page.locator("h1")).to_have_text("H. Irmawan, S.Sos., M.M.")
    for year in ("2014", "2019", "2024"):
        expect(page.locator(".timeline")).to_contain_text(f"Pemilihan Umum {year}")
    expect(page.locator("main")).to_contain_text("nama sama")
    expect(page.locator("main")).to_contain_text("peluang")


def test_my_district_by_my_regency_its_candidates_and_who_won(page: Page) -> None:
    seek(page, "Aceh Barat")
    follow(page, "Aceh Barat", exact=True)
    expect(page.locator("#dapil")).to_have_text("Dapil saya")
    follow(page, "Aceh I", exact=True)
    expect(page.locator(".winners li")).to_have_count(7)
    expect(page.locator("main")).to_contain_text("124 calon")


def test_turnout_or_who_owes_it(page: Page) -> None:
    seek(page, "Aceh I")
    follow(page, "DPR Aceh I 2024")
    expect(page.locator("#partisipasi")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Penanggung jawab angka ini: Komisi Pemilihan Umum (KPU).")


def test_who_changed_party(page: Page) -> None:
    follow(page, "Siapa yang pindah partai")
    expect(page.locator("h1")).to_contain_text("2019 ke 2024")
    assert page.locator("main table").last.locator("tbody tr").count() > 0


def test_a_party_by_province_in_two_elections(page: Page) -> None:
    seek(page, "kebangkitan bangsa")
    follow(page, "Partai Kebangkitan Bangsa")
    heads = page.locator("#provinsi ~ .table thead").first
    assert "DPR 2024" in (heads.text_content() or "")
    assert "DPR 2014" in (heads.text_content() or "")


def test_the_votes_of_one_district_as_csv(page: Page) -> None:
    seek(page, "Aceh I")
    follow(page, "DPR Aceh I 2024")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename.endswith(".csv")


def test_a_chart_to_embed(page: Page, address: str) -> None:
    seek(page, "Aceh I")
    follow(page, "DPR Aceh I 2024")
    page.locator("summary", has_text="Pasang grafik di situs lain").click()
    code = page.locator("details pre", has_text="<iframe").text_content() or ""
    assert f'src="{address}/embed/contest/2024/dpr/1101"' in code
    follow(page, "Lihat grafiknya saja")
    expect(page.locator("svg rect")).to_have_count(18)


def test_what_is_open_by_category_and_by_system(page: Page) -> None:
    follow(page, "Keterbukaan")
    expect(page.locator("#kategori ~ .table").first.locator("tbody tr")).to_have_count(16)
    expect(page.locator("#sistem ~ .table").first.locator("tbody tr")).to_have_count(10)


def test_what_was_promised_by_when_and_what_is_there(page: Page) -> None:
    follow(page, "Keterbukaan")
    expect(page.locator("#ketersediaan ~ .table").first.locator("tbody tr")).to_have_count(22)
    follow(page, "Rencana aksi")
    finance = page.locator("#campaign-finance")
    expect(finance).to_contain_text("31 Desember 2024")
    expect(finance.locator(".chip").first).to_have_text("belum ada")


def test_subscribe_cite_and_report_an_error(page: Page, address: str) -> None:
    page.locator("footer").get_by_role("link", name="Rilis", exact=True).click()
    expect(page.get_by_role("link", name="Berlangganan rilis baru (Atom)")).to_have_attribute("href", "/rilis.atom")
    page.goto(address)
    seek(page, "irmawan")
    follow(page, "H. Irmawan")
    page.locator("summary", has_text="Cara mengutip").click()
    expect(page.locator(".away")).to_contain_text("Sumber: Komisi Pemilihan Umum (KPU), lewat Hub Pemilu")
    page.locator(".away").get_by_role("link", name="Laporkan kesalahan").click()
    expect(page.locator("#salah")).to_be_visible()
    expect(page.locator("main")).to_contain_text("/doc/person/")


@pytest.mark.parametrize(
    "path",
    ["/", "/cari?q=aceh", "/doc/edition/2024", "/doc/contest/2024/dpr/1101", "/doc/contest/2019/president", "/pindah", "/bandingkan", "/keterbukaan", "/rencana-aksi",
     "/temuan", "/rilis", "/tentang", "/recap", "/recap?contest=2019/president&level=PROVINCE", "/quality", "/data/", "/dumps/", "/def/", "/sparql"],
)  # fmt: skip
def test_nothing_is_wider_than_the_screen(path: str, browser: Browser, address: str) -> None:
    context = browser.new_context(locale="id-ID", viewport={"width": 360, "height": 800})
    opened = context.new_page()
    opened.goto(address + path)
    assert opened.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()
