"""Sources: the files that everything is made from."""

import dataframely as dy
import polars as pl

from hub.tables import vocabulary
from hub.tables.table import LARGE, About, Belongs, Bilingual, Table, rdf, ref


class Sources(Table):
    """One row per source file, with how many of its rows were read, kept and set aside."""

    about = About(
        rdf_class="el:SourceFile",
        label=Bilingual("Source file", "Berkas sumber"),
        rows=Bilingual("sources", "berkas sumber"),
        of_this="dari berkas sumber ini",
        indonesian="Satu baris untuk setiap berkas sumber, dengan jumlah baris yang dibaca, dipakai, dan disisihkan.",
        is_node=True,
        listed=True,
        order="title series path edition publisher collected_by licence url retrieved loader state bytes_count "
        "rows_read_count rows_kept_count rows_set_aside_count "
        "statements_read_count statements_shown_count statements_dropped_count set_aside",
        edition=Belongs.NAMED_OR_REFERRED,
    )

    source_id = dy.String(
        primary_key=True,
        regex=r"^sha256-[0-9a-f]{64}(-[0-9]+)?$",
        description=Bilingual("SHA-256 of the bytes of the file.", "SHA-256 isi berkas."),
    )
    series = dy.String(
        description=Bilingual(
            "Short name of the series of files, as in the workspace.",
            "Nama pendek seri berkas, seperti dalam ruang kerja.",
        )
    )
    path = dy.String(
        description=Bilingual("Path of the file below the folder of sources.", "Jalur berkas di bawah folder sumber.")
    )
    edition_id = dy.String(
        nullable=True,
        metadata=ref(
            "editions",
            back="source_files",
            told_back=Bilingual("All sources of this edition.", "Semua berkas sumber tentang pemilu ini."),
        ),
        description=Bilingual("Edition that the file belongs to.", "Pemilu yang datanya dimuat berkas ini."),
    )
    title = dy.String(
        metadata=rdf("dct:title"),
        description=Bilingual("What the file is, in words.", "Keterangan tentang isi berkas."),
    )
    publisher = dy.String(
        metadata=rdf("dc:publisher"),
        description=Bilingual("Who published the facts.", "Pihak yang menerbitkan fakta ini."),
    )
    collected_by = dy.String(
        nullable=True,
        metadata=rdf("dc:contributor"),
        description=Bilingual(
            "Who collected the file from the publisher.", "Pihak yang mengumpulkan berkas dari penerbit."
        ),
    )
    licence = dy.String(
        nullable=True,
        metadata=rdf("dc:rights"),
        description=Bilingual("Licence or terms.", "Lisensi atau ketentuan pemakaian."),
    )
    url = dy.String(
        nullable=True,
        metadata=rdf("schema:url", datatype="xsd:anyURI"),
        description=Bilingual("Where the file was found.", "Tempat berkas ditemukan."),
    )
    retrieved = dy.String(
        nullable=True,
        description=Bilingual(
            "When the file was retrieved, as precisely as known.", "Waktu berkas diambil, seteliti yang diketahui."
        ),
    )
    loader = dy.String(description=Bilingual("The loader that read it.", "Program yang membaca berkas ini."))
    state = dy.Enum(
        vocabulary.SOURCE_STATES,
        metadata=rdf("el:sourceState"),
        description=Bilingual(
            "Read, or broken so that it could not be read as a whole.",
            "Terbaca, atau rusak sehingga tidak dapat dibaca seluruhnya.",
        ),
    )
    bytes_count = dy.Int64(
        min=0, metadata=LARGE | rdf("dcat:byteSize"), description=Bilingual("Size in bytes.", "Ukuran dalam bita.")
    )
    rows_read_count = dy.Int64(
        min=0, description=Bilingual("Rows found in the file.", "Jumlah baris yang ditemukan dalam berkas.")
    )
    rows_kept_count = dy.Int64(
        min=0,
        description=Bilingual(
            "Rows of which at least one fact is kept.", "Jumlah baris yang sedikitnya satu faktanya dipakai."
        ),
    )
    rows_set_aside_count = dy.Int64(
        min=0,
        description=Bilingual(
            "Rows set aside, each with its reason.", "Jumlah baris yang disisihkan, masing-masing dengan alasannya."
        ),
    )

    statements_read_count = dy.Int64(
        nullable=True,
        min=0,
        description=Bilingual(
            "Statements read: facts of the rows, and rows set aside; null in releases before statements were counted.",
            "Jumlah pernyataan yang dibaca: fakta dari baris-barisnya dan baris yang disisihkan; null di rilis lama.",
        ),
    )
    statements_shown_count = dy.Int64(
        nullable=True,
        min=0,
        description=Bilingual(
            "Statements of which every value is shown.", "Jumlah pernyataan yang semua nilainya ditampilkan."
        ),
    )
    statements_dropped_count = dy.Int64(
        nullable=True,
        min=0,
        description=Bilingual(
            "Statements not shown, or not with every value, each in the list of dropped statements.",
            "Jumlah pernyataan yang tidak ditampilkan seluruhnya, masing-masing ada di daftar pernyataan itu.",
        ),
    )

    @dy.rule()
    def rows_add_up(cls) -> pl.Expr:
        """Nothing is lost: rows read are rows kept and rows set aside."""
        return pl.col("rows_read_count") == pl.col("rows_kept_count") + pl.col("rows_set_aside_count")

    @dy.rule()
    def statements_add_up(cls) -> pl.Expr:
        """No statement disappears: statements read are statements shown and statements listed as dropped."""
        told = pl.col("statements_shown_count") + pl.col("statements_dropped_count")
        return pl.col("statements_read_count").eq_missing(told)
