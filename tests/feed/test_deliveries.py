"""From a file to a published release and back, by two people: what is kept, what changes, and what is refused."""

import json
import shutil
from pathlib import Path

import orjson
import pytest

from hub.errors import BadFile, NotAllowed, NotNow
from hub.feed import accounts, deliveries
from hub.feed.overlay import fed
from hub.feed.report import read_report
from hub.feed.state import create, state_folder
from hub.feed.verify import problems
from hub.publication import made_problems
from hub.release.kept import current
from hub.tables.nominations import Nominations
from scripts.strain.workspace import lists
from tests.command import hub, outcome
from tests.feed.bureau import MENDED, Bureau


def names(bureau: Bureau) -> list[str]:
    return sorted(current(bureau.out).table(Nominations)["name"])


def test_a_file_becomes_a_release_and_is_undone(bureau: Bureau) -> None:
    before, sources = bureau.live(), (bureau.workspace / "nominations.csv").read_bytes()
    number = bureau.published()
    row = bureau.row(number)
    assert row["release"] == bureau.live() != before == row["release_before"]
    assert "Partai Tujuh" in names(bureau)
    assert (bureau.workspace / "nominations.csv").read_bytes() == sources
    assert problems(bureau.state) == []
    deliveries.undo(bureau.state, bureau.who("sari"), number, "angka dari dokumen lama")
    bureau.work()
    assert bureau.row(number)["state"] == "UNDONE"
    assert bureau.live() == before
    assert "Partai Tujuh" not in names(bureau)
    assert problems(bureau.state) == []


def test_a_release_made_while_somebody_decides_has_its_number_everywhere(bureau: Bureau) -> None:
    number = bureau.submitted()
    bureau.work()  # makes store and dumps beforehand
    deliveries.approve(bureau.state, bureau.who("wati"), number)
    bureau.work()
    live = current(bureau.out)
    answered = orjson.loads(hub("query", bureau.out, "{ release { number previous } }"))
    assert answered["data"]["release"] == {"number": 2, "previous": live.manifest.previous}
    assert made_problems(bureau.out, live) == []


def test_the_report_has_rows_findings_and_the_difference(bureau: Bureau) -> None:
    wrong = MENDED.replace("3,Partai 3,KPU Decision 1/2041", "3x,Partai 3,KPU Decision 1/2041").replace(
        "5,Partai 5,KPU Decision 1/2041", "5,Partai 5,"
    )
    number = bureau.put(wrong)["number"]
    bureau.work()
    report = read_report(bureau.state, bureau.row(number))
    assert report is not None
    assert report.broken is None
    assert (report.rows_read_count, report.rows_kept_count, report.rows_set_aside_count) == (12, 10, 2)
    assert [(each.row, each.column, each.is_set_aside) for each in report.findings] == [
        (3, "ballot_number", True),
        (5, "source", True),
    ]
    assert report.findings[0].found == ("\u201c3x\u201d", "\u201c3x\u201d")
    assert report.findings[0].expected[0] == "bilangan bulat dengan angka saja, tanpa titik, koma, atau huruf"
    assert report.findings[1].remedy[0].startswith("Tuliskan dokumen asalnya")
    change = next(each for each in report.tables if each.table == "nominations")
    assert (change.added_count, change.removed_count, change.changed_count) == (0, 2, 1)
    renamed = next(each for each in change.changed if each.column == "name")
    assert (renamed.key, renamed.before, renamed.after) == ("2042/party/7", "Partai 7", "Partai Tujuh")
    assert report.release_before == bureau.live()


def test_the_same_bytes_have_the_same_receipt(bureau: Bureau) -> None:
    first = bureau.put()
    assert bureau.put()["number"] == first["number"]
    bureau.work()
    assert bureau.put()["number"] == first["number"]
    assert bureau.put(lists(1, 12))["number"] == first["number"] + 1


