"""Results: votes counted, each figure with its source."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import CONTRADICTED_BY, UNSTATED, About, Bilingual, Sourced, rdf, ref


class Results(Sourced):
    """One row per figure of votes: who, where, from which source. The same cell from two sources is two rows."""

    about = About(
        label=Bilingual("Result", "Perolehan suara"),
        rows=Bilingual("results", "perolehan suara"),
        indonesian="Satu baris untuk setiap angka perolehan suara: siapa, di mana, dari sumber mana. Sel yang sama dari dua sumber menjadi dua baris.",
        is_node=True,
        listed=True,
        indexes=(("votes_count",), ("contest_id", "votes_count")),
    )

    result_id = dy.String(
        primary_key=True,
        description=Bilingual(
            "Key of the figure: whom it counts, where, and the series that states it.",
            "Kunci angka: siapa yang dihitung, di mana, dan seri yang menyatakannya.",
        ),
    )
    edition_id = dy.String(metadata=ref("editions"), description=Bilingual("Edition.", "Pemilu."))
    office = dy.Enum(vocabulary.OFFICES, metadata=ref("offices.office"), description=Bilingual("Office.", "Jabatan."))
    contest_id = dy.String(
        nullable=True,
        metadata=ref("contests"),
        description=Bilingual(
            "Contest; null for a national total of a party over all districts.",
            "Kontes; null untuk jumlah nasional suatu partai dari semua daerah pemilihan.",
        ),
    )
    district_id = dy.String(
        nullable=True,
        metadata=ref("districts"),
        description=Bilingual("District that is counted.", "Daerah pemilihan yang dihitung."),
    )
    region_id = dy.String(
        nullable=True,
        metadata=ref("regions"),
        description=Bilingual(
            "Region that is counted; null where the district is the area.",
            "Wilayah yang dihitung; null jika areanya adalah daerah pemilihan.",
        ),
    )
    level = dy.Enum(
        vocabulary.LEVELS,
        nullable=True,
        description=Bilingual(
            "Level of the region; null where the area is a district.",
            "Tingkat wilayah; null jika areanya adalah daerah pemilihan.",
        ),
    )
    station_id = dy.String(
        nullable=True,
        metadata=ref("polling_stations", edge="polling_station"),
        description=Bilingual("Polling station; null for a larger area.", "TPS; null untuk area yang lebih luas."),
    )
    kind = dy.Enum(
        vocabulary.RESULT_KINDS,
        metadata=rdf("el:resultKind"),
        description=Bilingual(
            "What is counted: a candidate, a party alone, a party's list altogether, a pair.",
            "Apa yang dihitung: calon, partai saja, seluruh daftar partai, atau pasangan calon.",
        ),
    )
    candidacy_id = dy.String(
        nullable=True,
        metadata=ref("candidacies") | rdf("pe:resultOfCandidacy"),
        description=Bilingual("The candidacy that is counted.", "Pencalonan yang dihitung."),
    )
    ticket_id = dy.String(
        nullable=True,
        metadata=ref("tickets"),
        description=Bilingual("The pair that is counted.", "Pasangan calon yang dihitung."),
    )
    nomination_id = dy.String(
        nullable=True,
        metadata=ref("nominations"),
        description=Bilingual("The party in this edition.", "Partai sebagai peserta pemilu ini."),
    )
    party_id = dy.String(nullable=True, metadata=ref("parties"), description=Bilingual("The party.", "Partai."))
    votes_count = dy.Int64(
        nullable=True,
        min=0,
        metadata=rdf("pe:voteCount"),
        description=Bilingual(
            "Votes; null where the source gives none.", "Perolehan suara; null jika sumber tidak menyatakannya."
        ),
    )
    status = dy.Enum(
        vocabulary.STATUSES,
        nullable=True,
        description=Bilingual("Status of the figure (NIST SP 1500-100).", "Status angka (NIST SP 1500-100)."),
    )
    series = dy.String(
        description=Bilingual(
            "Short name of the source series, as in the workspace.",
            "Nama pendek seri sumber, seperti dalam ruang kerja.",
        )
    )
    contradicted_by = dy.String(
        nullable=True,
        metadata=UNSTATED,
        description=CONTRADICTED_BY,
    )
