"""External identifiers: what others call our things."""

import dataframely as dy

from hub.tables.table import HIDDEN, About, Bilingual, Part, Sourced, rdf, subject


class ExternalIds(Sourced):
    """One row per identifier that a publisher gives to one of our things."""

    about = About(
        rdf_class="adms:Identifier",
        label=Bilingual("External identifier", "Pengenal pihak lain"),
        rows=Bilingual("external ids", "pengenal luar"),
        indonesian="Satu baris untuk setiap pengenal yang diberikan suatu penerbit kepada orang, partai, atau hal lain di sini.",
        part=Part("key", ("scheme", "value"), "externalIds", "adms:identifier"),
        indexes=(("scheme", "value"),),
        order="scheme value",
    )

    kind = dy.String(
        primary_key=True,
        metadata=HIDDEN,
        description=Bilingual(
            "Kind of thing: `candidacy`, `nomination`, `district`, `person`.",
            "Jenis hal: `candidacy`, `nomination`, `district`, `person`.",
        ),
    )
    key = dy.String(
        primary_key=True,
        metadata=subject("kind") | HIDDEN,
        description=Bilingual("Key of the thing.", "Kunci hal itu."),
    )
    scheme = dy.String(
        primary_key=True,
        metadata=rdf("adms:schemeAgency"),
        description=Bilingual(
            "Who gives the identifier, such as `kpu-dct-2024`.", "Pemberi pengenal, misalnya `kpu-dct-2024`."
        ),
    )
    value = dy.String(
        primary_key=True,
        min_length=1,
        metadata=rdf("skos:notation"),
        description=Bilingual("The identifier.", "Pengenal."),
    )
