"""One edition out of a release: its rows, and the rows of other tables that they refer to.

The declaration of a table says which of its rows belong to an edition (`About.edition`).
"""

import polars as pl

from hub.errors import UsageError
from hub.ids import NODE_TYPE_OF
from hub.release.release import Release
from hub.tables import BY_NAME, TABLES
from hub.tables.table import Belongs, Table, With


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
            for table in sorted(TABLES, key=_turn):
                self._collect(table, edition)

    def of(self, table: str, rows: pl.LazyFrame) -> pl.LazyFrame:
        """Return those of `rows`, rows of `table`, that belong to the edition, in their order."""
        rule = BY_NAME[table].edition_rule()
        if self.edition is None or rule is Belongs.EVERY:
            return rows
        if rule is Belongs.ABOUT:
            return self._about(BY_NAME[table], rows)
        kept = self._keys[table].lazy()
        return rows.join(kept, on=kept.collect_schema().names(), how="semi", maintain_order="left")

    def table(self, table: str) -> pl.DataFrame:
        """Return the rows of a table that belong to the edition."""
        return self.of(table, self.release.scan(BY_NAME[table])).collect()

    def official_codes(self) -> dict[str, str]:
        """Return region -> its code of today in the list of the Ministry of Home Affairs, for the regions that have one."""
        codes = self.table("region_codes").filter(pl.col("scheme") == "kemendagri", pl.col("valid_to").is_null())
        return dict(codes.select("region_id", "value").iter_rows())

    def _check(self, edition: str) -> None:
        known = self.release.editions
        if edition not in known:
            raise UsageError(f"expected an edition of the release, one of {', '.join(known)}; found {edition!r}")

    def _collect(self, table: type[Table], edition: str) -> None:
        """Note the keys of the rows that belong to the edition, and first those of the tables that this follows from."""
        name, rule = table.table_name(), table.edition_rule()
        if name in self._keys or rule in {Belongs.EVERY, Belongs.ABOUT}:
            return
        rows = self.release.scan(table)
        if isinstance(rule, With):
            self._keep(table, self._with(table, rows, rule, edition))
        elif rule is Belongs.NONE:
            self._keep(table, rows.clear())
        elif rule is Belongs.REFERRED:
            self._keep(table, self._referred(table, edition))
        else:
            self._keep(table, rows.filter(pl.col("edition_id") == edition))
        if rule is Belongs.NAMED_OR_REFERRED:
            self._keep(table, pl.concat([self._keys[name].lazy(), self._referred(table, edition)]))

    def _keep(self, table: type[Table], rows: pl.LazyFrame) -> None:
        self._keys[table.table_name()] = rows.select(table.primary_key()).drop_nulls().unique().collect()

    def _with(self, table: type[Table], rows: pl.LazyFrame, rule: With, edition: str) -> pl.LazyFrame:
        """Return the rows of which every reference in the columns of the rule is to a row of the edition, or to none."""
        for column in rule.columns:
            whole = BY_NAME[table.references()[column][0]]
            self._collect(whole, edition)
            kept = self._keys[whole.table_name()].select(pl.first().alias(column))
            if table.columns()[column].nullable:
                kept = pl.concat([kept, kept.clear(1)])
            rows = rows.join(kept.lazy(), on=column, how="semi", nulls_equal=True)
        return rows

    def _referred(self, table: type[Table], edition: str) -> pl.LazyFrame:
        """Return the keys that rows of the edition refer to, and of all rows that those are part of."""
        found = []
        for other in TABLES:
            columns = [name for name, target in other.references().items() if target == (table.table_name(), "")]
            if other is not table and columns and not _follows(other, table):
                self._collect(other, edition)
                rows = self.of(other.table_name(), self.release.scan(other))
                found += [rows.select(pl.col(column).alias(table.key_column())) for column in columns]
        return self._with_wholes(table, pl.concat(found)) if table.about.wholes else pl.concat(found)

    def _with_wholes(self, table: type[Table], parts: pl.LazyFrame) -> pl.LazyFrame:
        """Return keys and those of every row that these are part of, up to one that is part of none."""
        key, whole = table.key_column(), table.about.wholes
        wholes = self.release.scan(table).select(key, whole).collect()
        found = fresh = parts.drop_nulls().unique().collect()
        while fresh.height:
            above = wholes.join(fresh, on=key, how="semi").select(pl.col(whole).alias(key))
            fresh = above.drop_nulls().unique().join(found, on=key, how="anti")
            found = pl.concat([found, fresh])
        return found.lazy()

    def _about(self, table: type[Table], rows: pl.LazyFrame) -> pl.LazyFrame:
        """Return the rows about a thing that is kept, or about none and of a source that is; a district is kept with its line."""
        key, kind = _subject(table)
        kept = [
            frame.lazy().select(pl.lit(NODE_TYPE_OF[name]).alias("_kind"), pl.first().alias("_key"))
            for name, frame in self._keys.items()
            if name in NODE_TYPE_OF
        ]
        districts = self.of("districts", self.release.scan(BY_NAME["districts"]))
        lines = districts.select(pl.lit("district-line").alias("_kind"), pl.col("line_id").alias("_key")).unique()
        things = pl.concat([*kept, lines]).with_columns(pl.lit(1).alias("_kept"))
        marked = rows.with_columns(pl.col(kind).cast(pl.String).alias("_kind")).join(
            things, left_on=["_kind", key], right_on=["_kind", "_key"], how="left", maintain_order="left"
        )
        is_kept = pl.col("_kept").is_not_null()
        if table.columns()[key].nullable:
            is_kept |= pl.col(key).is_null() & pl.col("source_id").is_in(self._keys["sources"]["source_id"].implode())
        return marked.filter(is_kept).drop("_kind", "_kept")


def _subject(table: type[Table]) -> tuple[str, str]:
    """Return the columns of key and kind of what the rows of a table are about."""
    return next((name, kind) for name in table.columns() if (kind := table.marks(name).get("subject_kind")))


def _turn(table: type[Table]) -> int:
    """Return when a table is looked at: sources and editions after all that may refer to them, and after those what follows from them."""
    if table.edition_rule() is Belongs.NAMED_OR_REFERRED:
        return 2 if table.table_name() == "editions" else 1
    return 3 if _follows(table, BY_NAME["sources"]) else 0


def _follows(other: type[Table], table: type[Table]) -> bool:
    """Tell whether the rows of the other table that belong to an edition are found by those of the table."""
    rule = other.edition_rule()
    if isinstance(rule, With):
        wholes = [BY_NAME[other.references()[column][0]] for column in rule.columns]
        return any(whole is table or _follows(whole, table) for whole in wholes)
    is_about_none = rule is Belongs.ABOUT and other.columns()[_subject(other)[0]].nullable
    return is_about_none and table.table_name() == "sources"
