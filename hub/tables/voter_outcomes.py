"""Voter outcomes: how many voters are on a list, in the nation, in a province, in a regency."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.area_outcome import AreaOutcome
from hub.tables.table import About, Bilingual, rdf


class VoterOutcomes(AreaOutcome):
    """One row per list of voters, office, edition and area: how many voters are on the list, from one source, or why it is not known.

    The answer for the nation is there for every edition and office, also where it is not known.
    """

    about = About(
        label=Bilingual("Registered voters", "Jumlah pemilih terdaftar"),
        rows=Bilingual("answers on registered voters", "jawaban tentang jumlah pemilih terdaftar"),
        of_this="dalam jumlah pemilih terdaftar ini",
        indonesian="Satu baris untuk setiap daftar pemilih, jabatan, pemilu, dan wilayah: berapa pemilih dalam daftar, dari satu sumber, atau mengapa tidak diketahui.\n\nJawaban untuk seluruh negara ada bagi setiap pemilu dan jabatan, juga jika tidak diketahui.",
        is_node=True,
        listed=True,
        order="edition office list_kind level region total_count male_count female_count basis is_complete unit reported_count expected_count includes_overseas series passed_over unknown_because",
        indexes=(("edition_id", "office", "level"),),
    )

    voter_outcome_id = dy.String(
        primary_key=True,
        description=Bilingual(
            "Key of the row, such as `2019/president/nation/voters/dpt`: area and list.",
            "Kunci baris, misalnya `2019/president/nation/voters/dpt`: wilayah dan daftar.",
        ),
    )
    list_kind = dy.Enum(
        vocabulary.VOTER_LISTS,
        metadata=rdf("el:voterList"),
        description=Bilingual(
            "List of voters; who is registered is on the fixed list, DPT.",
            "Daftar pemilih; pemilih terdaftar ada dalam daftar pemilih tetap (DPT).",
        ),
    )
    total_count = dy.Int64(
        nullable=True,
        min=0,
        description=Bilingual(
            "Voters on the list; null where not known.", "Pemilih dalam daftar; null jika tidak diketahui."
        ),
    )
    male_count = dy.Int64(
        nullable=True, min=0, description=Bilingual("Men on the list.", "Jumlah pemilih laki-laki dalam daftar.")
    )
    female_count = dy.Int64(
        nullable=True, min=0, description=Bilingual("Women on the list.", "Jumlah pemilih perempuan dalam daftar.")
    )
