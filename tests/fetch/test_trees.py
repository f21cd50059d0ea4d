"""What each tree says of addresses, files and shapes: pure functions, no server."""

import json
from collections.abc import Iterable
from typing import Any

import pytest

from hub.errors import UsageError
from hub.fetch import Document, infopemilu, kemendagri, sirekap
from hub.fetch.shape import ChangedSchema

REGION = {"id": 31, "idParent": 0, "namaWilayah": "X", "tingkatWilayah": 1}
DISTRICT = {"id": 7, "nama": "X I", "tingkat": 0, "wilayah": []}


def below(document: Document, content: Any) -> list[Document]:
    return list(document.leads_to(json.dumps(content).encode()))


def named(documents: Iterable[Document], path: str) -> Document:
    return next(document for document in documents if document.path == path)


def test_every_tree_has_a_folder_and_an_address_of_its_own() -> None:
    trees = [sirekap.tree(contest) for contest in sirekap.CONTESTS] + [infopemilu.tree(), kemendagri.tree()]
    assert len({tree.name for tree in trees}) == len(trees) == 9
    assert all(tree.base_url.startswith("https://") and tree.base_url.endswith("/") for tree in trees)
    assert all(not document.url.startswith("/") for tree in trees for document in tree.roots)


@pytest.mark.parametrize(
    ("contest", "roots"),
    [
        ("ppwp", ["pemilu/ppwp.json", "pemilu/hhcw/ppwp.json", "wilayah/pemilu/ppwp/0.json"]),
        ("pdpr", ["pemilu/partai.json", "pemilu/hhcw/pdpr.json", "wilayah/pemilu/ppwp/0.json"]),
        ("pdpd", ["wilayah/pemilu/ppwp/0.json"]),
        ("pkwkp", ["pilkada/paslon/pkwkp.json", "wilayah/pilkada/pkwkp/0.json"]),
        ("pkwkk", ["pilkada/paslon/pkwkk.json", "wilayah/pilkada/pkwkk/0.json"]),
    ],
)
def test_sirekap_begins_at_the_nation(contest: str, roots: list[str]) -> None:
    assert [document.url for document in sirekap.tree(contest).roots] == roots


def test_sirekap_leads_down_to_the_station() -> None:
    document = sirekap.tree("pdpr", level="station").roots[-1]
    for code in ("31", "3101", "310101", "3101011001"):
        votes, document = below(document, [{"kode": code, "nama": "X"}])
        assert votes.url.endswith(f"/{code}.json")
    (station,) = below(document, [{"kode": "3101011001002", "nama": "TPS 002"}])
    assert station.url == "pemilu/hhcw/pdpr/31/3101/310101/3101011001/3101011001002.json"
    assert below(station, {"chart": None, "administrasi": None, "images": ["http://192.0.2.1/form.jpg"]}) == []
    with pytest.raises(
        ChangedSchema, match="expected votes, an object with 'chart' and 'administrasi', found an array"
    ):
        below(station, [])
    with pytest.raises(ChangedSchema, match="expected an object or null in 'chart', found int '7'"):
        below(station, {"chart": 7, "administrasi": None})


def test_sirekap_says_that_a_region_is_in_no_list() -> None:
    provinces = sirekap.tree(level="station", region="3199").roots[-1]
    with pytest.raises(ChangedSchema, match="expected the region 3199 or one above it, found none in the list"):
        below(provinces, [{"kode": "11", "nama": "ACEH"}])
    _, regencies = below(provinces, [{"kode": "11", "nama": "ACEH"}, {"kode": "31", "nama": "DKI"}])
    with pytest.raises(ChangedSchema, match="expected the region 3199 or one above it"):
        below(regencies, [{"kode": "3101", "nama": "X"}])


