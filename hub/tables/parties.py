"""Parties: political parties through the editions."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import Sourced


class Parties(Sourced):
    """One row per party line: one party through its nominations in several editions."""

    party_id = dy.String(primary_key=True, description="Persistent identifier of the party.")
    name = dy.String(description="Name in the newest edition that it stood in.")
    abbreviation = dy.String(nullable=True, description="Usual abbreviation.")
    scope = dy.Enum(vocabulary.PARTY_SCOPES, description="National, or local to Aceh.")
