"""A candidacy has a life: versions of a list, events with their source, and doubles that the law forbids."""

from datetime import date

import polars as pl
import pytest

from hub.assembly import Assembly, Origin
from tests.assembly.edition import LIST, VOTES, assembled, findings, standing
from tests.assembly.test_memberships import member


def events(made: Assembly) -> list[tuple[str, str, date | None]]:
    return made.tables["candidacy_events"].sort("event_id").select("candidacy_id", "kind", "date").rows()


def test_the_final_list_counts_before_the_provisional_one_and_who_was_replaced_stays() -> None:
    made = assembled(
        (standing(1, 1, "SITI AMINAH", gender="FEMALE", list="PROVISIONAL"), LIST),
        (standing(9, 1, "BUDI SANTOSO", list="FINAL"), VOTES),
    )
    rows = made.tables["candidacies"].sort("candidacy_id")
    assert rows.select("name_on_ballot", "list_status", "gender").rows() == [
        ("BUDI SANTOSO", "FINAL", None),
        ("SITI AMINAH", "PROVISIONAL", "FEMALE"),
    ]
    assert events(made) == [("2042/dpr/8101/1/1/siti-aminah", "REPLACED", None)]


def test_what_a_list_says_in_its_own_words_is_an_event() -> None:
    made = assembled(
        (standing(1, 1, "ANA", status="MS"), LIST),
        (standing(2, 2, "BUDI", status="MENINGGAL", date=date(2042, 1, 2)), LIST),
        (standing(3, 3, "CICI", status="Dibatalkan"), LIST),
        (standing(4, 4, "DEWI", event="WITHDRAWN", date=date(2042, 1, 3)), LIST),
    )
    assert events(made) == [
        ("2042/dpr/8101/1/2", "DIED", date(2042, 1, 2)),
        ("2042/dpr/8101/1/3", "STRUCK_OFF", None),
        ("2042/dpr/8101/1/4", "WITHDRAWN", date(2042, 1, 3)),
    ]


def test_a_seat_held_and_taken_over_are_events_beside_the_election() -> None:
    made = assembled(
        (standing(1, 1, "SITI AMINAH", elected=True), LIST),
        (standing(2, 2, "BUDI SANTOSO"), LIST),
        member(1, "SITI AMINAH", 7, starts=date(2042, 10, 1), ends=date(2043, 1, 1), has_ended=True),
        member(2, "BUDI SANTOSO", 7, replaces="SITI AMINAH", starts=date(2043, 1, 2)),
    )
    assert events(made) == [
        ("2042/dpr/8101/1/1", "ELECTED", None),
        ("2042/dpr/8101/1/1", "REPLACED_IN_OFFICE", date(2043, 1, 1)),
        ("2042/dpr/8101/1/1", "SEATED", date(2042, 10, 1)),
        ("2042/dpr/8101/1/2", "SEATED", date(2043, 1, 2)),
    ]


def test_one_person_on_several_lists_is_told_with_every_place() -> None:
    born = date(1970, 8, 17)
    second = Origin(8, f"sha256-{8:064x}", "list-8", "2042")
    made = assembled(
        (standing(1, 1, "WIRA KANIGORO", birth_date=born), LIST),
        (standing(2, 4, "Drs. WIRA KANIGORO", birth_date=date(1971, 1, 1)), LIST),
        (standing(3, 4, "WIRA KANIGORO", party=2, birth_date=born), second),
    )
    (message,) = findings(made, "stands-several-times")
    assert "found 2 of 'WIRA KANIGORO'" in message
    assert "1970" not in message
    told = made.rejections.findings_frame().filter(pl.col("rule") == "stands-several-times")
    assert "08-17" not in told["evidence"].item()


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Menggantikan calon yang meninggal dunia", None), ("tidak mundur", None), ("Batal dicoret", None), ("Pemundur", None),
        ("Belum mengundurkan diri", None), ("Pengganti calon yang mengundurkan diri", None), ("Memenuhi syarat", None),
        ("Telah meninggal dunia", "DIED"), ("Mengundurkan diri", "WITHDRAWN"), ("Tidak memenuhi syarat (TMS)", "STRUCK_OFF"),
        ("Pencalonan dibatalkan", "STRUCK_OFF"), ("Diganti karena meninggal dunia", "DIED"), ("Digantikan", "REPLACED"),
    ],
)  # fmt: skip
def test_words_of_a_status_are_whole_and_of_the_candidate(said: str, kind: str | None) -> None:
    made = assembled((standing(1, 1, "ANA", status=said), LIST))
    assert [row[1] for row in events(made)] == ([kind] if kind else [])
