"""Whatever becomes of a file, its loader reads it, sets rows aside, or says that the file is broken; no row is lost.

Small valid files are changed in two ways: bytes are cut, doubled and overwritten; values and fields are exchanged.
"""

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub.errors import BrokenSource
from hub.loaders import BY_NAME, SourceFile
from tests.loaders.published import Series, add

VALUES = st.recursive(
    st.sampled_from([None, True, -1, 0, 1, 2**63, 10**15, 0.5, "", " ", "0..", "99", "#N/A", "a'b", "\x00", "🗳"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["id", "sum", "1"]), inner, max_size=2),
    max_leaves=3,
)


class Small(NamedTuple):
    """A small valid file: loader, file name, content, options."""

    loader: str
    name: str
    content: Any
    options: dict[str, Any]


PARTIES = [{"id": 8, "nomor_urut": 1, "nama": "Partai Satu"}, {"id": 10, "nomor_urut": 2, "nama": "Partai Dua"}]
PROVINCES = [{"id": 11, "name": "ACEH"}, {"id": 12, "name": "SUMATERA UTARA"}]
COLUMNS = (
    "pro_id;dapil_id;dapil_kode;dapil_nama;partai_id;id;nama;nomor_urut;jenis_kelamin;tempat_tinggal;Suara;URUTAN SUARA;"
    "KURSI KE 1;KURSI KE 2;KURSI KE 3;KURSI KE 4;KURSI KE 5;;"
)

SMALL = (
    Small(
        "infopemilu2019-candidates",
        "caleg_dpr_1_1.json",
        [
            {"id": 5, "noUrut": 1, "nama": "ANI", "stringJenisKelamin": "Perempuan", "namaKab": "PIDIE"},
            {"id": 6, "noUrut": 2, "nama": "BUDI", "stringJenisKelamin": "Laki-Laki"},
        ],
        {},
    ),
    Small(
        "infopemilu2019-districts",
        "dapil_dpr_wilayah_1.json",
        [
            {
                "dapil": [
                    {
                        "id": 1,
                        "nama": "ACEH I",
                        "tingkat": 0,
                        "jumlahPenduduk": -1,
                        "idWilayah": 1,
                        "totalAlokasiKursi": 7,
                        "wilayah": [{"idDapil": 1, "idWilayah": 2, "namaWilayah": "PIDIE", "flagInclude": True}],
                    }
                ]
            }
        ],
        {},
    ),
    Small(
        "infopemilu2019-parties",
        "partai.json",
        [{"id": 1, "nomorUrut": 1, "namaPartai": "SATU", "keterangan": "NASIONAL", "akronimParpol": "S"}],
        {},
    ),
    Small(
        "infopemilu2019-regions",
        "provinsi_1.json",
        [{"id": 2, "idParent": 1, "namaWilayah": "PIDIE", "tingkatWilayah": 2, "kodeWilayah": "11.07"}],
        {},
    ),
    Small(
        "situng2019",
        "0.json",
        {
            "id": 0,
            "depth": 0,
            "children": [[1, "ACEH", 10, 5, 6], [-99, "LUAR NEGERI", 3, -1, -1]],
            "kpu": {"1": {"pas1": 1, "pas2": 2, "sah": 3, "tSah": 1, "jum": 4}},
            "data": {"1": {"sum": {"pas1": 1, "pas2": 1}}, "-99": {"sum": {"cakupan": 1}}},
            "rekap": {"1": {"pas1": 2, "pas2": 2}},
        },
        {},
    ),
    Small(
        "dct2024-dpr",
        "1101.json",
        [
            {
                "nomor_urut": 1,
                "nama": "ANI",
                "jenis_kelamin": "P",
                "alamat_kabko": "PIDIE",
                "profile": {"id_calon_dpr": "15a297c592d87a13"},
                "id_partai": 8,
                "kode_dapil": "1101",
            }
        ],
        {"parties": "parpol.json"},
    ),
    Small(
        "dct2024-dpd",
        "11.json",
        [
            {"nomor_urut": 1, "nama": "A", "jenis_kelamin": "L", "alamat_kabko": "PIDIE / ACEH", "kode_propinsi": "11"},
            {"nomor_urut": 2, "nama": "B", "jenis_kelamin": "P", "alamat_kabko": None, "kode_propinsi": "11"},
        ],
        {"provinces": "provinces.json"},
    ),
    Small("dct2024-parties", "parpol.json", PARTIES, {"local_numbers": [2]}),
    Small(
        "dct2024-districts",
        "electorals.json",
        [
            {
                "kode_dapil": "120001",
                "jenis_dapil": "DPRD PROVINSI",
                "nama_dapil": "SUMATERA UTARA 1",
                "kode_wilayah": "1271",
                "nama": "KOTA MEDAN A",
                "is_pecah": True,
            }
        ],
        {},
    ),
    Small("dct2024-regions", "provinces.json", PROVINCES, {}),
    Small(
        "dpr-votes2024",
        "votes.csv",
        f"{COLUMNS}\n"
        "11;5001;1101;ACEH I;1;999999;SUARA PARTAI;;;;20;;;;;;;;\n"
        "11;5001;1101;ACEH I;1;100121;ANI S.H.;1;P;PIDIE;125;1;1;;;;;;\n"
        "91;7703;#N/A;P A P U A;1;333333;TOTAL;;;;145;;;;;;;;\n"
        ";;;;;;;;;;;;486;;;;;;\n",
        {"district_codes": {"P A P U A": "9101"}, "official_totals": {"Decision": 144}},
    ),
    Small(
        "wilayah-kemendagri",
        "wilayah_2018.sql",
        "INSERT INTO wilayah (kode, nama)\nVALUES\n('11','ACEH'),\n('11.01.01.2001','Ba''u'),\n('11.02','Pu\\'uk');\n",
        {},
    ),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the code lists that lists of candidates need beside them."""
    folder = tmp_path_factory.mktemp("companions")
    (folder / "parpol.json").write_text(json.dumps(PARTIES))
    (folder / "provinces.json").write_text(json.dumps(PROVINCES))
    return folder


def encoded(content: Any) -> bytes:
    return (content if isinstance(content, str) else json.dumps(content)).encode()


def read(small: Small, folder: Path, content: bytes) -> Series | None:
    """Return what the file states, its books balanced; None where it is broken."""
    source = SourceFile(path=folder / small.name, name=small.name, edition_id="2024", options=small.options)
    source.content = content
    series = Series()
    try:
        add(series, source, BY_NAME[small.loader].read(source))
    except BrokenSource:
        return None
    return series


def places(node: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every container in a document with each of its keys or indexes."""
    keys = list(node) if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ()
    for key in keys:
        yield node, key
        yield from places(node[key])


@st.composite
def with_other_bytes(draw: st.DrawFn, content: bytes) -> bytes:
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(content)))
        stop = draw(st.integers(start, min(start + 12, len(content))))
        content = content[:start] + draw(st.binary(max_size=6) | st.just(content[start:stop] * 2)) + content[stop:]
    return content


