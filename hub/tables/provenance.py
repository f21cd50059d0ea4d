"""Provenance: every source row behind a thing."""

import dataframely as dy

from hub.tables.table import About, Table, ref, subject


class Provenance(Table):
    """One row per thing per source row that states something about it."""

    about = About(is_shown=False)

    kind = dy.String(primary_key=True, description="Kind of thing, such as `candidacy`.")
    key = dy.String(primary_key=True, metadata=subject("kind"), description="Key of the thing.")
    source_id = dy.String(
        primary_key=True, metadata=ref("sources", back="statements", back_shown=False), description="The source file."
    )
    source_row = dy.Int64(primary_key=True, min=0, description="Number of the row in the file, from 1.")
