"""Persons: who somebody is, apart from where they stand."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import SEARCHED, TOLD_UNKNOWN, About, Belongs, Bilingual, Table, rdf


class Persons(Table):
    """One row per person. A person is who; a candidacy is standing."""

    about = About(
        rdf_class="foaf:Person",
        label=Bilingual("Person", "Orang"),
        rows=Bilingual("persons", "orang"),
        of_this="orang ini",
        indonesian="Satu baris untuk setiap orang. Orang adalah jati diri; pencalonan adalah keikutsertaan dalam pemilu.",
        is_node=True,
        listed=True,
        search=(1, Bilingual("Persons, by every spelling of their names.", "Orang, menurut semua ejaan namanya.")),
        indexes=(("name",),),
        order="candidacies path moves aliases external_ids",
        edition=Belongs.REFERRED,
    )

    person_id = dy.String(
        primary_key=True, description=Bilingual("Persistent identifier of the person.", "Pengenal tetap orang.")
    )
    name = dy.String(
        metadata=SEARCHED | rdf("foaf:name"),
        description=Bilingual("Name on the newest ballot.", "Nama pada surat suara terbaru."),
    )
    names = dy.List(
        dy.String(),
        metadata=SEARCHED | rdf("skos:altLabel"),
        description=Bilingual(
            "Every spelling on a ballot, newest first.", "Semua ejaan nama pada surat suara, mulai dari yang terbaru."
        ),
    )
    birth_year = dy.Int64(
        nullable=True,
        min=1900,
        max=2020,
        metadata=rdf("schema:birthDate", datatype="xsd:gYear"),
        description=Bilingual(
            "Year of birth where a source states it.", "Tahun lahir, jika ada sumber yang menyatakannya."
        ),
    )
    gender = dy.Enum(
        vocabulary.GENDERS,
        nullable=True,
        metadata=rdf("schema:gender") | TOLD_UNKNOWN,
        description=Bilingual("Gender as published.", "Jenis kelamin seperti diterbitkan."),
    )
    same_as = dy.List(
        dy.String(),
        nullable=True,
        metadata=rdf("owl:sameAs", datatype="@id"),
        description=Bilingual(
            "IRIs of the same person elsewhere, such as an item of Wikidata, each confirmed by somebody; null where none is.",
            "IRI orang yang sama di tempat lain, misalnya butir Wikidata, masing-masing telah dipastikan seseorang; null jika tidak ada.",
        ),
    )
