"""Votes, seats and people elected of the DPR in 2024, and conditions that are refused."""

from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from tests.indonesia.truth.files import number, read, rows, truth


def votes_2024(data: Path) -> list[dict[str, Any]]:
    """Return district, party, place on the list (None for the party alone), votes, sex, and whether a seat was won."""
    found = []
    for row in rows(data / "2024-dpr-votes" / "suara-dpr-ri-value-percaleg.csv", ";"):
        if row["id"] == "333333" or not row["Suara"].strip():
            continue
        district = {"P A P U A": "9101"}.get(row["dapil_nama"], row["dapil_kode"])
        seats = [row[f"KURSI KE {turn}"].strip() for turn in range(1, 6)]
        found.append(
            {
                "district": district,
                "party": int(row["partai_id"]),
                "place": None if row["id"] == "999999" else int(row["nomor_urut"]),
                "votes": number(row["Suara"]),
                "sex": row["jenis_kelamin"],
                "won": any(seats),
            }
        )
    return found


def key_2024(row: dict[str, Any]) -> str:
    return f"2024/dpr/{row['district']}/{row['party']}/{row['place']}"


def sainte_lague(votes: dict[int, int], seats: int) -> list[tuple[float, int]]:
    """Return every quotient of every party, the largest first."""
    return sorted(
        ((count / (2 * turn + 1), party) for party, count in votes.items() for turn in range(seats + 1)), reverse=True
    )


@truth
def winners_of_jawa_barat_i_2024(data: Path) -> Any:
    won = sorted(key_2024(row) for row in votes_2024(data) if row["district"] == "3201" and row["won"])
    return {
        "outcome": {
            "status": "CERTIFIED",
            "isComplete": True,
            "seatsCount": len(won),
            "winners": [{"key": key} for key in won],
        }
    }


@truth
def closest_last_seat_2024(data: Path) -> Any:
    votes: dict[str, Counter[int]] = defaultdict(Counter)
    seats: Counter[str] = Counter()
    nation: Counter[int] = Counter()
    for row in votes_2024(data):
        votes[row["district"]][row["party"]] += row["votes"]
        nation[row["party"]] += row["votes"]
        seats[row["district"]] += row["won"]
    over = {party for party, count in nation.items() if count >= 0.04 * sum(nation.values())}
    margins = []
    for district, of_party in votes.items():
        size, able = seats[district], {party: count for party, count in of_party.items() if party in over}
        quotients = sainte_lague(able, size)
        got = Counter(party for _, party in quotients[:size])
        last, last_party = quotients[size - 1]
        lacking = [int(last * (2 * got[party] + 1)) + 1 - count for party, count in able.items() if party != last_party]
        margins.append((min(lacking), district))
    margin, district = min(margins)
    return {"outcomes": {"nodes": [{"contest": {"key": f"2024/dpr/{district}"}, "marginVotesCount": margin}]}}


@truth
def most_votes_2024(data: Path) -> Any:
    most = sorted((row for row in votes_2024(data) if row["place"]), key=lambda row: -row["votes"])[:3]
    return {
        "candidacies": {
            "nodes": [{"key": key_2024(row), "votesCount": row["votes"], "elected": row["won"]} for row in most]
        }
    }


@truth
def seats_by_party_2024(data: Path) -> Any:
    won = Counter(row["party"] for row in votes_2024(data) if row["won"])
    votes = Counter[int]()
    for row in votes_2024(data):
        votes[row["party"]] += row["votes"]
    rows_ = [
        {"nomination": {"ballotNumber": party}, "votesCount": votes[party], "seatsCount": seats, "status": "CERTIFIED"}
        for party, seats in won.most_common()
    ]
    return {"partyOutcomes": {"nodes": sorted(rows_, key=lambda row: (-row["seatsCount"], -row["votesCount"]))}}


@truth
def seats_of_pkb_by_province_2024(data: Path) -> Any:
    won = Counter(row["district"][:2] for row in votes_2024(data) if row["won"] and row["party"] == 1)
    best = sorted(won.items(), key=lambda item: -item[1])[:3]
    names = {"35": "Jawa Timur", "33": "Jawa Tengah", "32": "Jawa Barat"}
    return {
        "partyOutcomes": {"nodes": [{"region": {"name": names[code]}, "seatsCount": seats} for code, seats in best]}
    }


@truth
def seats_of_provinces_2024(data: Path) -> Any:
    won, districts = Counter[str](), defaultdict(set)
    for row in votes_2024(data):
        won[row["district"][:2]] += row["won"]
        districts[row["district"][:2]].add(row["district"])
    names = {"35": "Jawa Timur", "33": "Jawa Tengah", "32": "Jawa Barat"}
    groups = [
        {"key": {"province": {"name": names[code]}}, "count": len(districts[code]), "sum": {"seatsCount": seats}}
        for code, seats in won.most_common(3)
    ]
    return {"districts": {"groups": groups}}


@truth
def women_2024(data: Path) -> Any:
    listed = Counter(
        {"L": "MALE", "P": "FEMALE"}[each["jenis_kelamin"]]
        for path in (data / "2024-kpu-dct" / "dpr").glob("*.json")
        for each in read(path)
    )
    won = Counter({"L": "MALE", "P": "FEMALE"}[row["sex"]] for row in votes_2024(data) if row["won"])
    return {
        name: {"groups": [{"key": {"gender": sex}, "count": count} for sex, count in counted.most_common()]}
        for name, counted in (("listed", listed), ("elected", won))
    }


@truth
def women_elected_by_party_2024(data: Path) -> Any:
    won = Counter(row["party"] for row in votes_2024(data) if row["won"] and row["sex"] == "P")
    groups = [
        {"key": {"nomination": {"ballotNumber": party}}, "count": count} for party, count in won.items() if count >= 15
    ]
    return {"candidacies": {"groups": sorted(groups, key=lambda group: -group["count"])}}


@truth
def votes_of_pkb_in_aceh_i(data: Path) -> Any:
    here = [row for row in votes_2024(data) if (row["district"], row["party"]) == ("1101", 1)]
    alone = sum(row["votes"] for row in here if row["place"] is None)
    people = sum(row["votes"] for row in here if row["place"] is not None)
    groups = [
        {"key": {"kind": "CANDIDATE"}, "sum": {"votesCount": people}},
        {"key": {"kind": "PARTY_ONLY"}, "sum": {"votesCount": alone}},
        {"key": {"kind": "PARTY_TOTAL"}, "sum": {"votesCount": people + alone}},
    ]
    return {"results": {"groups": sorted(groups, key=lambda group: -group["sum"]["votesCount"])}}


@truth
def dpr_votes_of_2024_by_party_are_refused(_: Path) -> Any:
    return {"code": "MIXED_FIGURES", "mixed": {"kind": ["CANDIDATE", "PARTY_ONLY", "PARTY_TOTAL"]}}


@truth
def party_by_a_wrong_key(_: Path) -> Any:
    return {
        "data": {"candidacies": {"totalCount": 0}},
        "unknown": [{"type": "Party", "key": "PKB", "first": "Partai Kebangkitan Bangsa"}],
    }


@truth
def an_edition_that_is_not_there(_: Path) -> Any:
    return {
        "data": {"candidacies": {"totalCount": 0}},
        "unknown": [{"type": "Edition", "key": "2029", "first": "2024"}],
    }
