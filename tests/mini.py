"""The invented edition of 2042 as a release: two provinces, a DPR district, a presidential contest, odd Unicode, retired ids.

It is assembled by the hub itself, so that what the tests of a release's readers see is what a build makes.
"""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

import polars as pl
import shapely

from hub import ids
from hub.assembly import (
    Before,
    Minter,
    Origin,
    Rejections,
    Stated,
    assemble,
    balance,
    incumbents_of_winners,
    with_contradictions,
)
from hub.facts import (
    NATION,
    CandidacyFact,
    DistrictFact,
    DistrictRegionFact,
    Fact,
    FindingFact,
    NominationFact,
    RegionCode,
    RegionFact,
    ResultFact,
    SetAsideRow,
    TicketFact,
    TurnoutFact,
)  # fmt: skip
from hub.identity import quality
from hub.identity.strangers import SCHEMA as STRANGERS
from hub.outcomes import area_outcomes, outcomes_of, published
from hub.release import Release, make_current, write_release
from hub.tables import BY_NAME, TABLES
from hub.tables.register import Register
from hub.tables.sources import Sources

BASE = "https://example.org/pemilu/"

LIST, VOTES, QUICK, OLD = (
    Origin(order, f"sha256-{order:064x}", series, edition, status)
    for order, (series, edition, status) in enumerate(
        (
            ("list-2042", "2042", None),
            ("votes-2042", "2042", "CERTIFIED"),
            ("quick-2042", "2042", "UNOFFICIAL_PARTIAL"),
            ("list-2037", "2037", None),
        ),
        start=1,
    )
)
NORTH, SOUTH, PORT = (RegionCode("kemendagri", code) for code in ("81", "82", "81.01"))

PAIR: tuple[tuple[str, Literal["HEAD", "DEPUTY"]], ...] = (("ANI", "HEAD"), ("BUDI", "DEPUTY"))

ODD_NAMES = ('Hj. "SITI" \\ S.H.', "ZULKARNAIN", "ZULKARNAIN", "Ñandú 学 🗳️\u00a0\u202etest", "D'ARC\tTAB\nLINE")
"""Quotes and backslashes, homonyms, letters of other scripts with a direction mark, and control characters."""

AREA = shapely.MultiPolygon(
    [
        (((100.0, 0.0), (100.0, 2.0), (102.0, 2.0), (102.0, 0.0), (100.0, 0.0)), [((101, 1), (101.5, 1), (101, 1.5), (101, 1))]),
        (((103.0, 0.0), (103.0, 0.123456789), (103.5, 0.0), (103.0, 0.0)), []),
    ]
)  # fmt: skip
"""Of the district: its outer rings go clockwise and its hole counter-clockwise, which maps on the web may not."""

MERGED, SPLIT, WITHDRAWN = (ids.opaque("person", f"retired {state}") for state in ("merged", "split", "withdrawn"))


def facts() -> list[tuple[Fact, Origin]]:
    """Return everything that the sources of the mini election state."""
    ground: list[tuple[Fact, Origin]] = [
        (
            RegionFact(
                row=1,
                code=NORTH,
                name="UTARA",
                level="PROVINCE",
                parent=NATION,
                also=(RegionCode("kpu", "7"),),
                year=2042,
            ),
            LIST,
        ),
        (RegionFact(row=2, code=SOUTH, name="SELATAN", level="PROVINCE", parent=NATION, year=2042), LIST),
        (RegionFact(row=3, code=PORT, name="PELABUHAN", level="REGENCY", parent=NORTH, year=2042), LIST),
        (DistrictFact(row=4, office="DPR", code="8101", name="UTARA I", province=NORTH, seats_count=2), LIST),
        (
            DistrictRegionFact(row=4, office="DPR", district_code="8101", region=PORT, is_split=True, part="Timur / A"),
            LIST,
        ),
        (DistrictRegionFact(row=5, office="DPR", district_code="8101", region=NORTH), LIST),
        (NominationFact(row=6, ballot_number=1, name="Partai Melati", abbreviation="MLT", published_id="77"), LIST),
        (NominationFact(row=7, ballot_number=2, name="PARTAI  KAMBOJA"), LIST),
        (NominationFact(row=1, ballot_number=9, name="Partai Melati"), OLD),
        (DistrictFact(row=2, office="DPR", code="1", name="UTARA I", province=NORTH, seats_count=1), OLD),
        (TicketFact(row=8, office="PRESIDENT", district_code=None, ballot_number=1, name="ANI - BUDI"), LIST),
    ]
    standing: list[tuple[Fact, Origin]] = [
        (_standing(20 + number, number, name, elected=number == 1, gender="FEMALE" if number == 1 else None), LIST)
        for number, name in enumerate(ODD_NAMES, start=1)
    ]
    standing += [
        (_standing(1, 1, ODD_NAMES[0], elected=True), VOTES),
        (_standing(3, 1, "SITI", party=9, district="1", birth_date=date(2001, 2, 3)), OLD),
        *(
            (
                CandidacyFact(
                    row=30 + place, office="PRESIDENT", district_code=None, ballot_number=1, name=name, role=role
                ),
                LIST,
            )
            for place, (name, role) in enumerate(PAIR)
        ),
    ]
    counted: list[tuple[Fact, Origin]] = [
        (_votes(1, 500, 1), VOTES),
        (_votes(2, 500, 2), VOTES),
        (_votes(3, 0, 3), VOTES),
        (_votes(4, None, 4), VOTES),
        (_votes(5, 40, None, kind="PARTY_ONLY"), VOTES),
        (_votes(1, 480, 1), QUICK),
        (
            ResultFact(
                row=9,
                office="PRESIDENT",
                kind="TICKET",
                votes_count=1234,
                region=NATION,
                level="NATION",
                ballot_number=1,
            ),
            VOTES,
        ),
        (
            TurnoutFact(
                row=9, office="PRESIDENT", region=NORTH, level="PROVINCE", registered_count=2000, voted_count=1300
            ),
            VOTES,
        ),
    ]
    return [*ground, *standing, *counted]


