"""Rollups: votes added up from the finest areas, beside what the source states itself."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import HIDDEN, About, Part, Table, With, ref


class Rollups(Table):
    """One row per contest, series, area above the finest figures, and option on the ballot. A sum, not a statement of any source."""

    about = About(part=Part("contest_id", ("rollup_id",), "rolledUp"), edition=With(("contest_id",)))

    rollup_id = dy.String(
        primary_key=True, metadata=HIDDEN, description="Key of the row: option, area, and the series."
    )
    contest_id = dy.String(metadata=ref("contests"), description="Contest that is counted.")
    series = dy.String(description="Short name of the source series, as in the workspace.")
    region_id = dy.String(
        nullable=True, metadata=ref("regions"), description="Region; null for the district of the contest as a whole."
    )
    level = dy.Enum(
        vocabulary.LEVELS, nullable=True, description="Level of the region; null for a district as a whole."
    )
    kind = dy.Enum(
        vocabulary.RESULT_KINDS,
        description="What is counted: a candidate, a party alone, a party's list altogether, a pair.",
    )
    candidacy_id = dy.String(nullable=True, metadata=ref("candidacies"), description="The candidacy that is counted.")
    ticket_id = dy.String(nullable=True, metadata=ref("tickets"), description="The pair that is counted.")
    nomination_id = dy.String(nullable=True, metadata=ref("nominations"), description="The party in this edition.")
    votes_count = dy.Int64(
        nullable=True, min=0, description="Sum over the areas below; null where none of them states it."
    )
    reporting_count = dy.Int64(min=0, description="Areas below whose figures are in the sum.")
    stated_count = dy.Int64(
        nullable=True, min=0, description="What the source states of the region itself; null where it does not."
    )
