"""Families of name: people whose names end alike and who stand in one district; a pointer to look closer, no claim of kinship.

Many Indonesians have no family name, and the last word of a name may be anybody's. So each row says how many people in the whole
release bear the word: where few do and they stand in one district, it is worth a look.
"""

import dataframely as dy
import polars as pl

from hub.release import Release
from hub.tables import vocabulary
from hub.tables.candidacies import Candidacies
from hub.tables.districts import Districts
from hub.tables.table import About, Bilingual, Table

LEAST_LETTERS = 3
"""Shorter last words are degrees written without dots (SH, SE, MM)."""


class DistrictFamilies(Table):
    """One row per district line and last word of names that at least two people who stand there share."""

    about = About(
        indonesian="Satu baris untuk setiap garis daerah pemilihan dan nama akhir yang dimiliki bersama oleh sedikitnya dua calon di sana.",
        order="family_name district",
    )

    line_id = dy.String(
        primary_key=True,
        description=Bilingual(
            "Identifier of the district line, through its editions.",
            "Pengenal garis daerah pemilihan, dari pemilu ke pemilu.",
        ),
    )
    family_name = dy.String(
        primary_key=True,
        description=Bilingual(
            "Last word of the names, without titles, in capitals.",
            "Kata terakhir nama, tanpa gelar, dengan huruf besar.",
        ),
    )
    office = dy.Enum(
        vocabulary.OFFICES,
        description=Bilingual(
            "Office that is elected in the district.", "Jabatan yang dipilih di daerah pemilihan ini."
        ),
    )
    district = dy.String(description=Bilingual("Name of the district.", "Nama daerah pemilihan."))
    persons_count = dy.Int64(
        min=2,
        description=Bilingual(
            "People of the name who stand in the district, in any edition.",
            "Jumlah orang dengan nama itu yang menjadi calon di daerah pemilihan, pada pemilu mana pun.",
        ),
    )
    bearers_count = dy.Int64(
        min=2,
        description=Bilingual(
            "People of the name in the whole release.", "Jumlah orang dengan nama itu dalam seluruh rilis."
        ),
    )
    share = dy.Float64(
        min=0,
        max=1,
        description=Bilingual(
            "Share of all people of the name who stand in this district.",
            "Proporsi orang dengan nama itu yang menjadi calon di daerah pemilihan ini.",
        ),
    )
    elected_count = dy.Int64(
        min=0,
        nullable=True,
        description=Bilingual(
            "Candidacies of theirs in the district that won, as far as sources say; null where no source says of any whether it won.",
            "Jumlah pencalonan mereka di daerah pemilihan ini yang berhasil terpilih, sejauh dinyatakan sumber; null jika tidak ada sumber yang "
            "menyatakan terpilih atau tidaknya satu pun dari mereka.",
        ),
    )
    names = dy.List(
        dy.String(),
        description=Bilingual("Their names as on the newest ballot.", "Nama mereka seperti pada surat suara terbaru."),
    )
    candidacies = dy.List(
        dy.String(),
        description=Bilingual(
            "Keys of their candidacies in the district.", "Kunci pencalonan mereka di daerah pemilihan ini."
        ),
    )


def district_families_frame(release: Release) -> pl.DataFrame:
    """Return the families of name of a release."""
    named = release.table(Candidacies).with_columns(
        pl.col("office").cast(pl.String), _last_word("name_on_ballot").alias("family_name")
    )
    bearers = (
        named.drop_nulls("family_name")
        .group_by("family_name")
        .agg(pl.col("person_id").n_unique().cast(pl.Int64).alias("bearers_count"))
    )
    lines = release.table(Districts).select("district_id", "line_id", "edition_id", pl.col("name").alias("district"))
    standing = named.drop_nulls("family_name").join(lines.drop("edition_id"), on="district_id").sort("candidacy_id")
    newest = pl.col("name_on_ballot").sort_by("edition_id").reverse()
    groups = standing.group_by("line_id", "family_name").agg(
        pl.col("office").first(),
        pl.col("district").sort_by("edition_id").last(),
        pl.col("person_id").n_unique().cast(pl.Int64).alias("persons_count"),
        pl.when(pl.col("elected").is_not_null().any())
        .then(pl.col("elected").sum())
        .cast(pl.Int64)
        .alias("elected_count"),
        newest.filter(pl.col("person_id").sort_by("edition_id").reverse().is_first_distinct()).sort().alias("names"),
        pl.col("candidacy_id").sort().alias("candidacies"),
    )
    families = groups.filter(pl.col("persons_count") > 1).join(bearers, on="family_name")
    families = families.with_columns((pl.col("persons_count") / pl.col("bearers_count")).alias("share"))
    return DistrictFamilies.validate(
        families.select(DistrictFamilies.column_names()).sort("line_id", "family_name"), cast=True
    )


def _last_word(column: str) -> pl.Expr:
    """Return the last word of a name before its first comma; null for a name of one word. Words with a dot are titles or initials."""
    words = (
        pl.col(column)
        .str.to_uppercase()
        .str.split(",")
        .list.first()
        .str.replace_all(r"\([^)]*\)|\S*\.\S*", " ")
        .str.extract_all(rf"[\p{{L}}'-]{{{LEAST_LETTERS},}}")
    )
    return pl.when(words.list.len() > 1).then(words.list.last())
