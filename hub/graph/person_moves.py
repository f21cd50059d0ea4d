"""Moves: what changed between two candidacies of one person, so that paths, switches, returns and careers are plain conditions."""

import dataframely as dy
import polars as pl

from hub.graph.edition_order import editions_in_time
from hub.release import Release
from hub.tables import vocabulary
from hub.tables.candidacies import Candidacies
from hub.tables.district_overlaps import DistrictOverlaps
from hub.tables.districts import Districts
from hub.tables.offices import Offices
from hub.tables.table import TOLD_UNKNOWN, About, Bilingual, Table, ref

HEIGHT = {"REGENCY": 1, "PROVINCE": 2, "NATION": 3}
"""How high the levels of government stand."""


class PersonMoves(Table):
    """One row per pair of candidacies of one person in two editions, the earlier one first."""

    about = About(
        indonesian="Satu baris untuk setiap pasangan pencalonan satu orang pada dua pemilu, yang lebih dulu di depan."
    )

    person_id = dy.String(
        metadata=ref(
            "persons",
            back="moves",
            told_back=Bilingual(
                "All person moves of this person.", "Semua perpindahan orang ini dari pencalonan ke pencalonan."
            ),
        ),
        description=Bilingual("Who stands.", "Orang yang menjadi calon."),
    )
    from_id = dy.String(
        primary_key=True,
        metadata=ref(
            "candidacies",
            back="moves_from",
            told_back=Bilingual(
                "Moves of the person from this candidacy to later ones.",
                "Perpindahan orang itu dari pencalonan ini ke pencalonan sesudahnya.",
            ),
        ),
        description=Bilingual("The earlier candidacy.", "Pencalonan yang lebih dulu."),
    )
    to_id = dy.String(
        primary_key=True,
        metadata=ref(
            "candidacies",
            back="moves_to",
            told_back=Bilingual(
                "Moves of the person to this candidacy from earlier ones.",
                "Perpindahan orang itu ke pencalonan ini dari pencalonan sebelumnya.",
            ),
        ),
        description=Bilingual("The later candidacy.", "Pencalonan yang kemudian."),
    )
    from_edition_id = dy.String(
        metadata=ref(
            "editions",
            back="moves_from",
            told_back=Bilingual(
                "Moves of people who stand in it and again in a later edition.",
                "Perpindahan orang-orang yang mencalonkan diri pada pemilu ini dan lagi pada pemilu sesudahnya.",
            ),
        ),
        description=Bilingual("Edition of the earlier candidacy.", "Pemilu pencalonan yang lebih dulu."),
    )
    to_edition_id = dy.String(
        metadata=ref(
            "editions",
            back="moves_to",
            told_back=Bilingual(
                "Moves of people who stand in it and stood in an earlier edition.",
                "Perpindahan orang-orang yang mencalonkan diri pada pemilu ini dan pernah pada pemilu sebelumnya.",
            ),
        ),
        description=Bilingual("Edition of the later candidacy.", "Pemilu pencalonan yang kemudian."),
    )
    from_office = dy.Enum(
        vocabulary.OFFICES, description=Bilingual("Office that was stood for.", "Jabatan yang diperebutkan lebih dulu.")
    )
    to_office = dy.Enum(
        vocabulary.OFFICES,
        description=Bilingual("Office that was stood for later.", "Jabatan yang diperebutkan kemudian."),
    )
    from_level = dy.Enum(
        vocabulary.LEVELS,
        description=Bilingual(
            "Level of government of the earlier office.", "Tingkat pemerintahan jabatan yang lebih dulu."
        ),
    )
    to_level = dy.Enum(
        vocabulary.LEVELS,
        description=Bilingual(
            "Level of government of the later office.", "Tingkat pemerintahan jabatan yang kemudian."
        ),
    )
    step = dy.Enum(
        vocabulary.CAREER_STEPS,
        description=Bilingual(
            "Whether the later office stands higher, as high, or lower.",
            "Apakah jabatan yang kemudian lebih tinggi, setara, atau lebih rendah.",
        ),
    )
    from_party_id = dy.String(
        nullable=True,
        metadata=ref(
            "parties",
            back="moves_from",
            told_back=Bilingual(
                "Moves of people who stand for it first, and what they do later.",
                "Perpindahan orang-orang yang semula dicalonkan partai ini, dan pencalonan mereka sesudahnya.",
            ),
        ),
        description=Bilingual("Party of the earlier candidacy.", "Partai pada pencalonan yang lebih dulu."),
    )
    to_party_id = dy.String(
        nullable=True,
        metadata=ref(
            "parties",
            back="moves_to",
            told_back=Bilingual(
                "Moves of people who stand for it later, and where they come from.",
                "Perpindahan orang-orang yang kemudian dicalonkan partai ini, dan dari mana mereka datang.",
            ),
        ),
        description=Bilingual("Party of the later candidacy.", "Partai pada pencalonan yang kemudian."),
    )
    is_party_changed = dy.Bool(
        nullable=True,
        description=Bilingual(
            "True where the party is another one; null where either candidacy names none.",
            "True jika partainya berbeda; null jika salah satu pencalonan tidak menyebut partai.",
        ),
    )
    is_district_changed = dy.Bool(
        nullable=True,
        description=Bilingual(
            "True where the same office is stood for in another district; null for another office, and where the later district may be the "
            "earlier one: neither name is in both editions, or the districts overlap.",
            "True jika jabatan yang sama diperebutkan di daerah pemilihan lain; null untuk jabatan lain, dan jika dapil yang kemudian mungkin "
            "dapil yang sama: tidak satu pun dari kedua nama ada pada kedua pemilu, atau kedua dapil beririsan.",
        ),
    )
    from_elected = dy.Bool(
        nullable=True,
        metadata=TOLD_UNKNOWN,
        description=Bilingual(
            "Whether the earlier candidacy won; null where no source says.",
            "Apakah terpilih pada pencalonan yang lebih dulu; null jika tidak ada sumber yang menyatakannya.",
        ),
    )
    to_elected = dy.Bool(
        nullable=True,
        metadata=TOLD_UNKNOWN,
        description=Bilingual(
            "Whether the later candidacy won; null where no source says.",
            "Apakah terpilih pada pencalonan yang kemudian; null jika tidak ada sumber yang menyatakannya.",
        ),
    )
    is_next = dy.Bool(
        description=Bilingual(
            "True where no edition in between has a candidacy of the person.",
            "True jika orang itu tidak menjadi calon pada pemilu di antaranya.",
        )
    )
    is_incumbent = dy.Bool(
        nullable=True,
        metadata=TOLD_UNKNOWN,
        description=Bilingual(
            "True where the person won the same office in the edition just before, general or regional; null where no "
            "source says who won then, or the release may lack that edition.",
            "True jika orang itu terpilih untuk jabatan yang sama pada pemilu atau pilkada tepat sebelumnya; null jika tidak ada sumber yang "
            "menyatakan siapa yang terpilih saat itu, atau rilis ini mungkin tidak memuat pemilu itu.",
        ),
    )