def test_nobody_decides_on_what_is_their_own(bureau: Bureau) -> None:
    number = bureau.put(by="both")["number"]
    bureau.work()
    deliveries.submit(bureau.state, bureau.who("sari"), number)
    with pytest.raises(NotAllowed, match="another person than both"):
        deliveries.approve(bureau.state, bureau.who("both"), number)
    other = bureau.put(MENDED + "13,Partai 13 B,KPU Decision 1/2041\n")["number"]
    bureau.work()
    deliveries.submit(bureau.state, bureau.who("both"), other)
    with pytest.raises(NotAllowed, match="another person than both"):
        deliveries.approve(bureau.state, bureau.who("both"), other)
    assert bureau.row(number)["state"] == "RETURNED"  # the second took its place
    assert bureau.row(other)["state"] == "SUBMITTED"


def test_a_returned_delivery_can_be_handed_in_again(bureau: Bureau) -> None:
    number = bureau.submitted()
    with pytest.raises(BadFile, match="a reason"):
        deliveries.send_back(bureau.state, bureau.who("wati"), number, " no ")
    deliveries.send_back(bureau.state, bureau.who("wati"), number, "nomor keputusan belum ada")
    assert bureau.row(number)["reason"] == "nomor keputusan belum ada"
    with pytest.raises(NotNow):
        deliveries.approve(bureau.state, bureau.who("wati"), number)
    assert bureau.put()["number"] == number + 1


def test_a_file_that_cannot_be_read_is_told_and_changes_nothing(bureau: Bureau) -> None:
    before = bureau.live()
    number = bureau.put("nomor,nama\n1,Partai\n")["number"]
    bureau.work()
    row = bureau.row(number)
    assert row["state"] == "UNUSABLE"
    assert row["reason"].startswith("Berkas ini tidak dapat dibaca")
    report = read_report(bureau.state, row)
    assert report is not None
    assert report.broken is not None
    assert "ballot_number" in report.broken[1]
    with pytest.raises(NotNow):
        deliveries.submit(bureau.state, bureau.who("sari"), number)
    assert bureau.live() == before


def test_a_loss_is_held_back_until_somebody_else_accepts_it(bureau: Bureau) -> None:
    before = bureau.live()
    number = bureau.submitted(lists(1, 6))
    deliveries.approve(bureau.state, bureau.who("wati"), number)
    bureau.work()
    row = bureau.row(number)
    assert row["state"] == "HELD"
    assert "table nominations: 20 rows" in row["reason"]
    assert bureau.live() == before
    deliveries.publish_again(bureau.state, bureau.who("wati"), number, row["accepted"].split())
    bureau.work()
    assert bureau.row(number)["state"] == "PUBLISHED", bureau.row(number)["reason"]
    assert len(names(bureau)) == 14
    assert json.loads(hub("check", bureau.workspace, "--json"))["rows"]["nominations"] == 14


def test_a_later_build_keeps_what_was_fed_and_drops_what_was_undone(bureau: Bureau) -> None:
    number = bureau.published()
    hub("build", bureau.workspace)
    assert "Partai Tujuh" in names(bureau)
    assert bureau.live() == bureau.row(number)["release"]
    deliveries.undo(bureau.state, bureau.who("wati"), number, "diterbitkan terlalu awal")
    bureau.work()
    assert fed(bureau.state) == {}
    hub("build", bureau.workspace)
    assert "Partai Tujuh" not in names(bureau)


def test_two_files_one_after_the_other_are_both_in_the_release(bureau: Bureau) -> None:
    first = bureau.submitted()
    second = bureau.put(lists(13, 20).replace("Partai 14,", "Partai Empat Belas,"), by="tono", dataset="more-lists")[
        "number"
    ]
    bureau.work()
    deliveries.submit(bureau.state, bureau.who("tono"), second)
    for name, number in (("wati", first), ("yuni", second)):
        deliveries.approve(bureau.state, bureau.who(name), number)
    bureau.work()
    assert {"Partai Tujuh", "Partai Empat Belas"} <= set(names(bureau))
    with pytest.raises(NotNow, match="to be live"):
        deliveries.undo(bureau.state, bureau.who("sari"), first, "yang kedua terbit sesudahnya")


