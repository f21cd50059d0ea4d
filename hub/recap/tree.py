"""The tree that votes climb: the units that report, and the regions above them.

A unit is whatever reports: in a full count the polling station, in a source that stops at the regency the regency. Units
need not be of one depth. Regions are stored in layers by depth, the children of one region next to each other, so that a sum
over children is a sum over neighbours.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from hub.errors import ReleaseError

NO_REGION = -1
"""Index for "no region": the parent of a root."""

MOST_LAYERS = 32

Indices = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Tree:
    """Units and the regions above them, by index.

    `layers` are the nodes of each depth, the roots first. `nodes` and `units` have the columns of the frame that the tree was grown from, without `parent_id`. `parents` is the
    index in `nodes` of the parent of each node, always smaller than the node's own; `unit_parents` that of each unit,
    ascending. NO_REGION stands above a root.
    """

    nodes: pl.DataFrame
    parents: Indices
    layers: tuple[slice, ...]
    units: pl.DataFrame
    unit_parents: Indices

    def units_below(self, region_ids: pl.Series) -> npt.NDArray[np.bool_]:
        """Tell of each unit whether it is below one of these regions, or is one of them."""
        chosen = self.nodes["region_id"].is_in(region_ids.implode()).to_numpy().copy()
        for layer in self.layers[1:]:
            chosen[layer] |= chosen[self.parents[layer]]
        below = (self.unit_parents >= 0) & chosen[self.unit_parents] if len(chosen) else np.zeros(1, dtype=np.bool_)
        own: npt.NDArray[np.bool_] = self.units["region_id"].is_in(region_ids.implode()).to_numpy()
        return own | below

    def unit_indices(self, region_ids: pl.Series) -> pl.Series:
        """Return the index of the unit of each region id; null for an id that is no unit."""
        return positions(region_ids, self.units["region_id"])

    def node_indices(self, region_ids: pl.Series) -> pl.Series:
        """Return the index of the node of each region id; null for an id that is no region above units."""
        return positions(region_ids, self.nodes["region_id"])


def grow(regions: pl.DataFrame) -> Tree:
    """Return the tree of a frame of regions (`region_id`, `parent_id`, `level` and any other columns).

    The regions that are nobody's parent become the units. Raises ReleaseError where a region stands twice, has a parent that
    is not in the frame, or is its own ancestor.
    """
    ids = regions["region_id"]
    if ids.n_unique() != len(ids):
        twice = ids.filter(ids.is_duplicated())[0]
        raise ReleaseError(f"expected each region once in a tree, found {twice!r} again; keep one row per region")
    found = positions(regions["parent_id"], ids)
    lost = regions.filter(found.is_null() & regions["parent_id"].is_not_null())
    if lost.height:
        region, parent = lost.row(0, named=True)["region_id"], lost.row(0, named=True)["parent_id"]
        raise ReleaseError(f"expected the parent of {region!r} among the regions, found none with the id {parent!r}")
    parents = found.fill_null(NO_REGION).to_numpy().astype(np.int64)
    depths = _depths(parents, ids)
    inner = np.zeros(len(ids), dtype=bool)
    inner[parents[parents >= 0]] = True
    order = ids.rank("ordinal").to_numpy()
    place = np.full(len(ids) + 1, NO_REGION, dtype=np.int64)
    nodes = np.empty(0, dtype=np.int64)
    layers = []
    for depth in range(int(depths[inner].max(initial=-1)) + 1):
        layer = _by_parent(np.flatnonzero(inner & (depths == depth)), parents, place, order)
        layers.append(slice(len(nodes), len(nodes) + len(layer)))
        nodes = np.concatenate([nodes, layer])
        place[nodes] = np.arange(len(nodes))
    units = _by_parent(np.flatnonzero(~inner), parents, place, order)
    described = regions.drop("parent_id")
    return Tree(described[nodes], place[parents[nodes]], tuple(layers), described[units], place[parents[units]])


def positions(keys: pl.Series, ids: pl.Series) -> pl.Series:
    """Return the position of each key among distinct ids; null for an unknown key."""
    table = pl.DataFrame({"id": ids, "position": np.arange(len(ids))})
    return keys.alias("id").to_frame().join(table, on="id", how="left", maintain_order="left")["position"]


def _depths(parents: Indices, ids: pl.Series) -> Indices:
    """Return how many ancestors each region has."""
    depths = np.zeros(len(parents), dtype=np.int64)
    above = parents
    for _ in range(MOST_LAYERS):
        if not (above >= 0).any():
            return depths
        depths += above >= 0
        above = np.where(above >= 0, parents[above], NO_REGION)
    first = ids[int(np.flatnonzero(above >= 0)[0])]
    raise ReleaseError(f"expected a region to have fewer than {MOST_LAYERS} ancestors, found {first!r} among its own")


def _by_parent(members: Indices, parents: Indices, place: Indices, order: Indices) -> Indices:
    """Sort regions by the place of their parent, then by id. `place[-1]` must be NO_REGION, for the roots."""
    sorted_members: Indices = members[np.lexsort((order[members], place[parents[members]]))]
    return sorted_members
