"""Polling stations: where votes are cast and first counted (TPS)."""

import dataframely as dy

from hub.tables.table import About, Sourced, ref


class PollingStations(Sourced):
    """One row per polling station of one edition."""

    about = About(is_node=True, listed=True)

    station_id = dy.String(
        primary_key=True, description="Key of the station: edition, `tps`, code of the village, number."
    )
    edition_id = dy.String(metadata=ref("editions"), description="Edition.")
    region_id = dy.String(metadata=ref("regions"), description="Village or mission that the station lies in.")
    number = dy.Int64(min=0, description="Number of the station in its village.")
