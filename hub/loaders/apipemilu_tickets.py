"""Presidential candidates of 2014: two pairs of two persons.

Publisher: KPU, collected by API Pemilu (Perludem) as `calon-presiden/2014/calon-presiden.csv`. No licence is stated.
The file does not say the pairs' ballot numbers: they are taken from the table of the recapitulation, which the option
`numbers` names, by the names of both. `nama_partai` is a person's own party, not the coalition that nominates the pair,
and is not read.

Known defects: the birth date of Prabowo Subianto is another one in `biografi`, a text of unknown authors that is not
read.
"""

import re
from collections.abc import Iterator, Mapping

from hub.facts import CandidacyFact, Fact, FindingFact, Statement, TicketFact
from hub.loaders.apipemilu_codes import check_edition
from hub.loaders.loader import Loader
from hub.loaders.record import GENDERS, BadRow
from hub.loaders.residence import regency_of
from hub.loaders.sheet import SheetRow, sheet_rows, stated_by
from hub.loaders.source_file import SourceFile

COLUMNS = (
    "tahun", "id", "nama", "role", "id_running_mate", "jenis_kelamin", "tempat_lahir", "tanggal_lahir",
    "kab_kota_tinggal",
)  # fmt: skip

NUMBERS_OPTION = "numbers"
NUMBERS = ("urut", "pasangan")

HEAD_ROLE, DEPUTY_ROLE = "capres", "cawapres"


def read(source: SourceFile) -> Iterator[Statement]:
    """Presidential pairs of 2014 and the two persons of each.

    One row per person; the pair is stated with the row of its head.
    """
    numbers = _numbers(source.companion(NUMBERS_OPTION))
    rows = list(sheet_rows(source, COLUMNS))
    by_id = {row.fields["id"].strip(): row for row in rows}

    def stated(row: SheetRow) -> Iterator[Fact | FindingFact]:
        check_edition(row, source)
        is_head = row.meaning("role", {HEAD_ROLE: True, DEPUTY_ROLE: False})
        mate = by_id.get(row.text("id_running_mate"))
        if mate is None or mate.meaning("role", {HEAD_ROLE: True, DEPUTY_ROLE: False}) == is_head:
            raise BadRow("running-mate", "expected a row with the other role by 'id_running_mate', found none")
        number, pair = _pair(row, mate, numbers)
        if is_head:
            yield TicketFact(row=row.row, office="PRESIDENT", district_code=None, ballot_number=number, name=pair)
        yield _candidacy(row, number, is_head=is_head)

    yield from stated_by(rows, stated)


def _numbers(table: SourceFile) -> dict[str, int]:
    """Return the name of each pair -> its ballot number; bad rows are reported when the table itself is read."""
    numbers: dict[str, int] = {}
    for row in sheet_rows(table, NUMBERS):
        try:
            numbers.setdefault(row.text("pasangan"), row.count("urut", minimum=1))
        except BadRow:
            continue
    return numbers


def _pair(row: SheetRow, mate: SheetRow, numbers: Mapping[str, int]) -> tuple[int, str]:
    """Return ballot number and name of the pair whose name holds both persons' names."""
    persons = [_letters(row.text("nama")), _letters(mate.text("nama"))]
    found = [(number, pair) for pair, number in numbers.items() if all(person in _letters(pair) for person in persons)]
    if len(found) != 1 or not all(persons):
        raise BadRow("ballot-number", f"expected one pair with both names in the table of numbers, found {len(found)}")
    return found[0]


def _letters(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower())


def _candidacy(row: SheetRow, number: int, *, is_head: bool) -> CandidacyFact:
    return CandidacyFact(
        row=row.row,
        office="PRESIDENT",
        district_code=None,
        ballot_number=number,
        name=row.text("nama"),
        role="HEAD" if is_head else "DEPUTY",
        gender=row.optional_meaning("jenis_kelamin", GENDERS),
        birth_date=row.optional_date("tanggal_lahir"),
        birth_place=row.optional_text("tempat_lahir"),
        residence=regency_of(row.optional_text("kab_kota_tinggal")),
        published_id=row.text("id"),
    )


LOADER = Loader("apipemilu-tickets", read)
