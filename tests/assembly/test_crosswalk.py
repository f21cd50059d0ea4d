"""Two invented editions: one with a published map of its districts, one with lists of regions; overlaps and estimates between them."""

from datetime import date
from functools import cache

import polars as pl
import shapely

from hub.assembly import Before, Minter, Origin, Rejections, Stated, assemble
from hub.assembly.extents import Extents
from hub.assembly.notional import assemble_notional, party_totals
from hub.assembly.overlaps import Laid
from hub.facts import (
    NATION,
    DistrictFact,
    DistrictRegionFact,
    Fact,
    NominationFact,
    RegionCode,
    RegionFact,
    ResultFact,
    ShapeFact,
    VotersFact,
)  # fmt: skip
from hub.judgements import RegionJudgement
from hub.tables import BY_NAME

OLD, NEW = (
    Origin(order, f"sha256-{order:064x}", f"list-{edition}", edition, None)
    for order, edition in enumerate(("2037", "2042"), start=1)
)
NORTH, SOUTH = RegionCode("kemendagri", "81"), RegionCode("kemendagri", "82")
REGENCIES = {"A": ("81.01", 0.0, 300), "B": ("81.02", 1.0, 100), "C": ("81.03", 2.0, 200), "D": ("82.01", 9.0, 50)}
"""Name -> code, west side of a square of one degree, voters."""


def square(west: float, width: float = 1.0) -> bytes:
    return shapely.to_wkb(shapely.box(west, 0, west + width, 1))


def facts(border: float) -> list[tuple[Fact, Origin]]:
    """Return the facts of both editions; on the map of the earlier one the border of its two districts lies so far to the east."""
    told: list[tuple[Fact, Origin]] = [
        (RegionFact(row=row, code=code, name=name, level="PROVINCE", parent=NATION, year=2042), NEW)
        for row, (code, name) in enumerate(((NORTH, "UTARA"), (SOUTH, "SELATAN")), start=1)
    ]
    for row, (name, (digits, west, voters)) in enumerate(REGENCIES.items(), start=3):
        code = RegionCode("kemendagri", digits)
        parent = NORTH if digits.startswith("81") else SOUTH
        told += [
            (RegionFact(row=row, code=code, name=name, level="REGENCY", parent=parent, year=2042), NEW),
            (ShapeFact(row=row, wkb=square(west), region=code), NEW),
            (VotersFact(row=row, region=code, list_kind="DPT", total_count=voters), NEW),
        ]
    told += [(NominationFact(row=20, ballot_number=1, name="Partai Melati"), origin) for origin in (OLD, NEW)]
    for row, (district, west, width) in enumerate((("1", 0.0, border), ("2", border, 3.0 - border)), start=21):
        told += [
            (DistrictFact(row=row, office="DPR", code=district, name=f"UTARA {district}", province=NORTH), OLD),
            (ShapeFact(row=row, wkb=square(west, width), office="DPR", district_code=district), OLD),
            (_votes(row, district, 1000), OLD),
        ]
    for row, (district, names) in enumerate((("81", "A"), ("82", "BCD")), start=31):
        told.append((DistrictFact(row=row, office="DPR", code=district, name=f"UTARA {district}", province=NORTH), NEW))
        told += [
            (
                DistrictRegionFact(
                    row=row * 10 + place,
                    office="DPR",
                    district_code=district,
                    region=RegionCode("kemendagri", REGENCIES[name][0]),
                ),
                NEW,
            )
            for place, name in enumerate(names)
        ]
    told += [
        (DistrictFact(row=40, office="DPD", code="8", name="UTARA", province=NORTH), origin) for origin in (OLD, NEW)
    ]
    return told


def _votes(row: int, district: str, count: int) -> ResultFact:
    return ResultFact(
        row=row, office="DPR", kind="PARTY_TOTAL", votes_count=count, district_code=district, party_number=1
    )


@cache
def made(*placed: RegionJudgement, border: float = 2.0) -> tuple[dict[str, pl.DataFrame], Rejections]:
    stated, rejections = Stated(), Rejections()
    for fact, origin in facts(border):
        stated.add(fact, origin)
    editions = pl.DataFrame(
        [
            {"edition_id": year, "name": f"Pemilu {year}", "name_en": None, "kind": "GENERAL", "year": int(year),
             "voting_date": date(int(year), 2, 14)}
            for year in ("2037", "2042")
        ],
        schema_overrides={"name_en": pl.String},
    )  # fmt: skip
    made = assemble(stated, editions, Minter(Before()), [], rejections, placed_regions=placed)
    return made.tables, rejections


def overlaps(district: str, border: float = 2.0) -> list[tuple[object, ...]]:
    rows = made(border=border)[0]["district_overlaps"].filter(pl.col("district_id") == district).sort("other")
    return rows.select("other", "weight_population", "shared_count", "is_approximate").rows()


