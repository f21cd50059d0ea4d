"""Rows whose references do not hold: each is set aside, emptied or told, none goes in silence."""

from typing import Any

import polars as pl
import pytest

from hub.assembly.closing import Tables
from hub.assembly.rejections import Rejections
from hub.tables import BY_NAME


def table(name: str, *rows: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=BY_NAME[name].polars_schema(), orient="row")


def region(key: str, name: str | None, parent: str | None, row: int) -> dict[str, Any]:
    return {
        "region_id": key,
        "name": name,
        "level": "REGENCY",
        "parent_id": parent,
        "source_id": "s",
        "source_row": row,
    }


def finished(*regions: dict[str, Any]) -> Tables:
    tables = Tables(Rejections())
    tables.finish("regions", table("regions", *regions))
    return tables


def test_what_points_to_a_row_that_a_rule_refuses_points_to_nothing() -> None:
    tables = finished(region("r-1", None, None, 1), region("r-2", "TIMUR", "r-1", 2))
    assert tables.finished["regions"].select("region_id", "parent_id").rows() == [("r-2", None)]
    assert tables.rejections.set_aside_frame().select("source_row", "rule").rows() == [(1, "regions-rules")]
    (found,) = tables.rejections.findings
    assert (found["rule"], found["subject_key"]) == ("unknown-parent", "r-2")


def test_derived_rows_that_are_left_out_are_told_in_one_finding_for_each_table_and_reason() -> None:
    tables = finished(region("r-2", "TIMUR", None, 2))
    parents = ({"region_id": "r-2", "parent_id": gone, "valid_from": 2042} for gone in ("r-8", "r-9"))
    assert tables.finish("region_parents", table("region_parents", *parents)).is_empty()
    assert tables.rejections.set_aside_frame().is_empty()
    (found,) = tables.rejections.findings_frame().iter_rows(named=True)
    assert found["rule"] == "derived-rows-left-out"
    assert "region_parents" in found["message"]
    assert "found 2 that do not" in found["message"]
    assert "expected parent_id among the regions, found r-8" in found["evidence"]


def test_a_table_that_refers_to_one_not_yet_finished_is_a_bug() -> None:
    with pytest.raises(LookupError, match="expected the table regions to be finished before region_parents"):
        Tables(Rejections()).finish("region_parents", table("region_parents"))