def test_a_build_of_an_engineer_between_check_and_approval_is_kept(bureau: Bureau) -> None:
    number = bureau.submitted()
    more = bureau.workspace / "more" / "nominations.csv"
    more.write_text(lists(13, 21))
    hub("build", bureau.workspace)
    deliveries.approve(bureau.state, bureau.who("wati"), number)
    bureau.work()
    assert bureau.row(number)["state"] == "PUBLISHED"
    assert {"Partai Tujuh", "Partai 21"} <= set(names(bureau))


def test_a_failed_build_leaves_what_is_live(bureau: Bureau) -> None:
    number = bureau.submitted()
    (bureau.workspace / "more" / "nominations.csv").write_text(lists(13, 21))
    hub("build", bureau.workspace)  # so that the candidate is of yesterday
    before = bureau.live()
    (bureau.workspace / "hub.toml").write_text("[hub")
    deliveries.approve(bureau.state, bureau.who("wati"), number)
    bureau.work()
    assert bureau.row(number)["state"] == "HELD"
    assert "expected TOML" in bureau.row(number)["reason"]
    assert bureau.live() == before


def approved(bureau: Bureau, number: int, by: str = "wati") -> None:
    deliveries.approve(bureau.state, bureau.who(by), number)


def checked(bureau: Bureau, text: str) -> int:
    number: int = bureau.put(text)["number"]
    bureau.work()
    return number


def other_file(bureau: Bureau) -> int:
    """Hand in, check and submit another name for a party of the other dataset."""
    text = lists(13, 20).replace("Partai 14,", "Partai Empat Belas,")
    number: int = bureau.put(text, by="tono", dataset="more-lists")["number"]
    bureau.work()
    deliveries.submit(bureau.state, bureau.who("tono"), number)
    return number


def test_an_undo_takes_back_nothing_that_went_live_meanwhile(bureau: Bureau) -> None:
    waiting = other_file(bureau)
    number = bureau.published()
    approved(bureau, waiting, "yuni")
    deliveries.undo(bureau.state, bureau.who("sari"), number, "angka dari dokumen lama")
    bureau.work()
    assert (bureau.row(waiting)["state"], bureau.row(number)["state"]) == ("PUBLISHED", "PUBLISHED")
    assert "to be live" in bureau.row(number)["reason"]
    assert {"Partai Tujuh", "Partai Empat Belas"} <= set(names(bureau))


def test_of_one_place_what_was_published_last_is_kept(bureau: Bureau) -> None:
    older, newer = (checked(bureau, MENDED.replace("Tujuh", name)) for name in ("Lama", "Baru"))
    for number in (newer, older):
        deliveries.submit(bureau.state, bureau.who("sari"), number)
        approved(bureau, number)
        bureau.work()
    assert (bureau.row(older)["state"], bureau.row(newer)["state"]) == ("PUBLISHED", "REPLACED")
    hub("build", bureau.workspace)
    assert "Partai Lama" in names(bureau)
    assert bureau.live() == bureau.row(older)["release"]
    deliveries.undo(bureau.state, bureau.who("sari"), older, "angka dari dokumen lama")
    bureau.work()
    assert (bureau.row(older)["state"], bureau.row(newer)["state"]) == ("UNDONE", "PUBLISHED")
    hub("build", bureau.workspace)
    assert "Partai Baru" in names(bureau)
    assert problems(bureau.state) == []


def test_an_earlier_file_can_be_published_again(bureau: Bureau) -> None:
    first = bureau.published()
    bureau.published(MENDED.replace("Tujuh", "Baru"))
    again = bureau.published()
    assert again == first + 2
    assert "Partai Tujuh" in names(bureau)


def test_bytes_that_were_altered_after_the_check_are_not_published(bureau: Bureau) -> None:
    before, number = bureau.live(), bureau.submitted()
    (kept,) = bureau.state.inbox.iterdir()
    kept.chmod(0o600)
    kept.write_text(MENDED.replace("Tujuh", "Jahat"))
    approved(bureau, number)
    bureau.work()
    assert bureau.row(number)["state"] == "HELD"
    assert "as they were handed in" in bureau.row(number)["reason"]
    assert bureau.live() == before


