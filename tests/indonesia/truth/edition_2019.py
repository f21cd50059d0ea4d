"""The elections of 2019: president, voters, turnout, and who stood."""

from collections import Counter
from pathlib import Path
from typing import Any

from tests.indonesia.truth.files import read, truth


def situng(data: Path, name: str = "0") -> Any:
    return read(data / "2019-situng-kawalpemilu" / f"{name}.json")


@truth
def president_2019(data: Path) -> Any:
    parts = situng(data)["rekap"]
    votes = {pair: sum(part[f"pas{pair}"] for part in parts.values()) for pair in (1, 2)}
    choices = [
        {"ticket": {"ballotNumber": pair}, "votesCount": count, "elected": pair == 1} for pair, count in votes.items()
    ]
    return {
        "outcome": {
            "status": "CERTIFIED",
            "basis": "SUM_OF_PARTS",
            "isComplete": True,
            "validVotesCount": sum(votes.values()),
            "choices": {"nodes": choices},
            "parts": {"totalCount": len(parts)},
        }
    }


@truth
def largest_lead_of_prabowo_2019(data: Path) -> Any:
    names = {str(row[0]): row[1] for row in situng(data)["children"]}
    votes = {names[key].title(): part["pas2"] for key, part in situng(data)["rekap"].items()}
    best = sorted(votes.items(), key=lambda item: -item[1])[:3]
    return {"results": {"nodes": [{"region": {"name": name}, "votesCount": count} for name, count in best]}}


@truth
def stations_counted_in_bangka_belitung(data: Path) -> Any:
    province = situng(data, "24993")
    expected = sum(row[2] for row in province["children"])
    counted = 0
    for path in (data / "2019-situng-kawalpemilu").glob("*.json"):
        village = read(path)
        if village.get("depth") == 4 and 24993 in village["parentIds"]:
            figures = village["kpu"] if isinstance(village["kpu"], list) else list(village["kpu"].values())
            counted += sum(1 for each in figures if each is not None and each.get("pas1") is not None)
    return {
        "contest": {
            "progress": {
                "nodes": [{"unitLevel": "POLLING_STATION", "countedCount": counted, "expectedCount": expected}]
            }
        }
    }


@truth
def registered_voters_2019(data: Path) -> Any:
    provinces = [row for row in situng(data)["children"] if row[0] > 0]
    total = sum(max(row[3], 0) + max(row[4], 0) for row in provinces)
    return {"voters": {"aggregate": {"count": len(provinces), "sum": {"totalCount": total}}}}


@truth
def registered_voters_of_the_nation_2019(data: Path) -> Any:
    provinces = [row for row in situng(data)["children"] if row[0] > 0]
    total = sum(max(row[3], 0) + max(row[4], 0) for row in provinces)
    told = {
        "totalCount": total,
        "basis": "SUM_OF_PARTS",
        "isComplete": False,
        "unit": "PROVINCE",
        "reportedCount": len(provinces),
        "expectedCount": 34,
        "includesOverseas": False,
    }
    return {"voterOutcomes": {"nodes": [told]}}


@truth
def turnout_2019(data: Path) -> Any:
    nation = situng(data)
    provinces = [row for row in nation["children"] if row[0] > 0]
    told = {
        "registeredCount": sum(max(row[3], 0) + max(row[4], 0) for row in provinces),
        "votedCount": sum(nation["kpu"][str(row[0])]["jum"] for row in provinces),
        "turnoutRatio": None,
        "status": "UNOFFICIAL_PARTIAL",
        "isComplete": False,
        "includesOverseas": False,
    }
    return {"turnoutOutcomes": {"nodes": [told]}}


@truth
def elected_2019_is_not_known(data: Path) -> Any:
    files = (data / "2019-kpu-infopemilu" / "caleg").glob("caleg_dpr_*.json")
    candidates = {each["id"] for path in files for each in read(path)}
    return {"data": {"candidacies": {"totalCount": 0}}, "not_known": [["elected", len(candidates)]]}


@truth
def women_2019(data: Path) -> Any:
    names = {"Laki-Laki": "MALE", "Perempuan": "FEMALE"}
    seen = {
        each["id"]: names[each["stringJenisKelamin"]]
        for path in (data / "2019-kpu-infopemilu" / "caleg").glob("caleg_dpr_*.json")
        for each in read(path)
    }
    counted = Counter(seen.values())
    return {
        "candidacies": {"groups": [{"key": {"gender": sex}, "count": count} for sex, count in counted.most_common()]}
    }
