"""Nominations: a party as it stands in one edition."""

import dataframely as dy

from hub.tables.table import About, Sourced, ref


class Nominations(Sourced):
    """One row per party per edition. The ballot number belongs to this row, never to the party."""

    about = About(
        is_node=True,
        listed=True,
        order="name abbreviation ballot_number edition party candidacies results notional_results rollups "
        "finance_reports",
    )

    nomination_id = dy.String(primary_key=True, description="Key of the nomination, such as `2024/party/1`.")
    edition_id = dy.String(metadata=ref("editions"), description="The edition.")
    party_id = dy.String(metadata=ref("parties", few=True), description="The party.")
    ballot_number = dy.Int64(min=1, description="Number of the party on the ballot of this edition.")
    name = dy.String(description="Name as published in this edition.")
    abbreviation = dy.String(nullable=True, description="Abbreviation as published in this edition.")
