"""Findings about single figures: on the row that states the figure, with its series, its source and both figures."""

from typing import Any

import orjson
import polars as pl

from hub.assembly.rejections import Rejections
from hub.assembly.row_checks import check_amounts, check_parts_of_regions, check_reports, check_same_cell
from hub.recap.findings import Finding, findings_frame, on_rows
from hub.tables import BY_NAME


def table(name: str, *rows: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=BY_NAME[name].polars_schema(), orient="row")


def result(series: str, votes: int, station: str | None = None, region: str = "r-1") -> dict[str, Any]:
    key = f"2042/president/1@{station or region}~{series}"
    return {
        "result_id": key, "edition_id": "2042", "office": "PRESIDENT", "contest_id": "2042/president", "ticket_id": "2042/president/1",
        "kind": "TICKET", "region_id": region, "level": "VILLAGE", "station_id": station, "votes_count": votes, "series": series,
        "source_id": f"source-{series}", "source_row": 7,
    }  # fmt: skip


def found(rejections: Rejections) -> list[tuple[str, str, str, str | None]]:
    return [(row["rule"], row["subject_kind"], row["subject_key"], row["source_id"]) for row in rejections.findings]


def test_each_row_of_a_cell_that_differs_lists_a_finding_with_both_figures() -> None:
    rejections = Rejections()
    check_same_cell(table("results", result("a", 10), result("b", 12)), rejections)
    assert found(rejections) == [
        ("figures-differ", "result", f"2042/president/1@r-1~{series}", f"source-{series}") for series in "ab"
    ]
    assert all(orjson.loads(row["evidence"])["figures"] == {"a": 10, "b": 12} for row in rejections.findings)
    assert len({row["finding_id"] for row in rejections.findings}) == 2


def test_figures_of_two_stations_or_two_equal_figures_do_not_differ() -> None:
    rejections = Rejections()
    rows = result("a", 10, "s-1"), result("b", 12, "s-2"), result("a", 5), result("b", 5)
    check_same_cell(table("results", *rows), rejections)
    assert rejections.findings == []


def severities(*rows: dict[str, Any]) -> dict[str, str]:
    rejections = Rejections()
    check_same_cell(table("results", *rows), rejections)
    return {str(row["subject_key"]).split("~")[1]: row["severity"] for row in rejections.findings}


def test_a_partial_count_of_an_area_contradicts_nothing() -> None:
    certified, partial = {"status": "CERTIFIED"}, {"status": "UNOFFICIAL_PARTIAL"}
    assert severities(result("a", 10) | certified, result("b", 9) | partial) == {"a": "INFO", "b": "INFO"}
    three = result("a", 10) | certified, result("b", 9) | partial, result("c", 12)
    assert severities(*three) == {"a": "WARNING", "b": "INFO", "c": "WARNING"}


def test_the_form_of_a_station_is_whole_in_a_partial_count() -> None:
    partial = {"status": "UNOFFICIAL_PARTIAL"}
    rows = result("a", 10, "s-1") | partial, result("b", 12, "s-1") | partial
    assert severities(*rows) == {"a": "WARNING", "b": "WARNING"}


def voters(region: str, count: int, series: str, office: str | None = "PRESIDENT") -> dict[str, Any]:
    return {
        "voters_id": f"2042/voters/{region}~{series}", "edition_id": "2042", "office": office, "region_id": region, "list_kind": "DPT",
        "total_count": count, "series": series, "source_id": series, "source_row": 1,
    }  # fmt: skip


REGIONS = table(
    "regions",
    {"region_id": "province", "name": "Province", "level": "PROVINCE"},
    *({"region_id": name, "name": name, "level": "REGENCY", "parent_id": "province"} for name in ("city", "shire")),
)


def test_a_city_with_the_voters_of_its_province_is_told_on_its_rows() -> None:
    listed = table("voters", voters("province", 900, "list"), voters("city", 900, "form"), voters("shire", 400, "form"))
    turnout = table(
        "turnout",
        *(
            {
                "turnout_id": f"2042/president@{name}~form", "edition_id": "2042", "office": "PRESIDENT", "region_id": name,
                "registered_count": count, "series": "form", "source_id": "form", "source_row": 2,
            }
            for name, count in (("city", 950), ("shire", 410))
        ),
    )  # fmt: skip
    rejections = Rejections()
    check_parts_of_regions(listed, turnout, REGIONS, rejections)
    assert found(rejections) == [
        ("part-over-whole", "turnout", "2042/president@city~form", "form"),
        ("part-over-whole", "voters", "2042/voters/city~form", "form"),
    ]
    assert "found 950" in rejections.findings[0]["message"]


