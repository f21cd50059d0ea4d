"""Rows set aside: what was read and not kept, with the reason."""

import dataframely as dy

from hub.tables.table import About, Bilingual, Part, Table, With, rdf, ref


class SetAside(Table):
    """One row per source row that was not kept. The row's content is not repeated: it may be personal."""

    about = About(
        rdf_class="el:SetAsideRow",
        label=Bilingual("Row set aside", "Baris disisihkan"),
        rows=Bilingual("rows set aside", "baris yang disisihkan"),
        indonesian="Satu baris untuk setiap baris sumber yang tidak dipakai. Isinya tidak diulang karena mungkin bersifat pribadi.",
        part=Part("source_id", ("source_row",), "rowsSetAside", "el:setAside"),
        order="source source_row rule",
        edition=With(("source_id",)),
    )

    source_id = dy.String(
        primary_key=True,
        metadata=ref("sources") | rdf("prov:wasDerivedFrom"),
        description=Bilingual("The source file.", "Berkas sumber."),
    )
    source_row = dy.Int64(
        primary_key=True,
        min=0,
        description=Bilingual("Number of the row in the file, from 1.", "Nomor baris dalam berkas, mulai dari 1."),
    )
    rule = dy.String(description=Bilingual("Rule that the row breaks.", "Aturan yang dilanggar baris itu."))
    cause = dy.String(
        metadata=rdf("rdfs:comment"),
        description=Bilingual("What was expected and what was found.", "Apa yang diharapkan dan apa yang ditemukan."),
    )
