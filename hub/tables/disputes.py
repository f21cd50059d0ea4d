"""Disputes: results contested before the Constitutional Court (PHPU)."""

import dataframely as dy

from hub.tables.table import About, Bilingual, Sourced, rdf, ref


class Disputes(Sourced):
    """One row per case about results before the Constitutional Court."""

    about = About(
        label=Bilingual("Dispute", "Perselisihan hasil"),
        rows=Bilingual("disputes", "perselisihan hasil"),
        indonesian="Satu baris untuk setiap perkara perselisihan hasil di Mahkamah Konstitusi.",
        is_node=True,
        listed=True,
    )

    dispute_id = dy.String(
        primary_key=True,
        description=Bilingual(
            "Key of the case: edition and registration number.", "Kunci perkara: pemilu dan nomor registrasi."
        ),
    )
    edition_id = dy.String(metadata=ref("editions"), description=Bilingual("Edition.", "Pemilu."))
    contest_id = dy.String(
        nullable=True,
        metadata=ref("contests"),
        description=Bilingual("Contest whose result is disputed.", "Kontes yang hasilnya diperselisihkan."),
    )
    number = dy.String(
        metadata=rdf("el:caseNumber"),
        description=Bilingual("Registration number at the court.", "Nomor registrasi perkara di mahkamah."),
    )
    applicant = dy.String(description=Bilingual("Who applies.", "Pemohon."))
    respondent = dy.String(nullable=True, description=Bilingual("Who answers.", "Termohon."))
    subject = dy.String(
        nullable=True, metadata=rdf("el:matter"), description=Bilingual("What is disputed.", "Pokok perkara.")
    )
    filed = dy.Date(nullable=True, description=Bilingual("Day of filing.", "Tanggal permohonan diajukan."))
    decided = dy.Date(nullable=True, description=Bilingual("Day of the decision.", "Tanggal putusan."))
    decision = dy.String(nullable=True, description=Bilingual("The decision in words.", "Isi putusan."))