def test_the_only_part_of_a_region_may_have_all_its_voters() -> None:
    rejections = Rejections()
    listed = table("voters", voters("province", 900, "list"), voters("city", 900, "form"))
    check_parts_of_regions(listed, table("turnout"), REGIONS, rejections)
    assert rejections.findings == []


def amounts(*values: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    reports = table("finance_reports", {"report_id": "r", "edition_id": "2042"})
    lines = (
        {"line_id": f"r/{place}", "report_id": "r", "amount_idr": amount, "source_id": "s", "source_row": place}
        for place, amount in enumerate(values)
    )
    return table("finance_lines", *lines), reports


def test_an_amount_that_is_much_of_all_is_told_among_many() -> None:
    rejections = Rejections()
    check_amounts(*amounts(5_000_000, *([1_000] * 200)), rejections)
    assert found(rejections) == [("amount-far-outside", "finance-line", "r/0", "s")]
    check_amounts(*amounts(5_000_000, 1_000), Rejections())
    few, even = Rejections(), Rejections()
    check_amounts(*amounts(5_000_000, 1_000), few)
    check_amounts(*amounts(*([1_000] * 200)), even)
    assert few.findings == even.findings == []


def test_what_a_form_contradicts_is_told_on_its_row_of_turnout() -> None:
    turnout = table(
        "turnout",
        {"turnout_id": "2042/president@s-1~quick", "contest_id": "2042/president", "region_id": "r", "station_id": "s-1", "series": "quick",
         "source_id": "file", "source_row": 4},
    )  # fmt: skip
    known = Finding("ballots-differ", "WARNING", "2042/president", "s-1", "told", {"voted": 1, "series": "quick"})
    other = Finding("ballots-differ", "WARNING", "2042/president", "s-2", "told", {"voted": 2, "series": "quick"})
    parent = Finding(
        "parent-differs", "WARNING", "2042/president", "r-1", "told", {"figure": "2042/president/1", "series": "a"}
    )
    placed = on_rows(findings_frame([known, other, parent]), turnout, table("results", result("a", 3)))
    told = {row["subject_key"]: (row["subject_kind"], row["source_id"]) for row in placed.iter_rows(named=True)}
    assert told == {
        "2042/president@s-1~quick": ("turnout", "file"),
        "2042/president": ("contest", None),
        "2042/president/1@r-1~a": ("result", "source-a"),
    }


def parent(figure: str) -> Finding:
    return Finding("parent-differs", "WARNING", "2042/dpr/1", "r-1", "told", {"figure": figure, "series": "a"})


def test_what_a_parent_contradicts_is_told_of_the_row_of_that_figure() -> None:
    """The votes of a party alone are not those of its list, and voters and ballots are on a row of turnout."""
    list_of = {"contest_id": "2042/dpr/1", "nomination_id": "2042/party/1", "region_id": "r-1", "series": "a"}
    results = table(
        "results",
        *({"result_id": kind, "kind": kind, **list_of} for kind in ("PARTY_ONLY", "PARTY_TOTAL")),
        {"result_id": "CANDIDATE", "kind": "CANDIDATE", "candidacy_id": "2042/dpr/1/1/1", **list_of},
    )
    turnout = table("turnout", {"turnout_id": "ballots", "contest_id": "2042/dpr/1", "region_id": "r-1", "series": "a"})
    figures = ("2042/party/1/party-only", "2042/party/1", "2042/dpr/1/1/1", "valid_count", "2042/party/2")
    placed = on_rows(findings_frame(map(parent, figures)), turnout, results)
    told = {orjson.loads(row["evidence"])["figure"]: row["subject_key"] for row in placed.iter_rows(named=True)}
    assert told == dict(zip(figures, ("PARTY_ONLY", "PARTY_TOTAL", "CANDIDATE", "ballots", "2042/dpr/1"), strict=True))


def test_a_report_whose_total_is_not_the_sum_of_its_contributions_is_a_finding_about_it() -> None:
    rejections = Rejections()
    reports = table(
        "finance_reports",
        *({"report_id": name, "edition_id": "2042", "total_idr": 30, "source_id": "s"} for name in "abc"),
    )
    amounts = {"a": (10, 20), "b": (10, 21), "c": (10, None)}
    lines = table(
        "finance_lines",
        *({"line_id": f"{name}/{place}", "report_id": name, "amount_idr": amount}
          for name, held in amounts.items() for place, amount in enumerate(held)),
    )  # fmt: skip
    check_reports(lines, reports, rejections)
    assert found(rejections) == [("totals-differ", "finance-report", "b", "s")]
    assert orjson.loads(rejections.findings[0]["evidence"]) == {"lines_idr": 31, "total_idr": 30}
