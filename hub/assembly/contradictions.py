"""Adds to each row of figures the rules of the findings that contradict it (the column `contradicted_by`)."""

from collections.abc import Mapping

import polars as pl

from hub.ids import NODE_TYPE_OF
from hub.tables import BY_NAME

TABLES = ("results", "turnout", "voters", "finance_lines", "finance_reports")
"""Tables with a column `contradicted_by`."""

OF_VOTES = ("votes-differ", "votes-over-limit")
"""Rules of findings on a form's turnout that are about its votes."""

_COLUMN = "contradicted_by"
_FORM = ["contest_id", "series", "region_id", "station_id"]


def with_contradictions(tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Return the tables of TABLES, by name, with the rules of the findings that contradict each row: sorted, with spaces between.

    A finding of severity INFO contradicts nothing. One about a party's national total is about the rows of level NATION; the total of
    a campaign report is contradicted by what contradicts one of its lines; the votes of an area or polling station by what its form says of
    valid votes and of the most that there can be.
    """
    about = (
        tables["findings"]
        .filter(pl.col("severity").cast(pl.String) != "INFO")
        .select("rule", "subject_kind", "subject_key")
    )
    found = {}
    for name in TABLES:
        rows = tables[name]
        key = BY_NAME[name].key_column()
        told = [_about(about, NODE_TYPE_OF[name], key)]
        if name == "results":
            is_total = (pl.col("kind").cast(pl.String) == "PARTY_TOTAL") & (pl.col("level").cast(pl.String) == "NATION")
            national = rows.filter(is_total)
            totals = _about(about.filter(pl.col("rule") == "totals-differ"), "nomination", "nomination_id")
            told.append(national.select(key, "nomination_id").join(totals, on="nomination_id").select(key, "rule"))
            on_form = _about(about.filter(pl.col("rule").is_in(OF_VOTES)), "turnout", "turnout_id")
            forms = tables["turnout"].join(on_form, on="turnout_id").select(*_FORM, "rule").drop_nulls("contest_id")
            told.append(rows.select(key, *_FORM).join(forms, on=_FORM, nulls_equal=True).select(key, "rule"))
        if name == "finance_reports":
            lines = tables["finance_lines"].select("line_id", "report_id")
            told.append(lines.join(_about(about, "finance-line", "line_id"), on="line_id").select("report_id", "rule"))
        rules = (
            pl.concat(told).unique().sort(key, "rule").group_by(key).agg(pl.col("rule").str.join(" ").alias(_COLUMN))
        )
        columns = rows.columns
        found[name] = rows.drop(_COLUMN).join(rules, on=key, how="left", maintain_order="left").select(columns)
    return found


def _about(findings: pl.DataFrame, kind: str, key: str) -> pl.DataFrame:
    """Return key and rule of the findings about things of a kind."""
    return findings.filter(pl.col("subject_kind") == kind).select(pl.col("subject_key").alias(key), "rule")
