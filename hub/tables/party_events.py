"""Party events: how parties began, changed and ended."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import About, Part, Table, With, ref


class PartyEvents(Table):
    """One row per dated event in the life of a party, with the document that tells of it."""

    about = About(
        part=Part("party_id", ("event_id",), "events"), listed=True, edition=With(("party_id", "from_party_id"))
    )

    event_id = dy.String(primary_key=True, description="Short name of the event, such as `garuda-2022`.")
    kind = dy.Enum(
        vocabulary.PARTY_EVENTS,
        description="Founded, renamed, joined by another party, split off, registered anew, or dissolved.",
    )
    date = dy.String(
        regex=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
        description="Day of the event, or month or year where no more is known: `2022-12-30`, `2022-12`, `2022`.",
    )
    year = dy.Int64(min=1900, max=2100, description="Year of the event.")
    party_id = dy.String(
        metadata=ref("parties", back_shown=False),
        description="The party; of a merger the one that goes on, of a split the new one.",
    )
    name = dy.String(nullable=True, description="Name of the party from then on.")
    from_party_id = dy.String(
        nullable=True,
        metadata=ref("parties", back_shown=False),
        description="The other party that it came from or took up; null where there is none, or none that stood in the editions held.",
    )
    from_name = dy.String(nullable=True, description="Name before, of the party itself or of the other one.")
    description = dy.String(description="What happened, in words.")
    source_title = dy.String(description="Document that tells of it.")
    source_url = dy.String(nullable=True, description="Address of the document.")
    source_number = dy.String(nullable=True, description="Number of the decision, where there is one.")
