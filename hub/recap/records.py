"""The tables of a release that a recapitulation reads, and the whole recapitulation of a contest from them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from hub.errors import UsageError
from hub.recap.checks import check_forms, check_parents
from hub.recap.contest import Recapitulation, recapitulate
from hub.recap.division import AREAS, division_of
from hub.recap.findings import Finding
from hub.recap.limits import limits_of
from hub.recap.sources import check_sources
from hub.recap.territory import District, Territory


@dataclass(frozen=True)
class Records:
    """The tables of those names, each with the columns that `hub.tables` gives it."""

    editions: pl.DataFrame
    contests: pl.DataFrame
    regions: pl.DataFrame
    region_parents: pl.DataFrame
    polling_stations: pl.DataFrame
    district_regions: pl.DataFrame
    results: pl.DataFrame
    turnout: pl.DataFrame

    def contest(self, contest_id: str) -> dict[str, Any]:
        """Return the row of a contest. Raises UsageError where there is none."""
        rows = self.contests.filter(pl.col("contest_id") == contest_id)
        if rows.is_empty():
            raise UsageError(f"expected a contest such as 2019/president or 2024/dpr/1101, found {contest_id!r}")
        return rows.with_columns(pl.col("office").cast(pl.String)).row(0, named=True)

    def year(self, contest_id: str) -> int:
        edition = self.editions.filter(pl.col("edition_id") == self.contest(contest_id)["edition_id"])
        return int(edition["year"].item())

    def territory(self, contest_id: str) -> Territory:
        """Return where a contest is counted: the division of its year with the stations of its edition, and its district."""
        contest = self.contest(contest_id)
        stations = self.polling_stations.filter(pl.col("edition_id") == contest["edition_id"]).select(
            pl.col("station_id").alias("region_id"),
            pl.col("region_id").alias("parent_id"),
            pl.lit("POLLING_STATION").alias("level"),
            pl.format("TPS {}", "number").alias("name"),
            pl.lit(value=True).alias("expected"),
        )
        division = division_of(self.regions, self.region_parents, self.year(contest_id))
        return Territory(pl.concat([division, stations.select(*AREAS, "expected")]), self._district(contest))

    def recapitulations(self, contest_id: str) -> list[Recapitulation]:
        """Return the recapitulation of a contest from each source that states something of it."""
        return recapitulate(contest_id, self.results, self.turnout, self.territory(contest_id))

    def findings(self, recapitulations: Sequence[Recapitulation]) -> Iterator[Finding]:
        """Yield everything that does not add up within and between the sources of one contest."""
        for each in recapitulations:
            limits = limits_of(self.year(each.contest_id), self.contest(each.contest_id)["office"])
            yield from check_forms(each.tally, each.contest_id, limits, partial=each.is_partial)
            yield from check_parents(each.tally, each.stated, each.contest_id)
        yield from check_sources(recapitulations)

    def _district(self, contest: dict[str, Any]) -> District | None:
        if contest["district_id"] is None:
            return None
        regions = self.district_regions.filter(pl.col("district_id") == contest["district_id"])
        whole, split = (regions.filter(pl.col("is_split") == is_split)["region_id"] for is_split in (False, True))
        return District(contest["district_id"], contest["name"], tuple(whole.unique()), tuple(split.unique()))
