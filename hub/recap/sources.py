"""Checks between sources: one figure of one area as several sources state it."""

from collections.abc import Iterator, Sequence

import polars as pl

from hub.recap.contest import Recapitulation
from hub.recap.findings import Finding


def check_sources(recapitulations: Sequence[Recapitulation]) -> Iterator[Finding]:
    """Yield each figure of an area on which sources differ, with every source's figure: rule `figures-differ`.

    Where one of the sources is a partial count the finding is of severity INFO: it may only be behind.
    """
    stated = [
        recapitulation.figures().with_columns(
            pl.lit(recapitulation.series).alias("series"), pl.lit(recapitulation.is_partial).alias("partial")
        )
        for recapitulation in recapitulations
    ]
    if not stated:
        return
    # Two groups of kinds of one series carry the same ballots: a figure is taken once from each series.
    every = pl.concat(stated).unique(["area_id", "figure", "series"], keep="first", maintain_order=True)
    differing = (
        every.sort("series", maintain_order=True)
        .group_by("area_id", "figure", maintain_order=True)
        .agg("series", "count", pl.col("partial").any(), pl.col("count").n_unique().alias("distinct"))
        .filter(pl.col("distinct") > 1)
        .sort("area_id", "figure")
    )
    names = _names(recapitulations)
    for area_id, figure, series, counts, partial, _ in differing.iter_rows():
        told = ", ".join(f"{count:,} in {name}" for name, count in zip(series, counts, strict=True))
        yield Finding(
            rule="figures-differ",
            severity="INFO" if partial else "WARNING",
            contest_id=recapitulations[0].contest_id,
            region_id=area_id,
            message=f"{names[area_id]} ({area_id}): expected one figure of {figure} in every source, found {told}",
            evidence={"figure": figure, "figures": dict(zip(series, counts, strict=True))},
        )


def _names(recapitulations: Sequence[Recapitulation]) -> dict[str, str]:
    """Return the name of every area that some source states figures of."""
    areas = [part for each in recapitulations for part in (each.tally.tree.nodes, each.tally.tree.units)]
    return dict(pl.concat(areas).select("region_id", "name").unique("region_id").iter_rows())
