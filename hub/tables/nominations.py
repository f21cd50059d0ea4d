"""Nominations: a party on the ballot of one edition."""

import dataframely as dy

from hub.tables.table import About, Bilingual, Sourced, rdf, ref


class Nominations(Sourced):
    """One row per party per edition. The ballot number belongs to this row, never to the party."""

    about = About(
        label=Bilingual("Nomination", "Kepesertaan partai"),
        rows=Bilingual("nominations", "kepesertaan partai"),
        of_this="partai ini pada pemilu ini",
        indonesian="Satu baris untuk setiap partai pada setiap pemilu. Nomor urut melekat pada baris ini, bukan pada partai.",
        is_node=True,
        listed=True,
        order="name abbreviation ballot_number edition party candidacies results notional_results rollups "
        "finance_reports",
    )

    nomination_id = dy.String(
        primary_key=True,
        description=Bilingual(
            "Key of the nomination, such as `2024/party/1`.", "Kunci kepesertaan partai, misalnya `2024/party/1`."
        ),
    )
    edition_id = dy.String(metadata=ref("editions"), description=Bilingual("The edition.", "Pemilu."))
    party_id = dy.String(
        metadata=ref(
            "parties", few=True, told_back=Bilingual("All nominations of this party.", "Semua kepesertaan partai ini.")
        )
        | rdf("pe:issuedBy"),
        description=Bilingual("The party.", "Partai."),
    )
    ballot_number = dy.Int64(
        min=1,
        description=Bilingual(
            "Number of the party on the ballot of this edition.", "Nomor urut partai pada surat suara pemilu ini."
        ),
    )
    name = dy.String(
        metadata=rdf("rdfs:label"),
        description=Bilingual("Name as published in this edition.", "Nama seperti diterbitkan pada pemilu ini."),
    )
    abbreviation = dy.String(
        nullable=True,
        metadata=rdf("schema:alternateName"),
        description=Bilingual(
            "Abbreviation as published in this edition.", "Singkatan seperti diterbitkan pada pemilu ini."
        ),
    )
