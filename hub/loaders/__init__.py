"""Loaders: one file per source format. A new format is one file here and one line in LOADERS."""

from hub.errors import UnknownLoader
from hub.extensions import installed
from hub.loaders import (
    apipemilu_candidates,
    apipemilu_districts,
    apipemilu_elected,
    apipemilu_finance,
    apipemilu_forms,
    apipemilu_incumbents,
    apipemilu_parties,
    apipemilu_party_totals,
    apipemilu_presidential,
    apipemilu_provinces,
    apipemilu_threshold,
    apipemilu_tickets,
    apipemilu_vote_totals,
    apipemilu_voters,
    dct2024_candidates,
    dct2024_districts,
    dct2024_parties,
    dct2024_regions,
    dpr_members,
    dpr_votes2024,
    hub_table,
    infopemilu2019_candidates,
    infopemilu2019_districts,
    infopemilu2019_parties,
    infopemilu2019_regions,
    kawalpemilu2024_regions,
    mapped,
    pilkada2015,
    pilkada2024_pairs,
    pilkada2024_regions,
    pilkada2024_votes,
    scan,
    shapes,
    sirekap2024_dpr,
    sirekap2024_president,
    situng,
    wilayah_kemendagri,
)
from hub.loaders.loader import Loader
from hub.loaders.source_file import SourceFile

LOADERS: tuple[Loader, ...] = (
    hub_table.LOADER,
    mapped.LOADER,
    scan.LOADER,
    apipemilu_candidates.LOADER,
    apipemilu_districts.LOADER,
    apipemilu_elected.LOADER,
    apipemilu_finance.LOADER,
    apipemilu_forms.LOADER,
    apipemilu_incumbents.LOADER,
    apipemilu_parties.LOADER,
    apipemilu_party_totals.LOADER,
    apipemilu_presidential.LOADER,
    apipemilu_provinces.LOADER,
    apipemilu_threshold.LOADER,
    apipemilu_tickets.LOADER,
    apipemilu_vote_totals.LOADER,
    apipemilu_voters.LOADER,
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
    dpr_members.DPR_2019,
    dpr_members.DPR_2024,
    dpr_votes2024.LOADER,
    sirekap2024_president.LOADER,
    sirekap2024_dpr.LOADER,
    kawalpemilu2024_regions.LOADER,
    pilkada2015.REGIONS_LOADER,
    pilkada2015.PAIRS_LOADER,
    pilkada2015.PEOPLE_LOADER,
    pilkada2024_regions.LOADER,
    pilkada2024_pairs.LOADER,
    pilkada2024_votes.LOADER,
    wilayah_kemendagri.LOADER,
)

BY_NAME: dict[str, Loader] = {loader.name: loader for loader in LOADERS}


def loader_named(name: str) -> Loader:
    """Return a loader of the hub or of an installed package. Raises UnknownLoader, and BadExtension for a package that is wrong."""
    if name in BY_NAME:
        return BY_NAME[name]
    others = installed("pemilu_hub.loaders", Loader, BY_NAME)
    if name not in others:
        raise UnknownLoader(f"expected one of the loaders {', '.join(sorted({*BY_NAME, *others}))}; found {name!r}")
    return others[name]


__all__ = ["BY_NAME", "LOADERS", "Loader", "SourceFile", "loader_named"]
