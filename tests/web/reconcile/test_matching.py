"""Who is found, in what order, and when a match is certain: on the sample, and on the homonyms of the invented election."""

import json
from typing import Any

import pytest

from tests.web.conftest import Get
from tests.web.reconcile.conftest import Ask

IRMAWAN = "H. IRMAWAN, S.Sos., M.M."


@pytest.mark.parametrize(
    "written",
    [
        "IRMAWAN", "irmawan", "Drs. H. Irmawan, M.Si", "IRMAWAN, S.SOS", "Irmawam", "H IRMAWAN", "IRMAWAN (DPR)", "Hirmawan",
    ],
)  # fmt: skip
def test_a_name_is_found_however_it_is_written(written: str, match: Ask) -> None:
    assert match(written, type="person")[0]["name"] == IRMAWAN


def test_old_spelling_and_words_run_together_are_found(match: Ask) -> None:
    for written, name in (("NASSIR DJAMIL", "DJAMIL"), ("Nasir Jamil", "DJAMIL"), ("NASIRDJAMIL", "DJAMIL")):
        assert name in match(written, type="person")[0]["name"].upper(), written


def test_a_name_that_many_bear_is_never_certain_by_itself(match: Ask) -> None:
    assert [each["match"] for each in match("IRMAWAN", type="person")][:1] == [False], "one word, and others bear it"
    assert match("IRMAWAN", type="person", properties={"party": "PKB"})[0]["match"] is True


def test_evidence_against_takes_certainty_away(match: Ask) -> None:
    held = match("IRMAWAN", type="person", properties={"party": "PKB", "edition": "2024", "province": "BALI"})
    assert (held[0]["name"], held[0]["match"]) == (IRMAWAN, False)
    assert {"id": "province", "value": 0.0} in held[0]["features"]


def test_homonyms_are_offered_and_none_is_certain(get: Get) -> None:
    query = {"q": {"query": "Zulkarnain", "type": "person"}}
    found = get("/reconcile", "POST", data={"queries": json.dumps(query)}).json()["q"]["result"]
    assert [each["name"] for each in found[:2]] == ["ZULKARNAIN", "ZULKARNAIN"]
    assert not any(each["match"] for each in found)
    assert found[0]["score"] == found[1]["score"]


@pytest.mark.parametrize(
    ("text", "properties", "key"),
    [
        ("ACEH I", {"edition": "2024", "office": "DPR"}, "2024/dpr/1101"),
        ("Aceh 1", {"edition": "Pemilu 2019", "office": "DPR RI"}, "2019/dpr/1"),
        ("dapil aceh 2", {"edition": 2014.0, "office": "dpr"}, "2014/dpr/1102-00-0000"),
    ],
)
def test_districts_by_name_number_and_edition(text: str, properties: dict[str, Any], key: str, match: Ask) -> None:
    best = match(text, type="district", properties=properties)[0]
    assert (best["id"], best["match"]) == (f"district/{key}", True)


def test_a_district_of_some_edition_is_not_certain(match: Ask) -> None:
    found = match("ACEH I", type="district", limit=10)
    assert {each["id"] for each in found[:3]} == {
        "district/2014/dpr/1101-00-0000", "district/2019/dpr/1", "district/2024/dpr/1101",
    }  # fmt: skip
    assert not any(each["match"] for each in found)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("PDI Perjuangan", "Partai Demokrasi Indonesia Perjuangan"),
        ("Gerindra", "Partai Gerakan Indonesia Raya"),
        ("Hanura", "Partai Hati Nurani Rakyat"),
        ("Gelora", "Partai Gelombang Rakyat Indonesia"),
        ("Partai Gelora Indonesia", "Partai Gelombang Rakyat Indonesia"),
        ("PKN", "Partai Kebangkitan Nusantara"),
        ("Ummat", "Partai Ummat"),
        ("Buruh", "Partai Buruh"),
        ("PNA", "Partai Nanggroe Aceh"),
        ("PAS Aceh", "Partai Adil Sejahtera Aceh"),
        ("Fraksi PKS", "PARTAI KEADILAN SEJAHTERA"),
    ],
)
def test_parties_as_they_and_the_press_write_them(written: str, name: str, match: Ask) -> None:
    best = match(written, type="party")[0]
    assert (best["name"].casefold(), best["match"]) == (name.casefold(), True)


