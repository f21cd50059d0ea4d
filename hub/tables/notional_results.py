"""Notional results: the votes that a party would have had in the districts of another election. Estimates, no results."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import About, Belongs, Bilingual, Part, Table, rdf, ref


class NotionalResults(Table):
    """One row per district and party of another edition: an estimate, made by sharing out the votes of the districts that overlap it.

    The votes of each party in each district are shared out whole, so that the estimates and what could not be placed sum to the votes.
    """

    about = About(
        label=Bilingual("Notional result", "Perkiraan hasil"),
        rows=Bilingual("notional results", "perkiraan hasil"),
        indonesian="Satu baris untuk setiap daerah pemilihan dan partai dari pemilu lain: suatu perkiraan, hasil pembagian suara dari daerah pemilihan yang beririsan dengannya.\n\nSuara setiap partai di setiap daerah pemilihan dibagi habis, sehingga perkiraan dan suara yang tidak dapat ditempatkan berjumlah sama dengan suara itu.",
        part=Part("district_id", ("nomination_id",), "notionalResult"),
        listed=True,
        order="district edition party",
        edition=Belongs.NONE,
    )

    district_id = dy.String(
        primary_key=True,
        metadata=ref(
            "districts",
            told_back=Bilingual(
                "All notional results of this district.", "Semua perkiraan hasil untuk daerah pemilihan ini."
            ),
        ),
        description=Bilingual(
            "The district that votes of another edition are laid on.",
            "Daerah pemilihan tempat suara pemilu lain diterapkan.",
        ),
    )
    nomination_id = dy.String(
        primary_key=True,
        metadata=ref(
            "nominations",
            told_back=Bilingual(
                "Estimates of its votes in districts of other editions.",
                "Perkiraan suaranya di daerah pemilihan dari pemilu lain.",
            ),
        ),
        description=Bilingual("The party in the edition of the votes.", "Partai pada pemilu asal suara itu."),
    )
    edition_id = dy.String(
        metadata=ref(
            "editions",
            told_back=Bilingual(
                "Estimates of its votes in districts of other editions.",
                "Perkiraan suaranya di daerah pemilihan dari pemilu lain.",
            ),
        ),
        description=Bilingual("Edition of the votes.", "Pemilu asal suara itu."),
    )
    party_id = dy.String(
        metadata=ref(
            "parties",
            told_back=Bilingual(
                "Estimates of its votes in districts of other editions.",
                "Perkiraan suaranya di daerah pemilihan dari pemilu lain.",
            ),
        ),
        description=Bilingual("The party.", "Partai."),
    )
    votes_count = dy.Int64(
        min=0, metadata=rdf("el:estimatedVotesCount"), description=Bilingual("Estimated votes.", "Perkiraan suara.")
    )
    coverage_ratio = dy.Float64(
        min=0,
        max=1,
        description=Bilingual(
            "Share of the district that lies in districts with votes of the party, by the measure that the votes were shared out by.",
            "Proporsi daerah pemilihan yang terletak dalam daerah pemilihan dengan suara partai itu, menurut ukuran yang dipakai untuk membagi suara.",
        ),
    )
    shared_by = dy.Enum(
        vocabulary.WEIGHTS,
        description=Bilingual(
            "What the votes were shared out by: voters, or area, or the number of regencies.",
            "Ukuran yang dipakai untuk membagi suara: pemilih, luas, atau jumlah kabupaten/kota.",
        ),
    )
    series = dy.String(
        description=Bilingual("Short name of the source series of the votes.", "Nama pendek seri sumber suara itu.")
    )
