"""Tickets: a pair of candidates, head and deputy."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import About, Bilingual, Sourced, With, rdf, ref


class Tickets(Sourced):
    """One row per pair of candidates (pasangan calon) in one contest."""

    about = About(
        label=Bilingual("Ticket", "Pasangan calon"),
        rows=Bilingual("tickets", "pasangan calon"),
        of_this="pasangan calon ini",
        indonesian="Satu baris untuk setiap pasangan calon dalam satu kontes.",
        is_node=True,
        listed=True,
        order="name ballot_number contest candidacies parties",
        edition=With(("contest_id",)),
    )

    ticket_id = dy.String(
        primary_key=True,
        description=Bilingual(
            "Key of the ticket, such as `2019/president/1`.", "Kunci pasangan calon, misalnya `2019/president/1`."
        ),
    )
    contest_id = dy.String(
        metadata=ref("contests"),
        description=Bilingual("Contest that the pair stands in.", "Kontes yang diikuti pasangan calon ini."),
    )
    edition_id = dy.String(
        nullable=True,
        metadata=ref("editions"),
        description=Bilingual("Edition of the contest.", "Pemilu yang mencakup kontes ini."),
    )
    ballot_number = dy.Int64(
        nullable=True,
        min=0,
        description=Bilingual("Number of the pair on the ballot.", "Nomor urut pasangan calon pada surat suara."),
    )
    name = dy.String(metadata=rdf("rdfs:label"), description=Bilingual("Both names.", "Nama keduanya."))
    votes_count = dy.Int64(
        nullable=True,
        min=0,
        description=Bilingual(
            "Votes in the whole contest, as its outcome has them; null where not reported.",
            "Perolehan suara dalam seluruh kontes menurut hasil akhirnya; null jika tidak dilaporkan.",
        ),
    )
    votes_status = dy.Enum(
        vocabulary.OUTCOME_STATUSES,
        nullable=True,
        description=Bilingual(
            "Status of these votes; SAMPLE where only figures of some areas are held; null where not known.",
            "Status suara ini; SAMPLE jika hanya ada angka sebagian wilayah; null jika tidak diketahui.",
        ),
    )
    votes_share = dy.Float64(
        nullable=True,
        min=0,
        max=1,
        description=Bilingual(
            "Part of all valid votes of the contest; null where not known.",
            "Bagian dari seluruh suara sah kontes; null jika tidak diketahui.",
        ),
    )
