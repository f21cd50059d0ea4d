"""Turnout: voters and ballots, each figure with its source."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import About, Sourced, ref


class Turnout(Sourced):
    """One row per area of a contest per source: voters registered and voting, ballots valid and invalid."""

    about = About(rows="turnout figures", is_node=True, listed=True)

    turnout_id = dy.String(
        primary_key=True, description="Key of the row: contest, area, and the series that states it."
    )
    edition_id = dy.String(metadata=ref("editions"), description="Edition.")
    office = dy.Enum(vocabulary.OFFICES, metadata=ref("offices.office"), description="Office.")
    contest_id = dy.String(nullable=True, metadata=ref("contests"), description="Contest.")
    district_id = dy.String(nullable=True, metadata=ref("districts"), description="District that is counted.")
    region_id = dy.String(nullable=True, metadata=ref("regions"), description="Region that is counted.")
    level = dy.Enum(vocabulary.LEVELS, nullable=True, description="Level of the region.")
    station_id = dy.String(
        nullable=True,
        metadata=ref("polling_stations", edge="polling_station"),
        description="Polling station; null for a larger area.",
    )
    registered_count = dy.Int64(nullable=True, min=0, description="Voters on the lists.")
    voted_count = dy.Int64(nullable=True, min=0, description="Voters who voted.")
    valid_count = dy.Int64(nullable=True, min=0, description="Valid votes.")
    invalid_count = dy.Int64(nullable=True, min=0, description="Invalid votes.")
    status = dy.Enum(vocabulary.STATUSES, nullable=True, description="Status of the figures (NIST SP 1500-100).")
    series = dy.String(description="Short name of the source series, as in the workspace.")
