"""Elections of governors, regents and mayors."""

from pathlib import Path
from typing import Any

from tests.indonesia.truth.files import read, rows, truth


def governors_2024(data: Path) -> Any:
    return read(data / "2024-pilkada-sirekap" / "pkwkp" / "0.json")["tungsura"]["table"]


@truth
def governor_of_aceh_2024(data: Path) -> Any:
    table = governors_2024(data)["11"]
    pairs = read(data / "2024-pilkada-sirekap" / "paslon" / "pkwkp.json")["11"]
    votes = sorted(((table[code], pair["nomor_urut"]) for code, pair in pairs.items()), reverse=True)
    choices = [{"ticket": {"ballotNumber": place}, "votesCount": count, "elected": None} for count, place in votes]
    return {
        "outcome": {
            "status": "UNOFFICIAL_PARTIAL",
            "isComplete": False,
            "unit": "POLLING_STATION",
            "reportedCount": table["progres"]["progres"],
            "expectedCount": table["progres"]["total"],
            "winners": [],
            "choices": {"nodes": choices},
        }
    }


@truth
def governors_2024_are_all_partial(data: Path) -> Any:
    counted = [
        table
        for table in governors_2024(data).values()
        if any(isinstance(table[code], int) for code in table if code.isdigit())
    ]
    return {
        "outcomes": {"groups": [{"key": {"status": "UNOFFICIAL_PARTIAL"}, "count": len(counted), "sum": {"reportedCount": sum(table["progres"]["progres"] for table in counted), "expectedCount": sum(table["progres"]["total"] for table in counted)}}]}
    }  # fmt: skip


@truth
def candidates_of_2015_and_their_votes(data: Path) -> Any:
    pairs = sum(1 for _ in rows(data / "2015-pilkada-apipemilu" / "pilkada2015-data-calon" / "candidates.csv"))
    return {"pairs": {"totalCount": pairs}, "known": {"totalCount": 0}}
