"""Candidates of the DPR and the DPD, 2024: the final lists (daftar calon tetap).

Publisher: KPU, https://infopemilu.kpu.go.id/Pemilu/Dct_dpr and .../Dct_dpd (November 2023), collected in
https://github.com/ginanjarfm/pemilu2024-dapil as `data/dpr/{district}.json` (84 files, 9,917 candidates) and
`data/dpd/{province}.json` (38 files, 668 candidates). Districts and provinces have Kemendagri codes without dots.
Photographs and what candidates let or do not let be published in their profile are not read.

Known defects: no birth date; `id_partai` is not the ballot number, so the list of parties beside it is needed (option
`parties`, a path from the file's folder); about a fifth of the DPR candidates have no id, and ids that look like a
national id were struck out before these files were passed on: those are left out. The home of DPD candidates is
written `KOTA LHOKSEUMAWE / ACEH`: the part before the stroke is kept.
"""

import re
from collections.abc import Iterator

from hub.errors import BrokenSource
from hub.facts import CandidacyFact, DistrictFact, Fact, Statement, kemendagri
from hub.loaders.dct2024_parties import ballot_numbers
from hub.loaders.loader import Loader
from hub.loaders.numbers import shown
from hub.loaders.record import GENDERS, BadRow, Record, array, statements
from hub.loaders.source_file import SourceFile

DISTRICT = re.compile(r"[0-9]{4}")

PUBLISHED_ID = re.compile(r"(?=.*[a-f])[0-9a-f]{16}")
"""The commission's id of a candidate: 16 hexadecimal digits. One of decimal digits alone could be a national id."""


def read_dpr(source: SourceFile) -> Iterator[Statement]:
    """Candidates of one DPR district of 2024, from the KPU's final list. One row per candidate."""
    number_of = ballot_numbers(source.companion("parties"))

    def candidacy(record: Record) -> Iterator[CandidacyFact]:
        party = record.number("id_partai", minimum=1)
        if party not in number_of:
            raise BadRow("unknown-party", f"expected the id of a party in 'id_partai', found {party}")
        district_code = record.text("kode_dapil")
        if not DISTRICT.fullmatch(district_code):
            raise BadRow(
                "district-code", f"expected a district code of 4 digits in 'kode_dapil', found {shown(district_code)}"
            )
        yield CandidacyFact(
            row=record.row,
            office="DPR",
            district_code=district_code,
            party_number=number_of[party],
            ballot_number=record.number("nomor_urut", minimum=1),
            name=record.text("nama"),
            gender=record.optional_meaning("jenis_kelamin", GENDERS),
            residence=record.optional_text("alamat_kabko"),
            published_id=_published_id(record, "id_calon_dpr"),
        )

    yield from statements(source, array(source), candidacy)


def read_dpd(source: SourceFile) -> Iterator[Statement]:
    """Candidates of the DPD in one province of 2024, from the KPU's final list.

    One row per candidate; the first also states the district, which is the province. The option `provinces` is the path
    of their names.
    """
    name_of = _province_names(source.companion("provinces"))
    stated: set[str] = set()

    def candidacy(record: Record) -> Iterator[Fact]:
        province = record.text("kode_propinsi")
        if province not in name_of:
            raise BadRow(
                "unknown-province", f"expected the code of a province in 'kode_propinsi', found {shown(province)}"
            )
        home = record.optional_text("alamat_kabko")
        yield CandidacyFact(
            row=record.row,
            office="DPD",
            district_code=province,
            ballot_number=record.number("nomor_urut", minimum=1),
            name=record.text("nama"),
            gender=record.optional_meaning("jenis_kelamin", GENDERS),
            residence=home.partition(" / ")[0] if home else None,
            published_id=_published_id(record, "ID_CANDIDATE"),
        )
        if province not in stated:
            stated.add(province)
            yield DistrictFact(
                row=record.row, office="DPD", code=province, name=name_of[province], province=kemendagri(province)
            )

    yield from statements(source, array(source), candidacy)


def _published_id(record: Record, name: str) -> str | None:
    profile = record.fields.get("profile") or {}
    text = Record.of(record.row, profile).optional_text(name)
    return text if text and PUBLISHED_ID.fullmatch(text) else None


def _province_names(provinces: SourceFile) -> dict[str, str]:
    """Return the code of each province -> its name. Raises BrokenSource where one lacks either."""
    try:
        records = [Record.of(row, item) for row, item in enumerate(array(provinces), start=1)]
        return {str(record.number("id", minimum=11)): record.text("name") for record in records}
    except BadRow as bad:
        raise BrokenSource(f"{provinces.name}: expected id and name of each province; {bad.cause}") from bad


DPR = Loader("dct2024-dpr", read_dpr)

DPD = Loader("dct2024-dpd", read_dpd)