def tables() -> dict[str, pl.DataFrame]:
    """Return the tables of the mini election, which are assembled once: the dict is the caller's, the frames never change."""
    return dict(_tables())


@cache
def _tables() -> dict[str, pl.DataFrame]:
    stated, rejections = Stated(), Rejections()
    for fact, origin in facts():
        stated.add(fact, origin)
    rejections.set_aside_row(
        VOTES.source_id, SetAsideRow(row=99, rule="no-number", cause='expected a number, found "x"')
    )
    rejections.find(
        FindingFact(
            rule="totals-differ",
            severity="WARNING",
            message="expected 1,040 votes, found 1,039",
            evidence={"expected": 1040, "found": 1039},
            subject_kind="contest",
            subject_key="2042/dpr/8101",
        ),
        VOTES.source_id,
    )
    editions = pl.DataFrame(
        [_edition("2037", date(2037, 2, 14)), _edition("2042", date(2042, 2, 14))],
        schema_overrides={"name_en": pl.String},
    )
    made = assemble(stated, editions, Minter(Before()), [["2042/party/1", "2037/party/9"]], rejections)
    finished = {**{table.table_name(): table.create_empty() for table in TABLES}, **made.tables}
    finished["register"] = Register.validate(pl.concat([finished["register"], _retired(finished)]), cast=True)
    finished["findings"] = BY_NAME["findings"].validate(made.rejections.findings_frame(), cast=True)
    finished["set_aside"] = BY_NAME["set_aside"].validate(made.rejections.set_aside_frame(), cast=True)
    statements = balance(stated, made.tables, rejections)
    finished["dropped_statements"] = BY_NAME["dropped_statements"].validate(statements.listed, cast=True)
    files = pl.DataFrame([_source(origin) for origin in (LIST, VOTES, QUICK, OLD)])
    counted = files.join(statements.counts, on="source_id", how="left", maintain_order="left")
    finished["sources"] = Sources.validate(counted, cast=True)
    for name, rows in _further(finished).items():
        stated_rows = pl.DataFrame(rows, infer_schema_length=None)
        unstated = [
            pl.lit(None).alias(column) for column in BY_NAME[name].columns() if column not in stated_rows.columns
        ]
        finished[name] = BY_NAME[name].validate(stated_rows.with_columns(unstated), cast=True)
    answered = {**finished, **published(outcomes_of(finished), finished)}
    answered["candidacies"] = incumbents_of_winners(answered)
    answered |= with_contradictions(answered)
    return {**answered, **area_outcomes(answered)}


