"""An invented election with the hard cases, as tables: what the tests of the store and of the schema ask about.

In it: a tie, an uncontested seat, votes not reported and votes reported as zero, homonyms, a switch of party, a mononym, odd Unicode,
a pair of candidates, a region with two codes, a split region, a person id that was merged into another, a key that no IRI may hold.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from hub.release import Release, write_release
from hub.tables import BY_NAME, Table
from hub.tables.offices import ROWS as OFFICES

BASE = "https://example.org/pemilu/"
SOURCE, QUICK = f"sha256-{'a' * 64}", f"sha256-{'b' * 64}"
MERGED, SITI, HOMONYM, TWIN, MONONYM, ODD, ANI, BUDI = (f"p-000{number}-000{number}-{number}" for number in range(1, 9))
MELATI, KAMBOJA = "o-0001-0001-1", "o-0002-0002-2"
NATION, NORTH, PORT, SOUTH = (f"r-000{number}-000{number}-{number}" for number in range(1, 5))
STATION = "2042/tps/81.01/1"
ODD_NAME = 'Ñandú "学" \\ 🗳️\u202etest\tTAB'

CANDIDACIES: tuple[tuple[Any, ...], ...] = (
    ("2042/dpr/1/1/1", SITI, "2042/dpr/1", MELATI, 1, 'Hj. SITI "D\'ARC", S.H.', "FEMALE", True, 500),
    ("2042/dpr/1/1/2", HOMONYM, "2042/dpr/1", MELATI, 2, "ZULKARNAIN", "MALE", False, 500),
    ("2042/dpr/1/1/10", TWIN, "2042/dpr/1", MELATI, 10, "ZULKARNAIN", None, False, None),
    ("2042/dpr/1/2/1", MONONYM, "2042/dpr/1", KAMBOJA, 1, "SURYA", "MALE", None, 0),
    ("2042/dpr/2/2/1", ODD, "2042/dpr/2", KAMBOJA, 1, ODD_NAME, None, True, 7),
    ("2037/dpr/1/2/1", SITI, "2037/dpr/1", KAMBOJA, 1, "SITI", "FEMALE", False, 90),
)

CHOICES: tuple[tuple[str, str | None, str | None, int | None, int | None], ...] = (
    ("2042/dpr/1/1/1", "2042/dpr/1/1/1", None, 500, 2),
    ("2042/dpr/1/1/10", "2042/dpr/1/1/10", None, None, None),
    ("2042/dpr/1/1/2", "2042/dpr/1/1/2", None, 500, 2),
    ("2042/dpr/1/2/1", "2042/dpr/1/2/1", None, 700, 1),
    ("2042/party/1/party-only", None, "2042/party/1", 40, None),
)
"""In the order of their keys, which is not that of their ranks."""


def tables() -> dict[str, pl.DataFrame]:
    """Return a frame for every table; those that nothing is invented for are empty."""
    rows = {
        "sources": [_source(SOURCE, "list-2042"), _source(QUICK, "quick-2042")],
        "editions": [_edition(2037), _edition(2042)],
        "offices": [
            dict(zip(("office_id", "office", "name", "name_en", "level"), row, strict=True)) for row in OFFICES
        ],
        **_regions(),
        **_contests(),
        **_standing(),
        **_counted(),
        **_divided(),
        **_held_around(),
    }
    return frames(rows)


def frames(rows: Mapping[str, Iterable[dict[str, Any]]]) -> dict[str, pl.DataFrame]:
    """Return a frame for every table, of the rows given by its name; those without rows are empty."""
    return {name: _frame(table, rows.get(name, ())) for name, table in BY_NAME.items()}


def write(out: Path) -> Release:
    """Write the invented election as a release below `out`."""
    return write_release(out, tables(), title="Invented", base_iri=BASE, quality={"findings": 2})


def _frame(table: type[Table], rows: Iterable[dict[str, Any]]) -> pl.DataFrame:
    full = [{name: row.get(name) for name in table.columns()} for row in rows]
    return table.validate(pl.DataFrame(full, schema=table.polars_schema()), cast=True)


def _source(key: str, series: str) -> dict[str, Any]:
    return {
        "source_id": key, "series": series, "path": f"{series}.csv", "edition_id": "2042", "title": f"Berkas {series}",
        "publisher": "Komisi", "loader": "invented", "state": "READ", "bytes_count": 3_000_000_000,
        "rows_read_count": 9, "rows_kept_count": 8, "rows_set_aside_count": 1,
        "statements_read_count": 9, "statements_shown_count": 8, "statements_dropped_count": 1,
    }  # fmt: skip


def _edition(year: int) -> dict[str, Any]:
    return {
        "edition_id": str(year), "name": f"Pemilu {year}", "kind": "GENERAL", "year": year,
        "voting_date": date(year, 2, 14) if year == 2042 else None,
    }  # fmt: skip


def _regions() -> dict[str, list[dict[str, Any]]]:
    held = ((NATION, "INDONESIA", "NATION", None), (NORTH, "UTARA", "PROVINCE", NATION),
            (PORT, "PELABUHAN", "REGENCY", NORTH), (SOUTH, "SELATAN", "PROVINCE", NATION))  # fmt: skip
    codes = ((NATION, "kpu", "0"), (NORTH, "kemendagri", "81"), (NORTH, "kpu", "7"), (SOUTH, "kpu", "81"))
    return {
        "regions": [
            {
                "region_id": key,
                "name": name,
                "level": level,
                "parent_id": parent,
                "source_id": SOURCE,
                "source_row": row,
            }
            for row, (key, name, level, parent) in enumerate(held, start=1)
        ],
        "region_codes": [{"region_id": key, "scheme": scheme, "value": value} for key, scheme, value in codes],
    }


def _divided() -> dict[str, list[dict[str, Any]]]:
    """SELATAN was split off from UTARA in 2040, and took the port back from it in 2041; the port was first a part of SELATAN."""
    return {
        "region_lineage": [
            {"region_id": region, "successor_id": successor, "year": year, "kind": kind, "moved_count": 1, "parts_count": 3,
             "evidence": f"lists of {year - 1} and {year}"}
            for region, successor, year, kind in ((NORTH, SOUTH, 2040, "SPLIT"), (SOUTH, NORTH, 2041, "TRANSFER"))
        ],
        "region_parents": [
            {"region_id": PORT, "parent_id": NORTH, "valid_from": 2041},
            {"region_id": PORT, "parent_id": SOUTH, "valid_from": 2037, "valid_to": 2040},
        ],
        "district_maps": [
            {"district_id": "2042/dpr/1", "method": "DISSOLVED", "is_approximate": True, "area_km2": 1234.5, "parts_count": 2,
             "geojson": '{"type":"Point","coordinates":[95.3,5.5]}', "wkb": b"\x01", "source_id": SOURCE},
        ],
        "polling_stations": [
            {"station_id": STATION, "edition_id": "2042", "region_id": PORT, "number": 1, "source_id": SOURCE, "source_row": 50},
        ],
        "voters": [
            {"voters_id": f"2042/voters/{kind.lower()}", "edition_id": "2042", "office": office, "region_id": NORTH, "list_kind": kind,
             "male_count": men, "female_count": 1010, "total_count": total, "series": "list-2042", "source_id": SOURCE}
            for kind, office, men, total in (("DPT", None, 990, 2000), ("DPK", "DPR", None, None))
        ],
    }  # fmt: skip


def _held_around() -> dict[str, list[dict[str, Any]]]:
    """What stands around the contests: money, parties behind a pair, datasets, days, laws, a dispute."""
    edition = {"edition_id": "2042", "source_id": SOURCE}
    report = "2042/dpr/1/1/1/1"
    return {
        "outcomes": [
            {"outcome_id": "2042/dpr/1", "contest_id": "2042/dpr/1", "edition_id": "2042", "office": "DPR", "district_id": "2042/dpr/1",
             "status": "CERTIFIED", "basis": "STATED", "is_complete": True, "valid_votes_count": 1000, "seats_count": 1,
             "series": "list-2042"},
        ],
        "outcome_choices": [
            {"choice_id": f"2042/dpr/1~{choice}", "outcome_id": "2042/dpr/1", "candidacy_id": candidacy, "nomination_id": nomination,
             "votes_count": votes, "rank": rank, "series": "list-2042"}
            for choice, candidacy, nomination, votes, rank in CHOICES
        ],
        "outcome_lists": [
            {"list_id": f"2042/dpr/1~{nomination}", "outcome_id": "2042/dpr/1", "nomination_id": nomination, "votes_count": votes}
            for nomination, votes in (("2042/party/1", None), ("2042/party/2", 30))
        ],
        "voter_outcomes": [
            {"voter_outcome_id": f"2042/dpr/{area}/voters/dpt", "edition_id": "2042", "office": "DPR", "level": level, "region_id": region,
             "list_kind": "DPT", "total_count": total, "basis": basis, "series": "list-2042", "unknown_because": why}
            for area, level, region, total, basis, why in (
                ("nation", "NATION", NATION, None, None, "PARTS_ONLY"), (NORTH, "PROVINCE", NORTH, 2000, "STATED", None),
            )
        ],
        "turnout_outcomes": [
            {"turnout_outcome_id": "2042/dpr/nation/turnout", "edition_id": "2042", "office": "DPR", "level": "NATION",
             "region_id": NATION, "unknown_because": "NO_FIGURES"},
        ],
        "party_outcomes": [
            {"party_outcome_id": "2042/dpr/NATION/1", "party_id": MELATI, "edition_id": "2042", "office": "DPR", "level": "NATION",
             "votes_count": 1000, "seats_count": 1, "nomination_id": "2042/party/1", "basis": "STATED", "series": "list-2042"},
        ],
        "memberships": [
            {"membership_id": "2042/dpr/1/1/siti", "name": "SITI", "person_id": SITI, "candidacy_id": "2042/dpr/1/1/1", "edition_id": "2042",
             "office": "DPR", "district_id": "2042/dpr/1", "party_id": MELATI, "seat_number": 1},
        ],
        "finance_reports": [
            {"report_id": report, **edition, "candidacy_id": "2042/dpr/1/1/1", "nomination_id": "2042/party/1", "period": 1,
             "total_idr": 5_000_000_001},
        ],
        "finance_lines": [
            {"line_id": f"{report}/{number}", "report_id": report, "donor_kind": donor, "kind": kind, "amount_idr": amount}
            for number, donor, kind, amount in ((1, "CANDIDATE", "CASH", 5_000_000_001), (2, "INDIVIDUAL", "GOODS", None))
        ],
        "ticket_parties": [
            {"ticket_id": "2042/president/1", "party_name": name, "party_id": party}
            for name, party in (("Melati", MELATI), ("Partai yang tak dikenal", None))
        ],
        "datasets": [
            {"dataset_id": "list-2042", "title": "Daftar calon", "edition_id": "2042", "theme": "BALLOT_QUALIFICATION",
             "system": "PENCALONAN", "steward": "Biro Teknis", "formats": ["CSV", "JSON"], "availability": "OPEN", "rows_count": 10,
             "files_count": 1},
            {"dataset_id": "disputes", "title": "Sengketa", "theme": "COMPLAINTS_AND_DISPUTES", "system": "PHPU", "steward": "Biro Hukum",
             "formats": [], "availability": "MISSING", "reason": "never published", "rows_count": 0, "files_count": 0},
        ],
        "calendar_events": [
            {"event_id": f"2042/{name}", **edition, "name": name, "starts": starts, "ends": ends, "basis": "Peraturan 1/2041"}
            for name, starts, ends in (
                ("count", date(2042, 2, 14), date(2042, 3, 1)),
                ("registration", date(2041, 7, 1), None),
            )
        ],
        "legal_bases": [
            {"basis_id": "2042/law", **edition, "title": "Undang-Undang Pemilu", "number": "1/2040", "subject": "Pemilu"},
        ],
        "public_records": [
            {"record_id": f"{series}/{number}", "kind": kind, "edition_id": of, "series": series, "number": number, "title": title,
             "amount_idr": amount, "spent_idr": spent}
            for series, number, kind, of, title, amount, spent in (
                ("laws", "1", "LEGAL_DOCUMENT", None, "Undang-Undang 1/2040", None, None),
                ("budgets-2042", "1", "BUDGET", "2042", "Pusat", 900, 850),
                ("budgets-2042", "2", "BUDGET", "2042", "Utara", 100, None),
            )
        ],
        "disputes": [
            {"dispute_id": "2042/1", **edition, "contest_id": "2042/dpr/1", "number": "1/PHPU/2042", "applicant": "Partai Kamboja",
             "filed": date(2042, 3, 1)},
        ],
    }  # fmt: skip


def _contests() -> dict[str, list[dict[str, Any]]]:
    keys = ("2037/dpr/1", "2042/dpr/1", "2042/dpr/2")
    districts = [
        {"district_id": key, "edition_id": key[:4], "office": "DPR", "code": key[-1], "name": f"UTARA {key[-1]}",
         "line_id": "d-0001-0001-1", "province_id": NORTH, "seats_count": 2, "source_id": SOURCE, "source_row": 4}
        for key in keys
    ]  # fmt: skip
    contests = [
        {"contest_id": key, "edition_id": key[:4], "office": "DPR", "district_id": key, "name": f"DPR {key}",
         "seats_count": None if key == "2037/dpr/1" else 2, "source_id": SOURCE, "source_row": 4}
        for key in keys
    ]  # fmt: skip
    president = {"contest_id": "2042/president", "edition_id": "2042", "office": "PRESIDENT", "name": "Presiden 2042"}
    parts = (
        ("2042/dpr/1", NORTH, "", False),
        ("2042/dpr/1", PORT, "Timur / A", True),
        ("2042/dpr/2", PORT, "Barat", True),
    )
    return {
        "districts": districts,
        "contests": [*contests, president],
        "district_regions": [
            {"district_id": district, "region_id": region, "part": part, "is_split": split}
            for district, region, part, split in parts
        ],
    }


def _standing() -> dict[str, list[dict[str, Any]]]:
    candidacies = [
        {"candidacy_id": key, "person_id": person, "contest_id": contest, "edition_id": key[:4], "office": "DPR",
         "district_id": contest, "party_id": party, "nomination_id": f"{key[:4]}/party/{1 if party == MELATI else 2}",
         "ballot_number": number, "name_on_ballot": name, "gender": gender, "elected": elected, "votes_count": votes,
         "birth_year": 1970 if person == SITI else None, "source_id": SOURCE, "source_row": 20 + place}
        for place, (key, person, contest, party, number, name, gender, elected, votes) in enumerate(CANDIDACIES)
    ]  # fmt: skip
    pair = [
        {"candidacy_id": f"2042/president/1/{place}", "person_id": person, "contest_id": "2042/president",
         "edition_id": "2042", "office": "PRESIDENT", "ticket_id": "2042/president/1", "role": role, "ballot_number": 1,
         "name_on_ballot": name}
        for place, (person, role, name) in enumerate(((ANI, "HEAD", "ANI"), (BUDI, "DEPUTY", "BUDI")), start=1)
    ]  # fmt: skip
    names: dict[str, list[str]] = {}
    for row in [*candidacies, *pair]:
        names.setdefault(str(row["person_id"]), []).append(str(row["name_on_ballot"]))
    parties = ((MELATI, "Partai Melati", "MLT"), (KAMBOJA, "PARTAI  KAMBOJA", None))
    return {
        "parties": [{"party_id": key, "name": name, "names": [name, f"{name} Lama"], "abbreviation": short, "scope": "NATIONAL"} for key, name, short in parties],
        "nominations": [
            {"nomination_id": f"{edition}/party/{number}", "edition_id": edition, "party_id": party,
             "ballot_number": number, "name": f"Partai {number}"}
            for edition, number, party in (("2037", 2, KAMBOJA), ("2042", 1, MELATI), ("2042", 2, KAMBOJA))
        ],
        "district_overlaps": [
            {"district_id": one, "other": other or edition, "edition_id": edition, "with_id": other, "weight_regions": weight,
             "weight_population": weight, "shared_count": 1, "is_approximate": False, "evidence": "invented"}
            for one, edition, other, weight in (
                ("2037/dpr/1", "2042", "2042/dpr/1", 0.75), ("2037/dpr/1", "2042", None, 0.25), ("2042/dpr/1", "2037", "2037/dpr/1", 1.0),
            )
        ],
        "notional_results": [
            {"district_id": "2037/dpr/1", "nomination_id": f"2042/party/{number}", "edition_id": "2042", "party_id": party, "votes_count": votes,
             "coverage_ratio": 0.5, "shared_by": "REGIONS", "series": "final"}
            for number, party, votes in ((1, MELATI, 750), (2, KAMBOJA, 0))
        ],
        "party_events": [
            {"event_id": f"kamboja-{date}", "kind": kind, "date": date, "year": int(date[:4]), "party_id": KAMBOJA, "name": "Partai Kamboja",
             "from_party_id": source, "from_name": name, "description": "left over a list", "source_title": "Berita"}
            for date, kind, source, name in (("2040-05", "RENAMED", None, "Partai Kembang"), ("2036", "SPLIT", MELATI, "Partai Melati"))
        ],
        "persons": [
            {"person_id": key, "name": spelled[0], "names": spelled, "gender": "FEMALE" if key == SITI else None,
             "birth_year": 1970 if key == SITI else None}
            for key, spelled in names.items()
        ],
        "tickets": [{"ticket_id": "2042/president/1", "contest_id": "2042/president", "edition_id": "2042", "ballot_number": 1, "name": "ANI - BUDI"}],
        "candidacies": [*candidacies, *pair],
        "judgements": [
            {"judgement_id": "20420301T120000Z-0a1b2c3d", "left_id": "2037/dpr/1/2/1", "right_id": "2042/dpr/1/1/1", "verdict": "SAME",
             "by": "Ani", "at": "2042-03-01T12:00:00Z", "why": 'one "SITI"', "evidence": ["her page", "same name"], "score": 0.5,
             "model": "1"},
        ],
        "links": [
            {"link_id": "2037/dpr/1/2/1~2042/dpr/1/1/1", "left_id": "2037/dpr/1/2/1", "right_id": "2042/dpr/1/1/1", "band": "REVIEW",
             "score": 0.5, "model": "1", "reasons": ["same name", "other party"], "is_same_person": True,
             "judgement_id": "20420301T120000Z-0a1b2c3d"},
            {"link_id": "2037/dpr/1/2/1~2042/dpr/2/2/1", "left_id": "2037/dpr/1/2/1", "right_id": "2042/dpr/2/2/1", "band": "APART",
             "reasons": [], "is_same_person": False},
        ],
        "register": [
            {"id": MERGED, "kind": "person", "minted_from": "2037/dpr/9/9/9", "first_release": 1, "state": "MERGED",
             "successors": [SITI]},
        ],
        "external_ids": [{"kind": "candidacy", "key": "2042/dpr/1/1/1", "scheme": "kpu", "value": "77"}],
        "provenance": [
            {"kind": "candidacy", "key": "2042/dpr/1/1/1", "source_id": source, "source_row": row}
            for source, row in ((SOURCE, 20), (QUICK, 1), (QUICK, 2))
        ],
    }  # fmt: skip


CONTRADICTED = {
    ("2042/dpr/1/1/1", "quick"): "figures-differ",
    ("2042/dpr/1/1/2", "quick"): "figures-differ parent-differs",
}
"""Candidacy and series of figures that findings contradict."""


def _counted() -> dict[str, list[dict[str, Any]]]:
    results = [
        {"result_id": f"{key}/{series}", "edition_id": key[:4], "office": "DPR", "contest_id": contest, "district_id": contest,
         "kind": "CANDIDATE", "candidacy_id": key, "party_id": party, "votes_count": votes, "series": series,
         "status": "CERTIFIED" if series == "final" else None, "source_id": SOURCE, "source_row": 1,
         "contradicted_by": CONTRADICTED.get((key, series))}
        for series in ("final", "quick")
        for key, _, contest, party, _, _, _, _, votes in CANDIDACIES
    ]  # fmt: skip
    findings = (
        ("totals-differ/2042/dpr/1", "contest", "2042/dpr/1"),
        ("odd/ü &?", None, None),
        ("file/1", "file", "x"),
    )
    return {
        "results": results,
        "turnout": [
            {"turnout_id": "2042/president/utara", "edition_id": "2042", "office": "PRESIDENT", "contest_id": "2042/president",
             "region_id": NORTH, "level": "PROVINCE", "registered_count": 2000, "series": "final"},
            {"turnout_id": "2042/president/station", "edition_id": "2042", "office": "PRESIDENT", "contest_id": "2042/president",
             "region_id": PORT, "level": "REGENCY", "station_id": STATION, "registered_count": 300, "series": "final"},
        ],
        "findings": [
            {"finding_id": key, "rule": key.split("/")[0], "severity": "WARNING", "subject_kind": kind, "subject_key": subject,
             "message": "expected 2, found 1", "evidence": '{"expected": 2, "found": [1, null, "é"]}', "source_id": SOURCE}
            for key, kind, subject in findings
        ],
        "set_aside": [
            {"source_id": SOURCE, "source_row": row, "rule": "no-number", "cause": "expected a number"} for row in (9, 10, 100)
        ],
        "dropped_statements": [
            {"statement_id": f"{SOURCE}/{row}/row/1", "kind": "row", "rule": "no-number", "cause": "expected a number", "source_id": SOURCE,
             "source_row": row}
            for row in (9, 10, 100)
        ],
    }  # fmt: skip
