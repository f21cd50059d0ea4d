"""Sources: the files that everything is made from."""

import dataframely as dy
import polars as pl

from hub.tables import vocabulary
from hub.tables.table import LARGE, About, Belongs, Table, ref


class Sources(Table):
    """One row per source file, with how many of its rows were read, kept and set aside."""

    about = About(
        is_node=True,
        listed=True,
        order="title series path edition publisher collected_by licence url retrieved loader state bytes_count "
        "rows_read_count rows_kept_count rows_set_aside_count set_aside",
        edition=Belongs.NAMED_OR_REFERRED,
    )

    source_id = dy.String(
        primary_key=True, regex=r"^sha256-[0-9a-f]{64}(-[0-9]+)?$", description="SHA-256 of the bytes of the file."
    )
    series = dy.String(description="Short name of the series of files, as in the workspace.")
    path = dy.String(description="Path of the file below the folder of sources.")
    edition_id = dy.String(
        nullable=True, metadata=ref("editions", back="source_files"), description="Edition that the file belongs to."
    )
    title = dy.String(description="What the file is, in words.")
    publisher = dy.String(description="Who published the facts.")
    collected_by = dy.String(nullable=True, description="Who collected the file from the publisher.")
    licence = dy.String(nullable=True, description="Licence or terms.")
    url = dy.String(nullable=True, description="Where the file was found.")
    retrieved = dy.String(nullable=True, description="When the file was retrieved, as precisely as known.")
    loader = dy.String(description="The loader that read it.")
    state = dy.Enum(vocabulary.SOURCE_STATES, description="Read, or broken so that it could not be read as a whole.")
    bytes_count = dy.Int64(min=0, metadata=LARGE, description="Size in bytes.")
    rows_read_count = dy.Int64(min=0, description="Rows found in the file.")
    rows_kept_count = dy.Int64(min=0, description="Rows of which at least one fact is kept.")
    rows_set_aside_count = dy.Int64(min=0, description="Rows set aside, each with its reason.")

    @dy.rule()
    def rows_add_up(cls) -> pl.Expr:
        """Nothing is lost: rows read are rows kept and rows set aside."""
        return pl.col("rows_read_count") == pl.col("rows_kept_count") + pl.col("rows_set_aside_count")
