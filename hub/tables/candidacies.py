"""Candidacies: a person standing in a contest."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import SEARCHED, WITHHELD, About, Sourced, ref


class Candidacies(Sourced):
    """One row per person standing in one contest of one edition."""

    about = About(
        is_node=True,
        listed=True,
        also_named={"name": "name_on_ballot"},
        search=(2, "Candidacies, by the name on the ballot."),
        indexes=(("votes_count",), ("edition_id", "office"), ("edition_id", "office", "elected")),
        order="results rollups finance_reports moves_from moves_to external_ids",
    )

    candidacy_id = dy.String(
        primary_key=True, description="Key of the candidacy, such as `2024/dpr/1101/1/3`: contest, list, number."
    )
    person_id = dy.String(metadata=ref("persons"), description="Who stands.")
    contest_id = dy.String(metadata=ref("contests"), description="Contest that is stood in.")
    edition_id = dy.String(metadata=ref("editions"), description="Edition of the contest.")
    office = dy.Enum(vocabulary.OFFICES, metadata=ref("offices.office"), description="Office that is stood for.")
    district_id = dy.String(
        nullable=True, metadata=ref("districts"), description="District; null where the whole nation votes."
    )
    party_id = dy.String(
        nullable=True,
        metadata=ref("parties"),
        description="Party that nominates; null for independents and pairs of several parties.",
    )
    nomination_id = dy.String(nullable=True, metadata=ref("nominations"), description="The party in this edition.")
    ticket_id = dy.String(nullable=True, metadata=ref("tickets"), description="The pair, where two stand together.")
    role = dy.Enum(vocabulary.ROLES, nullable=True, description="Place in the pair: head or deputy.")
    ballot_number = dy.Int64(nullable=True, min=0, description="Number of the candidate on the list, or of the pair.")
    name_on_ballot = dy.String(
        min_length=1, metadata=SEARCHED, description="Name exactly as published, titles included."
    )
    gender = dy.Enum(vocabulary.GENDERS, nullable=True, description="Gender as published.")
    birth_date = dy.Date(
        nullable=True, metadata=WITHHELD, description="Full birth date: evidence for identity, in no output."
    )
    birth_place = dy.String(
        nullable=True, metadata=WITHHELD, description="Place of birth: evidence for identity, in no output."
    )
    birth_year = dy.Int64(nullable=True, min=1900, max=2020, description="Year of birth where the source states it.")
    residence = dy.String(nullable=True, description="Regency or city of residence as published.")
    elected = dy.Bool(nullable=True, description="True if elected; null where no source says.")
    incumbent = dy.Bool(
        nullable=True, description="True if the person holds a seat of the same office; null where no source says."
    )
    votes_count = dy.Int64(nullable=True, min=0, description="Votes in the whole contest; null where not reported.")
    rank = dy.Int64(nullable=True, min=1, description="Rank by votes within the list, as published.")
