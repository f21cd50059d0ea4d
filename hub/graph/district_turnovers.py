"""Turnover: of the people elected in a district, how many were elected before, and how many members came back."""

import dataframely as dy
import polars as pl

from hub.graph.edition_order import editions_in_time
from hub.release import Release
from hub.tables.candidacies import Candidacies
from hub.tables.districts import Districts
from hub.tables.table import About, Bilingual, Table, ref


class DistrictTurnovers(Table):
    """One row per district whose elected people are known, against the last edition before in which those of the office are known."""

    about = About(
        indonesian="Satu baris untuk setiap daerah pemilihan yang calon terpilihnya diketahui, dibandingkan dengan pemilu terakhir sebelumnya yang calon terpilih untuk jabatan itu diketahui."
    )

    district_id = dy.String(
        primary_key=True,
        metadata=ref(
            "districts",
            back="turnover",
            few=True,
            told_back=Bilingual(
                "All district turnovers of this district.", "Semua pergantian anggota di daerah pemilihan ini."
            ),
        ),
        description=Bilingual("The district.", "Daerah pemilihan."),
    )
    since_id = dy.String(
        primary_key=True,
        metadata=ref(
            "editions",
            back="turnovers_since",
            told_back=Bilingual(
                "Of the districts of later editions, who was returned and who is new since this edition.",
                "Di daerah pemilihan pada pemilu sesudahnya: siapa yang terpilih kembali dan siapa yang baru sejak pemilu ini.",
            ),
        ),
        description=Bilingual("The earlier edition.", "Pemilu sebelumnya."),
    )
    is_previous = dy.Bool(
        description=Bilingual(
            "True where no edition of its kind lies between; else who won in those is not known.",
            "True jika tidak ada pemilu sejenis di antara keduanya; jika ada, siapa yang terpilih saat itu tidak diketahui.",
        )
    )
    elected_count = dy.Int64(
        min=0,
        description=Bilingual("People elected in the district.", "Jumlah orang yang terpilih di daerah pemilihan ini."),
    )
    returned_count = dy.Int64(
        min=0,
        description=Bilingual(
            "Of these, people elected to the same office in the earlier edition, anywhere.",
            "Di antaranya, orang yang terpilih untuk jabatan yang sama pada pemilu sebelumnya, di mana pun.",
        ),
    )
    new_count = dy.Int64(
        min=0,
        description=Bilingual("Of these, people who were not.", "Di antaranya, orang yang saat itu tidak terpilih."),
    )
    members_count = dy.Int64(
        min=0,
        description=Bilingual(
            "People elected in the earlier edition in the district of the same name.",
            "Jumlah orang yang terpilih pada pemilu sebelumnya di daerah pemilihan dengan nama yang sama.",
        ),
    )
    stood_again_count = dy.Int64(
        min=0,
        description=Bilingual(
            "Of these, people who stood again for the office, anywhere.",
            "Di antaranya, orang yang maju lagi untuk jabatan itu, di mana pun.",
        ),
    )
    re_elected_count = dy.Int64(
        min=0,
        description=Bilingual(
            "Of these, people who were elected again, anywhere.",
            "Di antaranya, orang yang terpilih kembali, di mana pun.",
        ),
    )


def district_turnovers_frame(release: Release) -> pl.DataFrame:
    """Return the turnover of every district for which it is known."""
    lines = release.table(Districts).select("district_id", "line_id")
    standing = release.table(Candidacies).with_columns(pl.col("office").cast(pl.String)).join(lines, on="district_id")
    editions = editions_in_time(release)
    place_of = dict(editions.select("edition_id", "place").iter_rows())
    previous_of = dict(editions.select("edition_id", "previous").iter_rows())
    known = standing.group_by("office", "edition_id").agg(pl.col("elected").any())
    rows = [pl.DataFrame(schema=DistrictTurnovers.polars_schema())]
    for office, held in sorted(known.group_by("office").agg(pl.struct("edition_id", "elected")).iter_rows()):
        order = sorted(held, key=lambda each: place_of[each["edition_id"]])
        for at, now in enumerate(order):
            before = [place for place in range(at) if order[place]["elected"]]
            if now["elected"] and before:
                of_office = standing.filter(pl.col("office") == office)
                then = order[before[-1]]["edition_id"]
                rows.append(
                    _between(of_office, then, now["edition_id"], is_previous=previous_of[now["edition_id"]] == then)
                )
    return DistrictTurnovers.validate(pl.concat(rows), cast=True)


def _between(standing: pl.DataFrame, then: str, now: str, *, is_previous: bool) -> pl.DataFrame:
    """Return the turnover of each district of `now` since `then`, of one office."""
    here = standing.filter(pl.col("edition_id") == now)
    won = here.filter("elected").select("district_id", "line_id", "person_id")
    members = standing.filter((pl.col("edition_id") == then) & pl.col("elected")).select("line_id", "person_id")
    returned = (
        won.join(members.select("person_id").unique(), on="person_id", how="semi")
        .group_by("district_id")
        .len("returned_count")
    )
    stood, elected = (pl.col("person_id").is_in(frame["person_id"].implode()) for frame in (here, won))
    past = members.group_by("line_id").agg(
        pl.len().alias("members_count"), stood.sum().alias("stood_again_count"), elected.sum().alias("re_elected_count")
    )
    counts = won.group_by("district_id", "line_id").len("elected_count")
    joined = counts.join(returned, on="district_id", how="left").join(past, on="line_id", how="left")
    filled = joined.with_columns(pl.exclude("district_id", "line_id").fill_null(0).cast(pl.Int64)).with_columns(
        (pl.col("elected_count") - pl.col("returned_count")).alias("new_count"),
        pl.lit(then).alias("since_id"),
        pl.lit(is_previous).alias("is_previous"),
    )
    return filled.select(DistrictTurnovers.column_names()).sort("district_id")
