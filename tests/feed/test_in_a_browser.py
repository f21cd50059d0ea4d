"""A bureau at work in a real browser, 360 pixels wide, in Indonesian, without JavaScript: from a file with three mistakes to the live release and back.

Served as `hub serve` does; checks and publications are done by the process that the server starts. `make screenshots` has the pictures of docs/stewards.md taken here.
"""

import csv
import io
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from hub.feed import accounts
from hub.feed.state import Place, State, create, state_folder
from hub.feed.verify import problems
from hub.settings import Settings
from hub.web.app import app
from tests.components import program
from tests.conftest import ROOT
from tests.feed.served import PASSWORD
from tests.web.listening import listening

A_JOB_MS = 120_000
"""Milliseconds after which a job is taken for one that never ends; it takes some seconds."""

PICTURES = os.environ.get("HUB_PICTURES")
"""Folder that the pictures of the guide are written to."""

TALLEST = 640
"""Pixels of a picture."""


def picture(page: Page, name: str, begins: str = "main") -> None:
    """Take the picture `name` of the guide: the page from the element `begins` on. Without HUB_PICTURES only look that it is there."""
    expect(page.locator(begins).first).to_be_visible()
    box = page.locator(begins).first.bounding_box()
    assert box is not None
    if PICTURES:
        clip = {"x": 0, "y": box["y"], "width": 360, "height": TALLEST}
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True, clip=clip)


RIGHT = (
    (ROOT / "sample" / "2024" / "results.csv")
    .read_text(encoding="utf-8")
    .replace("CANDIDATE,125234,1101", "CANDIDATE,125244,1101")
)
"""The votes of 2024 with ten more for one candidate."""

WRONG = (
    RIGHT.replace("CANDIDATE,55775,1101,,,1,2,", "CANDIDATE,55.775,1101,,,1,2,")
    .replace("CANDIDATE,2313,1101,,,1,3,", "CANDIDATE,2313,9999,,,1,3,")
    .replace('CANDIDATE,5654,1101,,,1,4,CERTIFIED,"KPU Decision 360/2024, votes and seats by candidate (suara-dpr-ri-value-percaleg.csv)"', "CANDIDATE,5654,1101,,,1,4,CERTIFIED,")
)  # fmt: skip
"""The same with a dot between thousands, a district that there is not, and a row without its document."""


@pytest.fixture(scope="module")
def state(sample_out: Path, tmp_path_factory: pytest.TempPathFactory) -> State:
    """Return the feed of a bureau over the sample, with a release of its own."""
    out = tmp_path_factory.mktemp("bureau") / "out"
    shutil.copytree(sample_out, out)
    made = create(state_folder(out), Place(ROOT / "sample", ROOT / "sample", out))
    for name, role in (("sari", "steward"), ("wati", "approver")):
        accounts.add(made, name, PASSWORD, "test")
        accounts.grant(made, name, role, ["results-2024"], "test")
    accounts.grant(made, "sari", "steward", ["*"], "test")
    return made


@pytest.fixture(scope="module")
def address(state: State) -> Iterator[str]:
    out = state.place().out
    with listening(app(out, Settings(out=out))) as base:
        yield base


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=A_JOB_MS)  # a busy machine is no defect of what is tested
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program("chromium", "google-chrome"), args=["--no-sandbox"])
        yield opened
        opened.close()
    expect.set_options(timeout=5_000)


