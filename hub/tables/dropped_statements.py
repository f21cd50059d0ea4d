"""Dropped statements: what a source states and the release does not show, with the reason."""

import dataframely as dy

from hub.tables.table import About, Bilingual, Table, With, rdf, ref


class DroppedStatements(Table):
    """One row per statement that was read and is not shown, or not with every value. Its content is not repeated: it may be personal."""

    about = About(
        label=Bilingual("Dropped statement", "Pernyataan tidak ditampilkan"),
        rows=Bilingual("dropped statements", "pernyataan yang tidak ditampilkan"),
        of_this="dari berkas sumber ini",
        indonesian="Satu baris untuk setiap pernyataan yang dibaca tetapi tidak ditampilkan, atau tidak dengan semua nilainya. Isinya tidak "
        "diulang karena mungkin bersifat pribadi.",
        is_node=True,
        listed=True,
        order="kind rule cause values_dropped about_key source source_row",
        edition=With(("source_id",)),
    )

    statement_id = dy.String(
        primary_key=True,
        description=Bilingual(
            "Key of the statement: file, row, kind, and its number among the statements of that kind in the row.",
            "Kunci pernyataan: berkas, baris, jenis, dan nomornya di antara pernyataan sejenis di baris itu.",
        ),
    )
    kind = dy.String(
        description=Bilingual(
            "What it states something of, such as `candidacy` or `result`; `row` where the row could not be read.",
            "Hal yang dinyatakan, seperti `candidacy` atau `result`; `row` bila barisnya tidak dapat dibaca.",
        ),
    )
    rule = dy.String(
        description=Bilingual(
            "Rule that it breaks; `another-is-shown` where another statement on the same thing is shown.",
            "Aturan yang dilanggar; `another-is-shown` bila yang ditampilkan pernyataan lain tentang hal yang sama.",
        )
    )
    cause = dy.String(
        metadata=rdf("rdfs:comment"),
        description=Bilingual("What was expected and what was found.", "Apa yang diharapkan dan apa yang ditemukan."),
    )
    values_dropped = dy.String(
        nullable=True,
        description=Bilingual(
            "Names of the values that are not shown, with commas between; null where nothing of the statement is shown.",
            "Nama nilai yang tidak ditampilkan, dipisahkan koma; null bila seluruh pernyataan tidak ditampilkan.",
        ),
    )
    about_key = dy.String(
        nullable=True,
        description=Bilingual(
            "Key of the thing that it is about, in the release or not; null where it is about nothing known.",
            "Kunci hal yang dinyatakan, ada di rilis atau tidak; null bila halnya tidak dikenal.",
        ),
    )
    source_id = dy.String(
        metadata=ref("sources") | rdf("prov:wasDerivedFrom"),
        description=Bilingual("The source file.", "Berkas sumber."),
    )
    source_row = dy.Int64(
        min=0,
        description=Bilingual("Number of the row in the file, from 1.", "Nomor baris dalam berkas, mulai dari 1."),
    )
