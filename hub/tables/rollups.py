"""Rollups: votes added up from the finest areas, with the sum that the source states."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import HIDDEN, About, Bilingual, Part, Table, With, rdf, ref


class Rollups(Table):
    """One row per contest, series, area above the finest figures, and option on the ballot. A sum, not a statement of any source."""

    about = About(
        label=Bilingual("Rollup", "Penjumlahan suara"),
        rows=Bilingual("rollups", "penjumlahan suara"),
        indonesian="Satu baris untuk setiap kontes, seri, area di atas tingkat angka yang paling rinci, dan pilihan pada surat suara. Angka ini hasil penjumlahan, bukan pernyataan sumber mana pun.",
        part=Part("contest_id", ("rollup_id",), "rolledUp", "el:rollup"),
        edition=With(("contest_id",)),
    )

    rollup_id = dy.String(
        primary_key=True,
        metadata=HIDDEN | rdf("el:key"),
        description=Bilingual("Key of the row: option, area, and the series.", "Kunci baris: pilihan, area, dan seri."),
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
        metadata=ref("candidacies"),
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
    votes_count = dy.Int64(
        nullable=True,
        min=0,
        metadata=rdf("el:rolledUpCount"),
        description=Bilingual(
            "Sum over the areas below; null where none of them states it.",
            "Jumlah dari area-area di bawahnya; null jika tidak satu pun menyatakannya.",
        ),
    )
    reporting_count = dy.Int64(
        min=0,
        description=Bilingual(
            "Areas below whose figures are in the sum.",
            "Jumlah area di bawahnya yang angkanya masuk dalam penjumlahan.",
        ),
    )
    stated_count = dy.Int64(
        nullable=True,
        min=0,
        description=Bilingual(
            "What the source states of the region itself; null where it does not.",
            "Angka yang dinyatakan sumber untuk wilayah itu sendiri; null jika sumber tidak menyatakannya.",
        ),
    )
