"""Candidacies: a person standing in a contest."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import SEARCHED, TOLD_UNKNOWN, UNSTATED, WITHHELD, About, Bilingual, Sourced, rdf, ref


class Candidacies(Sourced):
    """One row per person standing in one contest of one edition."""

    about = About(
        rdf_class="pe:Candidacy",
        label=Bilingual("Candidacy", "Pencalonan"),
        rows=Bilingual("candidacies", "pencalonan"),
        of_this="pencalonan ini",
        indonesian="Satu baris untuk setiap orang yang menjadi calon dalam satu kontes pada satu pemilu.",
        is_node=True,
        listed=True,
        also_named={"name": "name_on_ballot"},
        search=(2, Bilingual("Candidacies, by the name on the ballot.", "Pencalonan, menurut nama pada surat suara.")),
        indexes=(("votes_count",), ("edition_id", "office"), ("edition_id", "office", "elected")),
        order="results rollups finance_reports moves_from moves_to external_ids",
    )

    candidacy_id = dy.String(
        primary_key=True,
        description=Bilingual(
            "Key of the candidacy, such as `2024/dpr/1101/1/3`: contest, list, number.",
            "Kunci pencalonan, misalnya `2024/dpr/1101/1/3`: kontes, daftar, nomor.",
        ),
    )
    person_id = dy.String(
        metadata=ref("persons") | rdf("pe:hasCandidate"),
        description=Bilingual("Who stands.", "Orang yang menjadi calon."),
    )
    contest_id = dy.String(
        metadata=ref("contests") | rdf("pe:inElection"),
        description=Bilingual("Contest that is stood in.", "Kontes yang diikuti."),
    )
    edition_id = dy.String(
        metadata=ref("editions"), description=Bilingual("Edition of the contest.", "Pemilu yang mencakup kontes ini.")
    )
    office = dy.Enum(
        vocabulary.OFFICES,
        metadata=ref("offices.office"),
        description=Bilingual("Office that is stood for.", "Jabatan yang diperebutkan."),
    )
    district_id = dy.String(
        nullable=True,
        metadata=ref("districts"),
        description=Bilingual(
            "District; null where the whole nation votes.", "Daerah pemilihan; null jika seluruh negara memilih."
        ),
    )
    party_id = dy.String(
        nullable=True,
        metadata=ref(
            "parties", told_back=Bilingual("All candidacies of this party.", "Semua pencalonan dari partai ini.")
        ),
        description=Bilingual(
            "Party that nominates; null for independents and pairs of several parties.",
            "Partai yang mencalonkan; null untuk calon perseorangan dan pasangan calon yang diusung beberapa partai.",
        ),
    )
    nomination_id = dy.String(
        nullable=True,
        metadata=ref(
            "nominations",
            told_back=Bilingual(
                "All candidacies of this nomination.", "Semua pencalonan dari partai ini pada pemilu ini."
            ),
        ),
        description=Bilingual("The party in this edition.", "Partai sebagai peserta pemilu ini."),
    )
    ticket_id = dy.String(
        nullable=True,
        metadata=ref(
            "tickets",
            told_back=Bilingual("All candidacies of this ticket.", "Semua pencalonan dalam pasangan calon ini."),
        ),
        description=Bilingual("The pair, where two stand together.", "Pasangan calon, jika dua orang maju bersama."),
    )
    role = dy.Enum(
        vocabulary.ROLES,
        nullable=True,
        description=Bilingual(
            "Place in the pair: head or deputy.", "Kedudukan dalam pasangan calon: kepala atau wakil."
        ),
    )
    ballot_number = dy.Int64(
        nullable=True,
        min=0,
        description=Bilingual(
            "Number of the candidate on the list, or of the pair.",
            "Nomor urut calon dalam daftar, atau nomor urut pasangan calon.",
        ),
    )
    name_on_ballot = dy.String(
        min_length=1,
        metadata=SEARCHED,
        description=Bilingual(
            "Name exactly as published, titles included.", "Nama persis seperti diterbitkan, termasuk gelar."
        ),
    )
    gender = dy.Enum(
        vocabulary.GENDERS,
        nullable=True,
        metadata=rdf("schema:gender") | TOLD_UNKNOWN,
        description=Bilingual("Gender as published.", "Jenis kelamin seperti diterbitkan."),
    )
    birth_date = dy.Date(
        nullable=True,
        metadata=WITHHELD,
        description=Bilingual(
            "Full birth date: evidence for identity, in no output.",
            "Tanggal lahir lengkap: bukti jati diri, tidak ada dalam keluaran mana pun.",
        ),
    )
    birth_place = dy.String(
        nullable=True,
        metadata=WITHHELD,
        description=Bilingual(
            "Place of birth: evidence for identity, in no output.",
            "Tempat lahir: bukti jati diri, tidak ada dalam keluaran mana pun.",
        ),
    )
    birth_year = dy.Int64(
        nullable=True,
        min=1900,
        max=2020,
        metadata=rdf("schema:birthDate", datatype="xsd:gYear"),
        description=Bilingual("Year of birth where the source states it.", "Tahun lahir, jika dinyatakan sumber."),
    )
    residence = dy.String(
        nullable=True,
        description=Bilingual(
            "Regency or city of residence as published.", "Kabupaten atau kota tempat tinggal seperti diterbitkan."
        ),
    )
    elected = dy.Bool(
        nullable=True,
        metadata=TOLD_UNKNOWN,
        description=Bilingual(
            "True if elected, as a source says, else as complete certified votes decide; null where neither does.",
            "True jika terpilih, menurut sumber atau, jika tidak dinyatakan, menurut suara lengkap yang sudah ditetapkan; null jika keduanya "
            "tidak ada.",
        ),
    )
    incumbent = dy.Bool(
        nullable=True,
        metadata=TOLD_UNKNOWN,
        description=Bilingual(
            "True if the person holds a seat of the same office: as a source says, as a member to the end of the term before, or as a winner of the "
            "edition before where no list of members is held; null where not known, see `incumbentUnknownBecause`.",
            "True jika orang itu petahana, yaitu menduduki jabatan yang sama: menurut sumber, sebagai anggota hingga akhir masa jabatan sebelumnya, "
            "atau sebagai pemenang pemilu sebelumnya jika daftar anggota tidak ada; null jika tidak diketahui, lihat `incumbentUnknownBecause`.",
        ),
    )
    incumbent_unknown_because = dy.Enum(
        vocabulary.INCUMBENT_REASONS,
        nullable=True,
        metadata=UNSTATED,
        description=Bilingual(
            "Why it is not known whether the person is an incumbent; null where it is.",
            "Mengapa tidak diketahui apakah orang itu petahana; null jika diketahui.",
        ),
    )
    votes_count = dy.Int64(
        nullable=True,
        min=0,
        description=Bilingual(
            "Votes in the whole contest, as its outcome has them; null where not reported.",
            "Perolehan suara dalam seluruh kontes menurut hasil akhirnya; null jika tidak dilaporkan.",
        ),
    )
    votes_status = dy.Enum(
        vocabulary.OUTCOME_STATUSES,
        nullable=True,
        description=Bilingual(
            "Status of these votes; SAMPLE where only figures of some areas are held; null where not known.",
            "Status suara ini; SAMPLE jika hanya ada angka sebagian wilayah; null jika tidak diketahui.",
        ),
    )
    votes_share = dy.Float64(
        nullable=True,
        min=0,
        max=1,
        description=Bilingual(
            "Part of all valid votes of the contest; null where not known.",
            "Bagian dari seluruh suara sah kontes; null jika tidak diketahui.",
        ),
    )
    rank = dy.Int64(
        nullable=True,
        min=1,
        description=Bilingual(
            "Rank by votes within the list, as published.",
            "Peringkat perolehan suara dalam daftar, seperti diterbitkan.",
        ),
    )
    list_status = dy.String(
        nullable=True,
        regex=f"^({'|'.join(vocabulary.LIST_VERSIONS)})$",
        description=Bilingual(
            "Latest list that has the candidacy: PROVISIONAL, FINAL or CORRECTED; null where no source says.",
            "Daftar terakhir yang memuat pencalonan ini: PROVISIONAL (DCS), FINAL (DCT), atau CORRECTED (DCT perubahan); null jika tidak disebut sumber.",
        ),
    )
