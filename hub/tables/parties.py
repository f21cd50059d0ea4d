"""Parties: political parties through the editions."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import SEARCHED, About, Belongs, Bilingual, Sourced, rdf


class Parties(Sourced):
    """One row per party line: one party through its nominations in several editions."""

    about = About(
        rdf_class="pe:PoliticalParty",
        label=Bilingual("Party", "Partai"),
        rows=Bilingual("parties", "partai"),
        of_this="partai ini",
        indonesian="Satu baris untuk setiap garis partai: satu partai melalui kepesertaannya pada beberapa pemilu.",
        is_node=True,
        listed=True,
        search=(3, Bilingual("Parties, by name and abbreviation.", "Partai, menurut nama dan singkatan.")),
        order="aliases nominations predecessors successors events candidacies results notional_results",
        edition=Belongs.REFERRED,
    )

    party_id = dy.String(
        primary_key=True, description=Bilingual("Persistent identifier of the party.", "Pengenal tetap partai.")
    )
    name = dy.String(
        metadata=SEARCHED | rdf("rdfs:label"),
        description=Bilingual(
            "Name in the newest edition that it stood in.", "Nama pada pemilu terakhir yang diikutinya."
        ),
    )
    names = dy.List(
        dy.String(),
        metadata=SEARCHED | rdf("skos:altLabel"),
        description=Bilingual(
            "Every name on a ballot, newest first.", "Semua nama pada surat suara, mulai dari yang terbaru."
        ),
    )
    abbreviation = dy.String(
        nullable=True,
        metadata=SEARCHED | rdf("schema:alternateName"),
        description=Bilingual("Usual abbreviation.", "Singkatan yang lazim."),
    )
    scope = dy.Enum(
        vocabulary.PARTY_SCOPES,
        description=Bilingual("National, or local to Aceh.", "Nasional, atau partai lokal Aceh."),
    )
