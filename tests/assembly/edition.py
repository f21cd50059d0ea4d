"""The invented edition of 2042: two provinces, two districts, three parties; and facts about it in short words."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from hub.assembly import Assembly, Before, Minter, Origin, Rejections, Stated, assemble
from hub.facts import (
    NATION,
    CandidacyFact,
    DistrictFact,
    DistrictRegionFact,
    Fact,
    NominationFact,
    RegionCode,
    RegionFact,
    ResultFact,
    ResultKind,
)
from hub.judgements import RegionJudgement

LIST, VOTES = (
    Origin(order, f"sha256-{order:064x}", name, "2042", "CERTIFIED") for order, name in ((1, "list"), (2, "votes"))
)
NORTH, SOUTH = RegionCode("kemendagri", "81"), RegionCode("kemendagri", "82")
KPU_NORTH = RegionCode("kpu", "7001")


def standing(row: int, number: int, name: str, party: int = 1, district: str = "8101", **more: Any) -> CandidacyFact:
    return CandidacyFact(
        row=row, office="DPR", district_code=district, party_number=party, ballot_number=number, name=name, **more
    )


def votes(
    row: int, count: int | None, number: int | None, party: int = 1, kind: ResultKind = "CANDIDATE"
) -> ResultFact:
    return ResultFact(
        row=row,
        office="DPR",
        kind=kind,
        votes_count=count,
        district_code="8101",
        party_number=party,
        ballot_number=number,
    )


GROUND: list[tuple[Fact, Origin]] = [
    (RegionFact(row=1, code=NORTH, name="UTARA", level="PROVINCE", parent=NATION, also=(KPU_NORTH,), year=2041), LIST),
    (RegionFact(row=2, code=SOUTH, name="SELATAN", level="PROVINCE", parent=NATION, year=2041), LIST),
    (RegionFact(row=3, code=KPU_NORTH, name="UTARA RAYA", level="PROVINCE", parent=NATION, year=2042), VOTES),
    (DistrictFact(row=4, office="DPR", code="8101", name="UTARA I", province=NORTH, seats_count=2), LIST),
    (DistrictRegionFact(row=4, office="DPR", district_code="8101", region=NORTH), LIST),
    (NominationFact(row=5, ballot_number=1, name="Partai Melati"), LIST),
    (NominationFact(row=6, ballot_number=2, name="PARTAI  KAMBOJA", abbreviation="KBJ"), LIST),
]  # fmt: skip


def assembled(
    *statements: tuple[Fact, Origin],
    same: list[list[str]] | None = None,
    before: Before | None = None,
    placed: Sequence[RegionJudgement] = (),
    parts_counts: Mapping[tuple[str, str], int] | None = None,
    abbreviations: Mapping[str, str] | None = None,
) -> Assembly:
    """Return what the ground and the statements make, after the release `before`."""
    stated = Stated()
    for fact, origin in [*GROUND, *statements]:
        stated.add(fact, origin)
    edition = {"edition_id": "2042", "name": "Pemilu 2042", "name_en": None, "kind": "GENERAL", "year": 2042}
    earlier = {**edition, "edition_id": "2037", "name": "Pemilu 2037", "year": 2037, "voting_date": date(2037, 2, 14)}
    known = [{**edition, "voting_date": date(2042, 2, 14)}]
    known += [earlier] if any(origin.edition_id == "2037" for _, origin in statements) else []
    editions = pl.DataFrame(known, schema_overrides={"name_en": pl.String})
    minter = Minter(before or Before())
    return assemble(
        stated, editions, minter, same or [], Rejections(),
        placed_regions=placed, parts_counts=parts_counts or {}, abbreviations=abbreviations or {},
    )  # fmt: skip


def findings(made: Assembly, rule: str) -> list[str]:
    frame = made.rejections.findings_frame()
    return frame.filter(pl.col("rule") == rule)["message"].to_list()


def only(made: Assembly, table: str) -> dict[str, object]:
    assert made.tables[table].height == 1
    return made.tables[table].row(0, named=True)
