"""Datasets: what the commission publishes, system by system, and whether it is open data."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import About, Bilingual, Table, rdf, ref


class Datasets(Table):
    """One row per dataset: a series of sources held here, or one that is wanted and not there yet."""

    about = About(
        rdf_class="dcat:Dataset",
        label=Bilingual("Dataset", "Kumpulan data"),
        rows=Bilingual("datasets", "kumpulan data"),
        indonesian="Satu baris untuk setiap kumpulan data: seri sumber yang ada di sini, atau data yang dibutuhkan tetapi belum tersedia.",
        is_node=True,
        listed=True,
    )

    dataset_id = dy.String(primary_key=True, description=Bilingual("Key of the dataset.", "Kunci kumpulan data."))
    title = dy.String(metadata=rdf("dct:title"), description=Bilingual("Title.", "Judul."))
    edition_id = dy.String(
        nullable=True,
        metadata=ref(
            "editions", told_back=Bilingual("All datasets of this edition.", "Semua kumpulan data tentang pemilu ini.")
        ),
        description=Bilingual("Edition.", "Pemilu."),
    )
    theme = dy.Enum(
        vocabulary.THEMES,
        metadata=rdf("dc:subject"),
        description=Bilingual(
            "One of the 16 categories of open election data (NDI).", "Satu dari 16 kategori data pemilu terbuka (NDI)."
        ),
    )
    system = dy.Enum(
        vocabulary.SYSTEMS,
        description=Bilingual(
            "System of the commission that the dataset belongs to.", "Sistem KPU asal kumpulan data."
        ),
    )
    steward = dy.String(
        description=Bilingual(
            "Who answers for the data (wali data).", "Pihak yang bertanggung jawab atas data (wali data)."
        )
    )
    formats = dy.List(
        dy.String(),
        metadata=rdf("dc:format"),
        description=Bilingual("Formats in which it is published.", "Format penerbitannya."),
    )
    availability = dy.Enum(
        vocabulary.AVAILABILITIES,
        description=Bilingual(
            "Open, published but not open, or missing.", "Terbuka, diterbitkan tetapi tidak terbuka, atau belum ada."
        ),
    )
    reason = dy.String(
        nullable=True, description=Bilingual("Why it is not open, in words.", "Uraian alasan belum terbuka.")
    )
    rows_count = dy.Int64(min=0, description=Bilingual("Rows held here.", "Jumlah baris yang ada di sini."))
    files_count = dy.Int64(
        min=0, description=Bilingual("Source files held here.", "Jumlah berkas sumber yang ada di sini.")
    )
    scan_registered = dy.Date(
        nullable=True,
        description=Bilingual(
            "Day on which a scan was registered, where hub.toml says it.",
            "Tanggal pindaian didaftarkan, jika hub.toml menyebutkannya.",
        ),
    )
    workbook_fed = dy.Date(
        nullable=True,
        description=Bilingual(
            "Day on which a table was handed in, where hub.toml says it.",
            "Tanggal tabel diserahkan, jika hub.toml menyebutkannya.",
        ),
    )
    open_published = dy.Date(
        nullable=True,
        description=Bilingual(
            "Day on which it was published as open data, where hub.toml says it.",
            "Tanggal terbit sebagai data terbuka, jika hub.toml menyebutkannya.",
        ),
    )
