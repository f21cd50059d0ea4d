"""Columns of the tables that answer for areas: which area, what the answer is taken from, and of how much of it."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import Bilingual, Table, rdf, ref


class AreaOutcome(Table):
    """One row per office, edition and area: the nation, a province, a regency. One series answers for each, none is mixed."""

    edition_id = dy.String(metadata=ref("editions"), description=Bilingual("Edition.", "Pemilu."))
    office = dy.Enum(
        vocabulary.OFFICES,
        metadata=ref("offices.office"),
        description=Bilingual(
            "Office that is voted for: the president or the DPR. Voters of the DPR are those of the DPD as well.",
            "Jabatan yang dipilih: presiden atau DPR. Pemilih DPR juga pemilih DPD.",
        ),
    )
    level = dy.Enum(
        vocabulary.LEVELS,
        description=Bilingual(
            "Which area: the nation, a province or a regency.",
            "Wilayah yang mana: seluruh negara, provinsi, atau kabupaten/kota.",
        ),
    )
    region_id = dy.String(
        nullable=True,
        metadata=ref("regions"),
        description=Bilingual(
            "The region; null only for a nation that is no region of the release.",
            "Wilayah ini; null hanya jika seluruh negara bukan wilayah dalam rilis.",
        ),
    )
    basis = dy.Enum(
        vocabulary.OUTCOME_BASES,
        nullable=True,
        metadata=rdf("el:outcomeBasis"),
        description=Bilingual(
            "A total as stated, or the sum of all provinces; null where nothing is known.",
            "Jumlah seperti dinyatakan, atau jumlah semua provinsi; null jika tidak diketahui.",
        ),
    )
    is_complete = dy.Bool(
        nullable=True,
        description=Bilingual(
            "True if nothing is missing; false without voters abroad, and while votes are still counted; null where the source does not say.",
            "True jika tidak ada yang kurang; false tanpa pemilih luar negeri, dan selama suara masih dihitung; null jika sumber tidak menyatakannya.",
        ),
    )
    reported_count = dy.Int64(
        nullable=True,
        min=0,
        description=Bilingual(
            "Units that figures are held of; null where not known.",
            "Satuan yang angkanya ada di sini; null jika tidak diketahui.",
        ),
    )
    expected_count = dy.Int64(
        nullable=True,
        min=0,
        metadata=rdf("el:unitsCount"),
        description=Bilingual(
            "Units that there are, by a decision of the commission or as the source states; null where not known.",
            "Seluruh satuan yang ada menurut keputusan komisi atau pernyataan sumber; null jika tidak diketahui.",
        ),
    )
    unit = dy.Enum(
        vocabulary.LEVELS,
        nullable=True,
        metadata=rdf("el:countedUnit"),
        description=Bilingual(
            "What is counted in units: provinces, regencies, polling stations.",
            "Satuan yang dihitung: provinsi, kabupaten/kota, TPS.",
        ),
    )
    includes_overseas = dy.Bool(
        nullable=True,
        description=Bilingual(
            "Of the nation: true if voters abroad are in the sum, false if it is that of the provinces alone.",
            "Bagi seluruh negara: true jika pemilih luar negeri termasuk, false jika hanya jumlah semua provinsi.",
        ),
    )
    series = dy.String(
        nullable=True,
        description=Bilingual(
            "Short name of the source series that answers; null where none does.",
            "Nama singkat seri sumber yang menjawab; null jika tidak ada.",
        ),
    )
    passed_over = dy.String(
        nullable=True,
        description=Bilingual(
            "Short names of the other series that state figures of the area, with spaces between.",
            "Nama singkat seri lain yang menyatakan angka wilayah itu, dipisahkan spasi.",
        ),
    )
    unknown_because = dy.Enum(
        vocabulary.AREA_UNKNOWN_REASONS,
        nullable=True,
        description=Bilingual(
            "Why the number is not known; null where it is.", "Mengapa angka ini tidak diketahui; null jika diketahui."
        ),
    )

    @classmethod
    def public_columns(cls) -> list[str]:
        """Columns that a release holds: the key first, which subclasses declare."""
        key = cls.key_column()
        return [key, *(name for name in super().public_columns() if name != key)]
