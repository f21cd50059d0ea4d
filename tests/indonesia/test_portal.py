"""The portal over what was published: nobody who won, and nobody who stood, is missing from the page of a contest; tasks that the sample is too small for."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
import shapely
from playwright.sync_api import expect, sync_playwright

from hub.web.app import app
from tests.components import program
from tests.indonesia.conftest import Tables
from tests.web.conftest import BROWSER, caller, calling
from tests.web.listening import listening
from tests.web.pages.reader import Reader
from tests.web.pages.test_contest import assert_shows
from tests.web.pages.test_finding_words import assert_said

EACH = 1 if "HUB_EVERY_CONTEST" in os.environ else 12
"""Of contests without a winner in open data one in so many is looked at, or each with HUB_EVERY_CONTEST=1."""


def test_contests_show_everybody_who_stood_and_who_won(table: Tables, indonesia_out: Path) -> None:
    candidacies = table("candidacies")
    get = caller(indonesia_out)
    elected = candidacies.filter(pl.col("elected"))
    with_winners = set(elected["contest_id"])
    walked = 0
    for number, ((contest,), rows) in enumerate(candidacies.partition_by("contest_id", as_dict=True).items()):
        if contest in with_winners or number % EACH == 0:
            walked += 1
            assert_shows(get(f"/doc/contest/{contest}", headers=BROWSER).text, rows, str(contest))
    assert walked > len(with_winners) > 160


def test_who_was_elected_in_2009_is_no_list_of_who_stood(indonesia_out: Path) -> None:
    made = app(indonesia_out)
    assert made.state.sites.now().only_elected == {("2009", "DPR"), ("2009", "DPD")}
    edition = calling(made)("/doc/edition/2009?lang=id", headers=BROWSER).text
    assert "Kursi adalah 548 orang yang diketahui terpilih." in edition


def test_the_president_of_2024_is_known_and_the_count_is_a_sample(indonesia_out: Path) -> None:
    get = caller(indonesia_out)
    contest = get("/doc/contest/2024/president?lang=id", headers=BROWSER).text
    won = contest.partition('id="terpilih"')[2].partition('id="suara"')[0]
    assert "Prabowo" in won
    assert "sampel" not in won
    assert "sampel" in contest.partition('id="suara"')[2]
    rows = get("/doc/edition/2024?jabatan=PRESIDENT&lang=id", headers=BROWSER).text.partition('id="kontes"')[2]
    assert "3 pasangan calon" in rows
    assert "Prabowo" in rows


def test_every_finding_is_said_in_both_languages(table: Tables) -> None:
    """But for one, which names a file by its path."""
    findings = table("findings").filter(pl.col("rule") != "bytes-not-utf-8")
    each_rule = findings.group_by("rule", maintain_order=True).head(50)
    assert each_rule["rule"].n_unique() > 25
    assert_said(each_rule["message"].to_list())


def test_the_map_on_the_front_page_leads_from_each_area_to_its_contest(indonesia_out: Path) -> None:
    get = caller(indonesia_out)
    page = get("/?lang=id", headers=BROWSER).text
    picture = page.partition("<figure")[2].partition("</figure>")[0]
    areas = re.findall(r'<a href="(/doc/contest/[^"]+)"><path d="M', picture)
    assert len(areas) == 84
    assert get(areas[0].replace("&amp;", "&"), headers=BROWSER).status_code == 200
    assert picture.count("<title>") == len(areas)


@pytest.mark.parametrize(("path", "count"), [("/doc/edition/2024", 84), ("/doc/district/2024/dpr/1101", 1)])
def test_the_map_of_a_page_is_taken_away_as_geojson(indonesia_out: Path, path: str, count: int) -> None:
    get = caller(indonesia_out)
    assert f'href="{path}.geojson"' in get(path, headers=BROWSER).text
    answer = get(f"{path}.geojson")
    assert answer.headers["content-type"] == "application/geo+json"
    features = answer.json()["features"]
    assert len(features) == count
    for feature in features:
        shape = shapely.geometry.shape(feature["geometry"])
        assert feature["id"].startswith("2024/dpr/")
        assert feature["properties"]["seats_count"] > 0
        assert all(part.exterior.is_ccw for part in getattr(shape, "geoms", [shape])), "as RFC 7946 says"


@pytest.fixture(params=[360, 1280])
def reader(request: pytest.FixtureRequest, indonesia_out: Path) -> Iterator[Reader]:
    with listening(app(indonesia_out)) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program("chromium", "google-chrome"), args=["--no-sandbox"]
        )
        context = browser.new_context(
            locale="id-ID", viewport={"width": request.param, "height": 800}, java_script_enabled=False
        )
        opened = context.new_page()
        opened.set_default_navigation_timeout(120_000)
        opened.goto(base)
        made = Reader(opened)
        yield made
        browser.close()
    assert made.is_within_reach, made


def test_a_map_of_winners_and_from_an_area_to_who_won_there(reader: Reader) -> None:
    reader.follow("Pemilihan Umum 2024")
    areas = reader.page.locator("svg[aria-label=Indonesia] a")
    expect(areas.nth(80)).to_be_attached()
    reader.enter(areas.first)
    expect(reader.page.locator("#terpilih")).to_be_visible()
    expect(reader.page.locator("main .winners a").first).to_be_visible()


def test_the_finance_of_a_candidate(reader: Reader) -> None:
    reader.seek("irmawan")
    reader.follow("H. Irmawan")
    expect(reader.page.locator("main")).to_contain_text("Rp 140.000.000")
