"""Progress by station counts the stations that exist, also those that state nothing yet."""

from typing import Any

import polars as pl

from hub.recap.stations import with_existing_stations
from hub.tables import BY_NAME


def table(name: str, *rows: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=BY_NAME[name].polars_schema(), orient="row")


def progress(region: str, level: str, unit: str, counted: int, expected: int) -> dict[str, Any]:
    return {
        "progress_id": f"2042/president~{region}~{unit}~quick", "contest_id": "2042/president", "series": "quick", "region_id": region,
        "level": level, "unit_level": unit, "counted_count": counted, "expected_count": expected,
    }  # fmt: skip


CONTESTS = table("contests", {"contest_id": "2042/president", "edition_id": "2042", "office": "PRESIDENT"})


def counts(
    decided: dict[str, int], *rows: dict[str, Any], voters: pl.DataFrame | None = None
) -> dict[str, tuple[int, int]]:
    listed = table("voters") if voters is None else voters
    found = with_existing_stations(table("progress", *rows), CONTESTS, listed, decided)
    return {
        f"{row['region_id']} {row['unit_level']}": (row["counted_count"], row["expected_count"])
        for row in found.iter_rows(named=True)
    }


def test_stations_that_a_list_of_voters_states_are_expected() -> None:
    listed = table(
        "voters",
        {"voters_id": "a", "edition_id": "2042", "region_id": "city", "list_kind": "DPT", "stations_count": 1000, "series": "dpt"},
        {"voters_id": "b", "edition_id": "2037", "region_id": "city", "list_kind": "DPT", "stations_count": 9000, "series": "dpt"},
    )  # fmt: skip
    row = progress("city", "REGENCY", "POLLING_STATION", 578, 578)
    assert counts({}, row, voters=listed) == {"city POLLING_STATION": (578, 1000)}


def test_the_nation_has_as_many_stations_as_the_commission_decided() -> None:
    rows = (
        progress("nation", "NATION", "POLLING_STATION", 47, 47), progress("nation", "NATION", "PROVINCE", 0, 37),
        progress("island", "PROVINCE", "POLLING_STATION", 47, 47), progress("island", "PROVINCE", "REGENCY", 0, 5),
        progress("village", "VILLAGE", "POLLING_STATION", 47, 47),
    )  # fmt: skip
    assert counts({"2042": 823_236}, *rows) == {
        "nation POLLING_STATION": (47, 823_236),
        "nation PROVINCE": (0, 37),
        "island REGENCY": (0, 5),
        "village POLLING_STATION": (47, 47),
    }
