"""Tickets: two people who stand together."""

import dataframely as dy

from hub.tables.table import About, Sourced, With, ref


class Tickets(Sourced):
    """One row per pair of candidates (pasangan calon) in one contest."""

    about = About(
        is_node=True, listed=True, order="name ballot_number contest candidacies parties", edition=With(("contest_id",))
    )

    ticket_id = dy.String(primary_key=True, description="Key of the ticket, such as `2019/president/1`.")
    contest_id = dy.String(metadata=ref("contests"), description="Contest that the pair stands in.")
    ballot_number = dy.Int64(nullable=True, min=0, description="Number of the pair on the ballot.")
    name = dy.String(description="Both names.")
    votes_count = dy.Int64(nullable=True, min=0, description="Votes in the whole contest; null where not reported.")
