"""Parties of the 2019 election: 16 national ones, and the four local to Aceh.

Publisher: KPU, https://infopemilu.kpu.go.id/pileg2019/pencalonan/allparpol.json (off line since), saved as
`partai.json`. No licence is stated. `nomorUrut` is the ballot number and what other files call the party; `id`
happens to equal it in this file, but nothing promises that. The link to the logo is not read.
"""

from collections.abc import Iterator
from typing import Literal

from hub.facts import NominationFact, Statement
from hub.loaders.loader import Loader
from hub.loaders.record import Record, array, statements
from hub.loaders.source_file import SourceFile

SCOPES: dict[str, Literal["NATIONAL", "LOCAL"]] = {"NASIONAL": "NATIONAL", "LOKALACEH": "LOCAL"}


def read(source: SourceFile) -> Iterator[Statement]:
    """Parties that stood in 2019 with their ballot numbers, from the KPU's Info Pemilu JSON. One row per party."""
    yield from statements(source, array(source), _nomination)


def _nomination(record: Record) -> Iterator[NominationFact]:
    yield NominationFact(
        row=record.row,
        ballot_number=record.number("nomorUrut", minimum=1),
        name=record.text("namaPartai"),
        abbreviation=record.optional_text("akronimParpol"),
        scope=record.meaning("keterangan", SCOPES),
        published_id=str(record.number("id", minimum=1)),
    )


LOADER = Loader("infopemilu2019-parties", read)
