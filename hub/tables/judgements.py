"""Judgements: what somebody decided of two candidacies, with the reason."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import About, Table, With, ref


class Judgements(Table):
    """One row per pair of candidacies that somebody judged, with the judgement that holds. It wins over the model."""

    about = About(is_node=True, listed=True, edition=With(("left_id", "right_id")))

    judgement_id = dy.String(
        primary_key=True, description="Identifier of the record, such as `20260131T120000Z-0a1b2c3d`."
    )
    left_id = dy.String(
        metadata=ref("candidacies", back_shown=False), description="The candidacy of the earlier edition."
    )
    right_id = dy.String(
        metadata=ref("candidacies", back_shown=False), description="The candidacy of the later edition."
    )
    verdict = dy.Enum(vocabulary.VERDICTS, description="Same person, different people, or cannot be told.")
    by = dy.String(min_length=1, description="Who decided.")
    at = dy.String(regex=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", description="When, in UTC: `2026-01-31T12:00:00Z`.")
    why = dy.String(min_length=1, description="Why, in a sentence.")
    evidence = dy.List(
        dy.String(), description="What it rests on: documents, addresses, and the reasons that were shown."
    )
    score = dy.Float64(
        nullable=True, min=0, max=1, description="Probability that the model gave then; null where it gave none."
    )
    model = dy.String(nullable=True, description="Version of that model.")
