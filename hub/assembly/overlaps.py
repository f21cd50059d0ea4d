"""The table `district_overlaps`: for two editions of an office, the share of each district in each other one, by regencies, voters and area."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import NamedTuple

import polars as pl

from hub.assembly.extents import Extents, division
from hub.crosswalk.overlaps import Overlap, Unit, overlaps
from hub.crosswalk.units import Cut, cut_by
from hub.tables.district_overlaps import DistrictOverlaps

FIXED_LIST = "DPT"


class VotersList(NamedTuple):
    """One list of voters: what it is called, and the voters of each region on it."""

    name: str
    voters: Mapping[str, int]


@dataclass(frozen=True)
class Laid:
    """The districts of one edition laid on those of another, of one office."""

    one: Extents
    other: Extents
    regions_count: Mapping[str, int]
    """How many regions each district of the first holds."""
    overlaps: tuple[Overlap, ...]


def laid_on_each_other(
    found: Mapping[tuple[str, str], Extents],
    tables: dict[str, pl.DataFrame],
    voters: Mapping[str, int],
    area_m2: Mapping[str, int],
) -> list[Laid]:
    """Return each pair of editions with districts of one office, in both directions.

    `found`: the extents by edition and office. `voters`, `area_m2`: voters, and area in square metres, of regions. Reads the table regions.
    """
    divided = division(tables)
    pairs = []
    for one, other in permutations(found.values(), 2):
        if one.office != other.office:
            continue
        cut = cut_by(divided, one.listed, other.listed)
        ones, others = cut.units(one.listed), cut.units(other.listed)
        units = {
            unit: _unit(cut, unit, voters, area_m2) for side in (ones, others) for own in side.values() for unit in own
        }
        clear = {key: own for key, own in ones.items() if key not in one.unclear}
        counts = {key: len(own) for key, own in ones.items()}
        pairs.append(Laid(one, other, counts, tuple(overlaps(clear, others, units))))
    return pairs


def assemble_overlaps(laid: Sequence[Laid], basis: str) -> pl.DataFrame:
    """Return the table of district overlaps; `basis` is the list that voters are counted by."""
    rows = [_row(overlap, pair, basis) for pair in laid for overlap in pair.overlaps]
    return pl.DataFrame(rows, schema=DistrictOverlaps.polars_schema(), orient="row")


def _unit(cut: Cut, unit: str, voters: Mapping[str, int], area_m2: Mapping[str, int]) -> Unit:
    return Unit(cut.regencies(unit), voters.get(unit), area_m2.get(unit))


def fixed_list(voters: pl.DataFrame) -> VotersList:
    """Return the fixed list of voters that covers most regions. A region that it states several times has no figure: which one holds is not known."""
    fixed = voters.filter((pl.col("list_kind") == FIXED_LIST) & pl.col("total_count").is_not_null())
    lists = fixed.group_by("series", "edition_id").len().sort("len", "series", descending=[True, False])
    if lists.is_empty():
        return VotersList("no list of voters", {})
    series, edition, _ = lists.row(0)
    rows = fixed.filter((pl.col("series") == series) & (pl.col("edition_id") == edition)).select(
        "region_id", "total_count"
    )
    return VotersList(f"voters of {edition} ({series})", dict(rows.unique("region_id", keep="none").iter_rows()))


def _row(overlap: Overlap, pair: Laid, basis: str) -> dict[str, object]:
    return {
        "district_id": overlap.district,
        "other": overlap.other or pair.other.edition,
        "edition_id": pair.other.edition,
        "with_id": overlap.other,
        "weight_regions": float(overlap.weight_regions),
        "weight_population": None if overlap.weight_population is None else float(overlap.weight_population),
        "weight_area": None if overlap.weight_area is None else float(overlap.weight_area),
        "shared_count": overlap.shared_count,
        "is_approximate": pair.one.is_from_map or pair.other.is_from_map,
        "evidence": "; ".join(_told(overlap, pair, basis)),
    }


def _told(overlap: Overlap, pair: Laid, basis: str) -> Iterator[str]:
    one, other = pair.one, pair.other
    yield f"{overlap.shared_count} of {pair.regions_count[overlap.district]} regions"
    yield f"regions of {one.edition} {one.origin}, of {other.edition} {other.origin}"
    if overlap.weight_population is not None:
        yield f"population: {basis}"
    if overlap.weight_area is not None:
        yield "area: shapes of the regions"
