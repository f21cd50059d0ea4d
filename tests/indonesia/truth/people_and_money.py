"""Parties through the editions, members of the DPR, and campaign money."""

from collections import Counter
from pathlib import Path
from typing import Any

from tests.indonesia.truth.files import read, rows, truth


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
