"""Unlikely pairs: candidacies that are apart by default, with the probability that both are one person's all the same."""

import dataframely as dy

from hub.tables.table import UNSTATED, About, Bilingual, Table, With, ref


class UnlikelyPairs(Table):
    """One row per pair of candidacies that is too unlikely to wait for review, and has a probability of at least 0.01. Likelier and judged pairs are in `links`."""

    about = About(
        label=Bilingual("Unlikely pair", "Pasangan yang kecil kemungkinannya"),
        rows=Bilingual("unlikely pairs", "pasangan yang kecil kemungkinannya"),
        indonesian="Satu baris untuk setiap pasangan pencalonan yang terlalu kecil kemungkinannya untuk ditinjau, tetapi peluangnya paling sedikit "
        "0,01. Pasangan yang lebih mungkin dan yang sudah diputuskan ada di `links`.",
        edition=With(("left_id", "right_id")),
        in_graph=False,
    )

    left_id = dy.String(
        primary_key=True,
        metadata=ref("candidacies", back_shown=False) | UNSTATED,
        description=Bilingual("The candidacy of the earlier edition.", "Pencalonan pada pemilu yang lebih dulu."),
    )
    right_id = dy.String(
        primary_key=True,
        metadata=ref("candidacies", back_shown=False) | UNSTATED,
        description=Bilingual("The candidacy of the later edition.", "Pencalonan pada pemilu yang kemudian."),
    )
    score = dy.Float64(
        min=0,
        max=1,
        metadata=UNSTATED,
        description=Bilingual(
            "Probability that both are one person, by the model.", "Peluang bahwa keduanya satu orang menurut model."
        ),
    )
