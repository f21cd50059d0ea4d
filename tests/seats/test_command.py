"""`hub seats`: what it prints, its JSON, and what it says where seats cannot be told."""

import json
from pathlib import Path

import pytest

from tests.command import hub, run
from tests.mini import write_mini


@pytest.fixture(scope="module")
def mini(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("mini")
    write_mini(out)
    return out


WORKSPACE = """
[hub]
title = "Councils"

[[editions]]
id = "2024"
name = "Pemilu 2024"

[[sources]]
id = "parties"
loader = "hub-table"
path = "nominations.csv"
edition = "2024"
title = "Parties"
publisher = "KPU"

[[sources]]
id = "districts"
loader = "hub-table"
path = "districts.csv"
edition = "2024"
title = "Districts"
publisher = "KPU"

[[sources]]
id = "votes"
loader = "hub-table"
path = "results.csv"
edition = "2024"
title = "Votes of lists"
publisher = "KPU"
status = "CERTIFIED"
"""

FILES = {
    "hub.toml": WORKSPACE,
    "nominations.csv": "ballot_number,name,abbreviation,source\n1,Partai Melati,MELATI,KPU\n2,Partai Kamboja,KAMBOJA,KPU\n",
    "districts.csv": "office,code,name,seats_count,source\nDPRD_PROVINCE,1101,Utara 1,3,KPU\nDPRD_PROVINCE,1102,Utara 2,1,KPU\nDPRD_PROVINCE,1103,Utara 3,1,KPU\n",
    "results.csv": "office,kind,district_code,party_number,votes_count,source\n"
    + "".join(
        f"DPRD_PROVINCE,PARTY_TOTAL,{district},{party},{count},KPU\n"
        for district, party, count in ((1101, 1, 700), (1101, 2, 260), (1102, 1, 90), (1102, 2, 90))
    ),
}


@pytest.fixture(scope="module")
def councils(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("councils")
    for name, text in FILES.items():
        (folder / name).write_text(text)
    built = run("build", str(folder))
    assert built.returncode == 0, built.stderr
    return folder


def test_seats_are_printed_with_the_law_the_last_seat_and_ties(councils: Path) -> None:
    printed = hub("seats", councils, "--edition", "2024", "--office", "dprd_province")
    lines = [line.split() for line in printed.splitlines()]
    assert "sainte-lague, no threshold: UU 7/2017 art. 414 (2)" in printed
    assert ["MELATI", "790", "69.30%", "yes", "2", "not", "known"] in lines
    assert "1,140 valid votes in 2 of 3 districts" in printed
    assert "undecided in DPRD Provinsi Utara 2 2024: " in printed
    assert "1 open between MELATI, KAMBOJA" in printed


def test_the_same_as_json_and_what_if(councils: Path) -> None:
    arguments = ("seats", councils, "--edition", "2024", "--office", "DPRD_PROVINCE", "--json")
    told = json.loads(hub(*arguments))
    assert [(each["name"], each["seats_count"]) for each in told["parties"]] == [("MELATI", 2), ("KAMBOJA", 1)]
    assert told["last_seats"][0]["missing_count"] == 440, "(700 / 3 - 260 / 3) * 3"
    assert told["undecided"][0]["seats_count"] == 1
    assert (told["districts_count"], told["districts_expected_count"]) == (2, 3)
    hare = json.loads(hub(*arguments, "--method", "hare", "--threshold", "0.5"))
    assert [each["seats_count"] for each in hare["parties"]] == [4, 0]
    assert hare["law"].startswith("instead of UU 7/2017")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--edition", "2029", "--office", "DPR"), "expected --edition to be one of 2037, 2042, found '2029'"),
        (("--edition", "2042", "--office", "DPR"), "expected an election whose seats are shared out among lists"),
        (("--edition", "2042", "--office", "DPR", "--threshold", "2"), "expected a threshold as a part of the votes"),
        (("--edition", "2042", "--office", "DPR", "--method", "dhondt"), "expected a method, hare or sainte-lague"),
    ],
)
def test_what_cannot_be_told_is_said(mini: Path, arguments: tuple[str, ...], told: str) -> None:
    done = run("seats", str(mini), *arguments)
    assert done.returncode == 2
    assert told in done.stderr


def test_graphql_answers_the_same_and_what_if(councils: Path) -> None:
    asked = "{ law: seatAllocation(edition: \"2024\", office: DPRD_PROVINCE) { ...it } if: seatAllocation(edition: \"2024\", office: DPRD_PROVINCE, threshold: 0.5, method: HARE) { ...it } } fragment it on SeatAllocation { method threshold validVotesCount seatsCount openSeatsCount districtsCount districtsExpectedCount gallagherIndex parties { __typename party { abbreviation } votesCount isOverThreshold seatsCount seatsStatedCount } }"  # fmt: skip
    told = json.loads(hub("query", councils, asked))["data"]
    assert [told["law"][name] for name in ("method", "threshold", "validVotesCount", "seatsCount", "openSeatsCount", "districtsCount", "districtsExpectedCount")] == [
        "SAINTE_LAGUE", 0, 1140, 3, 1, 2, 3,
    ]  # fmt: skip
    assert told["law"]["parties"][0] == {
        "__typename": "SeatAllocationParty", "party": {"abbreviation": "MELATI"}, "votesCount": 790, "isOverThreshold": True,
        "seatsCount": 2, "seatsStatedCount": None,
    }  # fmt: skip
    assert [each["seatsCount"] for each in told["if"]["parties"]] == [4, 0]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ('edition: "2029", office: DPR', "SEATS_UNKNOWN"),
        ('edition: "2024", office: DPD', "SEATS_UNKNOWN"),
        ('edition: "2024", office: DPRD_PROVINCE, threshold: 2', "BAD_ARGUMENT"),
    ],
)
def test_graphql_says_why_seats_are_not_known(councils: Path, arguments: str, code: str) -> None:
    answer = json.loads(run("query", str(councils), f"{{ seatAllocation({arguments}) {{ seatsCount }} }}").stdout)
    assert answer["data"] == {"seatAllocation": None}
    assert answer["errors"][0]["extensions"]["code"] == code
