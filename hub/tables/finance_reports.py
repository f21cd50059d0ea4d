"""Finance reports: what candidates and parties declared of their campaign funds."""

import dataframely as dy

from hub.tables.table import CONTRADICTED_BY, LARGE, UNSTATED, About, Bilingual, Sourced, ref


class FinanceReports(Sourced):
    """One row per reporting candidate or party, reporting period and edition."""

    about = About(
        label=Bilingual("Finance report", "Laporan dana kampanye"),
        rows=Bilingual("finance reports", "laporan dana kampanye"),
        of_this="dalam laporan dana kampanye ini",
        indonesian="Satu baris untuk setiap calon atau partai yang melapor, per periode pelaporan dan pemilu.",
        is_node=True,
        listed=True,
    )

    report_id = dy.String(
        primary_key=True,
        description=Bilingual(
            "Key of the report: who reports, and the period.", "Kunci laporan: siapa yang melapor, dan periodenya."
        ),
    )
    edition_id = dy.String(metadata=ref("editions"), description=Bilingual("Edition.", "Pemilu."))
    candidacy_id = dy.String(
        nullable=True,
        metadata=ref("candidacies"),
        description=Bilingual("The candidacy that reports.", "Pencalonan yang melaporkan."),
    )
    nomination_id = dy.String(
        nullable=True,
        metadata=ref("nominations"),
        description=Bilingual(
            "The party that reports, or the candidate's.", "Partai yang melapor, atau partai calon itu."
        ),
    )
    period = dy.Int64(min=1, description=Bilingual("Number of the reporting period.", "Nomor periode pelaporan."))
    total_idr = dy.Int64(
        nullable=True,
        metadata=LARGE,
        description=Bilingual(
            "Sum as stated in the report, in rupiah.", "Jumlah seperti dinyatakan dalam laporan, dalam rupiah."
        ),
    )
    contradicted_by = dy.String(
        nullable=True,
        metadata=UNSTATED,
        description=CONTRADICTED_BY,
    )
