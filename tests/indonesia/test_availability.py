"""Availability of the real data: a golden table of every edition and category, and a recount by plain SQL over the tables.

`python -m tests.indonesia.test_availability DIR` writes the golden table anew from a built release: look at what changed.
"""

import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

import duckdb

from hub.release import Release
from tests.command import hub
from tests.indonesia.conftest import Ask

GOLDEN = Path(__file__).with_name("availability.csv")

COLUMNS = ("edition", "category", "level", "state", "held", "expected")

EDITIONS = "{ editions(first: 100) { nodes { key } } }"

MATRIX = """query($edition: ID!) { availability(edition: $edition) { category level state heldCount expectedCount } }"""

LEVELS = """(VALUES
  ('GENERAL', 'NATION', 'PRESIDENT', false), ('GENERAL', 'NATION', 'DPR', true), ('GENERAL', 'NATION', 'DPD', false),
  ('GENERAL', 'PROVINCE', 'DPRD_PROVINCE', true), ('GENERAL', 'REGENCY', 'DPRD_REGENCY', true),
  ('REGIONAL', 'PROVINCE', 'GOVERNOR', true), ('REGIONAL', 'REGENCY', 'REGENT', true), ('REGIONAL', 'REGENCY', 'MAYOR', true)
) AS levels(kind, level, office, has_districts)"""
"""Offices of each kind of election by the level that they govern, and whether the districts drawn for them measure boundaries."""

OF_LEVEL = """
SELECT *, held AS begun FROM (SELECT e.edition_id AS edition, 'BALLOT_QUALIFICATION' AS category, l.level,
  (SELECT count(DISTINCT c.contest_id) FROM candidacies c JOIN levels k ON k.office = c.office::VARCHAR AND k.kind = e.kind::VARCHAR
   WHERE c.edition_id = e.edition_id AND k.level = l.level) AS held
FROM editions e JOIN (SELECT DISTINCT kind, level FROM levels) l ON l.kind = e.kind::VARCHAR)
UNION ALL
SELECT e.edition_id, 'ELECTION_RESULTS', l.level,
  (SELECT count(*) FROM outcomes o JOIN contests c USING (contest_id) JOIN levels k ON k.office = c.office::VARCHAR AND k.kind = e.kind::VARCHAR
   WHERE c.edition_id = e.edition_id AND k.level = l.level AND o.is_complete),
  (SELECT count(*) FROM outcomes o JOIN contests c USING (contest_id) JOIN levels k ON k.office = c.office::VARCHAR AND k.kind = e.kind::VARCHAR
   WHERE c.edition_id = e.edition_id AND k.level = l.level AND o.valid_votes_count IS NOT NULL)
FROM editions e JOIN (SELECT DISTINCT kind, level FROM levels) l ON l.kind = e.kind::VARCHAR
UNION ALL
SELECT *, held AS begun FROM (SELECT e.edition_id, 'ELECTORAL_BOUNDARIES', l.level,
  (SELECT count(*) FROM districts d JOIN levels k ON k.office = d.office::VARCHAR AND k.kind = e.kind::VARCHAR
   WHERE d.edition_id = e.edition_id AND k.level = l.level AND k.has_districts AND d.district_id IN (SELECT district_id FROM district_maps)) AS held
FROM editions e JOIN (SELECT DISTINCT kind, level FROM levels) l ON l.kind = e.kind::VARCHAR)
"""