@pytest.mark.parametrize(
    "unread",
    [
        {"party": "Partai Mawar Merah"},
        {"district": "Lembah Hijau IX"},
        {"province": "Negeri Dongeng"},
        {"gender": "tidak diisi"},
        {"edition": "periode lalu"},
        {"office": "jabatan lain"},
    ],
)
def test_what_cannot_be_read_counts_as_unknown(unread: dict[str, Any], match: Ask) -> None:
    told = {"party": "PKB", "edition": "2024"}
    plain = match("IRMAWAN", type="person", properties=told)[0]
    beside = match("IRMAWAN", type="person", properties=unread | {k: v for k, v in told.items() if k not in unread})[0]
    assert beside["id"] == plain["id"]
    assert beside["score"] == plain["score"] == 100.0
    assert not {feature["id"] for feature in beside["features"]} & unread.keys()


def test_another_party_that_can_be_read_lowers_a_match(match: Ask) -> None:
    held = match("IRMAWAN", type="person", properties={"party": "PDI Perjuangan", "edition": "2024"})
    assert {"id": "party", "value": 0.0} in held[0]["features"]
    assert held[0]["match"] is False


@pytest.mark.parametrize(
    ("written", "name"),
    [("NAD", "Aceh"), ("Jabar", "Jawa Barat"), ("Prov. NTB", "Nusa Tenggara Barat"), ("DI Yogyakarta", "Daerah Istimewa Yogyakarta")],
)  # fmt: skip
def test_provinces_by_their_usual_abbreviations(written: str, name: str, match: Ask) -> None:
    found = match(written, type="region")
    assert found[0]["name"].casefold() == name.casefold()


@pytest.mark.parametrize("written", ["PKB", "pkb", "Partai Kebangkitan Bangsa", "Kebangkitan Bangsa", "P.K.B."])
def test_parties_by_name_and_abbreviation(written: str, match: Ask) -> None:
    best = match(written, type="party")[0]
    assert (best["name"], best["match"]) == ("Partai Kebangkitan Bangsa", True)


def test_identifiers_iris_and_codes_are_understood(match: Ask) -> None:
    person = match("IRMAWAN", type="person")[0]["id"]
    for written in (person, person.partition("/")[2], f"https://w3id.org/pemilu/id/{person}"):
        best = match(written)[0]
        assert (best["id"], best["match"]) == (person, True)
    assert match("2024/dpr/1101/1/1", type="candidacy")[0]["name"] == IRMAWAN
    assert match("11", type="region")[0]["match"] is True
    assert match("2024/dpr/9999/1/1", type="candidacy") == []


def test_how_strictly_a_type_is_meant(match: Ask) -> None:
    assert match("IRMAWAN", type="district", type_strict="any") == []
    others = match("IRMAWAN", type="district", type_strict="should")
    assert others[0]["type"][0]["id"] == "person"
    assert not any(each["match"] for each in others), "another kind than was asked for"
    assert match("IRMAWAN", type=["person", "party"], type_strict="all") == []
    kinds = {each["type"][0]["id"] for each in match("ACEH I", limit=20)}
    assert "district" in kinds


def test_no_more_than_the_limit(match: Ask) -> None:
    assert len(match("MUHAMMAD", type="person", limit=3)) == 3
    assert len(match("MUHAMMAD", type="person")) == 5


@pytest.mark.parametrize(
    "text", ['"', "' OR 1=1 --", "NEAR(a b)", "*", "\x00", "🗳️", "(", "-", "a" * 500, "AND", "\u202e"]
)
def test_any_text_is_a_name(text: str, match: Ask) -> None:
    assert isinstance(match(text), list)
