"""Mapping of a table without a loader: from a workbook as an office saved it to the live release, and the same by `hub build`."""

import io
import re
import tomllib
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter

from hub.feed import accounts, deliveries, mapping
from hub.feed.datasets import mappings
from hub.feed.verify import problems
from hub.release.kept import current
from hub.tables.nominations import Nominations
from hub.tables.sources import Sources
from tests.command import hub
from tests.feed.bureau import Bureau
from tests.feed.served import Caller, in_browser, served

TABLE = "DAFTAR PARTAI;;\r\nNo;Nama Partai;Telepon\r\n31;Partai Melati;021-1\r\n32;Partai Kamboja;021-2\r\ntiga;Partai Cempaka;021-3\r\n"

ABOUT = {"dataset": "new-parties", "title": "Partai baru", "publisher": "KPU", "edition": "2042"}

CHOSEN = {"0.fact": "nominations", "0.ballot_number": "1", "0.name": "2"}


@pytest.fixture
def sari(bureau: Bureau) -> Caller:
    """Return the browser of a steward of every dataset."""
    accounts.grant(bureau.state, "sari", "steward", ["*"], "test")
    return in_browser(bureau, served(bureau), "sari")


def given_file(caller: Caller, text: bytes = TABLE.encode(), name: str = "partai.csv", **about: str) -> str:
    answered = caller.form("/feed/pemetaan", "/feed/pemetaan", (name, text), **{**ABOUT, **about})
    assert answered.status_code == 303, answered.text
    return answered.headers["location"]


def with_answers(page: str, **answers: str) -> str:
    path, _, query = page.partition("?")
    return f"{path}?{urlencode({**dict(parse_qsl(query)), **answers})}"


def handed_in(caller: Caller, page: str) -> int:
    asked = re.search(r'name="asked" value="([^"]+)"', caller("GET", page).text)
    assert asked is not None
    answered = caller.form(page, page.partition("?")[0], asked=asked[1].replace("&amp;", "&"))
    assert answered.status_code == 303, answered.text
    return int(answered.headers["location"].rpartition("/")[2])


def test_a_table_is_mapped_previewed_approved_and_published(bureau: Bureau, sari: Caller) -> None:
    page = given_file(sari)
    assert urlsplit(page).path.startswith("/feed/pemetaan/")
    first = sari("GET", page).text
    assert all(
        f">{name}</option>" in sari("GET", with_answers(page, **{"0.fact": "nominations"})).text
        for name in ("No", "Nama Partai")
    )
    assert "021-1" not in first
    chosen = with_answers(page, **CHOSEN)
    shown = sari("GET", chosen).text
    assert "nominations ballot_number=31" in shown
    assert "Partai Melati" in shown
    assert "bilangan bulat" in shown  # of `tiga`, in Indonesian
    assert "Tidak dipetakan dan tidak diterbitkan: Telepon" in shown
    assert "021-1" not in shown
    number = handed_in(sari, chosen)
    row = bureau.row(number)
    assert (row["state"], row["place"]) == ("CHECKED", "feed/new-parties.csv")
    entry = bureau.state.rows("SELECT entry FROM mapping")[0]["entry"]
    assert tomllib.loads(entry)["sources"][0]["options"]["facts"] == [
        {"fact": "nominations", "fields": {"ballot_number": "No", "name": "Nama Partai"}}
    ]
    delivery = sari("GET", f"/feed/kiriman/{number}").text
    assert "3 baris dibaca = 2 dipakai + 1 disisihkan" in delivery
    assert "Partai baru" in delivery
    deliveries.submit(bureau.state, bureau.who("sari"), number)
    accounts.grant(bureau.state, "wati", "approver", ["*"], "test")
    deliveries.approve(bureau.state, bureau.who("wati"), number)
    bureau.work()
    assert bureau.row(number)["state"] == "PUBLISHED", bureau.row(number)["reason"]
    live = current(bureau.out)
    assert {"Partai Melati", "Partai Kamboja"} <= set(live.table(Nominations)["name"])
    assert "new-parties" in set(live.table(Sources)["series"])
    hub("build", bureau.workspace)
    assert current(bureau.out).id == live.id
    assert problems(bureau.state) == []
    deliveries.undo(bureau.state, bureau.who("sari"), number, "salah berkas")
    bureau.work()
    assert "new-parties" not in set(current(bureau.out).table(Sources)["series"])
    hub("build", bureau.workspace)
    assert "new-parties" not in set(current(bureau.out).table(Sources)["series"])


