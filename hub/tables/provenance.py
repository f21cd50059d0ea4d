"""Provenance: every source row behind a thing."""

import dataframely as dy

from hub.tables.table import About, Bilingual, Table, ref, subject


class Provenance(Table):
    """One row per thing per source row that states something about it."""

    about = About(
        indonesian="Satu baris untuk setiap hal dan setiap baris sumber yang menyatakan sesuatu tentangnya.",
        is_shown=False,
    )

    kind = dy.String(
        primary_key=True,
        description=Bilingual("Kind of thing, such as `candidacy`.", "Jenis hal, seperti `candidacy`."),
    )
    key = dy.String(
        primary_key=True, metadata=subject("kind"), description=Bilingual("Key of the thing.", "Kunci hal itu.")
    )
    source_id = dy.String(
        primary_key=True,
        metadata=ref("sources", back="statements", back_shown=False),
        description=Bilingual("The source file.", "Berkas sumber."),
    )
    source_row = dy.Int64(
        primary_key=True,
        min=0,
        description=Bilingual("Number of the row in the file, from 1.", "Nomor baris dalam berkas, mulai dari 1."),
    )
