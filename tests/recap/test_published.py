"""Kepulauan Bangka Belitung 2019, presidential: from its polling stations to the province, as Situng and Kawal Pemilu published it.

Publisher: KPU (Situng), collected by Kawal Pemilu. The files are read here anew, without the hub's loader, so that the sums on both
sides have nothing in common but the published figures.
"""

from collections import defaultdict
from pathlib import Path
from typing import Any

import orjson
import polars as pl
import pytest

from hub.recap import answers
from hub.recap.checks import check_forms, check_parents
from hub.recap.contest import Recapitulation, recapitulate
from hub.recap.limits import limits_of
from hub.recap.territory import Division, Territory
from hub.tables import BY_NAME

PROVINCE = "24993"
CONTEST = "2019/president"
LEVELS = ("REGENCY", "SUBDISTRICT", "VILLAGE", "POLLING_STATION")
PAIRS = ("pas1", "pas2")
BALLOTS = {"jum": "voted_count", "sah": "valid_count", "tSah": "invalid_count"}

Figures = dict[str, Any]


def children(folder: Path, region_id: str, place: int = 0) -> list[tuple[str, str, str, Figures, Figures]]:
    """Return every area below a region: id, parent, level, the commission's figures and the crowd's."""
    document = orjson.loads((folder / f"{region_id}.json").read_bytes())
    level, found = LEVELS[place], []
    for child in document["children"]:
        number = str(child[0])
        area = f"{region_id}/{number}" if level == "POLLING_STATION" else number
        crowd = (document.get("data", {}).get(number) or {}).get("sum") or {}
        found.append((area, region_id, level, _of(document.get("kpu", {}), number), crowd))
        if level != "POLLING_STATION":
            found += children(folder, number, place + 1)
    return found


def _of(counts: Any, number: str) -> Figures:
    if isinstance(counts, list):
        return (counts[int(number)] if int(number) < len(counts) else None) or {}
    return counts.get(number) or {}


@pytest.fixture(scope="module")
def published(published_data: Path) -> list[tuple[str, str, str, Figures, Figures]]:
    return children(published_data / "2019-situng-kawalpemilu", PROVINCE)


@pytest.fixture(scope="module")
def counts(published: list[tuple[str, str, str, Figures, Figures]]) -> list[Recapitulation]:
    areas = [(PROVINCE, None, "PROVINCE"), *((area, parent, level) for area, parent, level, _, _ in published)]
    frame = pl.DataFrame(areas, schema=["region_id", "parent_id", "level"], orient="row").with_columns(
        pl.col("region_id").alias("name"), pl.lit(value=True).alias("expected")
    )
    results, turnout = [], []
    for area, _, _, kpu, crowd in published:
        for series, figures in (("kpu", kpu), ("crowd", crowd)):
            where = {"contest_id": CONTEST, "region_id": area, "series": series, "status": "UNOFFICIAL_PARTIAL"}
            results += [
                where | {"kind": "TICKET", "ticket_id": f"{CONTEST}/{name[-1]}", "votes_count": figures[name]}
                for name in PAIRS
                if figures.get(name) is not None
            ]
            ballots = {measure: figures.get(name) for name, measure in BALLOTS.items()}
            if any(count is not None for count in ballots.values()):
                turnout.append(where | ballots)
    territory = Territory(Division(frame.select("region_id", "parent_id", "level", "name", "expected")))
    return recapitulate(CONTEST, _table("results", results), _table("turnout", turnout), territory)


def _table(name: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    schema = BY_NAME[name].polars_schema()
    return pl.DataFrame([dict.fromkeys(schema) | row for row in rows], schema=schema, orient="row")


def test_every_station_of_the_province_is_there(counts: list[Recapitulation]):
    crowd, kpu = counts
    for each, counted in ((kpu, 3803), (crowd, 3801)):
        progress = answers.progress(each.tally, "PROVINCE", CONTEST)
        assert progress.select("unit_level", "counted_count", "expected_count").rows() == [
            ("POLLING_STATION", counted, 3803)
        ]


@pytest.mark.parametrize("place", [3, 4], ids=["kpu", "crowd"])
def test_votes_roll_up_to_every_level(
    published: list[tuple[str, str, str, Figures, Figures]], counts: list[Recapitulation], place: int
):
    parents = {area: parent for area, parent, *_ in published}
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for row in published:
        if row[2] == "POLLING_STATION":
            for name in PAIRS:
                votes, area = row[place].get(name), row[0]
                while votes is not None and area in parents:
                    area = parents[area]
                    sums[area, f"{CONTEST}/{name[-1]}"] += votes
    each = next(each for each in counts if each.series == ("kpu" if place == 3 else "crowd"))
    for level in ("PROVINCE", *LEVELS[:-1]):
        votes = each.votes(level).select("region_id", "option", "votes_count")
        assert votes.height > 0
        for region, option, count in votes.iter_rows():
            assert count == sums.get((region, option)), (region, option)


def test_the_province_is_the_sum_of_its_stations(counts: list[Recapitulation]):
    kpu = next(each for each in counts if each.series == "kpu")
    assert kpu.votes("PROVINCE")["votes_count"].to_list() == [495_500, 288_097]
    assert list(check_parents(kpu.tally, kpu.stated, CONTEST)) == []


def test_forms_that_do_not_add_up_are_found(
    published: list[tuple[str, str, str, Figures, Figures]], counts: list[Recapitulation]
):
    kpu = next(each for each in counts if each.series == "kpu")
    found = defaultdict(set)
    for finding in check_forms(kpu.tally, CONTEST, limits_of(2019, "PRESIDENT")):
        found[finding.rule].add(finding.region_id)
    stations = [(area, kpu_figures) for area, _, level, kpu_figures, _ in published if level == "POLLING_STATION"]
    assert found["ballots-differ"] == {
        area for area, each in stations if each and each["sah"] + each["tSah"] != each["jum"]
    }
    assert found["votes-differ"] == {
        area for area, each in stations if each and each["pas1"] + each["pas2"] != each["sah"]
    }
    assert found["votes-over-limit"] == {
        area
        for area, each in stations
        if each and max(each["jum"], each["sah"] + each["tSah"], each["pas1"] + each["pas2"]) > 306
    }
    assert all(found.values())
