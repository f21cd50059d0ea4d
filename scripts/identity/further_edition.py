"""What a further edition does to the people who are published: with the rule that they come first, and without it.

    python -m scripts.identity.further_edition DIR --edition 2019

DIR holds a release. Its candidacies are linked without the edition, as if that had been published, and again with it. A group is
all candidacies of one person in the editions before. Birth dates are not in a release, so names and context alone link here.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import polars as pl

from hub.identity.match import link
from hub.identity.standing import with_places
from hub.release import current
from hub.tables.candidacies import Candidacies
from hub.tables.districts import Districts
from hub.tables.region_codes import RegionCodes


def main() -> None:
    """Print, with and without the rule, how many groups changed, and how many pairs wait because of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("release", type=Path, help="folder that `hub build` wrote")
    parser.add_argument("--edition", required=True, help="the edition that comes last")
    parser.add_argument("--office", action="append", help="only these offices, such as DPR")
    arguments = parser.parse_args()
    every = candidacies(arguments.release, arguments.office)
    before = link(every.filter(pl.col("edition_id") != arguments.edition)).clusters
    for told, published in (("published people first", before), ("likeliest pairs first", {})):
        found = link(every, person_before=published)
        changed = len(groups(before, before) - groups(found.clusters, before))
        print(f"{told}: {changed} groups changed, {len(found.conflicts)} pairs refused")


def candidacies(folder: Path, offices: list[str] | None) -> pl.DataFrame:
    """Return the candidacies of the current release with their places."""
    release = current(folder)
    rows = release.table(Candidacies).with_columns(pl.col("office", "gender").cast(pl.String))
    codes = release.table(RegionCodes).with_columns(pl.col("scheme").cast(pl.String))
    kept = rows if offices is None else rows.filter(pl.col("office").is_in(offices))
    return with_places(kept, release.table(Districts), codes)


def groups(person_of: Mapping[str, str], keys: Iterable[str]) -> set[frozenset[str]]:
    """Return the candidacies among `keys` by person."""
    held = defaultdict(set)
    for key in keys:
        held[person_of[key]].add(key)
    return {frozenset(members) for members in held.values()}


if __name__ == "__main__":
    main()
