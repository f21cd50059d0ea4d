"""What readers come for, in a real browser from the front page: no identifier known, no script on the page, at most a search and some clicks."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from hub.web.app import app
from tests.components import program
from tests.web.listening import listening
from tests.web.pages.reader import Reader


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
def reader(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Reader]:
    """Return a reader on the front page, without JavaScript; fails where more clicks are needed, anything comes from elsewhere, or is wrong in the console."""
    context = browser.new_context(
        locale="id-ID", viewport={"width": request.param, "height": 800}, java_script_enabled=False
    )
    opened = context.new_page()
    opened.set_default_navigation_timeout(120_000)
    elsewhere: list[str] = []
    wrong: list[str] = []
    host = urlsplit(address).netloc
    opened.on("request", lambda sent: urlsplit(sent.url).netloc in {host, ""} or elsewhere.append(sent.url))
    opened.on("console", lambda message: message.type != "error" or wrong.append(message.text))
    opened.goto(address)
    made = Reader(opened)
    yield made
    context.close()
    assert elsewhere == []
    assert wrong == []
    assert made.is_within_reach, made


def test_a_person_with_every_election_and_why_it_is_one_person(reader: Reader) -> None:
    reader.seek("irmawan")
    reader.follow("H. Irmawan")
    main = reader.page.locator("main")
    expect(reader.page.locator("h1")).to_have_text("H. Irmawan, S.Sos., M.M.")
    for year in ("2014", "2019", "2024"):
        expect(reader.page.locator(".timeline")).to_contain_text(f"Pemilihan Umum {year}")
    expect(main).to_contain_text("nama sama")
    expect(main).to_contain_text("peluang")


def test_my_district_by_my_regency_its_candidates_and_who_won(reader: Reader) -> None:
    reader.seek("Aceh Barat")
    reader.follow("Aceh Barat", exact=True)
    expect(reader.page.locator("#dapil")).to_have_text("Dapil saya")
    reader.follow("Aceh I", exact=True)
    expect(reader.page.locator(".winners li")).to_have_count(7)
    expect(reader.page.locator("main")).to_contain_text("124 calon")


def test_turnout_or_who_owes_it(reader: Reader) -> None:
    reader.seek("Aceh I")
    reader.follow("DPR Aceh I 2024")
    expect(reader.page.locator("#partisipasi")).to_be_visible()
    expect(reader.page.locator("main")).to_contain_text("Penanggung jawab angka ini: Komisi Pemilihan Umum (KPU).")


def test_who_changed_party(reader: Reader) -> None:
    reader.follow("Siapa yang pindah partai")
    expect(reader.page.locator("h1")).to_contain_text("2019 ke 2024")
    assert reader.page.locator("main table").last.locator("tbody tr").count() > 0


def test_a_party_by_province_in_two_elections(reader: Reader) -> None:
    reader.seek("kebangkitan bangsa")
    reader.follow("Partai Kebangkitan Bangsa")
    heads = reader.page.locator("#provinsi ~ .table thead").first
    assert "DPR 2024" in (heads.text_content() or "")
    assert "DPR 2014" in (heads.text_content() or "")


def test_the_votes_of_one_district_as_csv(reader: Reader) -> None:
    reader.seek("Aceh I")
    reader.follow("DPR Aceh I 2024")
    with reader.page.expect_download() as download:
        reader.follow("CSV")
    assert download.value.suggested_filename.endswith(".csv")
    assert "H. IRMAWAN" in download.value.path().read_text(encoding="utf-8")


def test_a_chart_to_embed(reader: Reader, address: str) -> None:
    reader.seek("Aceh I")
    reader.follow("DPR Aceh I 2024")
    reader.choose(reader.page.locator("summary", has_text="Pasang grafik di situs lain"))
    code = reader.page.locator("details pre", has_text="<iframe").text_content() or ""
    chart = f"{address}/embed/contest/2024/dpr/1101"
    assert f'src="{chart}"' in code
    reader.page.goto(chart)
    expect(reader.page.locator("svg rect")).to_have_count(18)


def test_what_is_open_by_category_and_by_system(reader: Reader) -> None:
    reader.follow("Keterbukaan")
    main = reader.page.locator("main")
    expect(main.locator("#kategori ~ .table").first.locator("tbody tr")).to_have_count(16)
    expect(main.locator("#sistem ~ .table").first.locator("tbody tr")).to_have_count(10)
    expect(main.locator("#ketersediaan ~ .table").first.locator("tbody tr")).to_have_count(22)
    candidates = main.locator("#nilai ~ .table").first.locator("tbody tr", has_text="Pencalonan nasional")
    expect(candidates).to_contain_text("3 dari 5")
    expect(candidates.locator("td[data-label='Dipenuhi']")).to_have_text(
        "data, bukan pindaian, format terbuka, bebas dipakai ulang"
    )
    expect(candidates.locator("td[data-label='Tidak dipenuhi']")).to_have_text("lengkap")


def test_what_was_promised_by_when_and_what_is_there(reader: Reader) -> None:
    reader.follow("Keterbukaan")
    reader.follow("Rencana aksi")
    finance = reader.page.locator("#campaign-finance")
    expect(finance).to_contain_text("31 Desember 2024")
    expect(finance.locator(".chip").first).to_have_text("belum ada")
    expect(reader.page.locator("main")).to_contain_text(
        "9 kriteria keberhasilan, dan naskah yang dibaca hub ini menyebut 6"
    )


def test_subscribe_to_releases_and_to_a_person(reader: Reader) -> None:
    releases = reader.page.locator("footer").get_by_role("link", name="Rilis", exact=True).get_attribute("href")
    reader.seek("irmawan")
    reader.follow("H. Irmawan")
    feed = reader.page.get_by_role("link", name="Berlangganan (Atom)").get_attribute("href") or ""
    assert (
        reader.page.request.get(urljoin(reader.page.url, feed))
        .headers["content-type"]
        .startswith("application/atom+xml")
    )
    reader.page.goto(urljoin(reader.page.url, releases))
    every = reader.page.get_by_role("link", name="Berlangganan rilis baru (Atom)")
    expect(every).to_have_attribute("href", "/rilis.atom")


def test_how_to_cite(reader: Reader) -> None:
    reader.seek("irmawan")
    reader.follow("H. Irmawan")
    reader.choose(reader.page.locator("summary", has_text="Cara mengutip"))
    told = reader.page.locator(".away details[open]")
    expect(told).to_contain_text("Sumber: Komisi Pemilihan Umum (KPU), lewat Hub Pemilu")
    expect(told).to_contain_text("@misc{")


def test_an_error_is_reported_with_the_page_filled_in(reader: Reader) -> None:
    reader.seek("irmawan")
    reader.follow("H. Irmawan")
    reader.follow("Laporkan kesalahan")
    expect(reader.page.locator("#salah")).to_be_visible()
    expect(reader.page.locator("main")).to_contain_text("/doc/person/")


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
