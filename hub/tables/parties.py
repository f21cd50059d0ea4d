"""Parties: political parties through the editions."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import SEARCHED, About, Belongs, Sourced


class Parties(Sourced):
    """One row per party line: one party through its nominations in several editions."""

    about = About(
        is_node=True,
        listed=True,
        search=(3, "Parties, by name and abbreviation."),
        order="aliases nominations predecessors successors events candidacies results notional_results",
        edition=Belongs.REFERRED,
    )

    party_id = dy.String(primary_key=True, description="Persistent identifier of the party.")
    name = dy.String(metadata=SEARCHED, description="Name in the newest edition that it stood in.")
    abbreviation = dy.String(nullable=True, metadata=SEARCHED, description="Usual abbreviation.")
    scope = dy.Enum(vocabulary.PARTY_SCOPES, description="National, or local to Aceh.")
