"""Ticket parties: which parties support a pair."""

import dataframely as dy

from hub.tables.table import About, Part, Sourced, With, ref


class TicketParties(Sourced):
    """One row per party and pair that it supports."""

    about = About(part=Part("ticket_id", ("party_name",), "ticketParties"), edition=With(("ticket_id",)))

    ticket_id = dy.String(primary_key=True, metadata=ref("tickets", back_shown=False), description="The pair.")
    party_name = dy.String(primary_key=True, min_length=1, description="Name of the party as the source writes it.")
    party_id = dy.String(
        nullable=True,
        metadata=ref("parties", told_back="Pairs of candidates that it supports."),
        description="The party; null where the name is none that we know.",
    )
