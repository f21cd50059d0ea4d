"""Reports of errors: anybody sends one from a page, the stewards of its datasets see it with page and figure, and one of them answers."""

import re

import pytest

from hub.errors import BadFile, FeedBusy, NoDelivery, NotNow
from hub.feed import error_reports
from hub.feed.verify import problems
from hub.release.kept import current
from hub.tables.nominations import Nominations
from hub.tables.sources import Sources
from tests.feed.bureau import Bureau
from tests.feed.served import Caller, in_browser, served

WRONG = "suaranya tertukar dengan partai nomor 8"


def page_of(bureau: Bureau, series: str) -> str:
    """Return the path of a party that a series alone states something about."""
    release = current(bureau.out)
    sources, nominations = release.table(Sources), release.table(Nominations)
    (source,) = sources.filter(sources["series"] == series)["source_id"].to_list()
    return f"/doc/party/{nominations.filter(nominations['source_id'] == source)['party_id'][0]}"


def test_a_reader_reports_and_the_steward_of_the_data_answers(bureau: Bureau) -> None:
    made = served(bureau)
    page = page_of(bureau, "lists")
    reader = Caller(made)
    about = reader("GET", f"/tentang?halaman={page}").text
    (form,) = re.findall(r'href="(/feed/laporan\?halaman=[^"]+)"', about)
    assert f'value="{page}"' in reader("GET", form).text
    sent = reader.form(form, "/feed/laporan", page=page, figure="12.345", wrong=WRONG, source="SK 360/2024")
    assert sent.status_code == 303, "a page that is loaded again sends no second report"
    assert "Laporan Anda bernomor 1" in reader("GET", sent.headers["location"]).text
    for name, is_there in (("sari", True), ("both", True), ("tono", False), ("wati", False), ("rudi", False)):
        shown = in_browser(bureau, made, name)("GET", "/feed/").text
        assert (WRONG in shown) is is_there, name
        assert (page in shown) is is_there
        assert ("12.345" in shown) is is_there
    tono, sari = (in_browser(bureau, made, name) for name in ("tono", "sari"))
    fields = {"closed_as": "MENDED", "answer": "berkas yang baru sudah diserahkan"}
    assert tono.form("/feed/", "/feed/laporan/1", **fields).status_code == 404
    assert sari.form("/feed/", "/feed/laporan/1", **fields).status_code == 303
    assert WRONG not in sari("GET", "/feed/").text
    assert sari.form("/feed/", "/feed/laporan/1", **fields).status_code == 409
    (row,) = bureau.state.rows("SELECT * FROM error_report")
    assert (row["state"], row["closed_by"], row["release"]) == ("MENDED", "sari", bureau.live())
    assert problems(bureau.state) == []
    log = in_browser(bureau, made, "adi")("GET", "/feed/catatan").text
    assert "Seorang pembaca: melaporkan kesalahan" in log


def test_a_report_of_a_page_of_many_things_is_for_every_steward(bureau: Bureau) -> None:
    for page in ("/keterbukaan", "/doc/party/none"):
        error_reports.report(bureau.state, page, "", WRONG, "")
    for name, count in (("sari", 2), ("tono", 2), ("wati", 0), ("nobody", 0), ("rani", 0)):
        assert len(error_reports.open_reports(bureau.state, bureau.who(name))) == count, name


def test_a_national_id_in_a_report_is_struck_out(bureau: Bureau) -> None:
    error_reports.report(bureau.state, "/", "3174012345678901", f"NIK 3174012345678901 {WRONG}", "3174012345678901")
    (row,) = bureau.state.rows("SELECT * FROM error_report")
    assert "3174012345678901" not in str(row)


@pytest.mark.parametrize(
    ("page", "wrong"), [("", WRONG), ("https://other.example", WRONG), ("//other", WRONG), ("/", " no ")]
)
def test_what_is_no_report_is_refused(bureau: Bureau, page: str, wrong: str) -> None:
    with pytest.raises(BadFile):
        error_reports.report(bureau.state, page, "", wrong, "")


def test_no_more_reports_come_than_somebody_can_read(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    for limit in ("MOST_AN_HOUR", "MOST_OPEN"):
        with monkeypatch.context() as patched:
            patched.setattr(error_reports, limit, len(bureau.state.rows("SELECT * FROM error_report")))
            with pytest.raises(FeedBusy):
                error_reports.report(bureau.state, "/", "", WRONG, "")
        error_reports.report(bureau.state, "/", "", WRONG, "")


@pytest.mark.parametrize(
    ("name", "number", "given", "error"),
    [
        ("sari", 1, ("PERHAPS", "sudah diperbaiki"), BadFile), ("sari", 1, ("MENDED", "ya"), BadFile), ("sari", 9, ("MENDED", "sudah diperbaiki"), NoDelivery),
        ("sari", 2**70, ("MENDED", "sudah diperbaiki"), NoDelivery), ("wati", 1, ("MENDED", "sudah diperbaiki"), NoDelivery),
    ],
)  # fmt: skip
def test_what_is_no_answer_changes_nothing(
    bureau: Bureau, name: str, number: int, given: tuple[str, str], error: type[Exception]
) -> None:
    error_reports.report(bureau.state, "/", "", WRONG, "")
    with pytest.raises(error):
        error_reports.answer(bureau.state, bureau.who(name), number, *given)
    assert bureau.state.rows("SELECT state FROM error_report") == [{"state": "OPEN"}]


def test_a_report_is_answered_once(bureau: Bureau) -> None:
    error_reports.report(bureau.state, "/", "", WRONG, "")
    error_reports.answer(bureau.state, bureau.who("sari"), 1, "NO_ERROR", "angka itu sesuai dokumennya")
    with pytest.raises(NotNow):
        error_reports.answer(bureau.state, bureau.who("tono"), 1, "MENDED", "sudah diperbaiki")
