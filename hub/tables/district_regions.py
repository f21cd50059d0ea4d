"""District regions: which regions make up a district."""

import dataframely as dy

from hub.tables.table import About, Part, Sourced, With, ref


class DistrictRegions(Sourced):
    """One row per region (or part of one) in a district."""

    about = About(part=Part("district_id", ("region_id", "part"), "districtRegions"), edition=With(("district_id",)))

    district_id = dy.String(primary_key=True, metadata=ref("districts", few=True), description="The district.")
    region_id = dy.String(
        primary_key=True,
        metadata=ref(
            "regions", told_back="Its parts in districts: which district each lies in, and whether the region is split."
        ),
        description="The region.",
    )
    part = dy.String(
        primary_key=True,
        description="Name of the part where a region is split between districts; empty for the whole region.",
    )
    is_split = dy.Bool(description="True where only a part of the region belongs to the district.")
