"""Progress: how far the count of a contest is, by region."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import HIDDEN, About, Bilingual, Part, Table, With, rdf, ref


class Progress(Table):
    """One row per contest, series, area above the finest figures and level of these: how many are counted, and how many expected."""

    about = About(
        rdf_class="el:CountProgress",
        label=Bilingual("Progress", "Kemajuan penghitungan"),
        rows=Bilingual("progress figures", "angka kemajuan penghitungan"),
        indonesian="Satu baris untuk setiap kontes, seri, area di atas tingkat angka yang paling rinci, dan tingkat itu: berapa yang sudah dihitung dan berapa yang dinantikan.",
        part=Part("contest_id", ("progress_id",), "countProgress", "el:progress"),
        row="progress",
        edition=With(("contest_id",)),
    )

    progress_id = dy.String(
        primary_key=True,
        metadata=HIDDEN | rdf("el:key"),
        description=Bilingual(
            "Key of the row: contest, area, level counted, and the series.",
            "Kunci baris: kontes, area, tingkat yang dihitung, dan seri.",
        ),
    )
    contest_id = dy.String(
        metadata=ref("contests"), description=Bilingual("Contest that is counted.", "Kontes yang dihitung.")
    )
    series = dy.String(
        description=Bilingual(
            "Short name of the source series, as in the workspace.",
            "Nama pendek seri sumber, seperti dalam ruang kerja.",
        )
    )
    region_id = dy.String(
        nullable=True,
        metadata=ref("regions"),
        description=Bilingual(
            "Region; null for the district of the contest as a whole.",
            "Wilayah; null untuk seluruh daerah pemilihan kontes.",
        ),
    )
    level = dy.Enum(
        vocabulary.LEVELS,
        nullable=True,
        description=Bilingual(
            "Level of the region; null for a district as a whole.",
            "Tingkat wilayah; null untuk seluruh daerah pemilihan.",
        ),
    )
    unit_level = dy.Enum(
        vocabulary.LEVELS,
        description=Bilingual(
            "Level of the areas that are counted, the finest that the series has.",
            "Tingkat area yang dihitung, yaitu yang paling rinci dalam seri ini.",
        ),
    )
    counted_count = dy.Int64(
        min=0,
        description=Bilingual(
            "Areas of that level in the region of which figures are stated.",
            "Jumlah area pada tingkat itu dalam wilayah ini yang angkanya sudah ada.",
        ),
    )
    expected_count = dy.Int64(
        min=1,
        description=Bilingual(
            "Areas of that level in the region of which figures are to come.",
            "Jumlah area pada tingkat itu dalam wilayah ini yang angkanya dinantikan.",
        ),
    )
    status = dy.Enum(
        vocabulary.STATUSES,
        nullable=True,
        description=Bilingual(
            "Status of the figures (NIST SP 1500-100); null where they differ.",
            "Status angka (NIST SP 1500-100); null jika statusnya berbeda-beda.",
        ),
    )