@st.composite
def with_other_values(draw: st.DrawFn, document: Any) -> bytes:
    document = deepcopy(document)
    for _ in range(draw(st.integers(1, 3))):
        container, key = draw(st.sampled_from(list(places(document)) or [([document], 0)]))
        if draw(st.booleans()):
            container[key] = draw(VALUES)
        else:
            del container[key]
    return json.dumps(document).encode()


@pytest.mark.parametrize("small", SMALL, ids=lambda small: small.loader)
def test_the_small_file_is_read(small: Small, folder: Path) -> None:
    series = read(small, folder, encoded(small.content))
    assert series is not None
    assert series.facts
    assert set(series.rules()) <= {"sums-row", "district-code-missing", "totals-differ"}


@pytest.mark.parametrize("small", SMALL, ids=lambda small: small.loader)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_other_bytes_lose_no_row(small: Small, folder: Path, data: st.DataObject) -> None:
    read(small, folder, data.draw(with_other_bytes(encoded(small.content))))


@pytest.mark.parametrize("small", [s for s in SMALL if not isinstance(s.content, str)], ids=lambda small: small.loader)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_other_values_lose_no_row(small: Small, folder: Path, data: st.DataObject) -> None:
    read(small, folder, data.draw(with_other_values(small.content)))


@pytest.mark.parametrize("content", [b"", b"null", b"{}", b"[", b"[1, null, []]", b"\xff\xfe", b"[]" * 2])
@pytest.mark.parametrize("small", SMALL, ids=lambda small: small.loader)
def test_what_is_no_such_file_states_nothing(small: Small, folder: Path, content: bytes) -> None:
    series = read(small, folder, content)
    assert series is None or not series.facts
