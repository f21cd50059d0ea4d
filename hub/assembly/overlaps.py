"""District overlaps: the extents of districts laid on each other, weighed by regencies, voters and area."""

from collections.abc import Iterator, Mapping
from itertools import permutations

import polars as pl

from hub.assembly.extents import Extents, division
from hub.crosswalk.overlaps import Overlap, Unit, overlaps
from hub.crosswalk.units import Cut, cut_by
from hub.tables.district_overlaps import DistrictOverlaps

FIXED_LIST = "DPT"


def assemble_overlaps(
    found: Mapping[tuple[str, str], Extents], tables: dict[str, pl.DataFrame], area_m2: Mapping[str, int]
) -> pl.DataFrame:
    """Return the overlaps of the districts of each office, for each pair of editions in both directions.

    `found`: the extents by edition and office. `area_m2`: area of regions in square metres. Reads the tables regions and voters.
    """
    divided, (basis, voters) = division(tables), _voters(tables["voters"])
    rows = []
    for one, other in permutations(found.values(), 2):
        if one.office != other.office:
            continue
        cut = cut_by(divided, one.listed, other.listed)
        held, others = cut.units(one.listed), cut.units(other.listed)
        units = {
            unit: _unit(cut, unit, voters, area_m2) for side in (held, others) for own in side.values() for unit in own
        }
        for overlap in overlaps({key: own for key, own in held.items() if key not in one.unclear}, others, units):
            of = f"{overlap.shared_count} of {len(held[overlap.district])} regions"
            rows.append(_row(overlap, one, other, "; ".join((of, *_told(overlap, one, other, basis)))))
    return pl.DataFrame(rows, schema=DistrictOverlaps.polars_schema(), orient="row")


def _unit(cut: Cut, unit: str, voters: Mapping[str, int], area_m2: Mapping[str, int]) -> Unit:
    return Unit(cut.regencies(unit), voters.get(unit), area_m2.get(unit))


def _voters(voters: pl.DataFrame) -> tuple[str, dict[str, int]]:
    """Return the voters of each region on one fixed list, the one that covers most regions, and what it is called."""
    fixed = voters.filter((pl.col("list_kind") == FIXED_LIST) & pl.col("total_count").is_not_null())
    lists = fixed.group_by("series", "edition_id").len().sort("len", "series", descending=[True, False])
    if lists.is_empty():
        return "no list of voters", {}
    series, edition, _ = lists.row(0)
    rows = fixed.filter((pl.col("series") == series) & (pl.col("edition_id") == edition)).select(
        "region_id", "total_count"
    )
    return f"voters of {edition} ({series})", dict(rows.unique("region_id", keep="none").iter_rows())


def _row(overlap: Overlap, one: Extents, other: Extents, evidence: str) -> dict[str, object]:
    return {
        "district_id": overlap.district,
        "other": overlap.other or other.edition,
        "edition_id": other.edition,
        "with_id": overlap.other,
        "weight_regions": float(overlap.weight_regions),
        "weight_population": None if overlap.weight_population is None else float(overlap.weight_population),
        "weight_area": None if overlap.weight_area is None else float(overlap.weight_area),
        "shared_count": overlap.shared_count,
        "is_approximate": one.is_from_map or other.is_from_map,
        "evidence": evidence,
    }


def _told(overlap: Overlap, one: Extents, other: Extents, basis: str) -> Iterator[str]:
    yield f"regions of {one.edition} {one.origin}, of {other.edition} {other.origin}"
    if overlap.weight_population is not None:
        yield f"population: {basis}"
    if overlap.weight_area is not None:
        yield "area: shapes of the regions"
