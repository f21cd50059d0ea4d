"""Members of the DPR of 2019-2024 and 2024-2029: who is listed for which seat, and whom they replaced.

2019: the member list of https://www.dpr.go.id/ at the end of the term, collected in
https://github.com/agungdunggio/Anggota-DPR-RI as `members.json`: 568 members of 575 seats, with the ids that the DPR gives. No
licence is stated. It does not say who replaced whom, nor when: those who came in during the term are known by ids from
about 2000 only, which is no statement. Members are listed by parliamentary group (fraksi); of that term each group is one party.

2024: the list in the Indonesian Wikipedia (CC BY-SA), collected in
https://github.com/fithrahinsani/Dashboard-Anggota-DPR-RI-2024-2029 as `anggota_dpr_2024-2029_raw.csv`: 627 lines for 580 seats.
Lines of one seat stand in order of time, so that each replaces the one above it; `lowong` is a vacant seat. Why and when
somebody left stands in footnotes that the file does not have: some were replaced before the oath, which it does not tell.

Known defects: votes passed through a spreadsheet that took the dot between thousands for a decimal mark and dropped the zeros at
the end (`190.99` is 190,990: every figure was written with three digits behind the dot); footnote marks stand behind figures
(`101.876[5]`); one party is written PDI-P and PDIP; districts of one-district provinces lack their number (`Jambi` is JAMBI I).

Options: `districts`, the files with the districts of the edition, and `parties`, its list of parties, from the file's folder.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from hub.errors import BrokenSource
from hub.facts import DistrictFact, FindingFact, LeftOutRow, MembershipFact, NominationFact, PartOfRow, Statement
from hub.loaders import dct2024_districts, dct2024_parties, infopemilu2019_districts, infopemilu2019_parties
from hub.loaders.loader import Loader
from hub.loaders.numbers import shown
from hub.loaders.record import BadRow, Record, statements
from hub.loaders.sheet import SheetRow, sheet_rows, stated_by
from hub.loaders.source_file import SourceFile

DISTRICTS = {"D.I. YOGYAKARTA": "DAERAH ISTIMEWA YOGYAKARTA", "BANGKA BELITUNG": "KEPULAUAN BANGKA BELITUNG"}
"""District as the DPR writes it -> as the commission does."""

PARTIES = {
    "PKB": "Partai Kebangkitan Bangsa",
    "Gerindra": "Partai Gerakan Indonesia Raya",
    "PDI-P": "Partai Demokrasi Indonesia Perjuangan",
    "PDIP": "Partai Demokrasi Indonesia Perjuangan",
    "Golkar": "Partai Golkar",
    "Partai Golongan Karya": "Partai Golkar",
    "NasDem": "Partai Nasdem",
    "PKS": "Partai Keadilan Sejahtera",
    "PAN": "Partai Amanat Nasional",
    "Demokrat": "Partai Demokrat",
}
"""Party as a list of members, or of parties, writes it -> one spelling for both."""

SEAT = "No. Anggota"

COLUMNS = (SEAT, "Daerah pemilihan", "Nama", "Fraksi.1", "Perolehan Suara Sah")

VOTES = re.compile(r"([0-9]{1,3})(?:\.([0-9]{1,3}))?(?:\[[0-9]+\])?")
"""Thousands, what is left of the digits behind the dot, and the mark of a footnote."""

VACANT = "lowong"


def read_2019(source: SourceFile) -> Iterator[Statement]:
    """Members of the DPR at the end of the term 2019-2024. One row per member."""
    code_of, number_of = (
        _districts(source, infopemilu2019_districts.read),
        _parties(source, infopemilu2019_parties.read),
    )
    document: Any = source.json()
    members = document.get("anggota") if isinstance(document, dict) else None
    items = members.get("item") if isinstance(members, dict) else None
    if not isinstance(items, list):
        raise BrokenSource(f"{source.name}: expected a list of members in anggota.item, found none")

    def membership(record: Record) -> Iterator[MembershipFact]:
        yield MembershipFact(
            row=record.row,
            office="DPR",
            name=record.text("nama"),
            district_code=_known(code_of, "dapil", _district(record.text("dapil"))),
            party_number=_known(number_of, "fraksi", _party(record.text("fraksi").removeprefix("Fraksi "))),
            seat_number=_digits(record, "no_anggota"),
            published_id=str(_digits(record, "id")),
        )

    yield from statements(source, items, membership)


def read_2024(source: SourceFile) -> Iterator[Statement]:
    """Members of the DPR of 2024-2029, with whom they replaced. One row per member.

    A vacancy is part of the line of who left the seat; it is left out where no line names one.
    """
    code_of, number_of = _districts(source, dct2024_districts.read), _parties(source, dct2024_parties.read)
    rows = list(sheet_rows(source, COLUMNS))
    last_row = {row.fields[SEAT]: row.row for row in rows}
    before: dict[str, SheetRow] = {}
    """Seat -> the line of its last member so far; a vacancy is nobody."""

    def stated(row: SheetRow) -> Iterator[MembershipFact | FindingFact | PartOfRow | LeftOutRow]:
        seat = row.count(SEAT, minimum=1)
        last = before.get(row.fields[SEAT])
        if row.text("Nama") == VACANT:
            yield PartOfRow(row=row.row, of=last.row) if last else LeftOutRow(row=row.row)
            return
        before[row.fields[SEAT]] = row
        yield MembershipFact(
            row=row.row,
            office="DPR",
            name=row.text("Nama"),
            district_code=_known(code_of, "Daerah pemilihan", _district(row.text("Daerah pemilihan"))),
            party_number=_known(number_of, "Fraksi.1", _party(row.text("Fraksi.1"))),
            seat_number=seat,
            has_ended=row.row < last_row[row.fields[SEAT]],
            replaces=last.text("Nama") if last else None,
            votes_count=_votes(row),
        )
        if row.optional_text("Perolehan Suara Sah") and _votes(row) is None:
            yield FindingFact(
                rule="cell-not-readable",
                severity="WARNING",
                message="column 'Perolehan Suara Sah': expected votes such as 125.234, found a number without a dot, which may be of thousands",
                evidence={"column": "Perolehan Suara Sah"},
                row=row.row,
            )

    yield from stated_by(rows, stated)


def _votes(row: SheetRow) -> int | None:
    """Return votes; None where there are none, or a number without a dot, which may be one of thousands: 191 may have been 191.000."""
    text = row.optional_text("Perolehan Suara Sah")
    if text is None:
        return None
    found = VOTES.fullmatch(text)
    if found is None:
        raise BadRow("not-a-number", f"expected votes such as 125.234 in 'Perolehan Suara Sah', found {shown(text)}")
    return int(found[1] + found[2].ljust(3, "0")) if found[2] else None


def _digits(record: Record, name: str) -> int:
    text = record.text(name)
    if not re.fullmatch("[0-9]{1,9}", text):
        raise BadRow("wrong-number", f"expected a whole number in {name!r}, found {shown(text)}")
    return int(text)


def _district(name: str) -> str:
    name = " ".join(name.upper().split())
    return DISTRICTS.get(name, name)


def _party(name: str) -> str:
    return PARTIES.get(name, name).upper()


def _known(known: Mapping[str, Any], column: str, name: str) -> Any:
    if name not in known:
        raise BadRow("unknown-name", f"expected a name of the edition's list in {column!r}, found {shown(name)}")
    return known[name]


def _districts(source: SourceFile, read: Callable[[SourceFile], Iterator[Statement]]) -> dict[str, str]:
    """Return the name of each DPR district -> its code; of the only district of a province also without its number."""
    codes = {
        fact.name.upper(): fact.code
        for file in source.companions("districts")
        for fact in read(file)
        if isinstance(fact, DistrictFact) and fact.office == "DPR"
    }
    alone = {
        name.removesuffix(" I"): code for name, code in codes.items() if name.endswith(" I") and f"{name}I" not in codes
    }
    return alone | codes


def _parties(source: SourceFile, read: Callable[[SourceFile], Iterator[Statement]]) -> dict[str, int]:
    return {
        _party(_title(fact.name)): fact.ballot_number
        for fact in read(source.companion("parties"))
        if isinstance(fact, NominationFact)
    }


def _title(name: str) -> str:
    return name.title() if name.title() in PARTIES else name


DPR_2019 = Loader("dpr-members2019", read_2019)

DPR_2024 = Loader("dpr-members2024", read_2024)
