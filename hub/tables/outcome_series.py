"""Series of outcomes: every count that claims to answer for a contest, and why it does not."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import HIDDEN, About, Bilingual, Part, Table, With, rdf, ref


class OutcomeSeries(Table):
    """One row per contest, series and grain of figures: whether the series answers, and why it was passed over."""

    about = About(
        label=Bilingual("Series considered", "Seri yang dipertimbangkan"),
        rows=Bilingual("series", "seri"),
        of_this="dalam seri ini",
        indonesian="Satu baris untuk setiap kontes, seri, dan rincian angka: apakah seri itu menjawab, dan mengapa dilewati.",
        part=Part("outcome_id", ("choice_of_series_id",), "consideredSeries", "el:seriesConsidered"),
        edition=With(("outcome_id",)),
        row="outcome_series",
    )

    choice_of_series_id = dy.String(
        primary_key=True,
        metadata=HIDDEN | rdf("el:key"),
        description=Bilingual("Key of the row: contest, grain and series.", "Kunci baris: kontes, rincian, dan seri."),
    )
    outcome_id = dy.String(
        metadata=ref(
            "outcomes",
            back="series_considered",
            told_back=Bilingual(
                "Counts that claim to answer, with the one that was chosen.",
                "Penghitungan yang dapat menjawab, termasuk yang dipilih.",
            ),
        )
        | rdf("dct:isPartOf"),
        description=Bilingual("Outcome that it is part of.", "Hasil akhir yang mencakupnya."),
    )
    grain = dy.Enum(
        vocabulary.OUTCOME_GRAINS,
        description=Bilingual(
            "What the figures are of: candidates and pairs, parties alone, lists.",
            "Tentang apa angkanya: calon dan pasangan, partai saja, daftar.",
        ),
    )
    series = dy.String(
        description=Bilingual(
            "Short name of the source series, as in the workspace.",
            "Nama singkat seri sumber, seperti dalam ruang kerja.",
        )
    )
    is_chosen = dy.Bool(
        description=Bilingual(
            "True if its figures answer for the contest.", "True jika angkanya menjawab untuk kontes."
        )
    )
    passed_over_because = dy.Enum(
        vocabulary.PASSED_OVER,
        nullable=True,
        description=Bilingual(
            "Why its figures do not answer; null where they do.", "Mengapa angkanya tidak menjawab; null jika menjawab."
        ),
    )
