"""Region parents: what a region was part of, and when."""

import dataframely as dy

from hub.tables.table import About, Part, Table, With, ref


class RegionParents(Table):
    """One row per region and parent, with the years in which the official lists say so."""

    about = About(part=Part("region_id", ("parent_id",), "parents"), edition=With(("region_id", "parent_id")))

    region_id = dy.String(primary_key=True, metadata=ref("regions", back_shown=False), description="The region.")
    parent_id = dy.String(
        primary_key=True,
        metadata=ref(
            "regions", back="parts", told_back="Regions that are or were directly part of it, and in which years."
        ),
        description="What it was part of.",
    )
    valid_from = dy.Int64(description="First year in which a list says so.")
    valid_to = dy.Int64(nullable=True, description="Last year in which a list says so; null while the newest one does.")
