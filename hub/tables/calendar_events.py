"""Calendar events: the steps of an edition and their dates."""

import dataframely as dy

from hub.tables.table import About, Bilingual, Sourced, rdf, ref


class CalendarEvents(Sourced):
    """One row per step (tahapan) of an edition."""

    about = About(
        label=Bilingual("Calendar event", "Tahapan"),
        rows=Bilingual("calendar events", "tahapan"),
        indonesian="Satu baris untuk setiap tahapan suatu pemilu.",
        is_node=True,
        listed=True,
    )

    event_id = dy.String(
        primary_key=True,
        description=Bilingual("Key of the step: edition and a short name.", "Kunci tahapan: pemilu dan nama pendek."),
    )
    edition_id = dy.String(metadata=ref("editions", back_shown=False), description=Bilingual("Edition.", "Pemilu."))
    name = dy.String(metadata=rdf("rdfs:label"), description=Bilingual("Name of the step.", "Nama tahapan."))
    starts = dy.Date(metadata=rdf("schema:startDate"), description=Bilingual("First day.", "Hari pertama."))
    ends = dy.Date(
        nullable=True,
        metadata=rdf("schema:endDate"),
        description=Bilingual("Last day; null for a single day.", "Hari terakhir; null jika hanya satu hari."),
    )
    basis = dy.String(
        description=Bilingual(
            "Law or regulation that sets the dates.", "Undang-undang atau peraturan yang menetapkan tanggalnya."
        )
    )
