"""Areas from which the tree of a source's figures is built, for a contest in a district or in the nation.

A source may stop at the regency in one province and go down to the polling station in another. Kept are the areas with figures, all areas above
them, and the expected areas directly below those, so that gaps stay visible.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import polars as pl

from hub.errors import ReleaseError
from hub.recap.division import AREAS
from hub.recap.tree import MOST_LAYERS, NO_REGION, Indices, positions

DISTRICT = "DISTRICT"
"""Level of the district itself, above its regions."""

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class District:
    """A district as a whole: its key and name, and the regions that lie in it wholly or, the split ones, in part."""

    district_id: str
    name: str
    region_ids: tuple[str, ...]
    split_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Division:
    """The areas of a division and its stations: AREAS, and `expected`, false for an area that nobody waits for."""

    areas: pl.DataFrame

    @cached_property
    def parents(self) -> Indices:
        """The row of each area's parent; NO_REGION where it has none."""
        found = positions(self.areas["parent_id"], self.areas["region_id"])
        return found.fill_null(NO_REGION).to_numpy().astype(np.int64)

    @cached_property
    def nation_id(self) -> str | None:
        nation = self.areas.filter(pl.col("level") == "NATION")["region_id"]
        return nation[0] if len(nation) == 1 else None


@dataclass(frozen=True)
class Territory:
    """Where a contest is counted: a division, and the district where not the whole nation votes."""

    division: Division
    district: District | None = None

    @property
    def whole_id(self) -> str | None:
        """The id of the whole: the district, or the nation where the division has one."""
        return self.district.district_id if self.district else self.division.nation_id

    def reporting(self, stating: pl.Series) -> pl.DataFrame:
        """Return the areas that the tree of a source's figures is grown from (AREAS).

        `stating` are the ids of the areas that state figures. Kept are those, all above them, and the expected areas beside them. The
        district replaces the regions above its own; if these are unknown, it stands above the smallest area that holds all figures. Raises ReleaseError for an id that is no area.
        """
        areas, parents = self.division.areas, self.division.parents
        states = areas["region_id"].is_in(stating.implode()).to_numpy()
        whole = [] if self.district is None else [self.district.district_id]
        strange = stating.filter(~stating.is_in([*areas["region_id"].filter(pl.Series(states)), *whole]))
        if len(strange):
            raise ReleaseError(
                f"expected figures of regions and stations of the division, found some of {strange[0]!r}"
            )
        above = _above(parents, states)
        everywhere = np.ones(len(states), dtype=np.bool_)
        scope, over = everywhere, ~everywhere
        if self.district is not None:
            scope, over = _extent(areas["region_id"], parents, states, self.district)
        beside = areas["expected"].to_numpy() & scope & (parents >= 0) & above[parents]
        kept = areas.select(AREAS).filter(pl.Series(states | ((above | beside) & ~over)))
        return kept if self.district is None else _under(kept, self.district)


def _under(areas: pl.DataFrame, district: District) -> pl.DataFrame:
    """Put a district above the areas that have nothing above them."""
    topless = ~areas["parent_id"].is_in(areas["region_id"].implode()).fill_null(value=False)
    top = pl.DataFrame([(district.district_id, None, DISTRICT, district.name)], schema=areas.schema, orient="row")
    district_id = pl.Series([district.district_id] * areas.height, dtype=pl.String)
    return pl.concat([top, areas.with_columns(district_id.zip_with(topless, areas["parent_id"]).alias("parent_id"))])


def _extent(ids: pl.Series, parents: Indices, states: Mask, district: District) -> tuple[Mask, Mask]:
    """Return the areas that are waited for in a district, and those that it lies in."""
    whole = ids.is_in(pl.Series(district.region_ids, dtype=pl.String).implode()).to_numpy()
    members = whole | ids.is_in(pl.Series(district.split_ids, dtype=pl.String).implode()).to_numpy()
    if members.any():
        return _at_or_below(parents, whole), _above(parents, members)
    common = _common(parents, states)
    over = _above(parents, common)
    return _at_or_below(parents, common), over


def _above(parents: Indices, areas: Mask) -> Mask:
    """Mark every area that one of these areas is part of."""
    marked = np.zeros(len(areas), dtype=np.bool_)
    reached = np.flatnonzero(areas)
    for _ in range(MOST_LAYERS):
        reached = np.unique(parents[reached])
        reached = reached[reached >= 0]
        marked[reached] = True
    return marked


def _at_or_below(parents: Indices, areas: Mask) -> Mask:
    """Mark these areas and every part of them."""
    marked = areas.copy()
    for _ in range(MOST_LAYERS):
        marked |= (parents >= 0) & marked[parents]
    return marked


def _common(parents: Indices, areas: Mask) -> Mask:
    """Mark the smallest area that holds all of these; none where there is none."""
    held = np.zeros(len(areas), dtype=np.int64)
    reached = np.flatnonzero(areas)
    for _ in range(MOST_LAYERS):
        np.add.at(held, reached, 1)
        reached = parents[reached]
        reached = reached[reached >= 0]
    holds_all: Mask = (held == areas.sum()) & (held > 0)
    smallest: Mask = holds_all & ~_above(parents, holds_all)
    return smallest
