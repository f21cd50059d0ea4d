"""Contests: one office in one district of one edition."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import About, Sourced, ref


class Contests(Sourced):
    """One row per contest: the seats of one district, or one pair of offices such as President and Vice President."""

    about = About(
        is_node=True,
        listed=True,
        order="name edition office office_detail district seats_count candidacies",
    )

    contest_id = dy.String(primary_key=True, description="Key of the contest, such as `2024/dpr/1101`.")
    edition_id = dy.String(metadata=ref("editions"), description="Edition of the contest.")
    office = dy.Enum(vocabulary.OFFICES, metadata=ref("offices.office"), description="Office that is contested.")
    district_id = dy.String(
        nullable=True,
        metadata=ref("districts", back_shown=False),
        description="District; null where the whole nation votes.",
    )
    name = dy.String(description="Office, district and year in words.")
    seats_count = dy.Int64(nullable=True, min=1, description="Seats to be won; null where no source states it.")
