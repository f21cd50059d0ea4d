"""Derived tables of a store (`DERIVED`): each table that is computed from a release, with the function that computes it.

The release itself and merged identifiers are declared here; moves of persons, turnover of districts and families of name in
districts have modules of their own.
"""

from collections.abc import Callable

import dataframely as dy
import polars as pl

from hub.graph.district_families import DistrictFamilies, district_families_frame
from hub.graph.district_turnovers import DistrictTurnovers, district_turnovers_frame
from hub.graph.person_moves import PersonMoves, person_moves_frame
from hub.release import Release
from hub.tables.register import Register
from hub.tables.table import JSON, About, Bilingual, Table, called


class Releases(Table):
    """The release that every answer is taken from."""

    about = About(indonesian="Rilis yang menjadi sumber semua jawaban.")

    release_id = dy.String(
        primary_key=True,
        metadata=called("id"),
        description=Bilingual("Hash of the contents of the release.", "Hash isi rilis."),
    )
    number = dy.Int64(
        description=Bilingual(
            "1 for the first release of a workspace; the next starts from it.",
            "1 untuk rilis pertama suatu ruang kerja; rilis berikutnya dibuat berdasarkan rilis itu.",
        )
    )
    previous = dy.String(
        nullable=True,
        description=Bilingual("Release that this one started from.", "Rilis yang menjadi dasar rilis ini."),
    )
    title = dy.String(description=Bilingual("Title of the workspace.", "Judul ruang kerja."))
    base_iri = dy.String(
        description=Bilingual("What every IRI of the release starts with.", "Awalan setiap IRI dalam rilis ini.")
    )
    software = dy.String(
        description=Bilingual(
            "Name and version of the software that built the release.",
            "Nama dan versi perangkat lunak yang membangun rilis ini.",
        )
    )
    quality = dy.String(
        metadata=JSON,
        description=Bilingual(
            "Counts of findings, and what the build measured of itself.",
            "Jumlah temuan, dan hasil pengukuran proses pembuatan rilis ini.",
        ),
    )


class Aliases(Table):
    """One row per identifier that was merged into another one."""

    about = About(
        indonesian="Satu baris untuk setiap pengenal yang digabung ke pengenal lain.", row="alias", is_shown=False
    )

    alias = dy.String(
        primary_key=True, description=Bilingual("The identifier that was merged.", "Pengenal yang digabung.")
    )
    successor = dy.String(
        primary_key=True, description=Bilingual("The identifier that took its place.", "Pengenal yang menggantikannya.")
    )


def releases_frame(release: Release) -> pl.DataFrame:
    """Return the one row of `Releases`; `quality` is JSON text."""
    manifest = release.manifest
    row = {
        "release_id": manifest.id,
        "number": manifest.number,
        "previous": manifest.previous,
        "title": manifest.title,
        "base_iri": manifest.base_iri,
        "software": manifest.software,
        "quality": manifest.model_dump_json(include={"quality"}).removeprefix('{"quality":').removesuffix("}"),
    }
    return pl.DataFrame([row], schema=Releases.polars_schema())


def aliases_frame(release: Release) -> pl.DataFrame:
    """Return one row per merged identifier and the one it ended at, through chains of merges."""
    merged = release.table(Register).filter(pl.col("state") == "MERGED").select("id", "successors")
    direct = {row[0]: row[1][0] for row in merged.iter_rows() if row[1]}
    rows = [{"alias": alias, "successor": _end(alias, direct)} for alias in sorted(direct)]
    return pl.DataFrame(rows, schema=Aliases.polars_schema())


def _end(identifier: str, successors: dict[str, str]) -> str:
    seen = {identifier}
    while (following := successors.get(identifier)) is not None and following not in seen:
        identifier = following
        seen.add(identifier)
    return identifier


DERIVED: dict[type[Table], Callable[[Release], pl.DataFrame]] = {
    Releases: releases_frame,
    Aliases: aliases_frame,
    PersonMoves: person_moves_frame,
    DistrictTurnovers: district_turnovers_frame,
    DistrictFamilies: district_families_frame,
}
"""Each of these tables, and what makes it from a release."""
