"""Results: votes counted, each figure with its source."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import About, Sourced, ref


class Results(Sourced):
    """One row per figure of votes: who, where, from which source. The same cell from two sources is two rows."""

    about = About(is_node=True, listed=True, indexes=(("votes_count",), ("contest_id", "votes_count")))

    result_id = dy.String(
        primary_key=True, description="Key of the figure: whom it counts, where, and the series that states it."
    )
    edition_id = dy.String(metadata=ref("editions"), description="Edition.")
    office = dy.Enum(vocabulary.OFFICES, metadata=ref("offices.office"), description="Office.")
    contest_id = dy.String(
        nullable=True,
        metadata=ref("contests"),
        description="Contest; null for a national total of a party over all districts.",
    )
    district_id = dy.String(nullable=True, metadata=ref("districts"), description="District that is counted.")
    region_id = dy.String(
        nullable=True,
        metadata=ref("regions"),
        description="Region that is counted; null where the district is the area.",
    )
    level = dy.Enum(
        vocabulary.LEVELS, nullable=True, description="Level of the region; null where the area is a district."
    )
    station_id = dy.String(
        nullable=True,
        metadata=ref("polling_stations", edge="polling_station"),
        description="Polling station; null for a larger area.",
    )
    kind = dy.Enum(
        vocabulary.RESULT_KINDS,
        description="What is counted: a candidate, a party alone, a party's list altogether, a pair.",
    )
    candidacy_id = dy.String(nullable=True, metadata=ref("candidacies"), description="The candidacy that is counted.")
    ticket_id = dy.String(nullable=True, metadata=ref("tickets"), description="The pair that is counted.")
    nomination_id = dy.String(nullable=True, metadata=ref("nominations"), description="The party in this edition.")
    party_id = dy.String(nullable=True, metadata=ref("parties"), description="The party.")
    votes_count = dy.Int64(nullable=True, min=0, description="Votes; null where the source gives none.")
    status = dy.Enum(vocabulary.STATUSES, nullable=True, description="Status of the figure (NIST SP 1500-100).")
    series = dy.String(description="Short name of the source series, as in the workspace.")
