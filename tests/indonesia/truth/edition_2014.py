"""The elections of 2014: president, councils, voters and turnout."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.indonesia.truth.files import number, rows, truth


def dpr_2014(data: Path) -> Iterator[dict[str, str]]:
    return rows(data / "2014-apipemilu" / "calon" / "2014" / "dpr" / "calon-dpr.csv")


@truth
def president_2014(data: Path) -> Any:
    votes = Counter[str]()
    parts = set()
    for row in rows(data / "2014-apipemilu" / "rekap_pilpres" / "rekap.csv"):
        votes[row["urut"]] += number(row["jumlah_suara"])
        parts.add(row["id_provinsi"])
    ranked = votes.most_common()
    choices = [
        {"ticket": {"ballotNumber": int(urut)}, "votesCount": count, "elected": place == 0}
        for place, (urut, count) in enumerate(ranked)
    ]
    return {
        "outcome": {
            "status": "CERTIFIED",
            "basis": "SUM_OF_PARTS",
            "validVotesCount": sum(votes.values()),
            "marginVotesCount": ranked[0][1] - ranked[1][1],
            "choices": {"nodes": choices},
            "parts": {"totalCount": len(parts)},
        }
    }


@truth
def president_2014_in_aceh(data: Path) -> Any:
    found = [
        {"ticket": {"ballotNumber": int(row["urut"])}, "votesCount": number(row["jumlah_suara"]), "status": "CERTIFIED"}
        for row in rows(data / "2014-apipemilu" / "rekap_pilpres" / "rekap.csv")
        if row["id_provinsi"] == "11"
    ]
    return {"results": {"nodes": sorted(found, key=lambda row: row["ticket"]["ballotNumber"])}}


@truth
def winners_of_aceh_i_2014(data: Path) -> Any:
    won = sorted(
        f"2014/dpr/{row['id_dapil']}/{row['id_partai']}/{row['urutan']}"
        for row in dpr_2014(data)
        if row["id_dapil"] == "1101-00-0000" and row["terpilih"] == "true"
    )
    return {"outcome": {"winners": [{"key": key} for key in won]}}


@truth
def elected_by_party_2014(data: Path) -> Any:
    won = Counter(int(row["id_partai"]) for row in dpr_2014(data) if row["terpilih"] == "true")
    most = won.most_common(4)
    return {
        "candidacies": {
            "groups": [{"key": {"nomination": {"ballotNumber": party}}, "count": count} for party, count in most]
        }
    }


@truth
def party_votes_2014(data: Path) -> Any:
    found = [
        {"nomination": {"ballotNumber": int(row["party_id"])}, "votesCount": number(row["total"])}
        for row in rows(data / "2014-apipemilu" / "ambang_batas" / "data_ambang_batas.csv")
    ]
    return {"partyOutcomes": {"nodes": sorted(found, key=lambda row: -row["votesCount"])[:5]}}


@truth
def senators_of_aceh_2014(data: Path) -> Any:
    won = {
        f"2014/dpd/{row['id_dapil']}/{row['urutan']}": number(row["suara_sah"])
        for row in rows(data / "2014-apipemilu" / "hasil_pemilu" / "2014" / "hasil-dpd.csv")
        if row["id_provinsi"] == "11" and row["terpilih"] == "True"
    }
    return {
        "candidacies": {
            "nodes": [
                {"key": key, "votesCount": votes} for key, votes in sorted(won.items(), key=lambda item: -item[1])
            ]
        }
    }


@truth
def voters_of_the_council_elections_2014(data: Path) -> Any:
    lists = [row for row in rows(data / "2014-apipemilu" / "dpt_dpk" / "DPT.csv") if row["tipe"] == "legislatif"]
    return {
        "voters": {
            "aggregate": {
                "count": len(lists),
                "sum": {
                    "totalCount": sum(number(row["total"]) for row in lists),
                    "stationsCount": sum(number(row["jumlah_tps"]) for row in lists),
                },
            }
        }
    }


def forms_2014(data: Path, election: str, regency: str) -> dict[int, int]:
    """Return the figures of a regency's form of 2014 by category; `election` is 1 for the president, 2 for the DPR."""
    folder = data / "2014-apipemilu" / "perolehan-suara-pemilu"
    (region,) = [row["id"] for row in rows(folder / "provinsi_wilayah.csv") if row["name"] == regency]
    return {
        int(row["category_id"]): int(row["value"])
        for row in rows(folder / "voices.csv")
        if (row["pemilu_id"], row["wilayah_id"]) == (election, region)
    }


@truth
def turnout_of_bandung_2014(data: Path) -> Any:
    form = forms_2014(data, "1", "Kota Bandung")
    registered, voted = form[22], form[43]
    told = {"registeredCount": registered, "votedCount": voted, "turnoutRatio": voted / registered, "basis": "STATED"}
    return {"turnoutOutcomes": {"nodes": [told]}}


@truth
def voters_of_subulussalam_2014_are_contradicted(data: Path) -> Any:
    listed = rows(data / "2014-apipemilu" / "dpt_dpk" / "DPT.csv")
    of_aceh = max(number(row["total"]) for row in listed if row["provinsi_id"] == "11")
    assert forms_2014(data, "1", "Kota Subulussalam")[6] > of_aceh / 2, "a city with the voters of its province"
    return {"voterOutcomes": {"nodes": [{"totalCount": None, "unknownBecause": "CONTRADICTED"}]}}


@truth
def turnout_of_the_nation_2014_is_not_known(data: Path) -> Any:
    forms = rows(data / "2014-apipemilu" / "perolehan-suara-pemilu" / "voices.csv")
    regencies = {row["wilayah_id"] for row in forms if row["pemilu_id"] == "1" and row["category_id"] in {"22", "43"}}
    told = {"votedCount": None, "unknownBecause": "PARTS_ONLY", "unit": "REGENCY", "reportedCount": len(regencies)}
    return {"turnoutOutcomes": {"nodes": [told]}}


@truth
def winner_comes_first_2014(data: Path) -> Any:
    (first, *_) = president_2014(data)["outcome"]["choices"]["nodes"]
    return {"outcome": {"choices": {"nodes": [first]}}}


@truth
def voters_of_all_lists_are_refused(_: Path) -> Any:
    return {"code": "MIXED_FIGURES", "mixed": ["listKind", "level", "office", "series"]}
