"""The sample of stations of the presidential election of 2024, and the DPD."""

from pathlib import Path
from typing import Any

from tests.indonesia.truth.files import EXAMPLE, read, rows, truth


def stations_2024(data: Path) -> dict[str, Any]:
    folder = data / "2024-sirekap-sample" / "sample_pemilu" / "sample_tingkat6_tps" / "sample_tingkat6_tps"
    return {path.stem: read(path) for path in folder.glob("*.json")}


@truth
def president_2024(data: Path) -> Any:
    pairs = [row for row in rows(EXAMPLE / "president-2024-candidacies.csv") if row["elected"] == "true"]
    won = [f"2024/president/{row['ballot_number']}/{['HEAD', 'DEPUTY'].index(row['role']) + 1}" for row in pairs]
    held = [
        station
        for station in stations_2024(data).values()
        if any(count is not None for name, count in (station["chart"] or {}).items() if name != "null")
    ]
    return {
        "outcome": {
            "status": "SAMPLE",
            "isComplete": False,
            "unit": "POLLING_STATION",
            "reportedCount": len(held),
            "expectedCount": 823236,
            "validVotesCount": None,
            "unknownBecause": "PARTS_ONLY",
            "winners": [{"key": key} for key in won],
        }
    }


@truth
def one_station_2024(data: Path) -> Any:
    chart = stations_2024(data)["3101011002013"]["chart"]
    votes = [chart[code] for code in ("100025", "100026", "100027")]
    return {
        "results": {
            "nodes": [{"ticket": {"ballotNumber": place}, "votesCount": count} for place, count in enumerate(votes, 1)]
        }
    }


@truth
def votes_of_the_president_2024_are_not_known(_: Path) -> Any:
    pairs = [{"ballotNumber": place, "votesCount": None, "votesStatus": "SAMPLE"} for place in (1, 2, 3)]
    return {"tickets": {"nodes": pairs}}


@truth
def senators_2024(data: Path) -> Any:
    provinces = len(list((data / "2024-kpu-dct" / "dpd").glob("*.json")))
    return {"outcomes": {"groups": [{"key": {"status": None, "unknownBecause": "NO_FIGURES"}, "count": provinces}]}}
