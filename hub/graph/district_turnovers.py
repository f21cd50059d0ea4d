"""Turnover: of the people elected in a district, how many were elected before, and how many members came back."""

import dataframely as dy
import polars as pl

from hub.graph.edition_order import editions_in_time
from hub.release import Release
from hub.tables.candidacies import Candidacies
from hub.tables.districts import Districts
from hub.tables.outcomes import Outcomes
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
        nullable=True,
        description=Bilingual(
            "True where no edition of its kind lies between; else who won in those is not known. Null where the release may lack one.",
            "True jika tidak ada pemilu sejenis di antara keduanya; jika ada, siapa yang terpilih saat itu tidak diketahui. Null jika rilis ini "
            "mungkin tidak memuatnya.",
        ),
    )
    elected_count = dy.Int64(
        min=0,
        description=Bilingual("People elected in the district.", "Jumlah orang yang terpilih di daerah pemilihan ini."),
    )
    returned_count = dy.Int64(
        min=0,
        description=Bilingual(
            "Of these, people elected to the same office in the earlier edition, anywhere; at least so many where `new_count` is null.",
            "Di antaranya, orang yang terpilih untuk jabatan yang sama pada pemilu sebelumnya, di mana pun; sekurang-kurangnya sejumlah ini jika "
            "`new_count` null.",
        ),
    )
    new_count = dy.Int64(
        min=0,
        nullable=True,
        description=Bilingual(
            "Of these, people who were not; null where the release does not hold a winner for every seat of the earlier edition.",
            "Di antaranya, orang yang saat itu tidak terpilih; null jika rilis ini tidak memuat calon terpilih untuk setiap kursi pada pemilu "
            "sebelumnya.",
        ),
    )
    members_count = dy.Int64(
        min=0,
        nullable=True,
        description=Bilingual(
            "People elected in the earlier edition in the district of the same name; null where none of them is known, as where no district had "
            "the name.",
            "Jumlah orang yang terpilih pada pemilu sebelumnya di daerah pemilihan dengan nama yang sama; null jika tidak satu pun diketahui, "
            "misalnya jika saat itu tidak ada dapil dengan nama itu.",
        ),
    )
    stood_again_count = dy.Int64(
        min=0,
        nullable=True,
        description=Bilingual(
            "Of these, people who stood again for the office, anywhere; null as `members_count`.",
            "Di antaranya, orang yang maju lagi untuk jabatan itu, di mana pun; null seperti `members_count`.",
        ),
    )
    re_elected_count = dy.Int64(
        min=0,
        nullable=True,
        description=Bilingual(
            "Of these, people who were elected again, anywhere; null as `members_count`.",
            "Di antaranya, orang yang terpilih kembali, di mana pun; null seperti `members_count`.",
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
    complete = _complete(release, standing)
    rows = [pl.DataFrame(schema=DistrictTurnovers.polars_schema())]
    for office, held in sorted(known.group_by("office").agg(pl.struct("edition_id", "elected")).iter_rows()):
        order = sorted(held, key=lambda each: place_of[each["edition_id"]])
        for at, each in enumerate(order):
            before = [place for place in range(at) if order[place]["elected"]]
            if each["elected"] and before:
                then, now = order[before[-1]]["edition_id"], each["edition_id"]
                previous = previous_of[now]
                turnover = _between(standing.filter(pl.col("office") == office), then, now).with_columns(
                    pl.lit(previous and previous == then, dtype=pl.Boolean).alias("is_previous"),
                    pl.when((office, then) in complete)
                    .then(pl.col("elected_count") - pl.col("returned_count"))
                    .alias("new_count"),
                )
                rows.append(turnover.select(DistrictTurnovers.column_names()))
    return DistrictTurnovers.validate(pl.concat(rows), cast=True)


def _complete(release: Release, standing: pl.DataFrame) -> set[tuple[str, str]]:
    """Return the office and edition of elections of which as many winners are known in every district as it has seats.

    Pairs stand for one seat and are two people, so more winners than seats are enough.
    """
    elected = standing.group_by("district_id").agg(pl.col("elected").sum().alias("elected_count"))
    seats = release.table(Outcomes).select("district_id", "edition_id", pl.col("office").cast(pl.String), "seats_count")
    filled = (
        seats.drop_nulls("district_id")
        .join(elected, on="district_id", how="left")
        .group_by("office", "edition_id")
        .agg((pl.col("elected_count") >= pl.col("seats_count")).fill_null(value=False).all())
        .filter("elected_count")
    )
    return set(filled.select("office", "edition_id").iter_rows())


def _between(standing: pl.DataFrame, then: str, now: str) -> pl.DataFrame:
    """Return the people counted in each district of `now` and in that of its line `then`, of one office."""
    here = standing.filter(pl.col("edition_id") == now)
    won = here.filter("elected").select("district_id", "line_id", "person_id")
    members = standing.filter((pl.col("edition_id") == then) & pl.col("elected")).select("line_id", "person_id")
    returned, stood, elected = (
        pl.col("person_id").is_in(frame["person_id"].implode()) for frame in (members, here, won)
    )
    past = members.group_by("line_id").agg(
        pl.len().alias("members_count"), stood.sum().alias("stood_again_count"), elected.sum().alias("re_elected_count")
    )
    counts = won.group_by("district_id", "line_id").agg(
        pl.len().alias("elected_count"), returned.sum().alias("returned_count")
    )
    counted = pl.exclude("district_id", "line_id").cast(pl.Int64)
    return (
        counts.join(past, on="line_id", how="left")
        .with_columns(counted, pl.lit(then).alias("since_id"))
        .sort("district_id")
    )
