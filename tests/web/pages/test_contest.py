"""The pages of contests: winners and candidates as the release has them, for every contest of the sample."""

import csv
import html
import io
import re
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from hub.release import Release
from hub.tables.candidacies import Candidacies
from hub.tables.contests import Contests
from hub.tables.findings import Findings
from hub.web.freshness import MINUTE
from hub.web.pages.contest import _only
from hub.web.words import Words
from tests.web.conftest import BROWSER, Get, caller

ACEH = "/doc/contest/2024/dpr/1101"


def text_of(page: str) -> str:
    shown = re.sub(r"<style.*?</style>|<script.*?</script>|<[^>]+>", " ", page, flags=re.DOTALL)
    return " ".join(html.unescape(shown).split())


def assert_shows(page: str, rows: pl.DataFrame, contest: str) -> None:
    """Assert that the page of a contest links to the person of each of these candidacies, and lists exactly those elected as elected."""
    main = page[page.index("<main") :]
    linked = set(re.findall(r"/doc/person/([\w-]+)", main))
    assert set(rows["person_id"]) <= linked, contest
    winners = rows.filter(pl.col("elected"))
    first = main[: main.index('id="partisipasi"')]
    listed = first[first.index('id="terpilih"') : first.index("<h2", first.index('id="terpilih"') + 1)]
    shown = set(re.findall(r"/doc/person/([\w-]+)", listed))
    if rows["elected"].null_count() == rows.height:  # no list says who was elected; the votes may
        assert shown <= set(rows["person_id"]), contest
    else:
        assert shown == set(winners["person_id"]), contest
    for name in winners["name_on_ballot"]:
        assert " ".join(name.split()).upper() in text_of(listed).upper()


def test_every_contest_shows_its_winners_first_and_all_its_candidates(sample: Get, sample_release: Release) -> None:
    candidacies = sample_release.table(Candidacies)
    contests = sample_release.table(Contests)["contest_id"].to_list()
    held = {key: rows for (key,), rows in candidacies.partition_by("contest_id", as_dict=True).items()}
    walked = 0
    for contest in contests:
        rows = held.get(contest)
        if rows is None:
            continue
        walked += 1
        assert_shows(sample(f"/doc/contest/{contest}", headers=BROWSER).text, rows, contest)
    assert walked >= 10


