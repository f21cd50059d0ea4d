"""Regions: the administrative division (wilayah) that elections are run and counted in."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import SEARCHED, About, Belongs, Sourced, ref


class Regions(Sourced):
    """One row per region line: a province, regency, subdistrict or village, with one identifier through its changes of code."""

    about = About(
        is_node=True,
        listed=True,
        search=(5, "Regions, by name."),
        indexes=(("name",), ("level", "name")),
        order="name level codes aliases parent children ancestors descendants parents parts predecessors successors "
        "lineage districts districts_by_province district_regions results turnout progress rollups voters",
        edition=Belongs.REFERRED,
        wholes="parent_id",
    )

    region_id = dy.String(primary_key=True, description="Persistent identifier of the region.")
    name = dy.String(metadata=SEARCHED, description="Name in the newest source.")
    level = dy.Enum(vocabulary.LEVELS, description="Level in the administrative division.")
    parent_id = dy.String(
        nullable=True,
        metadata=ref("regions", back="children", told_back="Regions that are directly part of it."),
        description="Region that this one is part of; null for the nation.",
    )
