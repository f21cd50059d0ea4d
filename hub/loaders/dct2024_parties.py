"""Parties of the 2024 election: 18 national ones, and the six local to Aceh.

Publisher: KPU, https://infopemilu.kpu.go.id/, collected in https://github.com/ginanjarfm/pemilu2024-dapil (MIT
licence) as `data/parpol.json`. `nomor_urut` is the ballot number; `id` is the commission's own, and is what the lists
of candidates call the party (PKB is 8 there and 1 on the ballot). The logo is not read.

The file does not say which parties are local, so hub.toml does: `local_numbers = [18, 19, 20, 21, 22, 23]`, drawn on
14 December 2022 (KPU Decision 519/2022); Partai Ummat got 24 by Decision 552/2022 and is national.
"""

from collections.abc import Iterator
from typing import Literal

from hub.errors import BrokenSource
from hub.facts import NominationFact, Statement
from hub.loaders import options
from hub.loaders.loader import Loader
from hub.loaders.record import BadRow, Record, array, statements
from hub.loaders.source_file import SourceFile

Scope = Literal["NATIONAL", "LOCAL"]


def read(source: SourceFile) -> Iterator[Statement]:
    """Parties that stood in 2024 with their ballot numbers, from the KPU's Info Pemilu JSON.

    One row per party. The scope is null where the option `local_numbers` is not set.
    """
    local_numbers = options.numbers(source, "local_numbers")

    def nomination(record: Record) -> Iterator[NominationFact]:
        number = record.number("nomor_urut", minimum=1)
        scope: Scope | None = None
        if local_numbers is not None:
            scope = "LOCAL" if number in local_numbers else "NATIONAL"
        yield NominationFact(
            row=record.row,
            ballot_number=number,
            name=record.text("nama"),
            scope=scope,
            published_id=str(record.number("id", minimum=1)),
        )

    yield from statements(source, array(source), nomination)


def ballot_numbers(parties: SourceFile) -> dict[int, int]:
    """Return the commission's id of each party -> its ballot number. Raises BrokenSource where a party lacks either."""
    try:
        records = [Record.of(row, item) for row, item in enumerate(array(parties), start=1)]
        return {record.number("id", minimum=1): record.number("nomor_urut", minimum=1) for record in records}
    except BadRow as bad:
        raise BrokenSource(f"{parties.name}: expected id and nomor_urut of each party; {bad.cause}") from bad


LOADER = Loader("dct2024-parties", read)
