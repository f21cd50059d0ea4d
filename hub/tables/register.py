"""Register: every persistent identifier ever minted."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import About, Table, subject


class Register(Table):
    """One row per opaque identifier. The next release starts from this table; nothing else mints."""

    about = About(in_graph=False)

    id = dy.String(primary_key=True, metadata=subject("kind"), description="The identifier.")
    kind = dy.Enum(vocabulary.REGISTER_KINDS, description="Kind of thing.")
    minted_from = dy.String(description="Key of the first thing it was minted from; never reused.")
    first_release = dy.Int64(min=1, description="Number of the first release that has it.")
    state = dy.Enum(vocabulary.REGISTER_STATES, description="Active, merged, split or withdrawn.")
    successors = dy.List(dy.String(), metadata=subject("kind"), description="Identifiers that took its place.")
    candidacy_id = dy.String(
        nullable=True,
        description="Of a person: the candidacy that the identifier stands with, or stood with when the person was last seen.",
    )
    name = dy.String(
        nullable=True, description="Of a person: the name on that ballot, by which the next release knows who it is."
    )
    birth_year = dy.Int64(
        nullable=True, description="Of a person: the year of birth beside that name, where a source states it."
    )