def _further(finished: dict[str, pl.DataFrame]) -> dict[str, list[dict[str, object]]]:
    """Return a row of each table that no fact above reaches."""
    north, port = (
        finished["regions"].filter(pl.col("name") == name)["region_id"].item() for name in ("UTARA", "PELABUHAN")
    )
    melati, kamboja = (
        finished["nominations"].filter(pl.col("nomination_id") == key)["party_id"].item()
        for key in ("2042/party/1", "2042/party/2")
    )
    source: dict[str, object] = {"source_id": LIST.source_id, "source_row": 90}
    edition: dict[str, object] = {"edition_id": "2042"}
    point = '{"type":"Point","coordinates":[95.3,5.5]}'
    return {
        "region_lineage": [
            {"region_id": north, "successor_id": port, "year": 2041, "kind": "SPLIT", "moved_count": 1, "parts_count": 3,
             "evidence": "lists of 2040 and 2041"},
        ],
        "district_overlaps": [
            {"district_id": "2042/dpr/8101", "other": other, "edition_id": "2037", "with_id": district, "weight_regions": weight,
             "weight_population": weight, "weight_area": None, "shared_count": 1, "is_approximate": True, "evidence": "invented"}
            for other, district, weight in (("2037/dpr/1", "2037/dpr/1", 0.75), ("2037", None, 0.25))
        ],
        "notional_results": [
            {"district_id": "2037/dpr/1", "nomination_id": "2042/party/1", "edition_id": "2042", "party_id": melati, "votes_count": 700,
             "coverage_ratio": 0.5, "shared_by": "POPULATION", "series": "votes-2042"},
        ],
        "party_events": [
            {"event_id": "kamboja-2040", "kind": "SPLIT", "date": "2040-05", "year": 2040, "party_id": kamboja, "name": "Partai Kamboja",
             "from_party_id": melati, "from_name": "Partai Melati", "description": "left over a list", "source_title": "Berita",
             "source_url": "https://example.org/kamboja", "source_number": "1/2040"},
        ],
        "ticket_parties": [
            {"ticket_id": "2042/president/1", "party_name": 'PARTAI "MELATI" RAYA', "party_id": finished["parties"]["party_id"][0], **source},
        ],
        "district_maps": [
            {"district_id": "2042/dpr/8101", "method": "DISSOLVED", "is_approximate": True, "area_km2": 1234.5, "parts_count": 2,
             "geojson": point, "wkb": shapely.to_wkb(AREA), "source_id": None},
        ],
        "polling_stations": [{"station_id": "2042/tps/81.01/1", **edition, "region_id": port, "number": 1, **source}],
        "progress": [
            {"progress_id": f"2042/president~{region}~POLLING_STATION~list", "contest_id": "2042/president", "series": "list",
             "region_id": region, "level": level, "unit_level": "POLLING_STATION", "counted_count": 1, "expected_count": 2,
             "status": "UNOFFICIAL_PARTIAL"}
            for region, level in ((None, None), (north, "PROVINCE"), (port, "REGENCY"))
        ],
        "rollups": [
            {"rollup_id": f"2042/president~{port}~2042/president/1~list", "contest_id": "2042/president", "series": "list",
             "region_id": port, "level": "REGENCY", "kind": "TICKET", "candidacy_id": None, "ticket_id": "2042/president/1",
             "nomination_id": None, "votes_count": 120, "reporting_count": 1, "stated_count": 121},
        ],
        "voters": [
            {"voters_id": "2042/DPT/81~list", **edition, "office": None, "region_id": north, "level": "PROVINCE", "list_kind": "DPT", "male_count": 990,
             "female_count": 1010, "unknown_count": None, "total_count": 2000, "stations_count": 4, "series": "list", **source},
        ],
        "finance_reports": [
            {"report_id": "2042/dpr/8101/1/1/1", **edition, "candidacy_id": "2042/dpr/8101/1/1", "nomination_id": "2042/party/1",
             "period": 1, "total_idr": 5_000_000_000, **source},
        ],
        "finance_lines": [
            {"line_id": "2042/dpr/8101/1/1/1/1", "report_id": "2042/dpr/8101/1/1/1", "donor_kind": "CANDIDATE", "donor_name": None,
             "kind": "CASH", "amount_idr": 5_000_000_000, "unit": None, **source},
        ],
        "calendar_events": [
            {"event_id": "2042/vote", **edition, "name": "Pemungutan suara", "starts": date(2042, 2, 14), "ends": None,
             "basis": "Peraturan 1/2041", **source},
        ],
        "legal_bases": [
            {"basis_id": "2042/law", **edition, "title": "Undang-Undang Pemilu", "number": "1/2040", "subject": "Pemilu", **source},
        ],
        "disputes": [
            {"dispute_id": "2042/1", **edition, "contest_id": "2042/dpr/8101", "number": "1/PHPU/2042", "applicant": "Partai Kamboja",
             "respondent": "Komisi", "subject": "Jumlah suara", "filed": date(2042, 3, 1), "decided": None, "decision": None, **source},
        ],
        "public_records": [
            {"record_id": "complaints-2042/1", "kind": "COMPLAINT", **edition, "region_id": north, "series": "complaints-2042", "number": "1",
             "title": None, "category": "Politik uang", "starts": date(2042, 2, 10), "ends": None, "state": "diterima", "text": None,
             "url": None, "amount_idr": None, "spent_idr": None, "units_count": None, **source},
        ],
        "judgements": [
            {"judgement_id": "20420301T120000Z-0a1b2c3d", "left_id": "2037/dpr/1/9/1", "right_id": "2042/dpr/8101/1/4",
             "verdict": "DIFFERENT", "by": "Ani", "at": "2042-03-01T12:00:00Z", "why": 'not "SITI"', "evidence": ["her page"],
             "score": None, "model": None},
        ],
        "links": [
            {"link_id": "2037/dpr/1/9/1~2042/dpr/8101/1/4", "left_id": "2037/dpr/1/9/1", "right_id": "2042/dpr/8101/1/4", "band": "REVIEW",
             "score": 0.25, "model": "1", "reasons": ["names differ", "same province"], "is_same_person": False,
             "judgement_id": "20420301T120000Z-0a1b2c3d"},
        ],
        "memberships": [
            {"membership_id": f"2042/dpr/8101/{seat}", "name": name, "person_id": finished["candidacies"]["person_id"][0] if seat == 2 else None,
             "candidacy_id": finished["candidacies"]["candidacy_id"][0] if seat == 2 else None, **edition, "office": "DPR",
             "district_id": "2042/dpr/8101", "nomination_id": "2042/party/1", "party_id": melati, "seat_number": seat,
             "valid_from": date(2042, 10, 1), "valid_to": None, "has_ended": seat == 1, "replaces_id": replaces, **source}
            for seat, name, replaces in ((1, "Bunga", None), (2, "Anggrek", "2042/dpr/8101/1"))
        ],
        "datasets": [
            {"dataset_id": "list-2042", "title": "Daftar calon", **edition, "theme": "BALLOT_QUALIFICATION", "system": "PENCALONAN",
             "steward": "Biro Teknis", "formats": ["CSV", "JSON"], "availability": "OPEN", "reason": None, "rows_count": 10,
             "files_count": 1},
        ],
    }  # fmt: skip


