"""Rows set aside: what was read and not kept, with the reason."""

import dataframely as dy

from hub.tables.table import About, Part, Table, With, ref


class SetAside(Table):
    """One row per source row that was not kept. The row's content is not repeated: it may be personal."""

    about = About(
        part=Part("source_id", ("source_row",), "rowsSetAside"),
        rows="rows set aside",
        order="source source_row rule",
        edition=With(("source_id",)),
    )

    source_id = dy.String(primary_key=True, metadata=ref("sources"), description="The source file.")
    source_row = dy.Int64(primary_key=True, min=0, description="Number of the row in the file, from 1.")
    rule = dy.String(description="Rule that the row breaks.")
    cause = dy.String(description="What was expected and what was found.")
