"""Region codes: official codes of regions, each with its scheme."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import About, Part, Sourced, With, ref


class RegionCodes(Sourced):
    """One row per code of a region in a scheme. Codes are strings: zeros and dots are part of them."""

    about = About(
        part=Part("region_id", ("scheme", "value"), "codes"),
        indexes=(("scheme", "value"),),
        order="scheme value valid_from valid_to",
        edition=With(("region_id",)),
    )

    region_id = dy.String(primary_key=True, metadata=ref("regions", back="codes", few=True), description="The region.")
    scheme = dy.Enum(
        vocabulary.CODE_SCHEMES,
        primary_key=True,
        description="Who gives the code: `kemendagri`, `kpu` (serial numbers) or `bps`.",
    )
    value = dy.String(primary_key=True, min_length=1, description="The code.")
    valid_from = dy.Int64(nullable=True, description="First year in which a source held here uses the code.")
    valid_to = dy.Int64(
        nullable=True,
        description="Last year in which a source held here uses the code; null while it is in the newest one.",
    )
