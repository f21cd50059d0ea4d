"""Notional results: what a party would have won, had an election been held in the districts of another one. Estimates, no results."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import About, Belongs, Part, Table, ref


class NotionalResults(Table):
    """One row per district and party of another edition: an estimate, made by sharing out the votes of the districts that overlap it.

    The votes of each party in each district are shared out whole, so that the estimates and what could not be placed sum to the votes.
    """

    about = About(
        part=Part("district_id", ("nomination_id",), "notionalResult"),
        listed=True,
        order="district edition party",
        edition=Belongs.NONE,
    )

    district_id = dy.String(
        primary_key=True,
        metadata=ref("districts"),
        description="The district that votes of another edition are laid on.",
    )
    nomination_id = dy.String(
        primary_key=True,
        metadata=ref("nominations", told_back="Estimates of its votes in districts of other editions."),
        description="The party in the edition of the votes.",
    )
    edition_id = dy.String(
        metadata=ref("editions", told_back="Estimates of its votes in districts of other editions."),
        description="Edition of the votes.",
    )
    party_id = dy.String(
        metadata=ref("parties", told_back="Estimates of its votes in districts of other editions."),
        description="The party.",
    )
    votes_count = dy.Int64(min=0, description="Estimated votes.")
    coverage_ratio = dy.Float64(
        min=0,
        max=1,
        description="Share of the district that lies in districts with votes of the party, by the measure that the votes were shared out by.",
    )
    shared_by = dy.Enum(
        vocabulary.WEIGHTS,
        description="What the votes were shared out by: voters, or area, or the number of regencies.",
    )
    series = dy.String(description="Short name of the source series of the votes.")