def test_the_table_to_take_away_has_one_row_per_candidate(sample: Get, sample_release: Release) -> None:
    answer = sample(f"{ACEH}.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    everything = list(csv.DictReader(io.StringIO(answer.text)))
    rows = [row for row in everything if row["kind"] == "CANDIDATE"]
    table = sample_release.table(Candidacies).filter(pl.col("contest_id") == "2024/dpr/1101")
    assert {row["candidacy_id"] for row in rows} == set(table["candidacy_id"])
    votes = dict(table.select("candidacy_id", "votes_count").iter_rows())
    assert all(row["votes_count"] == str(votes[row["candidacy_id"]]) for row in rows)
    assert {row["votes_status"] for row in rows} == {"CERTIFIED"}
    parquet = pl.read_parquet(io.BytesIO(sample(f"{ACEH}.parquet").content))
    assert parquet.height == len(everything)


def test_figures_of_which_one_has_no_status_have_none_together() -> None:
    assert _only(["CERTIFIED", None]) is None
    assert _only(["CERTIFIED", "CERTIFIED"]) == "CERTIFIED"


@pytest.mark.parametrize("office", ["dpr", "dpd", "president"])
def test_votes_in_the_file_have_the_status_that_the_api_gives_them(office: str, sample: Get) -> None:
    query = """query { contests(where: {office: {eq: %s}}, first: 3) { nodes { key candidacies(first: 500) { nodes {
      key votesCount votesStatus ticket { votesCount votesStatus } } } } } }"""
    for contest in sample("/graphql", "POST", json={"query": query % office.upper()}).json()["data"]["contests"][
        "nodes"
    ]:
        told = {
            row["candidacy_id"]: row
            for row in csv.DictReader(io.StringIO(sample(f"/doc/contest/{contest['key']}.csv").text))
        }
        for row in contest["candidacies"]["nodes"]:
            votes = None if row["ticket"] else row["votesCount"]
            assert told[row["key"]]["votes_count"] == str(votes or "")
            assert told[row["key"]]["votes_status"] == ((votes and row["votesStatus"]) or "")


def test_the_votes_of_a_pair_are_on_the_page_of_a_person_and_in_its_file(sample: Get) -> None:
    query = """{ candidacies(where: {office: {eq: PRESIDENT}}, first: 1) { nodes {
      key person { key } ticket { votesCount votesStatus } } } }"""
    (row,) = sample("/graphql", "POST", json={"query": query}).json()["data"]["candidacies"]["nodes"]
    votes, status = row["ticket"]["votesCount"], row["ticket"]["votesStatus"]
    assert votes
    assert status
    page = text_of(sample(f"/doc/person/{row['person']['key']}?lang=en", headers=BROWSER).text)
    assert f"{votes:,} votes {Words('en').status(status)}" in page
    told = csv.DictReader(io.StringIO(sample(f"/doc/person/{row['person']['key']}.csv").text))
    assert [(each["votes_count"], each["votes_status"]) for each in told if each["candidacy_id"] == row["key"]] == [
        (str(votes), status)
    ]


def test_a_picture_that_stands_alone_says_how_final_it_is_and_whose(sample: Get, sample_release: Release) -> None:
    name = "contest/2024/dpr/1101"
    picture = sample(f"/embed/{name}.svg?lang=en").text
    assert re.search(
        rf">certified · Source: General Elections Commission \(KPU\), by way of Pemilu Hub, release {sample_release.id}<",
        picture,
    ), name
    assert sample(f"/embed/{name}?lang=en", headers=BROWSER).text.count("certified ·") == 1


def test_a_page_leads_to_what_can_be_taken_away(sample: Get) -> None:
    page = sample(ACEH, headers=BROWSER).text
    for form in ("csv", "parquet", "ttl", "jsonld", "atom"):
        assert f'href="{ACEH}.{form}"' in page
    assert "/embed/contest/2024/dpr/1101" in page
    assert "query Candidates" in page
    assert "@misc{" in page


def test_figures_stand_with_how_final_they_are(sample: Get) -> None:
    page = sample(ACEH, headers=BROWSER).text
    assert '<span class="chip firm">ditetapkan</span>' in page
    assert "tidak terbuka" in page, "nobody published the turnout of this contest"
    assert "Penanggung jawab angka ini" in page


@pytest.mark.parametrize(
    "path", ["/doc/contest/2024/dpr/9999", "/doc/contest/2024/dpr/9999.csv", "/doc/contest/2024/dpr/9999.atom"]
)
def test_a_contest_that_was_never_published_is_not_found(path: str, sample: Get) -> None:
    assert sample(path, headers=BROWSER).status_code == 404


def test_all_statements_stay(sample: Get) -> None:
    page = sample(f"{ACEH}?isi=pernyataan", headers=BROWSER).text
    assert "/doc/source/sha256-" in page
    assert "baris" in page


def test_a_column_stays_though_all_its_rows_lead_to_one_thing(sample: Get) -> None:
    """Seen: the candidacies of who never changed party were listed without a party."""
    (key,) = set(re.findall(r"/doc/person/([\w-]+)", sample("/cari?q=irmawan&jenis=orang", headers=BROWSER).text))
    page = sample(f"/doc/person/{key}?isi=pernyataan&lang=id", headers=BROWSER).text
    table = next(part for part in page.split("<table")[1:] if "/doc/candidacy/2024" in part)
    assert re.search(r"<th[^>]*>Partai</th>", table)
    assert not re.search(r"<th[^>]*>Orang</th>", table), "the page is of this person"


@pytest.mark.parametrize("path", ["/tentang", "/rilis", "/rilis.atom", "/ldes"])
def test_what_depends_on_more_than_the_release_is_asked_for_again(path: str, sample: Get) -> None:
    assert sample(path).headers["cache-control"] == MINUTE


def test_a_release_without_outcomes_still_has_its_pages(
    sample: Get, sample_out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Releases that were written before there were outcomes are served too: their contests have none."""
    from hub.web.pages.page import Asked

    answer = Asked.answer

    def without(asked: Asked, query: str, **variables: Any) -> dict[str, Any]:
        found = answer(asked, query, **variables)
        if found.get("contest") and "outcome" in found["contest"]:
            found["contest"]["outcome"] = None
        return found

    monkeypatch.setattr(Asked, "answer", without)
    for path in (ACEH, "/doc/contest/2019/president"):
        answered = caller(sample_out)(path, headers=BROWSER)
        assert answered.status_code == 200
        assert answered.text.count("/doc/person/") > 1


def test_the_elected_of_a_district_stand_in_the_order_of_their_votes(sample_out: Path) -> None:
    text = caller(sample_out)("/doc/district/2024/dpr/1101?lang=id", headers=BROWSER).text
    names = [
        part.partition(">")[2].partition("<")[0]
        for part in text.partition('<ol class="winners">')[2].partition("</ol>")[0].split("<a ")[1:]
    ]
    assert names[:2] == ["H. Nazaruddin Dek Gam", "H. Irmawan, S.Sos., M.M."]
    assert len(names) == 7


def test_findings_about_the_votes_of_a_contest_are_findings_about_it(sample: Get, sample_release: Release) -> None:
    """Seen: "No finding about this contest" where thousands were about its results."""
    subjects = sample_release.table(Findings)["subject_key"].drop_nulls().to_list()
    counted = sum(bool(re.match("2019/president($|[/@])", key)) for key in subjects)
    assert counted > 100
    page = text_of(sample("/doc/contest/2019/president?lang=en", headers=BROWSER).text)
    assert f"{counted} findings about this contest" in page
    listed = text_of(sample("/temuan?kontes=2019/president&lang=en", headers=BROWSER).text)
    assert f"{counted} findings" in listed
    recap = text_of(sample("/recap?contest=2019/president&lang=en", headers=BROWSER).text)
    assert f"{counted} findings, the first of them" in recap
    assert "No finding about this contest" in text_of(sample(f"{ACEH}?lang=en", headers=BROWSER).text)


def test_the_file_with_the_votes_is_among_the_sources_of_the_page(sample: Get) -> None:
    """Seen: the foot of a page named the list of districts alone."""
    page = sample(f"{ACEH}?lang=en", headers=BROWSER).text
    query = '{ contest(id: "2024/dpr/1101") { outcome { sources { key } } } }'
    sources = sample("/graphql", "POST", json={"query": query}).json()["data"]["contest"]["outcome"]["sources"]
    foot = page[page.index('id="sumber"') :]
    assert sources
    for source in sources:
        assert f"/doc/source/{source['key']}" in foot
    assert "(figures" in text_of(foot)
