"""The files to fetch from Sirekap, KPU's unofficial count of 2024: regions down to the polling station, and votes at each level.

Publisher: KPU, https://sirekap-obj-data.kpu.go.id/ for the general election and
https://sirekappilkada-obj-data.kpu.go.id/ for the regional ones; no licence is stated. Files are kept under the paths
that they are published at:

    wilayah/pemilu/ppwp/0.json, /31.json, /31/3101.json ...      regions below the nation, a province, a regency ...
    pemilu/hhcw/ppwp.json, /31.json, /31/3101.json ...           votes; of a station under its code of 13 digits
    wilayah/pilkada/pkwkp/..., pilkada/hhcw/pkwkp/...            the same for governors; pkwkk for regents and mayors
    pemilu/ppwp.json, pemilu/partai.json, pilkada/paslon/...     pairs and parties by the ids that votes go by

The addresses are those of the public site, as people wrote them down in 2024. Every contest of the general election
goes by the regions listed for the presidential one. Figures of Sirekap are not the official result. Links to photographs of forms
in these files are not followed.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from hub.errors import UsageError
from hub.fetch.document import Document, Tree
from hub.fetch.shape import ChangedSchema, json_of, object_of, objects_of, shown

LEVELS = ("province", "regency", "subdistrict", "village", "station")

CODE = re.compile(r"[0-9]{2,13}")
"""Code of a region or station: digits only, so that addresses and names of files hold nothing else."""


_DEPTHS = {2: 1, 4: 2, 6: 3, 10: 4, 13: 5}
"""Digits of a code -> its level, from 1."""


@dataclass(frozen=True)
class Contest:
    """How the files of a contest are addressed."""

    name: str
    area: str
    lists: str
    options: str | None
    whole_nation: bool = False

    @property
    def is_regional(self) -> bool:
        return self.area == "pilkada"


CONTESTS = {
    contest.name: contest
    for contest in (
        Contest("ppwp", "pemilu", "ppwp", "pemilu/ppwp.json", whole_nation=True),
        Contest("pdpr", "pemilu", "ppwp", "pemilu/partai.json", whole_nation=True),
        Contest("pdpd", "pemilu", "ppwp", None),
        Contest("pdprdp", "pemilu", "ppwp", "pemilu/partai.json"),
        Contest("pdprdk", "pemilu", "ppwp", "pemilu/partai.json"),
        Contest("pkwkp", "pilkada", "pkwkp", "pilkada/paslon/pkwkp.json"),
        Contest("pkwkk", "pilkada", "pkwkk", "pilkada/paslon/pkwkk.json"),
    )
}
"""By the publisher's own abbreviation: president, DPR, DPD, provincial and regency councils; governors, regents and mayors."""


def tree(contest: str = "ppwp", level: str = "regency", region: str = "") -> Tree:
    """Return the tree of a contest down to a level, of the nation or of the branch of one region by its code.

    Raises UsageError for a contest or level that there is not, and for a region that is no code.
    """
    if contest not in CONTESTS:
        raise UsageError(f"expected --contest to be one of {', '.join(CONTESTS)}, found {contest!r}")
    if level not in LEVELS:
        raise UsageError(f"expected --level to be one of {', '.join(LEVELS)}, found {level!r}")
    if region and not CODE.fullmatch(region):
        raise UsageError(f"expected --region to be a code such as 31 or 3101, found {region!r}")
    if _DEPTHS.get(len(region), 0) > LEVELS.index(level) + 1:
        raise UsageError(
            f"expected --region to be a {level} or a region above, found {region!r}; give a deeper --level"
        )
    chosen = CONTESTS[contest]
    roots = [_regions(chosen, (), LEVELS.index(level) + 1, region)]
    if chosen.whole_nation and not region:
        roots.insert(0, _votes(chosen, ()))
    if chosen.options:
        roots.insert(0, Document(url=chosen.options, path=chosen.options, leads_to=_check_options))
    return Tree(
        name=f"sirekap-{contest}",
        base_url=f"https://sirekap{'pilkada' if chosen.is_regional else ''}-obj-data.kpu.go.id/",
        folder="2024-pilkada-sirekap" if chosen.is_regional else "2024-sirekap",
        roots=tuple(roots),
    )


def _regions(contest: Contest, place: tuple[str, ...], depth: int, region: str) -> Document:
    """Return the list of the regions in a place."""
    url = f"wilayah/{contest.area}/{contest.lists}/{'/'.join(place) or '0'}.json"
    return Document(url=url, path=url, leads_to=partial(_below_regions, contest, place, depth, region))


def _below_regions(
    contest: Contest, place: tuple[str, ...], depth: int, region: str, content: bytes
) -> Iterator[Document]:
    expected, is_found = "an array of regions", len(region) <= len(place[-1] if place else "")
    for listed in objects_of(json_of(content, expected), expected, ("kode", "nama")):
        code = listed["kode"]
        if not isinstance(code, str) or not CODE.fullmatch(code):
            raise ChangedSchema("a code of 2 to 13 digits in 'kode'", shown(code))
        if not (code.startswith(region) or region.startswith(code)):
            continue
        is_found = True
        here = (*place, code)
        yield _votes(contest, here)
        if len(here) < depth:
            yield _regions(contest, here, depth, region)
    if not is_found:
        raise ChangedSchema(f"the region {region} or one above it", "none in the list")


def _votes(contest: Contest, place: tuple[str, ...]) -> Document:
    """Return the votes in a place: with a table of the regions in it, unless it is a station."""
    url = f"{contest.area}/hhcw/{'/'.join((contest.name, *place))}.json"
    is_station = len(place) == len(LEVELS)
    return Document(url=url, path=url, leads_to=partial(_check_votes, contest.is_regional, is_station))


def _check_votes(is_regional: bool, is_station: bool, content: bytes) -> Iterable[Document]:  # noqa: FBT001 (a partial)
    fields = _fields(is_regional, is_station)
    within = " in 'tungsura'" if is_regional else ""
    expected = f"votes, an object with {' and '.join(map(repr, fields))}{within}"
    votes: Any = json_of(content, expected)
    if is_regional:
        votes = object_of(votes, expected, ("tungsura",))["tungsura"]
    votes = object_of(votes, expected, fields)
    for field in fields:
        if votes[field] is not None and not isinstance(votes[field], dict):
            raise ChangedSchema(f"an object or null in {field!r}", shown(votes[field]))
    return ()


def _fields(is_regional: bool, is_station: bool) -> tuple[str, ...]:  # noqa: FBT001 (two facts of a place)
    """Return the fields of votes that are known of; where those of a station in a regional election stand is not."""
    if not is_station:
        return ("chart", "table")
    return ("chart",) if is_regional else ("chart", "administrasi")


def _check_options(content: bytes) -> Iterable[Document]:
    expected = "pairs or parties, an object by id"
    object_of(json_of(content, expected), expected, ())
    return ()