OF_CATEGORY = """
WITH own AS (
  SELECT edition_id, 'LEGAL_FRAMEWORK' AS category, count(*) AS held FROM legal_bases GROUP BY ALL
  UNION ALL SELECT edition_id, 'EMB_PROCESSES', count(*) FROM calendar_events GROUP BY ALL
  UNION ALL SELECT edition_id, 'PARTY_REGISTRATION', count(*) FROM nominations GROUP BY ALL
  UNION ALL SELECT edition_id, 'CAMPAIGN_FINANCE', count(*) FROM finance_reports GROUP BY ALL
  UNION ALL SELECT edition_id, 'VOTER_REGISTRATION', count(*) FROM voters WHERE list_kind = 'REGISTERED' GROUP BY ALL
  UNION ALL SELECT edition_id, 'VOTER_LISTS', count(*) FROM voters WHERE list_kind <> 'REGISTERED' GROUP BY ALL
  UNION ALL SELECT edition_id, 'POLLING_STATIONS', count(*) FROM polling_stations GROUP BY ALL
  UNION ALL SELECT edition_id, 'COMPLAINTS_AND_DISPUTES', count(*) FROM disputes GROUP BY ALL
  UNION ALL SELECT p.edition_id, d.theme::VARCHAR, count(*) FROM public_records p JOIN datasets d ON d.dataset_id = p.series AND d.edition_id = p.edition_id
    WHERE d.theme::VARCHAR <> 'PARTY_REGISTRATION' GROUP BY ALL
)
SELECT edition_id AS edition, category, NULL AS level, sum(held)::BIGINT AS held, sum(held)::BIGINT AS begun FROM own WHERE edition_id IS NOT NULL GROUP BY ALL
"""


def rows_of(answer: dict[str, Any], edition: str) -> list[dict[str, str]]:
    """Return the rows of an edition as the golden table has them."""
    return [
        {
            "edition": edition,
            "category": row["category"],
            "level": row["level"] or "",
            "state": row["state"],
            "held": "" if row["heldCount"] is None else str(row["heldCount"]),
            "expected": "" if row["expectedCount"] is None else str(row["expectedCount"]),
        }
        for row in answer["availability"]
    ]


def answered(ask: Ask) -> list[dict[str, str]]:
    editions = [row["key"] for row in ask(EDITIONS)["editions"]["nodes"]]
    return [row for edition in editions for row in rows_of(ask(MATRIX, edition=edition), edition)]


def golden() -> list[dict[str, str]]:
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


PUBLISHED = """
SELECT edition_id, theme::VARCHAR, bool_or(availability = 'OPEN'), bool_or(availability = 'NOT_OPEN') FROM datasets WHERE edition_id IS NOT NULL GROUP BY ALL
"""
"""Whether datasets of an edition and category are open, and whether some are published and not open."""


def recounted(
    release: Release,
) -> tuple[dict[tuple[str, str, str], tuple[int, int]], dict[tuple[str, str], tuple[bool, bool]]]:
    """Return what is held and begun by edition, category and level, and what is published, in SQL over the files of the release."""
    with duckdb.connect() as database:
        for path in (release.folder / "tables").glob("*.parquet"):
            database.execute(f"CREATE VIEW {path.stem} AS SELECT * FROM read_parquet('{path}')")  # noqa: S608 (files of the test)
        database.execute(f"CREATE VIEW levels AS SELECT * FROM {LEVELS}")  # noqa: S608 (a constant above)
        found = database.execute(OF_LEVEL).fetchall() + database.execute(OF_CATEGORY).fetchall()
        published = database.execute(PUBLISHED).fetchall()
    counts = {(edition, category, level or ""): (held, begun) for edition, category, level, held, begun in found}
    return counts, {(edition, category): (is_open, is_not) for edition, category, is_open, is_not in published}


def state_of(row: dict[str, str], begun: int, *, is_open: bool, is_published: bool) -> str:
    """Return the state that the counts make: all of a known number, a part of it or of an unknown one, published otherwise, nothing."""
    if row["expected"] and int(row["held"]) >= int(row["expected"]):
        return "PRESENT"
    if begun or (is_open and not row["level"]):
        return "PARTIAL"
    return "SCAN" if is_published else "ABSENT"


def test_six_editions_of_sixteen_categories_are_as_they_were_looked_at(ask: Ask) -> None:
    expected = golden()
    assert len({row["edition"] for row in expected}) == 6
    assert len({row["category"] for row in expected}) == 16
    assert answered(ask) == expected


def test_what_is_held_is_what_sql_counts(ask: Ask, indonesia: Release) -> None:
    counts, published = recounted(indonesia)
    for row in answered(ask):
        key = (row["edition"], row["category"], row["level"])
        held, begun = counts.get(key, (0, 0))
        is_open, is_published = published.get(key[:2], (False, False))
        assert int(row["held"] or 0) == held, key
        assert row["state"] == state_of(row, begun, is_open=is_open, is_published=is_published), key


