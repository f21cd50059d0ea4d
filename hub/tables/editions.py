"""Editions: the elections that the hub holds."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import About, Belongs, Bilingual, Table, rdf


class Editions(Table):
    """One row per edition (pemilu): a general election, or a round of regional elections."""

    about = About(
        rdf_class="pe:GeneralElection",
        label=Bilingual("Election", "Pemilu"),
        rows=Bilingual("editions", "pemilu"),
        of_this="pada pemilu ini",
        indonesian="Satu baris untuk setiap pemilu: pemilihan umum, atau satu putaran pemilihan kepala daerah (pilkada).",
        is_node=True,
        listed=True,
        order="contests districts nominations candidacies results turnout voters polling_stations finance_reports "
        "calendar legal_bases disputes datasets district_overlaps notional_results moves_from moves_to "
        "turnovers_since",
        edition=Belongs.NAMED_OR_REFERRED,
    )

    edition_id = dy.String(
        primary_key=True,
        regex=r"^[0-9]{4}(-[a-z0-9]+)?$",
        description=Bilingual("Key of the edition, such as `2024`.", "Kunci pemilu, misalnya `2024`."),
    )
    name = dy.String(
        metadata=rdf("rdfs:label", language="id"),
        description=Bilingual("Name in Indonesian.", "Nama dalam bahasa Indonesia."),
    )
    name_en = dy.String(
        nullable=True,
        metadata=rdf("rdfs:label", language="en"),
        description=Bilingual("Name in English.", "Nama dalam bahasa Inggris."),
    )
    kind = dy.Enum(
        vocabulary.EDITION_KINDS,
        metadata=rdf("el:editionKind"),
        description=Bilingual(
            "General election, or regional heads (pilkada).", "Pemilihan umum, atau pemilihan kepala daerah (pilkada)."
        ),
    )
    year = dy.Int64(
        min=1945,
        max=2100,
        metadata=rdf(datatype="xsd:gYear"),
        description=Bilingual("Year of voting day.", "Tahun pemungutan suara."),
    )
    voting_date = dy.Date(
        nullable=True,
        metadata=rdf("pe:generalElectionPollingOn"),
        description=Bilingual("Voting day.", "Hari pemungutan suara."),
    )
