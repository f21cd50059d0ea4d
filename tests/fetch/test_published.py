"""Trees of published files, served from this machine, are had byte for byte."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.fetch import infopemilu, kemendagri, sirekap
from tests.fetch.conftest import Fetch, kept
from tests.fetch.server import Site

STATIONS = "2024-sirekap-sample/sample_pemilu/sample_tingkat6_tps/sample_tingkat6_tps"
PILKADA, INFOPEMILU, KEMENDAGRI = "2024-pilkada-sirekap", "2019-kpu-infopemilu", "wilayah-kemendagri"

JAWA_BARAT_XI = 31
"""District whose list of party 12 has a byte that is not UTF-8."""


def test_the_polling_stations_of_kepulauan_seribu(
    fetched: Fetch, site: Site, published_data: Path, tmp_path: Path
) -> None:
    published = {path.stem: path.read_bytes() for path in sorted((published_data / STATIONS).glob("*.json"))}
    assert len(published) == 53
    site.files = dict(_sirekap_of(published))
    outcome = fetched(sirekap.tree(level="station", region="3101"))
    assert outcome.failures == []
    stations = {path.stem: path.read_bytes() for path in (tmp_path / "2024-sirekap").rglob("?" * 13 + ".json")}
    assert {code: stations.get(code) for code in published} == published


def _sirekap_of(stations: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of stations at their addresses; lists of regions are made of their codes, sums are left empty."""
    places = {tuple(code[:length] for length in (2, 4, 6, 10, 13)) for code in stations}
    yield "pemilu/ppwp.json", b"{}"
    for depth in range(5):
        for above in {place[:depth] for place in places}:
            below = sorted({place[depth] for place in places if place[:depth] == above})
            listed = ",".join(f'{{"nama":"{code}","kode":"{code}","tingkat":{depth + 1}}}' for code in below)
            yield f"wilayah/pemilu/ppwp/{'/'.join(above) or '0'}.json", f"[{listed}]".encode()
            for code in below:
                votes = stations.get(code, b'{"chart":null,"table":null}')
                yield f"pemilu/hhcw/ppwp/{'/'.join((*above, code))}.json", votes


def test_governors_of_2024(fetched: Fetch, site: Site, published_data: Path, tmp_path: Path) -> None:
    folder = published_data / PILKADA
    files = {
        "pilkada/paslon/pkwkp.json": "paslon/pkwkp.json",
        "wilayah/pilkada/pkwkp/0.json": "script/province.json",
    }
    for path in folder.glob("district/*/*.json"):
        files[f"wilayah/pilkada/pkwkp/{path.name}"] = f"district/{path.stem}/{path.name}"
    for path in folder.glob("pkwkp/*/*.json"):
        place = path.stem if path.stem == path.parent.name else f"{path.parent.name}/{path.stem}"
        files[f"pilkada/hhcw/pkwkp/{place}.json"] = f"pkwkp/{path.parent.name}/{path.name}"
    site.files = {url: (folder / path).read_bytes() for url, path in files.items()}

    outcome = fetched(sirekap.tree("pkwkp", level="province"))
    had = kept(tmp_path / PILKADA)
    assert had == {url: content for url, content in site.files.items() if url in had}
    assert outcome.fetched_count == 2 + 4, "pairs, provinces, and the votes of four provinces"
    assert {failure.cause for failure in outcome.failures} == {"expected the file, found the answer 404 Not Found"}
    assert len(outcome.failures) == 38 - 4
    assert all(failure.final for failure in outcome.failures)

    aceh = fetched(sirekap.tree("pkwkp", level="regency", region="11"))
    assert aceh.failures == []
    assert aceh.had_count == 2 + 1 + 1 + 23, "pairs, provinces; votes of Aceh, its regencies, and the votes in each"


@pytest.fixture
def jawa_barat(site: Site, published_data: Path) -> str:
    """Serve Info Pemilu of 2019 and return the serial number of the province that has the district with the stray byte."""
    folder = published_data / INFOPEMILU
    files = {"pencalonan/allparpol.json": "partai.json", "api/wilayah/cari/0": "wilayah/provinsi.json"}
    (province,) = (
        path.stem.rpartition("_")[2]
        for path in folder.glob("dapil/dapil_dpr_wilayah_*.json")
        if f'"idDapil":{JAWA_BARAT_XI},' in path.read_text(encoding="utf-8")
    )
    files[f"api/wilayah/cari/{province}"] = f"wilayah/provinsi_{province}.json"
    files[f"api/dapil/{province}/0"] = f"dapil/dapil_dpr_wilayah_{province}.json"
    files[f"api/dapil/{province}/1"] = f"dapil/dapil_provinsi_wilayah_{province}.json"
    files[f"api/geojson/get/{province}/0"] = f"geo/dapil_geojson_dpr_{province}.json"
    for path in folder.glob("caleg/caleg_dpr_*.json"):
        district, party = path.stem.split("_")[2:]
        files[f"pencalonan/pengajuan-calon/{district}/{party}/dct"] = f"caleg/{path.name}"
    site.files = {url: (folder / path).read_bytes() for url, path in files.items()}
    return province


def test_candidates_of_one_province_in_2019(
    fetched: Fetch, jawa_barat: str, published_data: Path, tmp_path: Path
) -> None:
    outcome = fetched(infopemilu.tree("regency", jawa_barat))
    assert outcome.failures == []
    had = kept(tmp_path / INFOPEMILU)
    assert had == {path: (published_data / INFOPEMILU / path).read_bytes() for path in had}
    assert len(had) == 2 + 4 + 11 * 20, (
        "parties, provinces; regencies, districts twice, a map; lists of eleven districts"
    )
    assert f"caleg/caleg_dpr_{JAWA_BARAT_XI}_12.json" in had


def test_region_codes_of_four_years(fetched: Fetch, site: Site, published_data: Path, tmp_path: Path) -> None:
    site.files = {url: (published_data / KEMENDAGRI / path).read_bytes() for path, url in kemendagri.FILES.items()}
    assert fetched(kemendagri.tree()).failures == []
    published = published_data / KEMENDAGRI
    assert kept(tmp_path / KEMENDAGRI) == {
        path.relative_to(published).as_posix(): path.read_bytes() for path in published.rglob("*.sql")
    }