GRADED = """
WITH files AS (
  SELECT series, count(*) AS files, count(*) FILTER (WHERE licence IN ('CC0', 'CC0 1.0', 'CC BY 4.0', 'CC BY-SA 4.0', 'CC BY-SA 3.0', 'MIT')) AS licensed,
    count(*) FILTER (WHERE url SIMILAR TO 'https?://.+') AS addressed, count(*) FILTER (WHERE state <> 'READ') AS broken FROM sources GROUP BY ALL
)
SELECT d.edition_id, d.theme::VARCHAR, bool_and(f.files = f.licensed AND f.files IS NOT NULL), bool_and(f.files = f.addressed AND f.files IS NOT NULL),
  bool_and(d.availability = 'OPEN' AND coalesce(f.broken, 0) = 0), min(CASE WHEN d.availability = 'OPEN' THEN 3 ELSE 1 END)
FROM datasets d LEFT JOIN files f ON f.series = d.dataset_id WHERE d.edition_id IS NOT NULL AND d.availability <> 'MISSING' GROUP BY ALL
"""
"""By edition and category whether every file states a licence, an address, and all is data; and the stars of the formats, which here are of three or of one."""

GRADES = """query($edition: ID!) {
  availability(edition: $edition) { category level state share stars starsOfFormat principlesMet principlesNotMet principlesNotKnown }
}"""


def test_grades_are_what_sql_finds_in_the_files(ask: Ask, indonesia: Release) -> None:
    with duckdb.connect() as database:
        for name in ("datasets", "sources"):
            path = indonesia.folder / "tables" / f"{name}.parquet"
            database.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{path}')")  # noqa: S608 (files of the test)
        found = {(edition, category): told for edition, category, *told in database.execute(GRADED).fetchall()}
    graded = 0
    for edition in (row["key"] for row in ask(EDITIONS)["editions"]["nodes"]):
        for row in ask(GRADES, edition=edition)["availability"]:
            told = found.get((edition, row["category"]))
            if told is None or (row["level"] and row["state"] == "ABSENT"):
                assert (row["stars"], row["principlesNotKnown"]) == (None, []), row
                continue
            graded += 1
            is_licensed, is_addressed, is_data, stars = told
            met, not_met = row["principlesMet"], row["principlesNotMet"]
            assert ("LICENSE_FREE" in met, "FREE_ON_THE_INTERNET" in met) == (is_licensed, is_addressed), (edition, row)
            assert ("ANALYZABLE" in met, "ANALYZABLE" in not_met) == (is_data, not is_data), (edition, row)
            assert (row["starsOfFormat"], row["stars"]) == (stars, stars if is_licensed else 0), (edition, row)
            whole = None if row["share"] is None else row["share"] == 1
            assert ("COMPLETE_AND_IN_BULK" in met, "COMPLETE_AND_IN_BULK" in not_met) == (whole is True, whole is False)
            assert len(met) + len(not_met) + len(row["principlesNotKnown"]) == 9
    assert graded > 30


def test_fifteen_categories_have_rows_and_electronic_voting_says_why_not(ask: Ask) -> None:
    rows = [row for row in answered(ask) if int(row["held"] or 0)]
    assert len({row["category"] for row in rows}) == 15
    query = '{ availability(edition: "2024") { category state reason } }'
    (voting,) = [row for row in ask(query)["availability"] if row["category"] == "E_VOTING_AND_COUNTING"]
    assert (voting["state"], "on paper" in voting["reason"]) == ("ABSENT", True)


def main() -> None:
    """Write the golden table from the release of a folder."""

    def asked(query: str, **variables: Any) -> Any:
        return json.loads(hub("query", sys.argv[1], query, "--variables", json.dumps(variables)))["data"]

    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(answered(asked))
    GOLDEN.write_text(text.getvalue(), encoding="utf-8")


if __name__ == "__main__":
    main()
