"""Candidacy events: what became of a candidacy, with the source that says so."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import About, Bilingual, Part, Sourced, With, rdf, ref


class CandidacyEvents(Sourced):
    """One row per event of a candidacy: registered, replaced, withdrawn, died, struck off, elected, seated, replaced in office."""

    about = About(
        label=Bilingual("Event", "Peristiwa pencalonan"),
        rows=Bilingual("candidacy events", "peristiwa pencalonan"),
        indonesian="Satu baris untuk setiap peristiwa pencalonan: terdaftar, diganti, mundur, meninggal, dicoret, terpilih, dilantik, diganti di jabatannya.",
        part=Part("candidacy_id", ("kind", "date"), "candidacyEvent"),
        order="candidacy kind date",
        edition=With(("candidacy_id",)),
    )

    event_id = dy.String(
        primary_key=True,
        metadata=rdf("el:key"),
        description=Bilingual(
            "Key of the event: candidacy, kind, day.", "Kunci peristiwa: pencalonan, jenis, tanggal."
        ),
    )
    candidacy_id = dy.String(
        metadata=ref(
            "candidacies", back="events", told_back=Bilingual("What became of it.", "Yang terjadi pada pencalonan ini.")
        ),
        description=Bilingual("The candidacy.", "Pencalonan."),
    )
    kind = dy.String(
        metadata=rdf("el:candidacyEventKind"),
        regex=f"^({'|'.join(vocabulary.CANDIDACY_EVENTS)})$",
        description=Bilingual(
            "REGISTERED, REPLACED, WITHDRAWN, DIED, STRUCK_OFF, ELECTED, SEATED or REPLACED_IN_OFFICE.",
            "REGISTERED (terdaftar), REPLACED (diganti), WITHDRAWN (mundur), DIED (meninggal), STRUCK_OFF (dicoret), ELECTED (terpilih), SEATED (menjabat), atau REPLACED_IN_OFFICE (diganti antarwaktu).",
        ),
    )
    date = dy.Date(
        nullable=True,
        metadata=rdf("dct:date"),
        description=Bilingual(
            "Day of the event; null where no source says.", "Tanggal peristiwa; null jika tidak disebut sumber."
        ),
    )
