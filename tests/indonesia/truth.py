"""Answers to first questions, worked out from the published files with plain loops, for `questions.json`.

Nothing of the hub is used. `python -m tests.indonesia.truth FOLDER` writes the answers into the file anew.
"""

import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

CASES = Path(__file__).with_name("questions.json")

EXAMPLE = Path(__file__).parents[2] / "examples" / "indonesia"
"""The workspace: who was declared elected in 2024 stands in a file of its own there."""

Truth = Callable[[Path], Any]

TRUTHS: dict[str, Truth] = {}
"""By name of the case: what makes its answer from the folder of published files."""


def truth(made: Truth) -> Truth:
    TRUTHS[made.__name__] = made
    return made


def rows(path: Path, delimiter: str = ",") -> Iterator[dict[str, str]]:
    """Yield the rows of a CSV file; of columns that are called alike, the first."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, delimiter=delimiter)
        head = next(reader)
        for cells in reader:
            yield dict(reversed(list(zip(head, cells, strict=False))))


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8", errors="replace"))


def number(text: str) -> int:
    """Return a number with thousands apart; a last group that lost its zeros, as in `313.6`, has them again."""
    *groups, last = text.replace(",", ".").strip().split(".")
    return int("".join([*groups, last.ljust(3, "0") if groups else last]) or 0)


# 2024, DPR


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


# 2014


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


# 2019


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


# 2024, president


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


# Regional elections


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


# Parties, members, money


@truth
def numbers_of_pkb(data: Path) -> Any:
    name = "PARTAI KEBANGKITAN BANGSA"
    (first,) = (
        row["id"]
        for row in rows(data / "2014-apipemilu" / "partai" / "parties.csv")
        if row["nama_lengkap"].upper() == name
    )
    (second,) = (
        each["nomorUrut"] for each in read(data / "2019-kpu-infopemilu" / "partai.json") if each["namaPartai"] == name
    )
    (third,) = (
        each["nomor_urut"] for each in read(data / "2024-kpu-dct" / "parpol.json") if each["nama"].upper() == name
    )
    numbers = (("2014", first), ("2019", second), ("2024", third))
    return {
        "nominations": {"nodes": [{"edition": {"key": year}, "ballotNumber": int(place)} for year, place in numbers]}
    }


@truth
def members_2019(data: Path) -> Any:
    members = read(data / "2019-dpr-members" / "members.json")["anggota"]["item"]
    factions = Counter(each["fraksi"] for each in members)
    return {
        "memberships": {
            "totalCount": len(members),
            "groups": [{"count": count} for _, count in factions.most_common(3)],
        }
    }


@truth
def irmawan_stands_again(data: Path) -> Any:
    names = {each["nama"] for each in read(data / "2019-dpr-members" / "members.json")["anggota"]["item"]}
    return {"candidacy": {"incumbent": "H. IRMAWAN, S.Sos., M.M." in names, "elected": True, "votesCount": 125234}}


@truth
def an_amount_far_outside_all_others(data: Path) -> Any:
    folder = data / "2014-apipemilu" / "laporan_dana_kampanye" / "2014"
    lines = list(rows(folder / "laporan_dana_kampanye_caleg_dpr_2014_periode_01.csv"))
    largest = max(
        (int(float(row[column] or 0)), row["id_calon"])
        for row in lines
        for column in ("uang", "nilai_barang", "nilai_jasa")
    )
    return {"financeLines": {"nodes": [{"amountIdr": largest[0]}]}}


def write(folder: Path) -> None:
    cases = read(CASES)
    for case in cases:
        case["answer"] = TRUTHS[case["name"]](folder)
    CASES.write_text(json.dumps(cases, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