def test_what_an_engineer_built_after_a_kill_stays_live(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    number = bureau.submitted()
    approved(bureau, number)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("hub.publication.make_current", killed)  # after it has its number, before it is live
        with pytest.raises(KeyboardInterrupt):
            bureau.work()
    (bureau.workspace / "more" / "nominations.csv").write_text(lists(13, 21))
    hub("build", bureau.workspace)
    bureau.work()
    assert bureau.row(number)["state"] == "PUBLISHED"
    assert {"Partai Tujuh", "Partai 21"} <= set(names(bureau))


def test_a_build_from_other_sources_does_not_drop_what_was_fed(bureau: Bureau, tmp_path: Path) -> None:
    bureau.published()
    other = tmp_path / "elsewhere"
    shutil.copytree(bureau.workspace, other, ignore=shutil.ignore_patterns(".hub*"))
    code, told = outcome("build", bureau.workspace, "--sources", other)
    assert code == 2
    assert "of which 1 files were published through the feed" in told.replace("\n", " ")
    code, told = outcome("build", bureau.workspace)
    assert code == 0
    assert "nominations.csv comes from the feed" in told


def test_a_state_elsewhere_is_found_by_a_build(bureau: Bureau, tmp_path: Path) -> None:
    elsewhere = tmp_path / "state"
    create(elsewhere, bureau.state.place())
    assert state_folder(bureau.out) == elsewhere


def test_a_file_that_changes_nothing_is_returned(bureau: Bureau) -> None:
    number = checked(bureau, lists(1, 12))
    assert bureau.row(number)["state"] == "RETURNED"
    assert "sama dengan yang sedang tayang" in bureau.row(number)["reason"]


def test_a_loss_that_the_gate_did_not_say_is_not_accepted(bureau: Bureau) -> None:
    number = bureau.submitted(lists(1, 6))
    approved(bureau, number)
    bureau.work()
    with pytest.raises(NotNow, match="that the gate said"):
        deliveries.publish_again(bureau.state, bureau.who("wati"), number, ["anything"])
    names_said = set(bureau.row(number)["accepted"].split())
    deliveries.publish_again(bureau.state, bureau.who("wati"), number, sorted(names_said)[:1])
    bureau.work()
    assert set(bureau.row(number)["accepted"].split()) == names_said  # all of them again, until all are accepted


OVERLAPPING = """
[[sources]]
id = "every-list"
loader = "hub-table"
path = "m*/nominations*.csv"
edition = "2042"
title = "Every list"
publisher = "KPU"
options = { table = "nominations" }
"""


def test_a_file_of_two_datasets_needs_roles_for_both(bureau: Bureau) -> None:
    with (bureau.workspace / "hub.toml").open("a") as file:
        file.write(OVERLAPPING)
    with pytest.raises(NotAllowed, match="every-list"):
        deliveries.check_hand_in(bureau.state, bureau.who("tono"), "more-lists", "nominations.csv")
    accounts.grant(bureau.state, "tono", "steward", ["every-list"], "test")
    row = bureau.put(lists(13, 20), by="tono", dataset="more-lists")
    assert row["also"] == "every-list"
    with bureau.state.writing() as writing:
        writing.put("delivery", {**row, "state": "SUBMITTED"})
        writing.act("test", "put")
    with pytest.raises(NotAllowed, match="every-list"):
        approved(bureau, row["number"], "yuni")
    assert deliveries.acts(bureau.who("yuni"), bureau.row(row["number"])) == []


def test_no_national_id_becomes_a_path(bureau: Bureau) -> None:
    with (bureau.workspace / "hub.toml").open("a") as file:
        file.write(OVERLAPPING)
    accounts.grant(bureau.state, "tono", "steward", ["every-list"], "test")
    with pytest.raises(BadFile) as raised:
        deliveries.check_hand_in(bureau.state, bureau.who("tono"), "every-list", "m1/nominations-3174012345678901.csv")
    assert "3174012345678901" not in str(raised.value)
    assert "3174012345678901" not in raised.value.indonesian
