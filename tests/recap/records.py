"""An invented edition as the tables that a recapitulation reads: two sources that go down to different levels."""

from typing import Any

import polars as pl

from hub.recap.records import Records
from hub.tables import BY_NAME

PRESIDENT, DPR = "2042/president", "2042/dpr/1"


def invented(results: list[dict[str, Any]], turnout: list[dict[str, Any]] | None = None) -> Records:
    """Return the invented edition with these figures; a figure names contest, area, and what the columns of its table are."""
    rows: dict[str, list[dict[str, Any]]] = {
        "editions": [{"edition_id": "2042", "name": "Pemilu 2042", "kind": "GENERAL", "year": 2042}],
        "contests": [
            {"contest_id": PRESIDENT, "edition_id": "2042", "office": "PRESIDENT", "name": "President 2042"},
            {"contest_id": DPR, "edition_id": "2042", "office": "DPR", "district_id": DPR, "name": "DPR North I"},
        ],
        "regions": [
            {"region_id": region_id, "parent_id": parent, "level": level, "name": region_id.upper()}
            for region_id, parent, level in (
                ("nation", None, "NATION"),
                ("north", "nation", "PROVINCE"),
                ("south", "nation", "PROVINCE"),
                ("port", "north", "VILLAGE"),
                ("hill", "north", "VILLAGE"),
            )
        ],
        "region_parents": [],
        "polling_stations": [
            {"station_id": f"2042/tps/{village}/{number}", "edition_id": "2042", "region_id": village, "number": number}
            for village, stations in (("port", 3), ("hill", 1))
            for number in range(1, stations + 1)
        ],
        "district_regions": [{"district_id": DPR, "region_id": "port", "part": "", "is_split": False}],
        "results": results,
        "turnout": turnout or [],
    }
    return Records.read(lambda name: _frame(name, rows[name]))


def tps(village: str, number: int) -> dict[str, Any]:
    """The area of a station, as a figure names it."""
    return {"station_id": f"2042/tps/{village}/{number}", "region_id": village, "level": "POLLING_STATION"}


def area(region_id: str, level: str) -> dict[str, Any]:
    """The area of a region, as a figure names it."""
    return {"region_id": region_id, "level": level}


def pair(where: dict[str, Any], number: int, votes: int | None, series: str = "kpu", **more: Any) -> dict[str, Any]:
    """Votes of a pair."""
    counted = {"kind": "TICKET", "ticket_id": f"{PRESIDENT}/{number}", "votes_count": votes}
    return where | counted | {"contest_id": PRESIDENT, "office": "PRESIDENT", "series": series} | more


def ballots(where: dict[str, Any], series: str = "kpu", **measures: int | None) -> dict[str, Any]:
    """Voters and ballots."""
    return where | {"contest_id": PRESIDENT, "office": "PRESIDENT", "series": series} | measures


def _frame(name: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    schema = BY_NAME[name].polars_schema()
    return pl.DataFrame([dict.fromkeys(schema) | row for row in rows], schema=schema, orient="row")
