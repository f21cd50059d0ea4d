"""Votes and seats of the DPR, 2024: one table of every candidate, party and district.

Publisher: KPU, the national recapitulation of Decision 360/2024 (20 March 2024); tabulated by others, found as
`suara-dpr-ri-value-percaleg.csv` in https://github.com/aswandi/dashboard-data-pemilu-2024; no licence is stated. Text
with `;`, a byte order mark and 34 columns, of which the last nine belong to another table pasted beside this one and
are not read.

- `id` 999999 is the row of votes for the party alone, 333333 the party's total; any other id is a candidate's in
  Sirekap.
- `partai_id` is the ballot number: names and numbers agree with the final list of candidates in every row.
- A mark in `KURSI KE 1` to `KURSI KE 5` is a seat won; the number in it is the turn in which the district gave it.
  Seats of a district are counted from these marks: 580, and by party as in KPU Decision 1205/2024. (The pasted table
  has no seats for eight districts and adds up to 513.) The seats are those won by votes: who was sworn in may be
  another.
- `URUTAN SUARA` is the rank by votes within the list.

Known defects: names lost their commas; the district of Papua is written `P A P U A` with the code `#N/A`, which the
option `district_codes` resolves; D.I. Yogyakarta stands under the province Jawa Tengah; the last row holds sums of
the seat columns. One candidate of the final list is missing (2024/dpr/1203/9/7), and so the votes are 151,796,539
where Decision 360/2024 has 151,796,631: 92 less, all of that party (PKN). Decision 1050/2024 (28 July 2024) changed
three districts after disputes: 151,793,293. The option `official_totals` names the totals to compare with.
"""

import re
from collections.abc import Iterator, Mapping

from hub.facts import CandidacyFact, Fact, ResultFact, ResultKind, SetAsideRow, Statement
from hub.loaders import options
from hub.loaders.dpr_votes2024_sums import NO_CODE, Sums
from hub.loaders.loader import Loader
from hub.loaders.numbers import NotANumber, integer, required
from hub.loaders.record import GENDERS, BadRow, Record
from hub.loaders.source_file import UNEVEN, SourceFile

SEATS = ("KURSI KE 1", "KURSI KE 2", "KURSI KE 3", "KURSI KE 4", "KURSI KE 5")

COLUMNS = (
    "pro_id", "dapil_id", "dapil_kode", "dapil_nama", "partai_id", "id", "nama", "nomor_urut", "jenis_kelamin",
    "tempat_tinggal", "Suara", "URUTAN SUARA", *SEATS,
)  # fmt: skip

PSEUDO_IDS: dict[str, ResultKind] = {"999999": "PARTY_ONLY", "333333": "PARTY_TOTAL"}
"""`id` of the rows that are not of a candidate."""

DISTRICT = re.compile(r"[0-9]{4}")


def read(source: SourceFile) -> Iterator[Statement]:
    """Votes of candidates and parties by DPR district of 2024, with who won a seat, as of Decision 360/2024.

    One row per candidate, and two per party and district. Districts are stated with the seats counted in the file.
    """
    codes = options.table(source, "district_codes", str)
    totals = options.table(source, "official_totals", int)
    sums = Sums()
    for row, cells in source.csv(COLUMNS, delimiter=";"):
        record = Record(row, cells)
        try:
            district = _district(record, codes)
            facts = list(_figures(record, district))
        except BadRow as bad:
            yield SetAsideRow(row=row, rule=bad.rule, cause=bad.cause)
        except NotANumber as error:
            yield SetAsideRow(row=row, rule="not-a-number", cause=str(error))
        else:
            sums.add(record, district, facts)
            yield from facts
    yield from sums.districts()
    yield from sums.findings(source.edition_id, totals)


def _district(record: Record, codes: Mapping[str, str]) -> str:
    """Return the code of the row's district, as written or as the option gives it for the district's name."""
    if UNEVEN in record.fields:
        raise BadRow("uneven-row", f"expected a cell for each column, found {record.fields[UNEVEN]} cells")
    if not any(record.optional_text(name) for name in ("dapil_kode", "partai_id", "id")):
        raise BadRow("sums-row", "expected a candidate or a party in a district, found a row without either")
    code = district_code(record.text("dapil_kode"), record.text("dapil_nama"), codes)
    if code is None:
        raise BadRow(
            "district-code", "expected a district code of 4 digits in 'dapil_kode' or the option district_codes"
        )
    return code


def district_code(written: str, name: str, codes: Mapping[str, str]) -> str | None:
    """Return the code of a district as the table writes it, or as `codes` has it by name where it is `#N/A`; None where it is no code."""
    code = codes.get(name.strip()) if written.strip() == NO_CODE else written.strip()
    return code if code is not None and DISTRICT.fullmatch(code) else None


def _figures(record: Record, district: str) -> Iterator[Fact]:
    party, votes = required(record.fields["partai_id"]), integer(record.fields["Suara"])
    kind = PSEUDO_IDS.get(record.text("id"), "CANDIDATE")
    number = required(record.fields["nomor_urut"]) if kind == "CANDIDATE" else None
    yield ResultFact(
        row=record.row,
        office="DPR",
        kind=kind,
        votes_count=votes,
        district_code=district,
        party_number=party,
        ballot_number=number,
    )
    if number is not None:
        yield CandidacyFact(
            row=record.row,
            office="DPR",
            district_code=district,
            party_number=party,
            ballot_number=number,
            name=record.text("nama"),
            gender=record.optional_meaning("jenis_kelamin", GENDERS),
            residence=record.optional_text("tempat_tinggal"),
            elected=any(integer(record.fields[seat]) is not None for seat in SEATS),
            rank=integer(record.fields["URUTAN SUARA"]),
            published_id=str(required(record.fields["id"])),
        )


LOADER = Loader("dpr-votes2024", read)
