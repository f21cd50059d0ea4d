"""Finance lines: the contributions in a finance report."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import CONTRADICTED_BY, LARGE, UNSTATED, About, Bilingual, Sourced, With, rdf, ref


class FinanceLines(Sourced):
    """One row per contribution: who gave what kind of thing, worth how much."""

    about = About(
        label=Bilingual("Contribution", "Sumbangan"),
        rows=Bilingual("finance lines", "sumbangan dana kampanye"),
        indonesian="Satu baris untuk setiap sumbangan: siapa yang menyumbang, dalam bentuk apa, dan berapa nilainya.",
        is_node=True,
        listed=True,
        edition=With(("report_id",)),
    )

    line_id = dy.String(
        primary_key=True,
        description=Bilingual(
            "Key of the line: report, donor kind, kind, and number.",
            "Kunci sumbangan: laporan, jenis penyumbang, bentuk, dan nomor.",
        ),
    )
    report_id = dy.String(
        metadata=ref(
            "finance_reports",
            back="lines",
            told_back=Bilingual(
                "All finance lines of this finance report.", "Semua sumbangan dalam laporan dana kampanye ini."
            ),
        ),
        description=Bilingual("The report.", "Laporan dana kampanye."),
    )
    donor_kind = dy.Enum(
        vocabulary.DONOR_KINDS,
        description=Bilingual(
            "Who gave: the candidate, the party, a person, a group, a company.",
            "Penyumbang: calon, partai, perseorangan, kelompok, atau badan usaha.",
        ),
    )
    donor_name = dy.String(
        nullable=True,
        description=Bilingual(
            "Name of a donor that is a party, a group or a company.",
            "Nama penyumbang yang berupa partai, kelompok, atau badan usaha.",
        ),
    )
    kind = dy.Enum(
        vocabulary.FINANCE_KINDS,
        metadata=rdf("el:financeKind"),
        description=Bilingual("Cash, goods, or services.", "Uang, barang, atau jasa."),
    )
    amount_idr = dy.Int64(
        nullable=True,
        metadata=LARGE,
        description=Bilingual(
            "Worth in rupiah; null where the report gives none.",
            "Nilai dalam rupiah; null jika laporan tidak menyebutkannya.",
        ),
    )
    unit = dy.String(
        nullable=True,
        description=Bilingual(
            "What the goods or services are, as stated.", "Jenis barang atau jasa, seperti dinyatakan."
        ),
    )
    contradicted_by = dy.String(
        nullable=True,
        metadata=UNSTATED,
        description=CONTRADICTED_BY,
    )