def person_moves_frame(release: Release) -> pl.DataFrame:
    """Return the moves of a release."""
    standing = _standing(release)
    several = standing.filter(pl.len().over("person_id") > 1)
    later = several.rename({name: f"to_{name}" for name in several.columns if name != "person_id"})
    pairs = several.rename({name: f"from_{name}" for name in several.columns if name != "person_id"}).join(
        later, on="person_id"
    )
    pairs = _with_continuity(pairs.filter(pl.col("from_place") < pl.col("to_place")), release)
    same_office = pl.col("from_office") == pl.col("to_office")
    rise = pl.col("to_level").replace_strict(HEIGHT) - pl.col("from_level").replace_strict(HEIGHT)
    next_place = pl.col("to_place").min().over("person_id", "from_id")
    is_previous = same_office & (pl.col("from_edition_id") == pl.col("to_previous"))
    pairs = pairs.with_columns(
        pl.when(rise > 0)
        .then(pl.lit("UP"))
        .when(rise < 0)
        .then(pl.lit("DOWN"))
        .otherwise(pl.lit("SAME"))
        .alias("step"),
        (pl.col("from_party_id") != pl.col("to_party_id")).alias("is_party_changed"),
        pl.when(same_office).then(_is_another_district()).alias("is_district_changed"),
        (pl.col("to_place") == next_place).alias("is_next"),
        pl.when(is_previous).then("from_elected").otherwise(is_previous).alias("is_incumbent"),
    )
    return PersonMoves.validate(pairs.select(PersonMoves.column_names()), cast=True)


def _with_continuity(pairs: pl.DataFrame, release: Release) -> pl.DataFrame:
    """Return the pairs with what is known of their districts.

    `is_held_on`: the line of either is in both editions. `is_mapped`: overlaps of the later district with districts of the earlier
    edition are known. `is_overlap`: one of them is with the earlier district.
    """
    held = release.table(Districts).select("line_id", "edition_id", pl.col("office").cast(pl.String)).unique()
    held = held.with_columns(pl.lit(value=True).alias("is_held"))
    overlaps = release.table(DistrictOverlaps).drop_nulls("with_id")
    districts = (
        overlaps.select("district_id", "edition_id").unique().with_columns(pl.lit(value=True).alias("is_mapped"))
    )
    shared = overlaps.select("district_id", "with_id").with_columns(pl.lit(value=True).alias("is_overlap"))
    for one, other in (("from", "to"), ("to", "from")):
        keys = [f"{one}_line_id", f"{other}_edition_id", f"{one}_office"]
        pairs = pairs.join(
            held.rename({"is_held": f"is_{one}_held"}),
            left_on=keys,
            right_on=["line_id", "edition_id", "office"],
            how="left",
        )
    return (
        pairs.join(
            districts, left_on=["to_district_id", "from_edition_id"], right_on=["district_id", "edition_id"], how="left"
        )
        .join(shared, left_on=["to_district_id", "from_district_id"], right_on=["district_id", "with_id"], how="left")
        .with_columns(pl.any_horizontal("is_from_held", "is_to_held").alias("is_held_on"))
    )


def _is_another_district() -> pl.Expr:
    """Whether the districts of one office are others, by name and overlap; null where they may be one that was renamed or redrawn."""
    is_known = pl.col("is_held_on") | (pl.col("is_mapped") & pl.col("is_overlap").is_null())
    is_same = pl.col("from_line_id") == pl.col("to_line_id")
    return pl.when(is_same).then(~is_same).when(is_known).then(pl.lit(value=True))


def _standing(release: Release) -> pl.DataFrame:
    """Return the candidacies with the place of their edition in time, and the edition of its kind just before."""
    levels = release.table(Offices).select(pl.col("office").cast(pl.String), pl.col("level").cast(pl.String))
    standing = (
        release.table(Candidacies)
        .with_columns(pl.col("office").cast(pl.String), pl.col("candidacy_id").alias("id"))
        .join(editions_in_time(release), on="edition_id")
        .join(levels, on="office")
        .join(release.table(Districts).select("district_id", "line_id"), on="district_id", how="left")
    )
    kept = (
        "person_id",
        "id",
        "edition_id",
        "office",
        "level",
        "party_id",
        "district_id",
        "line_id",
        "elected",
        "place",
        "previous",
    )
    return standing.select(kept).sort("id")
