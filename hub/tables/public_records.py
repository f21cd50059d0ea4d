"""Public records: what is published about elections besides candidates, districts and counts."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import About, Bilingual, Sourced, rdf, ref


class PublicRecords(Sourced):
    """One row per record of a source: a legal document, a budget, an incident, a complaint, a pledge, a question with its answer."""

    about = About(
        label=Bilingual("Public record", "Catatan publik"),
        rows=Bilingual("public records", "catatan publik"),
        indonesian="Satu baris untuk setiap catatan suatu sumber: dokumen hukum, anggaran, kejadian, laporan, janji, pertanyaan dan jawabannya.",
        is_node=True,
        listed=True,
    )

    record_id = dy.String(
        primary_key=True,
        description=Bilingual("Key: the series, and the number there.", "Kunci: seri, dan nomor di dalamnya."),
    )
    kind = dy.Enum(
        vocabulary.RECORD_KINDS, metadata=rdf("el:recordKind"), description=Bilingual("What it is.", "Jenis catatan.")
    )
    edition_id = dy.String(
        nullable=True,
        metadata=ref(
            "editions",
            told_back=Bilingual("All public records on this edition.", "Semua catatan publik tentang pemilu ini."),
        ),
        description=Bilingual(
            "Edition; null where it is about none in particular.", "Pemilu; null jika bukan tentang satu pemilu."
        ),
    )
    region_id = dy.String(
        nullable=True,
        metadata=ref("regions"),
        description=Bilingual("Region that it is about.", "Wilayah yang dibicarakan."),
    )
    series = dy.String(metadata=rdf("el:series"), description=Bilingual("Series of sources.", "Seri sumber."))
    number = dy.String(description=Bilingual("Number within the series.", "Nomor dalam seri."))
    title = dy.String(nullable=True, metadata=rdf("dct:title"), description=Bilingual("Title.", "Judul."))
    category = dy.String(
        nullable=True, description=Bilingual("Category, in the source's words.", "Kategori menurut sumber.")
    )
    starts = dy.Date(
        nullable=True,
        metadata=rdf("schema:startDate"),
        description=Bilingual("Day, or first day.", "Hari, atau hari pertama."),
    )
    ends = dy.Date(nullable=True, metadata=rdf("schema:endDate"), description=Bilingual("Last day.", "Hari terakhir."))
    state = dy.String(nullable=True, description=Bilingual("State, in the source's words.", "Keadaan menurut sumber."))
    text = dy.String(
        nullable=True,
        metadata=rdf("el:recordText"),
        description=Bilingual("Text, such as the answer to a question.", "Isi, misalnya jawaban atas pertanyaan."),
    )
    url = dy.String(
        nullable=True,
        metadata=rdf("el:publishedAt"),
        description=Bilingual("Where it was published.", "Alamat penerbitannya."),
    )
    amount_idr = dy.Int64(
        nullable=True,
        description=Bilingual(
            "Money granted or received, in rupiah.", "Uang yang disetujui atau diterima, dalam rupiah."
        ),
    )
    spent_idr = dy.Int64(
        nullable=True, description=Bilingual("Money spent, in rupiah.", "Uang yang dibelanjakan, dalam rupiah.")
    )
    units_count = dy.Int64(
        nullable=True,
        min=0,
        description=Bilingual("How many, of what the category names.", "Berapa banyak, dari yang disebut kategorinya."),
    )
