"""Rows that findings contradict: the rules of the findings stand beside the row, and nothing else changes."""

from typing import Any

import polars as pl
import pytest

from hub.assembly import with_contradictions
from hub.assembly.contradictions import TABLES
from hub.tables import BY_NAME


def table(name: str, *rows: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=BY_NAME[name].polars_schema(), orient="row")


def finding(rule: str, kind: str | None, key: str | None, severity: str = "WARNING") -> dict[str, Any]:
    return {
        "finding_id": f"{rule}/{kind}/{key}",
        "rule": rule,
        "severity": severity,
        "subject_kind": kind,
        "subject_key": key,
    }


def result(key: str, **said: Any) -> dict[str, Any]:
    return {
        "result_id": key,
        "edition_id": "2042",
        "office": "DPR",
        "kind": "PARTY_TOTAL",
        "series": "a",
        "votes_count": 1,
        **said,
    }


STATION = {"contest_id": "2042/president", "series": "a", "region_id": "r-1"}

TABLES_OF_2042 = {name: table(name) for name in TABLES} | {
    "results": table(
        "results",
        result("one"),
        result("two"),
        result("nation", nomination_id="2042/party/1", level="NATION"),
        result("province", nomination_id="2042/party/1", level="PROVINCE"),
        *(
            result(f"{pair}@{station}", **STATION, station_id=station, kind="TICKET")
            for pair in ("1", "2")
            for station in ("1", "2")
        ),
        result("b@1", **{**STATION, "series": "b"}, station_id="1"),
    ),
    "turnout": table(
        "turnout",
        {"turnout_id": "one", "series": "a"},
        *({"turnout_id": f"tps-{name}", **STATION, "station_id": name} for name in ("1", "2")),
    ),
    "finance_reports": table("finance_reports", {"report_id": "r-1"}, {"report_id": "r-2"}),
    "finance_lines": table(
        "finance_lines", {"line_id": "l-1", "report_id": "r-1"}, {"line_id": "l-2", "report_id": "r-2"}
    ),
}


def told(*findings: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Return, by table, the rows that are contradicted and by what."""
    made = with_contradictions({**TABLES_OF_2042, "findings": table("findings", *findings)})
    assert set(made) == set(TABLES)
    found = {}
    for name, rows in made.items():
        assert rows.drop("contradicted_by").equals(TABLES_OF_2042[name].drop("contradicted_by"))
        assert rows.columns == TABLES_OF_2042[name].columns
        held = rows.filter(pl.col("contradicted_by").is_not_null())
        if held.height:
            found[name] = dict(zip(held[BY_NAME[name].key_column()], held["contradicted_by"], strict=True))
    return found


def test_a_row_names_each_rule_once_in_order() -> None:
    several = (finding(rule, "result", "one") for rule in ("parent-differs", "figures-differ", "figures-differ"))
    assert told(*several) == {"results": {"one": "figures-differ parent-differs"}}


def test_things_of_one_key_are_told_apart_by_kind() -> None:
    assert told(finding("votes-differ", "turnout", "one")) == {"turnout": {"one": "votes-differ"}}


def test_what_is_told_for_information_contradicts_nothing() -> None:
    assert told(finding("numbering-gap", "result", "one", severity="INFO"), finding("x", None, None)) == {}


def test_a_line_of_a_report_contradicts_its_total() -> None:
    assert told(finding("amount-far-outside", "finance-line", "l-1")) == {
        "finance_lines": {"l-1": "amount-far-outside"},
        "finance_reports": {"r-1": "amount-far-outside"},
    }


def test_a_partys_national_total_is_contradicted_by_the_sum_of_its_districts() -> None:
    assert told(finding("totals-differ", "nomination", "2042/party/1")) == {"results": {"nation": "totals-differ"}}


@pytest.mark.parametrize(
    ("rule", "votes"), [("votes-differ", True), ("votes-over-limit", True), ("ballots-differ", False)]
)
def test_votes_on_a_form_that_do_not_add_up_are_contradicted(rule: str, *, votes: bool) -> None:
    found = told(finding(rule, "turnout", "tps-1"))
    assert found.pop("turnout") == {"tps-1": rule}
    assert found == ({"results": {"1@1": rule, "2@1": rule}} if votes else {})
