"""Voters: how many people are on which list of voters."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import About, Sourced, ref


class Voters(Sourced):
    """One row per region, list of voters and source."""

    about = About(row="voters", rows="voter counts", is_node=True, listed=True)

    voters_id = dy.String(primary_key=True, description="Key of the row: edition, list, region, series.")
    edition_id = dy.String(metadata=ref("editions"), description="Edition.")
    office = dy.Enum(
        vocabulary.OFFICES,
        nullable=True,
        metadata=ref("offices.office"),
        description="Office that the list is for, where the source tells them apart.",
    )
    region_id = dy.String(metadata=ref("regions"), description="Region.")
    list_kind = dy.Enum(vocabulary.VOTER_LISTS, description="List of voters.")
    male_count = dy.Int64(nullable=True, min=0, description="Men on the list.")
    female_count = dy.Int64(nullable=True, min=0, description="Women on the list.")
    unknown_count = dy.Int64(nullable=True, min=0, description="Voters whose gender the list leaves empty.")
    total_count = dy.Int64(nullable=True, min=0, description="Voters on the list, as stated.")
    stations_count = dy.Int64(nullable=True, min=0, description="Polling stations, as stated with the list.")
    series = dy.String(description="Short name of the source series, as in the workspace.")
