"""Register: every persistent identifier ever minted, and every published key that was withdrawn."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import UNSTATED, About, Bilingual, Table, rdf, subject


class Register(Table):
    """One row per opaque identifier, and per key built from facts that was published and withdrawn. The next release starts from this table."""

    about = About(
        rdf_class="el:Registered",
        indonesian="Satu baris untuk setiap pengenal tetap, dan untuk setiap kunci dari fakta yang pernah terbit lalu ditarik. Rilis berikutnya "
        "berangkat dari tabel ini.",
        in_graph=False,
    )

    id = dy.String(primary_key=True, metadata=subject("kind"), description=Bilingual("The identifier.", "Pengenal."))
    kind = dy.Enum(vocabulary.REGISTER_KINDS, primary_key=True, description=Bilingual("Kind of thing.", "Jenis hal."))
    minted_from = dy.String(
        description=Bilingual(
            "Key of the first thing it was minted from; never reused.",
            "Kunci hal pertama yang menjadi asal pengenal ini; tidak pernah dipakai ulang.",
        )
    )
    first_release = dy.Int64(
        nullable=True,
        min=1,
        description=Bilingual(
            "Number of the first release that has it; null for a key built from facts.",
            "Nomor rilis pertama yang memuatnya; null untuk kunci dari fakta.",
        ),
    )
    state = dy.Enum(
        vocabulary.REGISTER_STATES,
        metadata=rdf("el:registerState"),
        description=Bilingual("Active, merged, split or withdrawn.", "Aktif, digabung, dipecah, atau ditarik."),
    )
    successors = dy.List(
        dy.String(),
        metadata=subject("kind") | rdf("dct:isReplacedBy"),
        description=Bilingual("Identifiers that took its place.", "Pengenal yang menggantikannya."),
    )
    apart_from = dy.String(
        nullable=True,
        metadata=UNSTATED,
        description=Bilingual(
            "Of a person: the identifier that was split into this one and others, once both stood for two people in one release; null for all else.",
            "Untuk orang: pengenal yang dipecah menjadi pengenal ini dan lainnya, setelah keduanya mewakili dua orang dalam satu rilis; "
            "null untuk yang lain.",
        ),
    )
    candidacy_id = dy.String(
        nullable=True,
        metadata=UNSTATED,
        description=Bilingual(
            "Of a person: the candidacy that the identifier stands with, or stood with when the person was last seen.",
            "Untuk orang: pencalonan yang memakai pengenal ini, atau yang terakhir kali memakainya.",
        ),
    )
    name = dy.String(
        nullable=True,
        metadata=UNSTATED,
        description=Bilingual(
            "Of a person: the name on that ballot, by which the next release knows who it is.",
            "Untuk orang: nama pada surat suara itu, yang dipakai rilis berikutnya untuk mengenalinya.",
        ),
    )
    birth_year = dy.Int64(
        nullable=True,
        metadata=UNSTATED,
        description=Bilingual(
            "Of a person: the year of birth beside that name, where a source states it.",
            "Untuk orang: tahun lahir di samping nama itu, jika sumber menyatakannya.",
        ),
    )
