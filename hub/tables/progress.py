"""Progress: how far the count of a contest is, by region."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import HIDDEN, About, Part, Table, With, ref


class Progress(Table):
    """One row per contest, series, area above the finest figures and level of these: how many are counted, and how many expected."""

    about = About(
        part=Part("contest_id", ("progress_id",), "countProgress"),
        row="progress",
        rows="progress figures",
        edition=With(("contest_id",)),
    )

    progress_id = dy.String(
        primary_key=True, metadata=HIDDEN, description="Key of the row: contest, area, level counted, and the series."
    )
    contest_id = dy.String(metadata=ref("contests"), description="Contest that is counted.")
    series = dy.String(description="Short name of the source series, as in the workspace.")
    region_id = dy.String(
        nullable=True, metadata=ref("regions"), description="Region; null for the district of the contest as a whole."
    )
    level = dy.Enum(
        vocabulary.LEVELS, nullable=True, description="Level of the region; null for a district as a whole."
    )
    unit_level = dy.Enum(
        vocabulary.LEVELS, description="Level of the areas that are counted, the finest that the series has."
    )
    counted_count = dy.Int64(min=0, description="Areas of that level in the region of which figures are stated.")
    expected_count = dy.Int64(min=1, description="Areas of that level in the region of which figures are to come.")
    status = dy.Enum(
        vocabulary.STATUSES,
        nullable=True,
        description="Status of the figures (NIST SP 1500-100); null where they differ.",
    )