def write_mini(out: Path, content: dict[str, pl.DataFrame] | None = None, base: str = BASE) -> Release:
    """Write the mini election below `out` and make it current."""
    held = tables() if content is None else content
    counts = {"findings_by_rule": {"totals-differ": 1}, "findings_by_severity": {"WARNING": 1}}
    release = write_release(
        out,
        held,
        title="Mini",
        base_iri=base,
        quality=counts,
        documents={
            "quality.json": {"identity": quality.of_release(held["links"], pl.DataFrame(schema=STRANGERS)), **counts}
        },
    )
    make_current(out, release)
    return release


def _standing(row: int, number: int, name: str, party: int = 1, district: str = "8101", **more: Any) -> CandidacyFact:
    return CandidacyFact(
        row=row, office="DPR", district_code=district, party_number=party, ballot_number=number, name=name, **more
    )


def _votes(row: int, count: int | None, number: int | None, kind: Any = "CANDIDATE") -> ResultFact:
    return ResultFact(
        row=row, office="DPR", kind=kind, votes_count=count, district_code="8101", party_number=1, ballot_number=number
    )


def _edition(key: str, voting_date: date) -> dict[str, object]:
    name_en = "General election 2042" if key == "2042" else None
    return {
        "edition_id": key, "name": f"Pemilu {key}", "name_en": name_en, "kind": "GENERAL", "year": int(key),
        "voting_date": voting_date,
    }  # fmt: skip


def _retired(finished: dict[str, pl.DataFrame]) -> pl.DataFrame:
    first, second = finished["persons"].sort("person_id")["person_id"].to_list()[:2]
    rows = [
        (MERGED, "person", "retired merged", 1, "MERGED", [first], None, None, None, None),
        (SPLIT, "person", "retired split", 1, "SPLIT", [first, second], None, None, None, None),
        (WITHDRAWN, "person", "retired withdrawn", 1, "WITHDRAWN", [], None, "2042/dpr/8101/1/9", "SITI", None),
    ]
    return pl.DataFrame(rows, schema=finished["register"].schema, orient="row")


def _source(origin: Origin) -> dict[str, object]:
    aside = 1 if origin is VOTES else 0
    return {
        "source_id": origin.source_id, "series": origin.series, "path": f"{origin.series}.csv",
        "edition_id": origin.edition_id, "title": f"Berkas {origin.series}", "publisher": "Komisi Pemilihan",
        "collected_by": None, "licence": None, "url": f"https://example.org/{origin.series}.csv", "retrieved": "2042-03",
        "loader": "invented", "state": "READ", "bytes_count": 1000, "rows_read_count": 10 + aside, "rows_kept_count": 10,
        "rows_set_aside_count": aside,
    }  # fmt: skip
