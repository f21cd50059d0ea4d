"""Candidates of the councils of 2014 (DPR, DPD, provincial DPRD), and where the file has them their votes.

Publisher: KPU, final candidate lists (Daftar Calon Tetap, http://dct.kpu.go.id) and results by candidate, tabulated by
API Pemilu (Perludem) as `calon/2014/{council}/calon-{council}.csv` and `hasil_pemilu/2014/hasil-dpd.csv`. No licence is
stated. One format in four widths: all columns; without votes (DPRD); without personal columns (DPD results).

Not read, as it is nobody's business or not published by the hub: religion, marital state, spouse, children, village,
subdistrict and photo. A residence that names a village or subdistrict is cut down to the regency. The option
`residence` says by file name which of several places is the regency: `{ "calon-dprd_banten.csv" = "last",
"calon-dprd_sulbar.csv" = "first" }`.

Known defects: the DPR list lacks PAN's number 2 in Jawa Barat III, so it has 6,606 of the 6,607 on the commission's
list; 319 have no birth date, two are born on days that no month has, 10 have no votes; in DKI Jakarta II, where voters
abroad are counted, all lists have fewer votes than in `perolehan_suara_partai`; four ranks contradict the votes of
their list. In the DPD list birth and province have slipped to the row above in parts of Sulawesi Utara and Maluku (see
`apipemilu_slips`): neither these nor the residence are taken from those rows.
"""

from collections.abc import Iterator, Sequence

from hub.errors import BrokenSource
from hub.facts import CandidacyFact, Fact, FindingFact, ResultFact, Statement
from hub.loaders import options
from hub.loaders.apipemilu_codes import OFFICES, check_edition, district
from hub.loaders.apipemilu_slips import Place, slipped
from hub.loaders.loader import Loader
from hub.loaders.record import GENDERS, BadRow
from hub.loaders.residence import Part, regency_of
from hub.loaders.sheet import SheetRow, sheet_rows, stated_by
from hub.loaders.source_file import UNEVEN, SourceFile

COLUMNS = ("lembaga", "tahun", "nama_provinsi", "id_dapil", "id_partai", "urutan", "id", "nama")
PERSONAL = ("jenis_kelamin", "tempat_lahir", "tanggal_lahir", "kab_kota_tinggal", "provinsi_tinggal")
COUNTED = ("suara_sah", "peringkat_suara_sah_calon", "terpilih")

YES_OR_NO = {"true": True, "True": True, "false": False, "False": False}

PARTS: dict[str, Part] = {"first": "first", "last": "last"}

EARLIEST_BIRTH = 1900


def read(source: SourceFile) -> Iterator[Statement]:
    """Candidates of the DPR, DPD or a provincial DPRD of 2014, and where the file has them votes, rank and who won.

    One row per candidacy. Where the file counts votes each row is also a figure of the whole district, null for an
    empty cell.
    """
    part = _part(source)
    rows = list(sheet_rows(source, COLUMNS))
    personal = bool(rows) and rows[0].has(PERSONAL, source.name)
    counted = bool(rows) and rows[0].has(COUNTED, source.name)
    stretches = list(slipped([_place(row) for row in rows])) if personal else []
    withheld = {rows[index].row for first, last, _ in stretches for index in range(first, last + 1)}

    def stated(row: SheetRow) -> Iterator[Fact | FindingFact]:
        check_edition(row, source)
        candidacy = _candidacy(row)
        if personal:
            yield from describe(candidacy, row, source, part, slipped=row.row in withheld)
        if counted:
            yield _count(candidacy, row)
        yield candidacy

    yield from stated_by(rows, stated)
    yield from (_slip_found(rows[first : last + 1], proofs) for first, last, proofs in stretches)
    yield from _empty_cells(rows, [*(["tanggal_lahir"] if personal else []), *(["suara_sah"] if counted else [])])


def _part(source: SourceFile) -> Part | None:
    part = options.table(source, "residence", str).get(source.path.name)
    if part is None:
        return None
    if part not in PARTS:
        raise BrokenSource(
            f"{source.name}: expected 'first' or 'last' for it in the option 'residence', found {part!r}"
        )
    return PARTS[part]


