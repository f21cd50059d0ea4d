"""From a file to a published release and back, by two people: what is kept, what changes, and what is refused."""

import pytest

from hub.errors import BadFile, NotAllowed, NotNow
from hub.feed import deliveries
from hub.feed.overlay import fed
from hub.feed.report import read_report
from hub.feed.verify import problems
from hub.release.kept import current
from hub.tables.nominations import Nominations
from scripts.strain.workspace import lists
from tests.command import hub
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
    assert "ballot_number" in row["reason"]
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
