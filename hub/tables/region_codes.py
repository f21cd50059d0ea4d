"""Region codes: official codes of regions, each with its scheme."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import About, Bilingual, Part, Sourced, With, rdf, ref


class RegionCodes(Sourced):
    """One row per code of a region in a scheme. Codes are strings: zeros and dots are part of them."""

    about = About(
        rdf_class="adms:Identifier",
        label=Bilingual("Code", "Kode wilayah"),
        rows=Bilingual("region codes", "kode wilayah"),
        indonesian="Satu baris untuk setiap kode wilayah dalam suatu skema. Kode adalah teks: angka nol dan titik adalah bagian darinya.",
        part=Part("region_id", ("scheme", "value"), "codes", "adms:identifier"),
        indexes=(("scheme", "value"),),
        order="scheme value valid_from valid_to",
        edition=With(("region_id",)),
    )

    region_id = dy.String(
        primary_key=True,
        metadata=ref(
            "regions",
            back="codes",
            few=True,
            told_back=Bilingual("All region codes of this region.", "Semua kode wilayah ini."),
        ),
        description=Bilingual("The region.", "Wilayah."),
    )
    scheme = dy.Enum(
        vocabulary.CODE_SCHEMES,
        primary_key=True,
        metadata=rdf("adms:schemeAgency"),
        description=Bilingual(
            "Who gives the code: `kemendagri`, `kpu` (serial numbers) or `bps` (Statistics Indonesia; provinces).",
            "Pemberi kode: `kemendagri`, `kpu` (nomor seri), atau `bps` (Badan Pusat Statistik; provinsi).",
        ),
    )
    value = dy.String(
        primary_key=True, min_length=1, metadata=rdf("skos:notation"), description=Bilingual("The code.", "Kode.")
    )
    valid_from = dy.Int64(
        nullable=True,
        metadata=rdf("schema:validFrom", datatype="xsd:gYear"),
        description=Bilingual(
            "First year in which a source held here uses the code.",
            "Tahun pertama kode itu dipakai dalam sumber yang ada di sini.",
        ),
    )
    valid_to = dy.Int64(
        nullable=True,
        metadata=rdf("schema:validThrough", datatype="xsd:gYear"),
        description=Bilingual(
            "Last year in which a source held here uses the code; null while it is in the newest one.",
            "Tahun terakhir kode itu dipakai dalam sumber yang ada di sini; null selama masih dipakai dalam sumber terbaru.",
        ),
    )
