"""Links: why two candidacies are held for one person, or wait for somebody to look at them."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import About, Table, With, ref


class Links(Table):
    """One row per pair of candidacies that is linked, waits for review, or was judged. Every other pair is apart."""

    about = About(is_node=True, listed=True, edition=With(("left_id", "right_id")))

    link_id = dy.String(primary_key=True, description="Key of the pair: both candidacies, with `~` between.")
    left_id = dy.String(
        metadata=ref("candidacies", back_shown=False), description="The candidacy of the earlier edition."
    )
    right_id = dy.String(
        metadata=ref("candidacies", back_shown=False), description="The candidacy of the later edition."
    )
    band = dy.Enum(vocabulary.LINK_BANDS, description="What the model makes of the pair: linked, to review, or apart.")
    score = dy.Float64(
        nullable=True,
        min=0,
        max=1,
        description="Probability that both are one person, by the model; null where the names share too little to be compared.",
    )
    model = dy.String(nullable=True, description="Version of the model that gave the score.")
    reasons = dy.List(dy.String(), description="What speaks for it and against it, in words.")
    is_same_person = dy.Bool(description="True if the release holds both for one person.")
    judgement_id = dy.String(
        nullable=True, metadata=ref("judgements"), description="The judgement that holds; null where nobody judged."
    )
