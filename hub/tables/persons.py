"""Persons: who somebody is, apart from where they stand."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import SEARCHED, About, Belongs, Table


class Persons(Table):
    """One row per person. A person is who; a candidacy is standing."""

    about = About(
        is_node=True,
        listed=True,
        search=(1, "Persons, by every spelling of their names."),
        indexes=(("name",),),
        order="candidacies path moves aliases external_ids",
        edition=Belongs.REFERRED,
    )

    person_id = dy.String(primary_key=True, description="Persistent identifier of the person.")
    name = dy.String(metadata=SEARCHED, description="Name on the newest ballot.")
    names = dy.List(dy.String(), metadata=SEARCHED, description="Every spelling on a ballot, newest first.")
    birth_year = dy.Int64(nullable=True, min=1900, max=2020, description="Year of birth where a source states it.")
    gender = dy.Enum(vocabulary.GENDERS, nullable=True, description="Gender as published.")
