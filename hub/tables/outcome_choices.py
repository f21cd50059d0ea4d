"""Outcome choices: votes, share and rank of each candidate, pair or party in the outcome of a contest."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import HIDDEN, About, Bilingual, Part, Table, With, rdf, ref


class OutcomeChoices(Table):
    """One row per choice on the ballot of a contest whose votes are known: a candidate, a pair, or a party without naming anybody."""

    about = About(
        label=Bilingual("Choice", "Pilihan"),
        rows=Bilingual("choices", "pilihan"),
        of_this="dalam pilihan ini",
        indonesian="Satu baris untuk setiap pilihan pada surat suara kontes yang suaranya diketahui: calon, pasangan, atau partai tanpa menyebut calon.",
        part=Part("outcome_id", ("choice_id",), "choice"),
        edition=With(("outcome_id",)),
        order="candidacy ticket nomination party votes_count votes_share rank elected",
        listed_by=(("rank", False),),
        indexes=(("outcome_id", "votes_count"), ("outcome_id", "rank")),
    )

    choice_id = dy.String(
        primary_key=True,
        metadata=HIDDEN | rdf("el:key"),
        description=Bilingual("Key of the row: contest and choice.", "Kunci baris: kontes dan pilihan."),
    )
    outcome_id = dy.String(
        metadata=ref(
            "outcomes",
            back="choices",
            told_back=Bilingual(
                "Candidates, pairs and parties that were voted for.", "Calon, pasangan, dan partai yang dipilih."
            ),
        )
        | rdf("dct:isPartOf"),
        description=Bilingual("Outcome that it is part of.", "Hasil akhir yang mencakupnya."),
    )
    candidacy_id = dy.String(
        nullable=True,
        metadata=ref("candidacies"),
        description=Bilingual("The candidate; null for a pair and a party.", "Calon; null untuk pasangan dan partai."),
    )
    ticket_id = dy.String(
        nullable=True,
        metadata=ref("tickets"),
        description=Bilingual(
            "The pair; null for candidates who stand alone.", "Pasangan calon; null untuk calon yang maju sendiri."
        ),
    )
    nomination_id = dy.String(
        nullable=True,
        metadata=ref("nominations"),
        description=Bilingual(
            "The list that the candidate stands on, or the party that was voted for alone.",
            "Daftar tempat calon ini, atau partai yang dipilih tanpa menyebut calon.",
        ),
    )
    party_id = dy.String(
        nullable=True,
        metadata=ref("parties"),
        description=Bilingual("The party of the list.", "Partai pemilik daftar."),
    )
    votes_count = dy.Int64(
        nullable=True,
        min=0,
        description=Bilingual("Votes; null where not reported.", "Suara; null jika tidak dilaporkan."),
    )
    votes_share = dy.Float64(
        nullable=True,
        min=0,
        max=1,
        description=Bilingual(
            "Part of all valid votes; null where the votes of the choices do not add up to them.",
            "Bagian dari suara sah; null jika suara semua pilihan tidak berjumlah sama dengannya.",
        ),
    )
    rank = dy.Int64(
        nullable=True,
        min=1,
        metadata=rdf("el:contestRank"),
        description=Bilingual(
            "Rank by votes among all candidates of the contest; the same for equal votes.",
            "Peringkat menurut suara di antara semua calon kontes; sama untuk suara yang sama.",
        ),
    )
    elected = dy.Bool(
        nullable=True,
        metadata=rdf("el:isElected"),
        description=Bilingual(
            "True if elected: as declared, else as complete, certified votes and the law make it; null where not known.",
            "True jika terpilih: seperti ditetapkan, atau menurut suara lengkap yang disahkan dan undang-undang; null jika tidak diketahui.",
        ),
    )
    status = dy.Enum(
        vocabulary.STATUSES,
        nullable=True,
        description=Bilingual(
            "Status of the figure; null where the source does not say.",
            "Status angka; null jika sumber tidak menyatakannya.",
        ),
    )
    series = dy.String(
        description=Bilingual("Short name of the source series of the figure.", "Nama singkat seri sumber angka ini.")
    )