def test_districts_on_a_map_are_laid_on_listed_ones() -> None:
    assert overlaps("2037/dpr/1") == [("2042/dpr/81", 0.75, 1, True), ("2042/dpr/82", 0.25, 1, True)]
    assert overlaps("2042/dpr/81") == [("2037/dpr/1", 1.0, 1, True)]


def test_a_region_that_no_district_of_the_map_touches_goes_to_the_nearest() -> None:
    assert [row[0] for row in overlaps("2042/dpr/82")] == ["2037/dpr/1", "2037/dpr/2"], (
        "D lies in a province without map"
    )
    assert made()[0]["district_overlaps"]["with_id"].null_count() == 0


def test_a_regency_that_a_border_cuts_leaves_a_district_unclear_and_is_a_row_without_partner() -> None:
    assert overlaps("2037/dpr/1", border=1.5) == []
    assert [(row[0], row[2]) for row in overlaps("2042/dpr/82", border=1.5)] == [("2037", 1), ("2037/dpr/2", 2)]


def test_areas_are_those_of_the_regions() -> None:
    rows = made()[0]["district_overlaps"].filter(pl.col("district_id") == "2037/dpr/1").sort("other")
    assert rows["weight_area"].to_list() == [0.5, 0.5]


def test_a_province_s_district_holds_what_the_districts_in_the_province_hold() -> None:
    assert [row[0] for row in overlaps("2037/dpd/8")] == ["2042/dpd/8"]
    assert overlaps("2042/dpd/8")[0][2] == 4


def test_votes_are_shared_out_and_stay_apart_from_results() -> None:
    tables, _ = made()
    rows = tables["notional_results"].sort("district_id")
    assert rows.select("district_id", "edition_id", "votes_count", "shared_by").rows() == [
        ("2042/dpr/81", "2037", 750, "POPULATION"),
        ("2042/dpr/82", "2037", 1250, "POPULATION"),
    ]
    assert set(tables["results"]["district_id"]) == {"2037/dpr/1", "2037/dpr/2"}


def test_no_votes_are_shared_out_where_it_is_not_clear_what_any_district_holds() -> None:
    tables, _ = made()
    old, new = (Extents(edition, int(edition), "DPR") for edition in ("2037", "2042"))
    laid = [Laid(one, other, {}, ()) for one, other in ((old, new), (new, old))]
    assert assemble_notional(laid, tables["results"], tables["nominations"]).is_empty()


def test_a_list_with_a_candidate_whose_votes_are_not_reported_has_no_total() -> None:
    def row(choice: str, kind: str, votes: int | None, nomination: str) -> dict[str, object]:
        return {
            "result_id": choice, "edition_id": "2037", "office": "DPR", "district_id": "2037/dpr/1", "nomination_id": nomination,
            "kind": kind, "votes_count": votes, "series": "votes",
        }  # fmt: skip

    rows = [
        row("1/1", "CANDIDATE", 5, "one"), row("1/2", "CANDIDATE", None, "one"), row("1/0", "PARTY_ONLY", 2, "one"),
        row("2/1", "CANDIDATE", 5, "two"), row("2/0", "PARTY_ONLY", None, "two"),
        row("3/1", "CANDIDATE", 5, "three"), row("3/0", "PARTY_ONLY", 0, "three"),
        row("4/1", "CANDIDATE", None, "four"), row("4/0", "PARTY_ONLY", 2, "four"), row("4", "PARTY_TOTAL", 9, "four"),
    ]  # fmt: skip
    totals = party_totals(pl.DataFrame(rows, schema=BY_NAME["results"].polars_schema(), orient="row"))
    assert totals == {("2037", "DPR"): ("votes", {("2037/dpr/1", "three"): 5, ("2037/dpr/1", "four"): 9})}


def test_a_region_outside_the_province_of_its_district_is_a_finding() -> None:
    (finding,) = [found for found in made()[1].findings if found["rule"] == "region-outside-province"]
    assert finding["subject_key"] == "2042/dpr/82"
    assert (
        finding["message"]
        == "expected the regions of the district in UTARA, found D; no list of any year has it in that province"
    )


def test_a_judgement_puts_a_region_where_it_belongs_whatever_the_map_draws() -> None:
    told = RegionJudgement(
        region="kemendagri:81.02",
        district="2037/dpr/2",
        why="drawn wrong",
        source="law",
        by="test",
        at=date(2042, 1, 1),
    )
    rows = made(told)[0]["district_overlaps"].filter(pl.col("district_id") == "2037/dpr/2")
    assert rows.select("other", "shared_count").rows() == [("2042/dpr/82", 3)]
