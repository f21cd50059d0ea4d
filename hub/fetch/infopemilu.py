"""Documents to download from Info Pemilu, general election of 2019: parties, regions, districts, district maps and DPR candidates.

Districts are those of the DPR and of the provincial councils; maps and candidates are of the DPR only.

Publisher: KPU, https://infopemilu.kpu.go.id/pileg2019/ (no longer online: pass the address of a mirror). Regions and
districts are identified by serial numbers of the KPU. The file name carries district and party, because a list of candidates
states neither; the names are those that the first collectors used.

Known defects: some lists contain bytes that are not UTF-8. `originalFilename` in a list can contain a national id number:
keep such a file as a source, and do not publish it.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from hub.errors import UsageError
from hub.fetch.document import Document, Tree
from hub.fetch.shape import ChangedSchema, json_of, object_of, objects_of, shown

BASE_URL = "https://infopemilu.kpu.go.id/pileg2019/"

LEVELS = ("province", "regency", "subdistrict", "village")

LISTS = ("provinsi", "kabupaten", "kecamatan")
"""What a list of regions is named after: the region that they are in, below the nation."""

PARTY_NUMBERS = range(1, 21)
"""Ballot numbers of 2019; 15 to 18 are the parties of Aceh, whose lists for the DPR are empty arrays."""

COUNCILS = {0: "dpr", 1: "provinsi"}
"""`tingkat` of a district -> the name of the files of its council."""


def tree(level: str = "village", province: str | None = None) -> Tree:
    """Return the tree down to the regions of a level, of the whole nation or of one province by its serial number.

    Raises UsageError for a level that there is not.
    """
    if level not in LEVELS:
        raise UsageError(f"expected --level to be one of {', '.join(LEVELS)}, found {level!r}")
    provinces = _regions((), LEVELS.index(level) + 1, province)
    return Tree(name="infopemilu", base_url=BASE_URL, folder="2019-kpu-infopemilu", roots=(_parties(), provinces))


def _parties() -> Document:
    return Document(url="pencalonan/allparpol.json", path="partai.json", leads_to=_check_parties)


def _regions(above: tuple[int, ...], depth: int, province: str | None) -> Document:
    """Return the list of the regions below the last of `above`; the nation is above them all."""
    parent = above[-1] if above else 0
    name = f"{LISTS[len(above) - 1]}_{parent}" if above else "provinsi"
    return Document(
        url=f"api/wilayah/cari/{parent}",
        path=f"wilayah/{name}.json",
        leads_to=partial(_below_regions, above, depth, province),
    )


def _below_regions(above: tuple[int, ...], depth: int, province: str | None, content: bytes) -> Iterator[Document]:
    expected = "an array of regions"
    regions = objects_of(json_of(content, expected), expected, ("id", "idParent", "namaWilayah", "tingkatWilayah"))
    serials = [_serial(region, "id") for region in regions]
    if not above and province is not None and province not in map(str, serials):
        raise ChangedSchema(f"a province with the serial number {province}", "none in the list")
    for serial in serials:
        if not above:
            if province not in (None, str(serial)):
                continue
            yield from _province(serial)
        if len(above) + 1 < depth:
            yield _regions((*above, serial), depth, None)


def _province(serial: int) -> Iterator[Document]:
    """Yield the districts of the DPR and of the provincial council in a province, and the map of the former."""
    for council, name in COUNCILS.items():
        yield Document(
            url=f"api/dapil/{serial}/{council}",
            path=f"dapil/dapil_{name}_wilayah_{serial}.json",
            leads_to=partial(_below_districts, council),
        )
    yield Document(url=f"api/geojson/get/{serial}/0", path=f"geo/dapil_geojson_dpr_{serial}.json", leads_to=_check_map)


def _below_districts(council: int, content: bytes) -> Iterator[Document]:
    expected = "an array of versions, each with an array 'dapil' of districts"
    for version in objects_of(json_of(content, expected), expected, ("dapil",)):
        districts = objects_of(version["dapil"], "an array of districts", ("id", "nama", "tingkat", "wilayah"))
        for serial in (_serial(district, "id") for district in districts):
            if council == 0:
                yield from (_candidates(serial, party) for party in PARTY_NUMBERS)


def _candidates(district: int, party: int) -> Document:
    return Document(
        url=f"pencalonan/pengajuan-calon/{district}/{party}/dct",
        path=f"caleg/caleg_dpr_{district}_{party}.json",
        leads_to=_check_candidates,
    )


def _serial(fields: Any, name: str) -> int:
    """Return a serial number: addresses and names of files are made of nothing else."""
    serial = fields[name]
    if not isinstance(serial, int) or isinstance(serial, bool) or not 0 < serial < 10**9:
        raise ChangedSchema(f"a serial number in {name!r}", shown(serial))
    return serial


def _check_parties(content: bytes) -> Iterable[Document]:
    expected = "an array of parties"
    objects_of(json_of(content, expected), expected, ("nomorUrut", "namaPartai"))
    return ()


def _check_map(content: bytes) -> Iterable[Document]:
    expected = "GeoJSON, an object with 'features'"
    object_of(json_of(content, expected), expected, ("features",))
    return ()


def _check_candidates(content: bytes) -> Iterable[Document]:
    expected = "an array of candidates"
    objects_of(json_of(content, expected), expected, ("id", "nama", "noUrut"))
    return ()