@pytest.fixture
def desks(browser: Browser, address: str) -> Iterator[list[Page]]:
    """Return a page of the steward and one of the approver, each signed in with a browser of its own; nothing may come from elsewhere."""
    contexts, pages = [], []
    elsewhere: list[str] = []
    for name in ("sari", "wati"):
        context = browser.new_context(locale="id-ID", viewport={"width": 360, "height": 800}, java_script_enabled=False)
        context.set_default_timeout(A_JOB_MS)
        page = context.new_page()
        page.on(
            "request",
            lambda sent: (
                urlsplit(sent.url).netloc == urlsplit(address).netloc
                or sent.url.startswith("data:")
                or elsewhere.append(sent.url)
            ),
        )
        page.goto(f"{address}/feed/")
        picture(page, "masuk")
        page.get_by_label("Nama", exact=True).fill(name)
        page.get_by_label("Kata sandi").fill(PASSWORD)
        page.get_by_role("button", name="Masuk", exact=True).click()
        expect(page.locator(".who")).to_contain_text(f"Masuk sebagai {name}")
        contexts.append(context)
        pages.append(page)
    yield pages
    for context in contexts:
        context.close()
    assert elsewhere == []


def hand_in(page: Page, address: str, text: str) -> None:
    page.goto(f"{address}/feed/")
    page.get_by_label("Kumpulan data").select_option("results-2024")
    page.locator("input[type=file]").set_input_files(
        {"name": "suara-aceh.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )
    picture(page, "serahkan", "section:has(input[type=file])")
    page.get_by_role("button", name="Serahkan").click()
    expect(page.locator("#keadaan")).to_have_text("sudah diperiksa, belum diajukan")


def votes(address: str) -> int:
    query = '{ candidacy(id: "2024/dpr/1101/1/1") { votesCount } }'
    answered = httpx.post(f"{address}/graphql", json={"query": query}, timeout=A_JOB_MS)
    count: int = answered.json()["data"]["candidacy"]["votesCount"]
    return count


def described(address: str) -> str:
    return httpx.get(f"{address}/doc/candidacy/2024/dpr/1101/1/1?format=nt", timeout=A_JOB_MS).text


def test_from_a_file_with_three_mistakes_to_the_live_release_and_back(
    state: State, address: str, desks: list[Page]
) -> None:
    sari, wati = desks
    hand_in(sari, address, WRONG)
    expect(sari.locator("#baris ~ p")).to_contain_text("592 baris dibaca = 589 dipakai + 3 disisihkan.")
    found = sari.locator("#temuan ~ .table tbody tr")
    told = {
        each.locator("th").inner_text().split()[1]: each.inner_text()
        for each in found.all()
        if "disisihkan" in each.inner_text()
    }
    assert set(told) == {"2", "3", "4"}
    assert "55.775" in told["2"]
    assert "bilangan bulat dengan angka saja" in told["2"]
    assert "Periksa" in told["3"]
    assert "Tuliskan dokumen asalnya" in told["4"]
    picture(sari, "temuan", "#temuan")
    with sari.expect_download() as download:
        sari.get_by_role("link", name="Semua sebagai CSV").click()
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8-sig"))))
    assert {row["baris"] for row in rows if row["dipakai"] == "tidak"} == {"2", "3", "4"}

    hand_in(sari, address, RIGHT)
    expect(sari.locator("#baris ~ p")).to_contain_text("592 baris dibaca = 592 dipakai + 0 disisihkan.")
    sari.get_by_role("button", name="Ajukan untuk disetujui").click()
    expect(sari.locator("#keadaan")).to_have_text("menunggu persetujuan")
    assert sari.get_by_role("button", name="Setujui dan terbitkan").count() == 0

    before, link = votes(address), sari.url
    assert before == 125_234
    wati.goto(f"{address}/feed/")
    wati.locator("section", has_text="Menunggu Anda").get_by_role("link", name="suara-aceh.csv").first.click()
    assert wati.url == link
    expect(wati.locator("main")).to_contain_text("Suara: 125234 → 125244")
    picture(wati, "perubahan", "details[open]")
    assert wati.evaluate("document.documentElement.scrollWidth") <= 360
    wati.locator("#pratinjau ~ ul a").first.click()
    expect(wati.locator("[role=note]")).to_contain_text("Pratinjau, belum terbit.")
    expect(wati.locator("main")).to_contain_text("125.244")
    assert wati.evaluate("document.documentElement.scrollWidth") <= 360
    wati.get_by_role("link", name="Kembali ke kiriman").click()
    wati.get_by_role("button", name="Setujui dan terbitkan").click()
    expect(wati.locator("#keadaan")).to_have_text("diterbitkan")
    expect(wati.locator("#tanda-terima ~ dl")).to_contain_text("https://w3id.org/pemilu/release/")

    picture(wati, "tanda-terima")

    release = httpx.get(f"{address}/readyz", timeout=A_JOB_MS).text
    assert votes(address) == 125_244
    assert '"125244"' in described(address)
    wati.goto(f"{address}/doc/candidacy/2024/dpr/1101/1/1")
    expect(wati.locator("main")).to_contain_text("125.244")
    assert release.split()[-1] in httpx.get(f"{address}/rilis.atom", timeout=A_JOB_MS).text

    sari.goto(link)
    sari.get_by_label("Alasan membatalkan").fill("angka dari dokumen yang belum disahkan")
    sari.get_by_role("button", name="Batalkan: tayangkan kembali rilis sebelumnya").click()
    expect(sari.locator("#keadaan")).to_have_text("dibatalkan")
    expect(sari.locator(".notice")).to_contain_text("angka dari dokumen yang belum disahkan")
    assert votes(address) == 125_234
    assert problems(state) == []


TABLE = "Daftar Pemilih Bali;;\nKode;L;P\n51;1.000;1.100\n99;12;13\n"


def test_a_table_without_a_loader_is_mapped(address: str, desks: list[Page]) -> None:
    sari, _ = desks
    sari.goto(f"{address}/feed/pemetaan")
    sari.get_by_label("Kumpulan data").fill("voters-2024")
    sari.locator("input[type=file]").set_input_files(
        {"name": "dpt.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
    )
    sari.get_by_label("Judul").fill("Pemilih 2024")
    sari.locator("select[name=edition]").select_option("2024")
    sari.get_by_role("button", name="Pilih kolomnya").click()
    sari.locator('select[name="0.fact"]').select_option("voters")
    sari.get_by_role("button", name="Tampilkan baris pertama").click()
    region = sari.get_by_role("group", name="Kode wilayah")
    region.locator("select").first.select_option(label="Kode")
    region.locator("select").last.select_option("kemendagri")
    sari.locator('select[name="0.list_kind.is"]').select_option("DPT")
    sari.locator("summary", has_text="Isian lain").click()
    for group, column in (("Pemilih laki-laki", "L"), ("Pemilih perempuan", "P")):
        sari.get_by_role("group", name=group).locator("select").first.select_option(label=column)
        sari.get_by_role("group", name=group).locator("select").last.select_option("1.089.290")
    sari.get_by_role("button", name="Tampilkan baris pertama").click()
    expect(sari.locator("#pratinjau ~ .table tbody tr").first).to_contain_text("male_count=1000 female_count=1100")
    assert sari.evaluate("document.documentElement.scrollWidth") <= 360
    sari.get_by_role("button", name="Serahkan dengan pemetaan ini").click()
    expect(sari.locator("#keadaan")).to_have_text("sudah diperiksa, belum diajukan")
    expect(sari.locator("#baris ~ p")).to_contain_text("2 baris dibaca = 1 dipakai + 1 disisihkan.")
    expect(sari.locator("#pemetaan ~ details pre")).to_contain_text(
        'male_count = { column = "L", number = "1.089.290" }'
    )
    assert sari.evaluate("document.documentElement.scrollWidth") <= 360


def test_who_is_signed_out_is_led_to_the_form(address: str, desks: list[Page]) -> None:
    sari, _ = desks
    sari.goto(f"{address}/feed/")
    sari.get_by_role("button", name="Keluar").click()
    expect(sari.get_by_role("button", name="Masuk", exact=True)).to_be_visible()
    sari.goto(f"{address}/feed/kiriman/1")
    expect(sari.get_by_label("Kata sandi")).to_be_visible()
