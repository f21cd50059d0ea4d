"""Figures of outcomes, one number a row: the observations of the cube `el:outcomes`. An RDF dump computes them; no release holds them."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import UNSTATED, About, Bilingual, Table, rdf, ref, subject


class OutcomeFigures(Table):
    """One row per figure that is known: what is counted, of whom, in which area of which edition and office."""

    about = About(
        label=Bilingual("Figure of an outcome", "Angka hasil akhir"),
        rows=Bilingual("figures of outcomes", "angka hasil akhir"),
        indonesian="Satu baris untuk setiap angka yang diketahui: apa yang diukur, milik siapa, di wilayah mana, pada pemilu dan jabatan mana.",
        in_graph=False,
    )

    outcome_key = dy.String(
        primary_key=True,
        metadata=subject("outcome_kind") | rdf("dct:isPartOf"),
        description=Bilingual(
            "Key of the outcome, or of the party outcome, that has the figure.",
            "Kunci hasil akhir, atau hasil akhir partai, yang memuat angka ini.",
        ),
    )
    outcome_kind = dy.String(
        description=Bilingual("`outcome` or `party-outcome`.", "`outcome` atau `party-outcome`."),
    )
    figure = dy.String(
        primary_key=True,
        metadata=UNSTATED,
        description=Bilingual(
            "What tells the figure from the others of the outcome: the row that has it, and the quantity.",
            "Pembeda angka ini dari angka lain dalam hasil akhir itu: barisnya dan besarannya.",
        ),
    )
    edition_id = dy.String(metadata=ref("editions"), description=Bilingual("Edition.", "Pemilu."))
    office = dy.Enum(vocabulary.OFFICES, metadata=ref("offices.office"), description=Bilingual("Office.", "Jabatan."))
    area_kind = dy.String(description=Bilingual("`district` or `region`.", "`district` atau `region`."))
    area_key = dy.String(
        metadata=subject("area_kind"),
        description=Bilingual(
            "Area that is counted: a district, a province, or the nation.",
            "Wilayah yang dihitung: daerah pemilihan, provinsi, atau seluruh negara.",
        ),
    )
    of_kind = dy.String(
        description=Bilingual(
            "`candidacy`, `ticket`, `nomination` or `contest`.", "`candidacy`, `ticket`, `nomination`, atau `contest`."
        )
    )
    figure_of_key = dy.String(
        metadata=subject("of_kind"),
        description=Bilingual(
            "Whose figure it is: of a candidate, a pair, a party, or the contest altogether.",
            "Pemilik angka ini: calon, pasangan, partai, atau kontes secara keseluruhan.",
        ),
    )
    quantity = dy.Enum(
        vocabulary.OUTCOME_QUANTITIES,
        description=Bilingual("What is counted.", "Apa yang dihitung."),
    )
    counted = dy.Int64(
        min=0,
        description=Bilingual("How many: votes, voters or seats.", "Banyaknya: suara, pemilih, atau kursi."),
    )
    votes_share = dy.Float64(
        nullable=True,
        min=0,
        max=1,
        description=Bilingual(
            "Of votes: the part of all valid votes that they are.", "Untuk suara: bagiannya dari seluruh suara sah."
        ),
    )
    status = dy.Enum(
        vocabulary.STATUSES,
        nullable=True,
        description=Bilingual(
            "Status of the figure; null where the source does not say.",
            "Status angka; null jika sumber tidak menyatakannya.",
        ),
    )
    series = dy.String(
        nullable=True,
        description=Bilingual(
            "Short names of the source series, with spaces between.", "Nama singkat seri sumber, dipisahkan spasi."
        ),
    )
