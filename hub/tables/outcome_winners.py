"""Winners of outcomes: who was elected in a contest."""

import dataframely as dy

from hub.tables.table import About, Bilingual, Part, Table, With, rdf, ref


class OutcomeWinners(Table):
    """One row per person elected in a contest; both of a pair."""

    about = About(
        label=Bilingual("Winner", "Pemenang"),
        rows=Bilingual("winners", "pemenang"),
        of_this="dalam pemenang ini",
        indonesian="Satu baris untuk setiap orang yang terpilih dalam suatu kontes; keduanya dari satu pasangan.",
        part=Part("outcome_id", ("candidacy_id",), "winners", "el:winner"),
        edition=With(("outcome_id",)),
        is_shown=False,
    )

    outcome_id = dy.String(
        primary_key=True,
        metadata=ref("outcomes", back_shown=False) | rdf("dct:isPartOf"),
        description=Bilingual("The outcome.", "Hasil akhir ini."),
    )
    candidacy_id = dy.String(
        primary_key=True,
        metadata=ref("candidacies", back_shown=False),
        description=Bilingual("Who is elected.", "Siapa yang terpilih."),
    )
    is_declared = dy.Bool(
        description=Bilingual(
            "True if a source declares it; false where votes and the law make it so.",
            "True jika suatu sumber menyatakannya; false jika menurut suara dan undang-undang.",
        )
    )
