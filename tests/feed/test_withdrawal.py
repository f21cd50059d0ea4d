"""A published file that is taken out again: asked for with a reason, decided by somebody else, and a release without it."""

import orjson
import pytest

from hub.errors import BadFile, NotAllowed, NotNow
from hub.feed import deliveries
from hub.feed.due import declared
from hub.feed.inbox import inbox_path
from hub.feed.overlay import fed
from hub.feed.report import read_report
from hub.feed.verify import problems
from hub.release import current
from hub.tables.nominations import Nominations
from scripts.strain.workspace import lists
from tests.command import hub
from tests.feed.bureau import MENDED, Bureau
from tests.feed.served import in_browser, served, with_token

WHY = "memuat alamat rumah"


def names(bureau: Bureau) -> set[str]:
    return set(current(bureau.out).table(Nominations)["name"])


def asked(bureau: Bureau, number: int) -> int:
    """Ask for a file to be taken out, and submit the request."""
    request: int = deliveries.withdraw(bureau.state, bureau.who("sari"), number, WHY)["number"]
    bureau.work()
    assert bureau.row(request)["state"] == "CHECKED", bureau.row(request)["reason"]
    deliveries.submit(bureau.state, bureau.who("sari"), request)
    return request


def test_a_published_file_is_taken_out_by_two_people_and_back(bureau: Bureau) -> None:
    before = names(bureau)
    number = bureau.published()
    later = bureau.put(
        lists(13, 20).replace("Partai 19,", "Partai Sembilan,"), by="tono", dataset="more-lists", name="nominations.csv"
    )["number"]
    bureau.work()
    deliveries.submit(bureau.state, bureau.who("tono"), later)
    deliveries.approve(bureau.state, bureau.who("yuni"), later)
    bureau.work()
    assert "Partai Tujuh" in names(bureau)
    with pytest.raises(NotNow):  # it is not of the live release any more
        deliveries.undo(bureau.state, bureau.who("sari"), number, WHY)
    request = asked(bureau, number)
    report = read_report(bureau.state, bureau.row(request))
    assert report is not None
    assert any(change.before == "Partai Tujuh" for table in report.tables for change in table.changed)
    assert "Partai Tujuh" in names(bureau)
    with pytest.raises(NotAllowed):
        deliveries.approve(bureau.state, bureau.who("sari"), request)
    deliveries.approve(bureau.state, bureau.who("wati"), request)
    bureau.work()
    assert (bureau.row(request)["state"], bureau.row(number)["state"]) == ("PUBLISHED", "REPLACED")
    assert bureau.live() == bureau.row(request)["release"]
    assert names(bureau) - before == {"Partai Sembilan"}
    assert set(fed(bureau.state)) == {bureau.row(later)["place"]}
    [act] = bureau.state.rows("SELECT actor, detail FROM log WHERE act = 'delivery.withdraw'")
    assert (act["actor"], orjson.loads(act["detail"])["reason"]) == ("sari", WHY)
    assert problems(bureau.state) == []
    hub("build", bureau.workspace)
    assert "Partai Tujuh" not in names(bureau)
    with pytest.raises(NotNow, match="expected delivery 3 to be a file"):
        deliveries.withdraw(bureau.state, bureau.who("sari"), request, WHY)
    assert (
        next(each for each in declared(bureau.state, bureau.state.clock().date()) if each.entry.id == "lists").open_on
        is None
    )


def test_a_withdrawal_is_undone(bureau: Bureau) -> None:
    number = bureau.published()
    live, request = bureau.live(), asked(bureau, number)
    deliveries.approve(bureau.state, bureau.who("wati"), request)
    bureau.work()
    deliveries.undo(bureau.state, bureau.who("wati"), request, "ternyata benar")
    bureau.work()
    assert bureau.live() == live
    assert (bureau.row(request)["state"], bureau.row(number)["state"]) == ("UNDONE", "PUBLISHED")
    assert "Partai Tujuh" in names(bureau)
    assert problems(bureau.state) == []


def test_a_file_that_was_replaced_meanwhile_is_not_taken_out(bureau: Bureau) -> None:
    number = bureau.published()
    request = asked(bureau, number)
    later = bureau.put(MENDED.replace("Partai 8,", "Partai Delapan,"), by="both")["number"]
    bureau.work()
    deliveries.approve(bureau.state, bureau.who("wati"), request)
    with bureau.state.writing() as writing:  # as if the other one had been approved just before
        writing.put("delivery", {**bureau.row(number), "state": "REPLACED"})
        writing.put("delivery", {**bureau.row(later), "state": "PUBLISHED"})
        writing.act("test", "put")
    live = bureau.live()
    bureau.work()
    assert bureau.row(request)["state"] == "HELD"
    assert f"expected delivery {number}, which is to be withdrawn, to be published" in bureau.row(request)["reason"]
    assert bureau.live() == live


def test_the_same_request_has_one_receipt_and_says_why(bureau: Bureau) -> None:
    number = bureau.published()
    first, second = (deliveries.withdraw(bureau.state, bureau.who("sari"), number, WHY) for _ in range(2))
    assert first["number"] == second["number"] == number + 1
    kept = orjson.loads(inbox_path(bureau.state.inbox, first["sha256"]).read_bytes())
    assert kept == {"withdraws": number, "sha256": bureau.row(number)["sha256"], "reason": WHY}
    with pytest.raises(BadFile, match="expected a reason"):
        deliveries.withdraw(bureau.state, bureau.who("sari"), number, "x")
    with pytest.raises(NotAllowed):
        deliveries.withdraw(bureau.state, bureau.who("wati"), number, WHY)


def test_pages_and_api_lead_to_the_request(bureau: Bureau) -> None:
    number, made = bureau.published(), served(bureau)
    sari = in_browser(bureau, made, "sari")
    assert "Tarik berkas ini" in sari("GET", f"/feed/kiriman/{number}").text
    answered = sari.form(f"/feed/kiriman/{number}", f"/feed/kiriman/{number}/tarik", reason=WHY)
    assert answered.headers["location"].startswith("/feed/kiriman/2")
    page = sari("GET", "/feed/kiriman/2").text
    assert "Penarikan nominations.csv" in page
    assert f'href="/feed/kiriman/{number}"' in page
    assert WHY in page
    assert "baris dibaca" not in page
    assert "Tarik berkas ini" not in page
    assert 'href="/feed/kiriman/2"' in sari("GET", f"/feed/kiriman/{number}").text
    token = with_token(bureau, made, "sari")
    told = token("POST", f"/feed/api/deliveries/{number}/withdraw", json={"reason": WHY}).json()
    assert (told["number"], told["withdraws"], told["state"]) == (2, number, "CHECKED")
    assert token("GET", f"/feed/api/deliveries/{number}").json()["withdraws"] is None
