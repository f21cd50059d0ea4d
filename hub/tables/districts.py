"""Districts: the electoral districts (dapil) of one edition."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import Sourced, ref


class Districts(Sourced):
    """One row per electoral district per edition. Continuity between editions is a claim, held in the line and in overlaps."""

    district_id = dy.String(primary_key=True, description="Key of the district, such as `2024/dpr/1101`.")
    edition_id = dy.String(metadata=ref("editions"), description="Edition that the district belongs to.")
    office = dy.Enum(
        vocabulary.OFFICES, metadata=ref("offices.office"), description="Office that is elected in the district."
    )
    code = dy.String(description="Code of the district as the KPU publishes it in this edition.")
    name = dy.String(description="Name as published.")
    line_id = dy.String(
        description="Identifier of the district line: districts of one office and one name across editions."
    )
    province_id = dy.String(nullable=True, metadata=ref("regions"), description="Province that the district lies in.")
    seats_count = dy.Int64(nullable=True, min=1, description="Seats allocated; null where no source states it.")
    population_count = dy.Int64(nullable=True, min=0, description="Inhabitants stated with the allocation of seats.")
