"""Parties of 2014: twelve nation-wide and three local to Aceh.

Publisher: KPU (http://kpu.go.id), tabulated by API Pemilu (Perludem) as `partai/partai.csv`. No licence is stated. The
id of a party is its ballot number; 11, 12 and 13 are the parties of Aceh, which stood for the councils there only.

Known defects: `partai.csv` ends its lines with CR; `parties.csv` beside it leaves out the three parties of Aceh.
"""

from collections.abc import Iterator

from hub.facts import NominationFact, Statement
from hub.loaders.loader import Loader
from hub.loaders.sheet import SheetRow, sheet_rows, stated_by
from hub.loaders.source_file import SourceFile

COLUMNS = ("id", "nama", "nama_lengkap")

LOCAL = frozenset({11, 12, 13})
"""Ballot numbers of the parties local to Aceh in 2014 (Law 11 of 2006 on the Government of Aceh, articles 75 to 95)."""


def read(source: SourceFile) -> Iterator[Statement]:
    """Parties of 2014 with ballot number, name and short name.

    One row per party.
    """
    yield from stated_by(sheet_rows(source, COLUMNS), _nomination)


def _nomination(row: SheetRow) -> Iterator[NominationFact]:
    number = row.count("id", minimum=1)
    yield NominationFact(
        row=row.row,
        ballot_number=number,
        name=row.text("nama_lengkap"),
        abbreviation=row.optional_text("nama"),
        scope="LOCAL" if number in LOCAL else "NATIONAL",
        published_id=str(number),
    )


LOADER = Loader("apipemilu-parties", read)
