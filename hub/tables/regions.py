"""Regions: the administrative division (wilayah) that elections are run and counted in."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import Sourced, ref


class Regions(Sourced):
    """One row per region line: a province, regency, subdistrict or village, with one identifier through its changes of code."""

    region_id = dy.String(primary_key=True, description="Persistent identifier of the region.")
    name = dy.String(description="Name in the newest source.")
    level = dy.Enum(vocabulary.LEVELS, description="Level in the administrative division.")
    parent_id = dy.String(
        nullable=True, metadata=ref("regions"), description="Region that this one is part of; null for the nation."
    )
