"""Loaders: one file per source format. A new format is one file here and one line in LOADERS."""

from hub.loaders import (
    apipemilu_candidates,
    apipemilu_districts,
    apipemilu_parties,
    apipemilu_party_totals,
    apipemilu_presidential,
    apipemilu_provinces,
    apipemilu_threshold,
    apipemilu_tickets,
    apipemilu_vote_totals,
    dct2024_candidates,
    dct2024_districts,
    dct2024_parties,
    dct2024_regions,
    dpr_votes2024,
    hub_table,
    infopemilu2019_candidates,
    infopemilu2019_districts,
    infopemilu2019_parties,
    infopemilu2019_regions,
    shapes,
    situng,
    wilayah_kemendagri,
)
from hub.loaders.loader import Loader
from hub.loaders.source_file import SourceFile

LOADERS: tuple[Loader, ...] = (
    hub_table.LOADER,
    apipemilu_candidates.LOADER,
    apipemilu_districts.LOADER,
    apipemilu_parties.LOADER,
    apipemilu_party_totals.LOADER,
    apipemilu_presidential.LOADER,
    apipemilu_provinces.LOADER,
    apipemilu_threshold.LOADER,
    apipemilu_tickets.LOADER,
    apipemilu_vote_totals.LOADER,
    infopemilu2019_candidates.LOADER,
    infopemilu2019_districts.LOADER,
    infopemilu2019_parties.LOADER,
    infopemilu2019_regions.LOADER,
    shapes.LOADER,
    situng.LOADER,
    dct2024_candidates.DPR,
    dct2024_candidates.DPD,
    dct2024_parties.LOADER,
    dct2024_districts.LOADER,
    dct2024_regions.LOADER,
    dpr_votes2024.LOADER,
    wilayah_kemendagri.LOADER,
)

BY_NAME: dict[str, Loader] = {loader.name: loader for loader in LOADERS}

__all__ = ["BY_NAME", "LOADERS", "Loader", "SourceFile"]
