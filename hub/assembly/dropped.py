"""What became of every statement that was read: shown, or listed with the reason.

A statement is a fact as a loader states it, or a row that a loader set aside. Shown: its subject is in the release with all values that it states,
from whatever source. Listed: all others.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from hub.assembly.merge import BESIDE, letters
from hub.assembly.rejections import ROW, Rejections
from hub.assembly.stated import Stated
from hub.facts import (
    CalendarFact,
    CandidacyFact,
    DisputeFact,
    DistrictFact,
    DistrictRegionFact,
    Fact,
    FinanceFact,
    LegalBasisFact,
    MembershipFact,
    NominationFact,
    RecordFact,
    RegionFact,
    ResultFact,
    ShapeFact,
    TicketFact,
    TicketPartyFact,
    TurnoutFact,
    VotersFact,
)
from hub.tables import BY_NAME

UNEXPLAINED = "unexplained"
"""Rule of a statement that nothing shows and nothing refused: a defect of the hub, and a finding of severity ERROR."""

ANOTHER = "another-is-shown"


@dataclass(frozen=True)
class _Kind:
    """A kind of statement: the tables that it may become a row of, by their keys.

    `fills`: a later statement adds what the first lacks. `compares`: values that are not shown are listed.
    """

    name: str
    tables: tuple[str, ...]
    fills: bool = False
    compares: bool = True


_KINDS: dict[type[Fact], _Kind] = {
    RegionFact: _Kind("region", ("regions",), compares=False),
    DistrictFact: _Kind("district", ("districts",), fills=True),
    DistrictRegionFact: _Kind("district_region", ("district_regions",)),
    NominationFact: _Kind("nomination", ("nominations",), fills=True),
    TicketFact: _Kind("ticket", ("tickets",), fills=True),
    TicketPartyFact: _Kind("ticket_party", ("ticket_parties",)),
    CandidacyFact: _Kind("candidacy", ("candidacies",), fills=True),
    MembershipFact: _Kind("membership", ("memberships",)),
    ResultFact: _Kind("result", ("results",), fills=True),
    TurnoutFact: _Kind("turnout", ("turnout",), fills=True),
    VotersFact: _Kind("voters", ("voters",), fills=True),
    FinanceFact: _Kind("finance", ("finance_reports", "finance_lines"), compares=False),
    ShapeFact: _Kind("shape", ("district_maps", "regions")),
    CalendarFact: _Kind("calendar_event", ("calendar_events",)),
    LegalBasisFact: _Kind("legal_basis", ("legal_bases",)),
    RecordFact: _Kind("public_record", ("public_records",)),
    DisputeFact: _Kind("dispute", ("disputes",)),
}
"""All names, codes and parents of a region are shown, with their years; a finance report shows the sum of its lines."""

_KEPT_APART = {*BESIDE, "list", "event", "date", "part", "has_ended"}
"""Fields that differ between statements on one thing without one of them being lost."""

_LISTED = ("source_id", "source_row", "kind", "number", "rule", "cause", "values_dropped", "about_key")


@dataclass(frozen=True)
class Balance:
    """`listed`: rows of `dropped_statements`. `counts`: per source_id statements_read_count, statements_shown_count, statements_dropped_count."""

    listed: pl.DataFrame
    counts: pl.DataFrame


def balance(stated: Stated, tables: dict[str, pl.DataFrame], rejections: Rejections) -> Balance:
    """Return what became of all statements, given the finished tables. Read = shown + listed, for every source."""
    reasons = pl.DataFrame(
        rejections.reasons, schema=["table", "source_id", "source_row", "rule", "cause"], orient="row"
    ).cast({"source_row": pl.Int64, **dict.fromkeys(("table", "source_id", "rule", "cause"), pl.String)})
    listed, read, shown = [_rows(reasons)], [], []
    for kind, said in _KINDS.items():
        facts = stated.frame(kind)
        if facts.is_empty():
            continue
        places = facts.select("statement", "source_id", "source_row")
        keyed = _keyed(stated, kind, places)
        is_released = pl.col("key").is_in(_released(said, tables).implode()).fill_null(value=False)
        gone = _with_reasons(keyed.filter(~is_released), places, said, reasons)
        known = keyed.filter(is_released)
        other = _with_another(known, facts, said) if said.compares else None
        found = [each for each in (gone, other) if each is not None and each.height]
        listed += [_listed(each, places, said) for each in found]
        dropped = (
            pl.concat([each.select("statement") for each in found]) if found else known.select("statement").clear()
        )
        read.append(facts.select("source_id"))
        shown.append(places.join(dropped, on="statement", how="anti").select("source_id"))
    rows = pl.concat(listed)
    return Balance(_numbered(rows), _counts(pl.concat([listed[0].select("source_id"), *read]), shown, rows))


def _keyed(stated: Stated, kind: type[Fact], places: pl.DataFrame) -> pl.DataFrame:
    """Return statement, key of every statement of a kind in the order of precedence; those that no table took up last, without a key."""
    traced = stated.keys.get(kind, pl.DataFrame(schema={"statement": places.schema["statement"], "key": pl.String}))
    rest = places.join(traced, on="statement", how="anti").select("statement", pl.lit(None, pl.String).alias("key"))
    return pl.concat([traced, rest]).unique("statement", keep="first", maintain_order=True)


def _released(said: _Kind, tables: dict[str, pl.DataFrame]) -> pl.Series:
    """Return the keys of what is in the release; a key of several columns has blanks between them."""
    return pl.concat(
        tables[name].select(pl.concat_str(BY_NAME[name].primary_key(), separator=" ").alias("key"))
        for name in said.tables
    ).to_series()


def _with_reasons(gone: pl.DataFrame, places: pl.DataFrame, said: _Kind, reasons: pl.DataFrame) -> pl.DataFrame:
    """Add rule and cause: why the row of the statement itself was refused, or the row of the first statement on the same thing."""
    if gone.is_empty():
        return gone
    own = reasons.filter(pl.col("table").is_in(said.tables)).drop("table")
    own = own.unique(["source_id", "source_row"], keep="first", maintain_order=True)
    placed = gone.join(places, on="statement", maintain_order="left")
    told = placed.join(own, on=["source_id", "source_row"], how="left", maintain_order="left")
    of_key = told.filter(pl.col("key").is_not_null()).with_columns(
        pl.col("rule", "cause").drop_nulls().first().over("key")
    )
    same = told.select("statement").join(
        of_key.select("statement", same_rule="rule", same_cause="cause"),
        on="statement",
        how="left",
        maintain_order="left",
    )
    return told.with_columns(
        pl.coalesce("rule", same["same_rule"], pl.lit(UNEXPLAINED)).alias("rule"),
        pl.coalesce("cause", same["same_cause"], pl.lit("expected a row or a reason, found neither")).alias("cause"),
        pl.lit(None, pl.String).alias("values_dropped"),
    ).drop("source_id", "source_row")


def _with_another(known: pl.DataFrame, facts: pl.DataFrame, said: _Kind) -> pl.DataFrame | None:
    """Return the statements of which a value is not shown, with the names of these values."""
    several = known.filter(pl.col("key").is_duplicated())
    if several.is_empty():
        return None
    full = several.join(facts, on="statement", how="left", maintain_order="left")
    columns = [
        name
        for name, dtype in full.schema.items()
        if name not in _KEPT_APART and name != "key" and not isinstance(dtype, pl.List)
    ]
    lost = []
    for column in columns:
        value = pl.col(column).drop_nulls() if said.fills else pl.col(column)
        doubtful = full.with_columns(value.first().over("key").alias("_shown")).filter(
            pl.col(column).is_not_null() & pl.col(column).ne_missing(pl.col("_shown"))
        )
        if full.schema[column] == pl.String and doubtful.height:
            doubtful = doubtful.filter(letters(column).ne_missing(letters("_shown")))
        lost.append(doubtful.select("statement", "key", pl.lit(column).alias("column")))
    first = full.group_by("key").agg(pl.col("series", "source_row").first().name.prefix("first_"))
    return (
        pl.concat(lost)
        .group_by("statement", "key", maintain_order=True)
        .agg(pl.col("column").str.join(", ").alias("values_dropped"))
        .join(first, on="key", how="left", maintain_order="left")
        .select(
            "statement",
            "key",
            pl.lit(ANOTHER).alias("rule"),
            pl.format(
                "expected what row {} of {} states of the same, which is shown, found another value of {}",
                "first_source_row",
                "first_series",
                "values_dropped",
            ).alias("cause"),
            "values_dropped",
        )
    )


def _listed(found: pl.DataFrame, places: pl.DataFrame, said: _Kind) -> pl.DataFrame:
    """Return the statements as rows of the list, numbered within their row of the file."""
    own = found.join(places, on="statement", how="left")
    beside = places.join(own.select("source_id", "source_row").unique(), on=["source_id", "source_row"], how="semi")
    numbers = beside.sort("statement").select(
        "statement", number=(pl.int_range(pl.len()).over("source_id", "source_row") + 1).cast(pl.Int64)
    )
    return (
        own.join(numbers, on="statement", how="left")
        .with_columns(pl.lit(said.name).alias("kind"), pl.col("key").alias("about_key"))
        .select(_LISTED)
    )


def _rows(reasons: pl.DataFrame) -> pl.DataFrame:
    """Return what loaders set aside as rows of the list."""
    return (
        reasons.filter(pl.col("table") == ROW)
        .with_columns(
            pl.lit(ROW).alias("kind"),
            (pl.int_range(pl.len()).over("source_id", "source_row") + 1).cast(pl.Int64).alias("number"),
            pl.lit(None, pl.String).alias("values_dropped"),
            pl.lit(None, pl.String).alias("about_key"),
        )
        .select(_LISTED)
    )


def _numbered(rows: pl.DataFrame) -> pl.DataFrame:
    key = pl.format("{}/{}/{}/{}", "source_id", "source_row", pl.col("kind").str.replace_all("_", "-"), "number")
    return (
        rows.with_columns(key.alias("statement_id"))
        .drop("number")
        .sort("source_id", "source_row", "kind", "statement_id")
    )


def _counts(read: pl.DataFrame, shown: list[pl.DataFrame], rows: pl.DataFrame) -> pl.DataFrame:
    def by_source(frame: pl.DataFrame, name: str) -> pl.DataFrame:
        return frame.group_by("source_id").agg(pl.len().cast(pl.Int64).alias(f"statements_{name}_count"))

    counted = by_source(read, "read")
    for frame, name in ((pl.concat([*shown, read.clear()]), "shown"), (rows, "dropped")):
        counted = counted.join(by_source(frame, name), on="source_id", how="left")
    return counted.with_columns(pl.col("^statements_.*$").fill_null(0))


def unexplained(found: Balance) -> Iterator[tuple[str, int]]:
    """Yield the sources with statements that nothing shows and nothing refused, and how many."""
    bad = found.listed.filter(pl.col("rule") == UNEXPLAINED).group_by("source_id").len().sort("source_id")
    yield from bad.iter_rows()