def test_a_second_file_of_a_mapped_dataset_is_read_by_the_same_mapping(bureau: Bureau, sari: Caller) -> None:
    number = handed_in(sari, with_answers(given_file(sari), **CHOSEN))
    deliveries.submit(bureau.state, bureau.who("sari"), number)
    accounts.grant(bureau.state, "wati", "approver", ["*"], "test")
    deliveries.approve(bureau.state, bureau.who("wati"), number)
    bureau.work()
    again = bureau.put(TABLE.replace("tiga", "33"), dataset="new-parties", name="partai.csv")
    bureau.work()
    assert bureau.row(again["number"])["state"] == "CHECKED", bureau.row(again["number"])["reason"]
    assert len(bureau.state.rows("SELECT DISTINCT entry FROM mapping")) == 1


def test_a_mapping_goes_with_the_file_that_is_withdrawn(bureau: Bureau, sari: Caller) -> None:
    number = handed_in(sari, with_answers(given_file(sari), **CHOSEN))
    deliveries.submit(bureau.state, bureau.who("sari"), number)
    accounts.grant(bureau.state, "wati", "approver", ["*"], "test")
    deliveries.approve(bureau.state, bureau.who("wati"), number)
    bureau.work()
    request = deliveries.withdraw(bureau.state, bureau.who("sari"), number, "memuat nomor telepon")["number"]
    bureau.work()
    assert bureau.row(request)["state"] == "CHECKED", bureau.row(request)["reason"]
    deliveries.submit(bureau.state, bureau.who("sari"), request)
    deliveries.approve(bureau.state, bureau.who("wati"), request)
    bureau.work()
    assert bureau.row(request)["state"] == "PUBLISHED", bureau.row(request)["reason"]
    assert mappings(bureau.state) == []
    assert "new-parties" not in set(current(bureau.out).table(Sources)["series"])
    hub("build", bureau.workspace)
    assert bureau.live() == bureau.row(request)["release"]


def test_another_mapping_of_the_same_bytes_returns_the_first(bureau: Bureau, sari: Caller) -> None:
    page = given_file(sari)
    first = handed_in(sari, with_answers(page, **CHOSEN))
    assert handed_in(sari, with_answers(page, **CHOSEN)) == first
    second = handed_in(sari, with_answers(page, **CHOSEN, **{"0.once": "1"}))
    assert second == first + 1
    assert bureau.row(first)["state"] == "RETURNED"


def test_a_pdf_is_registered_as_a_scan(bureau: Bureau, sari: Caller) -> None:
    writer, content = PdfWriter(), io.BytesIO()
    writer.add_blank_page(90, 90)
    writer.write(content)
    page = given_file(sari, content.getvalue(), "keputusan.pdf", theme="PARTY_REGISTRATION", system="PARTAI_POLITIK")
    assert "Ini pindaian" in sari("GET", page).text
    number = handed_in(sari, page)
    assert bureau.row(number)["state"] == "CHECKED", bureau.row(number)["reason"]


@pytest.mark.parametrize(
    ("about", "told"),
    [
        ({"dataset": "lists"}, "sudah dapat dibaca hub"),
        ({"dataset": "Bad Id"}, "huruf kecil"),
    ],
)
def test_what_cannot_be_mapped_is_told(sari: Caller, about: dict[str, str], told: str) -> None:
    answered = sari.form("/feed/pemetaan", "/feed/pemetaan", ("partai.csv", TABLE.encode()), **{**ABOUT, **about})
    assert answered.status_code == 422
    assert told in answered.text


def test_too_many_columns_are_told_before_they_are_offered(sari: Caller) -> None:
    page = given_file(sari, (",".join(f"c{number}" for number in range(100_000)) + "\n").encode())
    answered = sari("GET", page)
    assert answered.status_code == 422
    assert "terlalu banyak kolom" in answered.text


def test_nobody_maps_a_file_that_somebody_else_gave(bureau: Bureau, sari: Caller) -> None:
    page = given_file(sari)
    accounts.grant(bureau.state, "tono", "steward", ["*"], "test")
    tono = in_browser(bureau, served(bureau), "tono")
    assert tono("GET", page).status_code == 404


_TEXTS = st.text(min_size=1, max_size=20)


@given(title=_TEXTS, columns=st.lists(_TEXTS, min_size=2, max_size=5), same=_TEXTS, means=_TEXTS)
def test_an_entry_is_toml_whatever_it_holds(title: str, columns: list[str], same: str, means: str) -> None:
    asked = {"dataset": "x", "title": title, "publisher": "KPU", "0.fact": "candidacies", "0.name": "1", "0.office.is": "DPR", "0.gender": "2", "0.gender.v.MALE": means, "0.residence.is": same}  # fmt: skip
    [entry] = tomllib.loads(mapping.entry_of(asked, "feed/x.csv", columns))["sources"]
    assert entry.get("title", "") == " ".join(title.split())
    fields = entry["options"]["facts"][0]["fields"]
    assert fields["name"] in (columns[0], 1)
    assert fields["office"] == {"is": "DPR"}
