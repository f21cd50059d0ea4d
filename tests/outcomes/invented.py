"""Tables of invented elections of 2024, as outcomes are told from them: only what a test names is there."""

from collections.abc import Iterable
from typing import Any

import polars as pl

from hub.outcomes import TABLES
from hub.tables import BY_NAME

NATION, ABROAD = "r-nation", "r-abroad"

PROVINCES = [f"r-{number:02}" for number in range(1, 39)]
"""As many as voted in 2024."""


def tables(**rows: Iterable[dict[str, Any]]) -> dict[str, pl.DataFrame]:
    """Return the tables that outcomes are told from, with the rows given; a column that a row leaves out is null."""
    regions = [
        {"region_id": NATION, "name": "INDONESIA", "level": "NATION"},
        {"region_id": ABROAD, "name": "LUAR NEGERI", "level": "OVERSEAS", "parent_id": NATION},
        *({"region_id": name, "name": name, "level": "PROVINCE", "parent_id": NATION} for name in PROVINCES),
    ]
    given = {
        "editions": [{"edition_id": "2024", "name": "2024", "kind": "GENERAL", "year": 2024}],
        "regions": regions,
        **rows,
    }
    return {
        name: pl.DataFrame(list(given.get(name, [])), schema=BY_NAME[name].polars_schema(), orient="row")
        for name in TABLES
    }  # fmt: skip


def contest(office: str, code: str | None = None, seats_count: int | None = None) -> dict[str, Any]:
    """Return a contest of 2024; `code` is that of its district."""
    key = "/".join(part for part in ("2024", office.lower().replace("_", "-"), code) if part)
    district = key if code else None
    return {
        "contest_id": key, "edition_id": "2024", "office": office, "district_id": district, "name": key, "seats_count": seats_count,
    }  # fmt: skip


def votes(contest_id: str, choice: str, count: int | None, **more: Any) -> dict[str, Any]:
    """Return a figure: of a pair, of candidate `1/3` of list 1, of the party alone `1/only`, or of list `1/all` altogether."""
    office = contest_id.split("/")[1].upper().replace("-", "_")
    party, _, number = choice.partition("/")
    kind = {"": "TICKET", "only": "PARTY_ONLY", "all": "PARTY_TOTAL"}.get(number, "CANDIDATE")
    what: dict[str, Any] = (
        {"ticket_id": f"{contest_id}/{party}"} if kind == "TICKET" else {"nomination_id": f"2024/party/{party}"}
    )
    if kind == "CANDIDATE":
        what["candidacy_id"] = f"{contest_id}/{choice}"
    row = {
        "edition_id": "2024", "office": office, "contest_id": contest_id, "kind": kind, "votes_count": count, "status": "CERTIFIED",
        "series": "official", **what, **more,
    }  # fmt: skip
    return {"result_id": "~".join(str(value) for value in row.values()), **row}


def everywhere(choice: str, count: int, **more: Any) -> list[dict[str, Any]]:
    """Return a figure of the presidential contest in every province, and one from abroad."""
    parts = [(name, "PROVINCE") for name in PROVINCES] + [(ABROAD, "OVERSEAS")]
    return [votes("2024/president", choice, count, region_id=name, level=level, **more) for name, level in parts]
