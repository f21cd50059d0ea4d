"""Legal bases: the laws and regulations that an edition is held under."""

import dataframely as dy

from hub.tables.table import About, Bilingual, Sourced, rdf, ref


class LegalBases(Sourced):
    """One row per law or regulation and edition."""

    about = About(
        label=Bilingual("Legal basis", "Dasar hukum"),
        rows=Bilingual("legal bases", "dasar hukum"),
        indonesian="Satu baris untuk setiap undang-undang atau peraturan pada setiap pemilu.",
        row="legal_basis",
        is_node=True,
        listed=True,
    )

    basis_id = dy.String(
        primary_key=True,
        description=Bilingual(
            "Key: edition and a short name of the document.", "Kunci: pemilu dan nama pendek dokumen."
        ),
    )
    edition_id = dy.String(
        metadata=ref(
            "editions", told_back=Bilingual("All legal bases of this edition.", "Semua dasar hukum pemilu ini.")
        ),
        description=Bilingual("Edition.", "Pemilu."),
    )
    title = dy.String(metadata=rdf("dct:title"), description=Bilingual("Title of the document.", "Judul dokumen."))
    number = dy.String(
        metadata=rdf("el:documentNumber"),
        description=Bilingual("Number and year of the document.", "Nomor dan tahun dokumen."),
    )
    subject = dy.String(
        metadata=rdf("el:matter"),
        description=Bilingual("What it settles for this edition.", "Apa yang diaturnya untuk pemilu ini."),
    )
