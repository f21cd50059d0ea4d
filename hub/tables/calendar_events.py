"""Calendar events: the steps of an edition and their dates."""

import dataframely as dy

from hub.tables.table import About, Sourced, ref


class CalendarEvents(Sourced):
    """One row per step (tahapan) of an edition."""

    about = About(is_node=True, listed=True)

    event_id = dy.String(primary_key=True, description="Key of the step: edition and a short name.")
    edition_id = dy.String(metadata=ref("editions", back_shown=False), description="Edition.")
    name = dy.String(description="Name of the step.")
    starts = dy.Date(description="First day.")
    ends = dy.Date(nullable=True, description="Last day; null for a single day.")
    basis = dy.String(description="Law or regulation that sets the dates.")
