"""Party events: how parties began, changed and ended."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import About, Bilingual, Part, Table, With, rdf, ref


class PartyEvents(Table):
    """One row per dated event in the life of a party, with the document that tells of it."""

    about = About(
        label=Bilingual("Event", "Peristiwa partai"),
        rows=Bilingual("party events", "peristiwa partai"),
        indonesian="Satu baris untuk setiap peristiwa bertanggal dalam riwayat partai, dengan dokumen yang menerangkannya.",
        part=Part("party_id", ("event_id",), "events", "org:changedBy"),
        listed=True,
        edition=With(("party_id", "from_party_id")),
    )

    event_id = dy.String(
        primary_key=True,
        metadata=rdf("el:key"),
        description=Bilingual(
            "Short name of the event, such as `garuda-2022`.", "Nama pendek peristiwa, misalnya `garuda-2022`."
        ),
    )
    kind = dy.Enum(
        vocabulary.PARTY_EVENTS,
        metadata=rdf("el:partyEventKind"),
        description=Bilingual(
            "Founded, renamed, joined by another party, split off, registered anew, or dissolved.",
            "Didirikan, berganti nama, menerima penggabungan partai lain, memisahkan diri, mendaftar ulang, atau bubar.",
        ),
    )
    date = dy.String(
        regex=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
        metadata=rdf("dct:date"),
        description=Bilingual(
            "Day of the event, or month or year where no more is known: `2022-12-30`, `2022-12`, `2022`.",
            "Tanggal peristiwa, atau bulan atau tahunnya jika hanya itu yang diketahui: `2022-12-30`, `2022-12`, `2022`.",
        ),
    )
    year = dy.Int64(
        min=1900,
        max=2100,
        metadata=rdf(datatype="xsd:gYear"),
        description=Bilingual("Year of the event.", "Tahun peristiwa."),
    )
    party_id = dy.String(
        metadata=ref("parties", back_shown=False),
        description=Bilingual(
            "The party; of a merger the one that goes on, of a split the new one.",
            "Partai itu; pada penggabungan, partai yang tetap ada; pada pemisahan, partai yang baru.",
        ),
    )
    name = dy.String(
        nullable=True,
        metadata=rdf("rdfs:label"),
        description=Bilingual("Name of the party from then on.", "Nama partai sejak saat itu."),
    )
    from_party_id = dy.String(
        nullable=True,
        metadata=ref("parties", back_shown=False) | rdf("org:originalOrganization"),
        description=Bilingual(
            "The other party that it came from or took up; null where there is none, or none that stood in the editions held.",
            "Partai lain yang menjadi asalnya atau diambil alihnya; null jika tidak ada, atau jika partai itu tidak menjadi peserta pada pemilu yang dimuat di sini.",
        ),
    )
    from_name = dy.String(
        nullable=True,
        metadata=rdf("el:formerName"),
        description=Bilingual(
            "Name before, of the party itself or of the other one.",
            "Nama sebelumnya, dari partai itu sendiri atau dari partai lain itu.",
        ),
    )
    description = dy.String(
        metadata=rdf("rdfs:comment"), description=Bilingual("What happened, in words.", "Uraian peristiwa.")
    )
    source_title = dy.String(
        metadata=rdf("dc:source"), description=Bilingual("Document that tells of it.", "Dokumen yang menerangkannya.")
    )
    source_url = dy.String(
        nullable=True,
        metadata=rdf("schema:url", datatype="xsd:anyURI"),
        description=Bilingual("Address of the document.", "Alamat dokumen."),
    )
    source_number = dy.String(
        nullable=True,
        metadata=rdf("el:documentNumber"),
        description=Bilingual("Number of the decision, where there is one.", "Nomor keputusan, jika ada."),
    )
