"""What the candidates' loader must never pass on, and what tells a slipped list."""

from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.errors import BrokenSource
from hub.facts import CandidacyFact
from hub.loaders.apipemilu_candidates import COLUMNS, COUNTED, LOADER, PERSONAL
from hub.loaders.apipemilu_slips import Place, Stretch, slipped
from hub.loaders.source_file import SourceFile

WITHHELD = (
    "agama", "status_perkawinan", "nama_pasangan", "jumlah_anak", "kelurahan_tinggal", "kecamatan_tinggal", "foto_url",
)  # fmt: skip

KEPT = {
    "lembaga": "DPR", "tahun": "2014", "nama_provinsi": "ACEH", "id_dapil": "1101-00-0000", "id_partai": "1", "urutan": "1",
    "id": "1101-00-0000-0101", "nama": "CONTOH", "jenis_kelamin": "L", "tempat_lahir": "PIDIE", "tanggal_lahir": "1960-01-01",
    "kab_kota_tinggal": "PIDIE", "provinsi_tinggal": "ACEH", "suara_sah": "5", "peringkat_suara_sah_calon": "1", "terpilih": "true",
}  # fmt: skip


def source_of(row: dict[str, str], **options: object) -> SourceFile:
    file = SourceFile(path=Path("calon.csv"), name="calon.csv", edition_id="2014", options=options)
    file.content = f"{','.join(row)}\n{','.join(row.values())}\n".encode()
    return file


@pytest.mark.parametrize("broken", [{}, {"nama": ""}, {"tanggal_lahir": "1960-01-32"}, {"suara_sah": "SECRET"}])
def test_withheld_columns_are_in_no_statement(broken: dict[str, str]) -> None:
    row = {**KEPT, **dict.fromkeys(WITHHELD, "SECRET"), **broken}
    statements = list(LOADER.read(source_of(row)))
    assert statements
    assert "SECRET" not in repr(statements)


@pytest.mark.parametrize("column", [*COLUMNS, *PERSONAL, *COUNTED])
def test_a_column_that_is_missing_breaks_the_source(column: str) -> None:
    with pytest.raises(BrokenSource, match=column):
        list(LOADER.read(source_of({name: cell for name, cell in KEPT.items() if name != column})))


@pytest.mark.parametrize(("part", "told"), [("first", "POLMAN"), ("last", "POLEWALI"), (None, None)])
def test_the_residence_option_says_which_place_is_the_regency(part: str | None, told: str | None) -> None:
    row = {**KEPT, "kab_kota_tinggal": "POLMAN / POLEWALI"}
    source = source_of(row, residence={"calon.csv": part} if part else {"calon-other.csv": "first"})
    (candidacy,) = (fact for fact in LOADER.read(source) if isinstance(fact, CandidacyFact))
    assert candidacy.residence == told


def test_the_residence_option_has_two_values() -> None:
    with pytest.raises(BrokenSource, match=r"expected 'first' or 'last' for it .+ found 'middle'"):
        list(LOADER.read(source_of(KEPT, residence={"calon.csv": "middle"})))


def in_district(*places: tuple[str, str], district: str = "A", home: str = "Home") -> list[Place]:
    return [Place(district, home, regency, province) for regency, province in places]


HOME, AWAY = ("home town", "Home"), ("far town", "Away")
KNOWN = in_district(HOME, HOME, HOME, AWAY, AWAY, AWAY, district="elsewhere")
"""A list that is right, and from which the provinces of both towns are known."""


def test_a_right_list_has_not_slipped() -> None:
    assert list(slipped([*KNOWN, *in_district(HOME, AWAY, HOME, AWAY)])) == []


def test_a_stretch_that_slipped_is_found_with_what_may_belong_to_it() -> None:
    towns = [HOME, AWAY, HOME, AWAY, HOME, HOME, AWAY]
    regencies = [town for town, _ in towns]
    provinces = [province for _, province in towns]
    moved = [*provinces[:2], *provinces[3:5], "", *provinces[5:]]
    list_ = in_district(*zip(regencies, moved, strict=True))
    assert list(slipped([*KNOWN, *list_])) == [Stretch(6 + 2, 6 + 4, (6 + 2, 6 + 3))]


def test_one_row_that_does_not_go_together_is_no_slip() -> None:
    assert list(slipped([*KNOWN, *in_district(HOME, ("home town", "Away"), AWAY, HOME)])) == []


def test_rows_that_only_name_the_home_province_are_no_slip() -> None:
    wrong = ("far town", "Home")
    assert list(slipped([*KNOWN, *in_district(HOME, wrong, HOME, wrong, HOME)])) == []


TEXTS = st.sampled_from(["", "home town", "far town", "Home", "Away", "?"])


@given(st.lists(st.builds(Place, st.sampled_from("AB"), TEXTS, TEXTS, TEXTS), max_size=30))
def test_stretches_lie_apart_and_within_one_list(places: list[Place]) -> None:
    lists = [[index for index, _ in rows] for _, rows in groupby(enumerate(places), key=lambda item: item[1].district)]
    done = -1
    for stretch in slipped(places):
        assert done < stretch.first <= min(stretch.proofs) <= max(stretch.proofs) <= stretch.last
        assert any(stretch.first in rows and stretch.last in rows for rows in lists)
        done = stretch.last
