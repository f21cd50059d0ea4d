"""Judgements: what somebody decided of two candidacies, with the reason."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import About, Bilingual, Table, With, rdf, ref


class Judgements(Table):
    """One row per pair of candidacies that somebody judged, with the judgement that holds. It wins over the model."""

    about = About(
        rdf_class="el:LinkJudgement",
        label=Bilingual("Judgement", "Keputusan"),
        rows=Bilingual("judgements", "keputusan"),
        indonesian="Satu baris untuk setiap pasangan pencalonan yang sudah diputuskan seseorang, dengan keputusan yang berlaku. Keputusan mengalahkan model.",
        is_node=True,
        listed=True,
        edition=With(("left_id", "right_id")),
    )

    judgement_id = dy.String(
        primary_key=True,
        description=Bilingual(
            "Identifier of the record, such as `20260131T120000Z-0a1b2c3d`.",
            "Pengenal catatan, misalnya `20260131T120000Z-0a1b2c3d`.",
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
    verdict = dy.Enum(
        vocabulary.VERDICTS,
        description=Bilingual(
            "Same person, different people, or cannot be told.",
            "Orang yang sama, orang yang berbeda, atau tidak dapat ditentukan.",
        ),
    )
    by = dy.String(
        min_length=1, metadata=rdf("dc:creator"), description=Bilingual("Who decided.", "Siapa yang memutuskan.")
    )
    at = dy.String(
        regex=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$",
        metadata=rdf("dct:date", datatype="xsd:dateTime"),
        description=Bilingual("When, in UTC: `2026-01-31T12:00:00Z`.", "Waktunya, dalam UTC: `2026-01-31T12:00:00Z`."),
    )
    why = dy.String(
        min_length=1,
        metadata=rdf("rdfs:comment"),
        description=Bilingual("Why, in a sentence.", "Alasannya, dalam satu kalimat."),
    )
    evidence = dy.List(
        dy.String(),
        metadata=rdf("el:ground"),
        description=Bilingual(
            "What it rests on: documents, addresses, and the reasons that were shown.",
            "Dasarnya: dokumen, alamat, dan alasan yang ditampilkan.",
        ),
    )
    score = dy.Float64(
        nullable=True,
        min=0,
        max=1,
        description=Bilingual(
            "Probability that the model gave then; null where it gave none.",
            "Peluang yang diberikan model saat itu; null jika model tidak memberikannya.",
        ),
    )
    model = dy.String(nullable=True, description=Bilingual("Version of that model.", "Versi model itu."))
