"""One edition out of a release: its rows, and the rows of other tables that they refer to."""

import polars as pl

from hub.errors import UsageError
from hub.ids import NODE_TYPE_OF
from hub.release.release import Release
from hub.tables import BY_NAME

_OF_EDITION = (
    "editions", "sources", "districts", "contests", "nominations", "candidacies", "polling_stations", "results", "turnout",
    "voters", "finance_reports", "calendar_events", "legal_bases", "disputes", "datasets",
)  # fmt: skip
"""Tables whose rows name the edition that they belong to."""

_BETWEEN_EDITIONS = ("district_overlaps", "notional_results")
"""Tables whose rows join two editions: they stand in the whole release alone."""

_COUNTED_IN = ("results", "turnout", "progress", "rollups", "voters", "polling_stations", "district_regions")


class EditionPart:
    """Which rows of each table belong to an edition; all rows where `edition` is None.

    An edition comes with the persons and parties that stand in it, the regions that it is held and counted in and all that these
    are part of, the sources of all these, and the findings about what it holds. Links between
    two editions are of neither. Raises UsageError for an unknown edition.
    """

    def __init__(self, release: Release, edition: str | None) -> None:
        self.edition = edition
        self.release = release
        self._keys: dict[str, pl.DataFrame] = {}
        if edition is not None:
            self._check(edition)
            self._collect(edition)

    def of(self, table: str, rows: pl.LazyFrame) -> pl.LazyFrame:
        """Return those of `rows`, rows of `table`, that belong to the edition, in their order."""
        if self.edition is None or table == "offices":
            return rows
        if table in self._keys:
            kept = self._keys[table].lazy()
            return rows.join(kept, on=kept.collect_schema().names(), how="semi", maintain_order="left")
        if table in ("external_ids", "provenance"):
            return self._about_kept(rows, "kind", "key")
        if table == "register":
            return self._about_kept(rows, "kind", "id")
        if table == "set_aside":
            return rows.join(self._keys["sources"].lazy(), on="source_id", how="semi", maintain_order="left")
        raise AssertionError(f"no rule for the table {table}")

    def _check(self, edition: str) -> None:
        known = self.release.editions
        if edition not in known:
            raise UsageError(f"expected an edition of the release, one of {', '.join(known)}; found {edition!r}")

    def _collect(self, edition: str) -> None:
        for table in _OF_EDITION:
            self._keep(table, self._scan(table).filter(pl.col("edition_id") == edition))
        self._keep("tickets", self._of_kept("tickets", "contest_id", "contests"))
        self._keep("ticket_parties", self._of_kept("ticket_parties", "ticket_id", "tickets"))
        self._keep("progress", self._of_kept("progress", "contest_id", "contests"))
        self._keep("rollups", self._of_kept("rollups", "contest_id", "contests"))
        self._keep("finance_lines", self._of_kept("finance_lines", "report_id", "finance_reports"))
        self._keep("district_regions", self._of_kept("district_regions", "district_id", "districts"))
        self._keep("district_maps", self._of_kept("district_maps", "district_id", "districts"))
        for table in _BETWEEN_EDITIONS:
            self._keep(table, self._scan(table).clear())
        self._keep("persons", self._referred("person_id", "candidacies"))
        self._keep("parties", self._referred("party_id", "candidacies", "nominations", "results", "ticket_parties"))
        self._keep("party_events", self._events_among_kept())
        self._keep("regions", self._with_wholes(self._referred_regions()))
        self._keep("region_codes", self._of_kept("region_codes", "region_id", "regions"))
        self._keep("region_parents", self._between_kept("region_parents", "parent_id"))
        self._keep("region_lineage", self._between_kept("region_lineage", "successor_id"))
        for pairs in ("links", "judgements"):
            self._keep(pairs, self._within_kept(pairs))
        self._keep("sources", self._sources())
        self._keep("editions", pl.concat([self._keys["editions"].lazy(), self._referred("edition_id", "sources")]))
        self._keep("findings", self._findings())

    def _scan(self, table: str) -> pl.LazyFrame:
        return self.release.scan(BY_NAME[table])

    def _keep(self, table: str, rows: pl.LazyFrame) -> None:
        self._keys[table] = rows.select(BY_NAME[table].primary_key()).drop_nulls().unique().collect()

    def _kept(self, table: str) -> pl.LazyFrame:
        return self.of(table, self._scan(table))

    def _of_kept(self, table: str, column: str, whole: str) -> pl.LazyFrame:
        return self._scan(table).join(self._keys[whole].lazy(), on=column, how="semi")

    def _between_kept(self, table: str, column: str) -> pl.LazyFrame:
        """Return the rows of `table` that join two regions of the edition, `region_id` and `column`."""
        kept = self._keys["regions"].lazy().select(pl.col("region_id").alias(column))
        return self._of_kept(table, "region_id", "regions").join(kept, on=column, how="semi")

    def _events_among_kept(self) -> pl.LazyFrame:
        """Return the events of parties of the edition that name no party outside it."""
        events = self._of_kept("party_events", "party_id", "parties")
        others = self._keys["parties"].lazy().select(pl.col("party_id").alias("from_party_id"))
        return pl.concat(
            [events.filter(pl.col("from_party_id").is_null()), events.join(others, on="from_party_id", how="semi")]
        )

    def _within_kept(self, table: str) -> pl.LazyFrame:
        """Return the rows of `table` on two candidacies of the edition; those across editions belong to none."""
        kept = self._keys["candidacies"].lazy()
        rows = self._scan(table).join(kept, left_on="left_id", right_on="candidacy_id", how="semi")
        return rows.join(kept, left_on="right_id", right_on="candidacy_id", how="semi")

    def _referred(self, column: str, *tables: str) -> pl.LazyFrame:
        return pl.concat([self._kept(table).select(column) for table in tables])

    def _referred_regions(self) -> pl.LazyFrame:
        provinces = self._kept("districts").select(pl.col("province_id").alias("region_id"))
        return pl.concat([self._referred("region_id", *_COUNTED_IN), provinces])

    def _with_wholes(self, regions: pl.LazyFrame) -> pl.LazyFrame:
        """Return regions and every region that they are part of, up to the nation."""
        parents = self._scan("regions").select("region_id", "parent_id").collect()
        found = fresh = regions.drop_nulls().unique().collect()
        while fresh.height:
            above = parents.join(fresh, on="region_id", how="semi").select(pl.col("parent_id").alias("region_id"))
            fresh = above.drop_nulls().unique().join(found, on="region_id", how="anti")
            found = pl.concat([found, fresh])
        return found.lazy()

    def _sources(self) -> pl.LazyFrame:
        stating = [name for name in (*self._keys, "external_ids", "provenance") if self._names_source(name)]
        return pl.concat([self._keys["sources"].lazy(), *(self._kept(name).select("source_id") for name in stating)])

    def _names_source(self, table: str) -> bool:
        return "source_id" in BY_NAME[table].columns() and table != "sources"

    def _findings(self) -> pl.LazyFrame:
        rows = self._scan("findings")
        about = self._about_kept(rows, "subject_kind", "subject_key")
        unaddressed = rows.filter(pl.col("subject_key").is_null())
        return pl.concat([about, unaddressed.join(self._keys["sources"].lazy(), on="source_id", how="semi")])

    def _about_kept(self, rows: pl.LazyFrame, kind: str, key: str) -> pl.LazyFrame:
        """Return the rows about a thing that is kept; the line of a kept district is kept with it."""
        kept = [
            frame.lazy().select(pl.lit(NODE_TYPE_OF[name]).alias("_kind"), pl.first().alias("_key"))
            for name, frame in self._keys.items()
            if name in NODE_TYPE_OF
        ]
        lines = self._kept("districts").select(pl.lit("district-line").alias("_kind"), pl.col("line_id").alias("_key"))
        return rows.join(
            pl.concat([*kept, lines.unique()]),
            left_on=[pl.col(kind).cast(pl.String), pl.col(key)],
            right_on=["_kind", "_key"],
            how="semi",
            maintain_order="left",
        )