def _candidacy(row: SheetRow) -> CandidacyFact:
    office = row.meaning("lembaga", OFFICES)
    party = row.optional_count("id_partai", minimum=1)
    if (party is None) != (office == "DPD"):
        raise BadRow(
            "party-or-none",
            f"expected a party in 'id_partai' for any office but DPD, found {'one' if party else 'none'} for {office}",
        )
    return CandidacyFact(
        row=row.row,
        office=office,
        district_code=district(row, "id_dapil"),
        party_number=party,
        ballot_number=row.count("urutan", minimum=1),
        name=row.text("nama"),
        published_id=row.optional_text("id"),
    )


def describe(
    candidacy: CandidacyFact, row: SheetRow, source: SourceFile, part: Part | None, *, slipped: bool
) -> Iterator[FindingFact]:
    """Add the personal columns to a candidacy; a birth date that cannot be one is left out and reported."""
    candidacy.gender = row.optional_meaning("jenis_kelamin", GENDERS)
    if slipped:
        return
    candidacy.birth_place = row.optional_text("tempat_lahir")
    candidacy.residence = regency_of(row.optional_text("kab_kota_tinggal"), part)
    try:
        born = row.optional_date("tanggal_lahir")
    except BadRow as bad:
        yield _birth_date_found(row, bad.cause)
        return
    latest = int(source.edition_id[:4]) if source.edition_id else row.count("tahun")
    if born is None or EARLIEST_BIRTH <= born.year <= latest:
        candidacy.birth_date = born
    else:
        yield _birth_date_found(row, f"expected a year from {EARLIEST_BIRTH} to {latest}, found {born.year}")


def _count(candidacy: CandidacyFact, row: SheetRow) -> ResultFact:
    """Add rank and outcome to a candidacy, and return its votes."""
    candidacy.rank = row.optional_count("peringkat_suara_sah_calon", minimum=1)
    candidacy.elected = row.optional_meaning("terpilih", YES_OR_NO)
    return ResultFact(
        row=row.row,
        office=candidacy.office,
        kind="CANDIDATE",
        district_code=candidacy.district_code,
        party_number=candidacy.party_number,
        ballot_number=candidacy.ballot_number,
        votes_count=row.optional_count("suara_sah"),
    )


def _place(row: SheetRow) -> Place:
    """Return where a candidate lives; nowhere on lists with parties, where too many live in another province."""
    if row.fields["id_partai"].strip():
        return Place(row.fields["id_dapil"], "", "", "")
    names = ("id_dapil", "nama_provinsi", "kab_kota_tinggal", "provinsi_tinggal")
    return Place(*(row.fields[name].strip() for name in names))


def _birth_date_found(row: SheetRow, cause: str) -> FindingFact:
    return FindingFact(rule="birth-date-unreadable", severity="WARNING", message=cause, row=row.row)


def _slip_found(rows: Sequence[SheetRow], proofs: Sequence[int]) -> FindingFact:
    first, last = rows[0].fields, rows[-1].fields
    return FindingFact(
        rule="columns-slipped",
        severity="ERROR",
        message=f"in {first['nama_provinsi']} the birth and province cells of numbers {first['urutan']} to "
        f"{last['urutan']} stand beside the candidate before: {len(proofs)} provinces are not those of their regency "
        "but of the next row's; birth and residence of these rows are not taken",
        evidence={
            "district": first["id_dapil"],
            "first_number": first["urutan"],
            "last_number": last["urutan"],
            "rows_count": len(rows),
            "proofs_count": len(proofs),
        },
        row=rows[0].row,
    )


def _empty_cells(rows: Sequence[SheetRow], columns: Sequence[str]) -> Iterator[FindingFact]:
    for column in columns:
        empty = sum(not row.fields[column].strip() and UNEVEN not in row.fields for row in rows)
        if 0 < empty < len(rows):
            yield FindingFact(
                rule="cells-empty",
                severity="INFO",
                message=f"expected {column!r} for each of {len(rows)} candidates, found it empty for {empty}",
                evidence={"column": column, "empty_count": empty, "rows_count": len(rows)},
            )


LOADER = Loader("apipemilu-candidates", read)
