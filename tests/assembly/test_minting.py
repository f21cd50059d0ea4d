"""Identifiers of parties, regions and lines of districts through releases: one of several lives on, and the others lead to it."""

import polars as pl

from hub.assembly import Assembly, Before, Origin
from hub.facts import DistrictFact, Fact, NominationFact, RegionCode, RegionFact
from tests.assembly.edition import LIST, NORTH, assembled

EARLIER = Origin(6, f"sha256-{6:064x}", "parties-2037", "2037")
JASMINE: tuple[Fact, Origin] = (NominationFact(row=1, ballot_number=9, name="Kesatuan Melati"), EARLIER)
SAME = [["2037/party/9", "2042/party/1"]]


def releases(*builds: tuple[list[tuple[Fact, Origin]], list[list[str]]]) -> list[Assembly]:
    """Return what a series of builds makes, each after the one before: facts beside the ground, and judgements on parties."""
    made: list[Assembly] = []
    for number, (facts, same) in enumerate(builds):
        before = Before(made[-1].tables["register"], number=number) if made else None
        made.append(assembled(*facts, same=same, before=before))
    return made


def party(made: Assembly, nomination: str) -> str:
    return str(made.tables["nominations"].filter(nomination_id=nomination)["party_id"].item())


def entry(made: Assembly, key: str) -> tuple[str, list[str]]:
    row = made.tables["register"].filter(id=key).select(pl.col("state").cast(pl.String), "successors").row(0)
    return row[0], row[1]


def test_of_two_parties_that_are_one_the_older_id_lives_on_and_the_other_leads_to_it() -> None:
    first, apart, joined, again = releases(([], []), ([JASMINE], []), ([JASMINE], SAME), ([JASMINE], []))
    older, younger = party(first, "2042/party/1"), party(apart, "2037/party/9")
    assert older == party(apart, "2042/party/1") != younger
    assert party(joined, "2037/party/9") == party(joined, "2042/party/1") == older
    assert entry(joined, older) == ("ACTIVE", [])
    assert entry(joined, younger) == ("MERGED", [older])
    assert (party(again, "2037/party/9"), party(again, "2042/party/1")) == (younger, older), "a merge that is undone"
    assert entry(again, younger) == ("ACTIVE", [])


def test_an_id_that_was_merged_leads_on_where_its_list_is_gone() -> None:
    apart, _, gone = releases(([JASMINE], []), ([JASMINE], SAME), ([], SAME))
    earlier, later = party(apart, "2037/party/9"), party(apart, "2042/party/1")
    assert party(gone, "2042/party/1") == earlier, "of two of one age that of the first nomination"
    assert entry(gone, later) == ("MERGED", [earlier])
    withdrawn, back = releases(([JASMINE], []), ([], []), ([JASMINE], SAME))[1:]
    assert entry(withdrawn, earlier) == ("WITHDRAWN", [])
    assert party(back, "2037/party/9") == later, "whoever comes back changes nobody"
    assert entry(back, earlier) == ("MERGED", [later])


def test_a_region_keeps_its_id_when_its_other_code_becomes_known() -> None:
    serial, code = RegionCode("kpu", "77"), RegionCode("kemendagri", "81.07")
    alone = RegionFact(row=7, code=serial, name="TIMUR", level="REGENCY", parent=NORTH, year=2041)
    coded = RegionFact(row=8, code=code, name="TIMUR RAYA", level="REGENCY", parent=NORTH, year=2041)
    both = RegionFact(row=9, code=code, name="TIMUR RAYA", level="REGENCY", parent=NORTH, also=(serial,), year=2042)
    first, apart, joined = releases(
        *(([(fact, LIST) for fact in facts], []) for facts in ([alone], [alone, coded], [both]))
    )
    (older,) = first.tables["regions"].filter(name="TIMUR")["region_id"]
    (younger,) = apart.tables["regions"].filter(name="TIMUR RAYA")["region_id"]
    assert joined.tables["regions"].filter(name="TIMUR RAYA")["region_id"].to_list() == [older] != [younger]
    assert entry(joined, younger) == ("MERGED", [older])


def test_districts_that_get_one_name_are_one_line_with_the_older_id() -> None:
    def district(name: str) -> tuple[Fact, Origin]:
        return DistrictFact(row=1, office="DPR", code="1", name=name), EARLIER

    apart, joined = releases(([district("UTARA SATU")], []), ([district("UTARA I")], []))
    lines = [dict(made.tables["districts"].select("district_id", "line_id").iter_rows()) for made in (apart, joined)]
    assert set(lines[1].values()) == {lines[0]["2037/dpr/1"]}
    assert entry(joined, lines[0]["2042/dpr/8101"]) == ("MERGED", [lines[0]["2037/dpr/1"]])
