"""Districts: the electoral districts (dapil) of one edition."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import SEARCHED, About, Detail, Sourced, names, ref


class Districts(Sourced):
    """One row per electoral district per edition. Continuity between editions is a claim, held in the line and in overlaps."""

    about = About(
        is_node=True,
        listed=True,
        fields={"geometry": Detail("map", "geojson")},
        search=(4, "Districts, by name."),
        indexes=(("edition_id", "office"),),
        order="name edition office office_detail code line_id aliases province seats_count population_count contest "
        "regions district_regions overlaps overlaps_of_others notional_results turnover families geometry map "
        "candidacies results turnout",
    )

    district_id = dy.String(primary_key=True, description="Key of the district, such as `2024/dpr/1101`.")
    edition_id = dy.String(metadata=ref("editions"), description="Edition that the district belongs to.")
    office = dy.Enum(
        vocabulary.OFFICES, metadata=ref("offices.office"), description="Office that is elected in the district."
    )
    code = dy.String(description="Code of the district as the KPU publishes it in this edition.")
    name = dy.String(metadata=SEARCHED, description="Name as published.")
    line_id = dy.String(
        metadata=names("district-line"),
        description="Identifier of the district line: districts of one office and one name across editions.",
    )
    province_id = dy.String(
        nullable=True,
        metadata=ref("regions", back="districts_by_province", told_back="Districts of which it is the province."),
        description="Province that the district lies in.",
    )
    seats_count = dy.Int64(nullable=True, min=1, description="Seats allocated; null where no source states it.")
    population_count = dy.Int64(nullable=True, min=0, description="Inhabitants stated with the allocation of seats.")