def test_votes_of_the_regional_elections_stand_in_an_object_of_their_own() -> None:
    votes = below(sirekap.tree("pkwkp").roots[-1], [{"kode": "11", "nama": "ACEH"}])[0]
    assert votes.url == "pilkada/hhcw/pkwkp/11.json"
    assert below(votes, {"mode": "hhcw", "tungsura": {"chart": {}, "table": {}}}) == []
    with pytest.raises(ChangedSchema, match="in 'tungsura', found an object with 'chart', 'table'"):
        below(votes, {"chart": {}, "table": {}})


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"contest": "ppwk"}, "expected --contest to be one of ppwp, .*, found 'ppwk'"),
        ({"level": "tps"}, "expected --level to be one of province, .*, found 'tps'"),
        (
            {"region": "310101"},
            "expected --region to be a regency or a region above, found '310101'; give a deeper --level",
        ),
        ({"region": "../31"}, r"expected --region to be a code such as 31 or 3101, found '\.\./31'"),
    ],
)
def test_sirekap_says_what_there_is_to_choose(options: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        sirekap.tree(**options)


def test_infopemilu_leads_from_provinces_to_lists_of_candidates() -> None:
    parties, regions = infopemilu.tree().roots
    assert (parties.url, regions.url) == ("pencalonan/allparpol.json", "api/wilayah/cari/0")
    documents = below(regions, [REGION])
    assert {document.url: document.path for document in documents} == {
        "api/dapil/31/0": "dapil/dapil_dpr_wilayah_31.json",
        "api/dapil/31/1": "dapil/dapil_provinsi_wilayah_31.json",
        "api/geojson/get/31/0": "geo/dapil_geojson_dpr_31.json",
        "api/wilayah/cari/31": "wilayah/provinsi_31.json",
    }
    lists = below(named(documents, "dapil/dapil_dpr_wilayah_31.json"), [{"dapil": [DISTRICT]}])
    assert len(lists) == 20
    assert (lists[0].url, lists[0].path) == (
        "pencalonan/pengajuan-calon/7/1/dct",
        "caleg/caleg_dpr_7_1.json",
    )
    assert below(named(documents, "dapil/dapil_provinsi_wilayah_31.json"), [{"dapil": [DISTRICT]}]) == []


def test_infopemilu_names_lists_of_regions_by_the_region_they_are_in() -> None:
    document = infopemilu.tree().roots[1]
    for path in ("wilayah/provinsi_1.json", "wilayah/kabupaten_2.json", "wilayah/kecamatan_3.json"):
        serial = int(path.removesuffix(".json")[-1])
        document = below(document, [{**REGION, "id": serial}])[-1]
        assert document.path == path
    assert below(document, [{**REGION, "id": 4}]) == []


def test_infopemilu_walks_the_branch_of_one_province() -> None:
    provinces = infopemilu.tree("province", "31").roots[1]
    assert len(below(provinces, [{**REGION, "id": 30}, REGION])) == 3
    with pytest.raises(ChangedSchema, match="expected a province with the serial number 99, found none in the list"):
        below(infopemilu.tree("province", "99").roots[1], [{**REGION, "id": 30}, REGION])
    with pytest.raises(UsageError, match=r"expected --level to be one of province, .*, found 'station'"):
        infopemilu.tree("station")


@pytest.mark.parametrize("serial", ["31", 0, -1, True, 1171021709820003, None])
def test_infopemilu_makes_no_address_of_what_is_no_serial_number(serial: object) -> None:
    with pytest.raises(ChangedSchema, match="expected a serial number in 'id', found "):
        below(infopemilu.tree().roots[1], [{**REGION, "id": serial}])


def test_a_list_with_stray_bytes_is_of_its_shape() -> None:
    content = b'[{"id": 1, "nama": "R\xdcDI", "noUrut": 1}]'
    documents = below(infopemilu.tree().roots[1], [REGION])
    districts = named(documents, "dapil/dapil_dpr_wilayah_31.json")
    assert list(below(districts, [{"dapil": [DISTRICT]}])[0].leads_to(content)) == []
