"""Editions: the elections that the hub holds."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import About, Belongs, Table


class Editions(Table):
    """One row per edition (pemilu): a general election, or a round of regional elections."""

    about = About(
        is_node=True,
        listed=True,
        order="contests districts nominations candidacies results turnout voters polling_stations finance_reports "
        "calendar legal_bases disputes datasets district_overlaps notional_results moves_from moves_to "
        "turnovers_since",
        edition=Belongs.NAMED_OR_REFERRED,
    )

    edition_id = dy.String(
        primary_key=True, regex=r"^[0-9]{4}(-[a-z0-9]+)?$", description="Key of the edition, such as `2024`."
    )
    name = dy.String(description="Name in Indonesian.")
    name_en = dy.String(nullable=True, description="Name in English.")
    kind = dy.Enum(vocabulary.EDITION_KINDS, description="General election, or regional heads (pilkada).")
    year = dy.Int64(min=1945, max=2100, description="Year of voting day.")
    voting_date = dy.Date(nullable=True, description="Voting day.")
