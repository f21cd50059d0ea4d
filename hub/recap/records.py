"""The tables of a release that a recapitulation reads, and the recapitulation of any of its contests."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from hub.errors import UsageError
from hub.recap.checks import check_forms, check_parents
from hub.recap.contest import Recapitulation, recapitulate
from hub.recap.division import AREAS, division_of
from hub.recap.findings import Finding
from hub.recap.limits import limits_of
from hub.recap.sources import check_sources
from hub.recap.territory import District, Division, Territory

TABLES = (
    "editions",
    "contests",
    "regions",
    "region_parents",
    "polling_stations",
    "district_regions",
    "results",
    "turnout",
)


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
    _divisions: dict[str, Division] = field(default_factory=dict, init=False, repr=False, compare=False)
    """By edition: the division of its year is the same for all its contests."""

    @classmethod
    def read(cls, table: Callable[[str], pl.DataFrame]) -> "Records":
        """Return the records whose tables `table` gives by name."""
        return cls(*(table(name) for name in TABLES))

    def contest(self, contest_id: str) -> dict[str, Any]:
        """Return the row of a contest. Raises UsageError where there is none."""
        rows = self.contests.filter(pl.col("contest_id") == contest_id)
        if rows.is_empty():
            raise UsageError(f"expected a contest such as 2019/president or 2024/dpr/1101, found {contest_id!r}")
        return rows.with_columns(pl.col("office").cast(pl.String)).row(0, named=True)

    def counted_in_regions(self) -> list[str]:
        """Return the contests that a source has figures of by region or station, in order."""
        stated = pl.concat(
            frame.filter(pl.col("region_id").is_not_null())["contest_id"] for frame in (self.results, self.turnout)
        )
        return stated.drop_nulls().unique().sort().to_list()

    def territory(self, contest_id: str) -> Territory:
        """Return where a contest is counted: the division of its year with the stations of its edition, and its district."""
        contest = self.contest(contest_id)
        edition_id = contest["edition_id"]
        if edition_id not in self._divisions:
            self._divisions[edition_id] = self._division(edition_id)
        return Territory(self._divisions[edition_id], self._district(contest))

    def recapitulations(self, contest_id: str) -> list[Recapitulation]:
        """Return the recapitulation of a contest from each source that states something of it."""
        return recapitulate(contest_id, self.results, self.turnout, self.territory(contest_id))

    def findings(self, recapitulations: Sequence[Recapitulation]) -> Iterator[Finding]:
        """Yield everything that does not add up within and between the sources of one contest."""
        for each in recapitulations:
            yield from self.findings_within(each)
        yield from check_sources(recapitulations)

    def findings_within(self, each: Recapitulation) -> Iterator[Finding]:
        """Yield what does not add up within one source."""
        contest = self.contest(each.contest_id)
        limits = limits_of(self._year(contest["edition_id"]), contest["office"])
        yield from check_forms(each.tally, each.contest_id, limits, partial=each.is_partial)
        yield from check_parents(each.tally, each.stated, each.contest_id)

    def _year(self, edition_id: str) -> int:
        return int(self.editions.filter(pl.col("edition_id") == edition_id)["year"].item())

    def _division(self, edition_id: str) -> Division:
        stations = self.polling_stations.filter(pl.col("edition_id") == edition_id).select(
            pl.col("station_id").alias("region_id"),
            pl.col("region_id").alias("parent_id"),
            pl.lit("POLLING_STATION").alias("level"),
            pl.format("TPS {}", "number").alias("name"),
            pl.lit(value=True).alias("expected"),
        )
        regions = division_of(self.regions, self.region_parents, self._year(edition_id))
        return Division(pl.concat([regions, stations.select(*AREAS, "expected")]))

    def _district(self, contest: dict[str, Any]) -> District | None:
        if contest["district_id"] is None:
            return None
        regions = self.district_regions.filter(pl.col("district_id") == contest["district_id"])
        whole, split = (regions.filter(pl.col("is_split") == is_split)["region_id"] for is_split in (False, True))
        return District(contest["district_id"], contest["name"], tuple(whole.unique()), tuple(split.unique()))
