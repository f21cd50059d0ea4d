"""Ticket parties: which parties support a pair."""

import dataframely as dy

from hub.tables.table import About, Bilingual, Part, Sourced, With, rdf, ref


class TicketParties(Sourced):
    """One row per party and pair that it supports."""

    about = About(
        rdf_class="el:Support",
        label=Bilingual("Supporting party", "Partai pendukung"),
        rows=Bilingual("ticket parties", "partai pendukung pasangan calon"),
        indonesian="Satu baris untuk setiap partai dan pasangan calon yang didukungnya.",
        part=Part("ticket_id", ("party_name",), "ticketParties", "el:support"),
        edition=With(("ticket_id",)),
    )

    ticket_id = dy.String(
        primary_key=True,
        metadata=ref("tickets", back_shown=False),
        description=Bilingual("The pair.", "Pasangan calon."),
    )
    party_name = dy.String(
        primary_key=True,
        min_length=1,
        metadata=rdf("rdfs:label"),
        description=Bilingual("Name of the party as the source writes it.", "Nama partai seperti ditulis sumber."),
    )
    party_id = dy.String(
        nullable=True,
        metadata=ref(
            "parties", told_back=Bilingual("Pairs of candidates that it supports.", "Pasangan calon yang didukungnya.")
        ),
        description=Bilingual(
            "The party; null where the name is none that we know.", "Partai; null jika namanya tidak dikenal di sini."
        ),
    )
