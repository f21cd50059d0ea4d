"""Links: pairs of candidacies that are held for one person, wait for review, or were judged, with score and reasons."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import About, Bilingual, Table, With, rdf, ref


class Links(Table):
    """One row per pair of candidacies that is linked, waits for review, or was judged. Every other pair is apart."""

    about = About(
        label=Bilingual("Link", "Tautan pencalonan"),
        rows=Bilingual("links", "tautan pencalonan"),
        indonesian="Satu baris untuk setiap pasangan pencalonan yang ditautkan, menunggu peninjauan, atau sudah diputuskan. Pasangan lain dianggap terpisah.",
        is_node=True,
        listed=True,
        edition=With(("left_id", "right_id")),
    )

    link_id = dy.String(
        primary_key=True,
        description=Bilingual(
            "Key of the pair: both candidacies, with `~` between.",
            "Kunci pasangan: kedua pencalonan, dengan `~` di antaranya.",
        ),
    )
    left_id = dy.String(
        metadata=ref("candidacies", back_shown=False),
        description=Bilingual("The candidacy of the earlier edition.", "Pencalonan pada pemilu yang lebih dulu."),
    )
    right_id = dy.String(
        metadata=ref("candidacies", back_shown=False),
        description=Bilingual("The candidacy of the later edition.", "Pencalonan pada pemilu yang kemudian."),
    )
    band = dy.Enum(
        vocabulary.LINK_BANDS,
        description=Bilingual(
            "What the model makes of the pair: linked, to review, or apart.",
            "Apa kata model tentang pasangan ini: tertaut, perlu ditinjau, atau terpisah.",
        ),
    )
    score = dy.Float64(
        nullable=True,
        min=0,
        max=1,
        description=Bilingual(
            "Probability that both are one person, by the model; null where the names share too little to be compared.",
            "Peluang bahwa keduanya satu orang menurut model; null jika kesamaan namanya terlalu sedikit untuk dibandingkan.",
        ),
    )
    model = dy.String(
        nullable=True,
        description=Bilingual("Version of the model that gave the score.", "Versi model yang memberi skor."),
    )
    reasons = dy.List(
        dy.String(),
        metadata=rdf("el:likeness"),
        description=Bilingual(
            "What speaks for it and against it, in words.", "Uraian hal-hal yang mendukung dan yang menentangnya."
        ),
    )
    is_same_person = dy.Bool(
        description=Bilingual(
            "True if the release holds both for one person.", "True jika rilis ini menganggap keduanya satu orang."
        )
    )
    judgement_id = dy.String(
        nullable=True,
        metadata=ref(
            "judgements", told_back=Bilingual("All links of this judgement.", "Semua tautan dengan keputusan ini.")
        ),
        description=Bilingual(
            "The judgement that holds; null where nobody judged.",
            "Keputusan yang berlaku; null jika belum ada yang memutuskan.",
        ),
    )
