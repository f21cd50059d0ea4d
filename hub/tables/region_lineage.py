"""Region lineage: which regions came from which, with the evidence."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import About, Part, Table, With, ref


class RegionLineage(Table):
    """One row per pair of regions of which the later took over a part of the earlier."""

    about = About(
        part=Part("region_id", ("successor_id", "year"), "regionLineage"), edition=With(("region_id", "successor_id"))
    )

    region_id = dy.String(
        primary_key=True, metadata=ref("regions", back_shown=False), description="The earlier region."
    )
    successor_id = dy.String(
        primary_key=True, metadata=ref("regions", back_shown=False), description="The region that took over a part."
    )
    year = dy.Int64(primary_key=True, description="Year of the first official list that shows the change.")
    kind = dy.Enum(vocabulary.LINEAGE_KINDS, description="Split, merge, or transfer of parts between the two.")
    moved_count = dy.Int64(min=1, description="Regions one level below that moved from the one to the other.")
    parts_count = dy.Int64(min=1, description="Regions one level below that the earlier region had before.")
    evidence = dy.String(description="The lists compared and what moved, in words.")
