"""When datasets are due, which are late, and in which of the three phases they are."""

import re
from datetime import date

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib.namespace import DCTERMS

from hub.catalog.catalogue import catalogue
from hub.feed.due import MONTHS, declared, due_days
from hub.release import current
from tests.command import hub
from tests.feed.bureau import Bureau
from tests.feed.served import Caller, in_browser, served

DECLARED = """
unit = "Biro Teknis"
deputy = "Kepala subbagian data"
contact = "data@kpu.example"
rhythm = "MONTHLY"
due = 2026-01-10
[[datasets]]
id = "wanted"
title = "Wanted"
theme = "VOTER_LISTS"
system = "DAFTAR_PEMILIH"
steward = "KPU"
availability = "MISSING"
reason = "nobody has published it"
due = 2026-02-01
"""


@pytest.fixture
def declaring(bureau: Bureau) -> Bureau:
    """Return a bureau whose second dataset is due each month, with one that is wanted and was due once."""
    with (bureau.workspace / "hub.toml").open("a") as file:
        file.write(DECLARED)
    return bureau


def test_what_is_wanted_and_was_due_is_late(declaring: Bureau) -> None:
    found = declared(declaring.state, date(2026, 11, 29))
    assert [(each.entry.id, each.is_late, each.phase) for each in found] == [
        ("wanted", True, None), ("more-lists", False, "open"), ("lists", False, "open"),
    ]  # fmt: skip
    more = found[1]
    assert (more.due_last, more.due_next, more.entry.unit) == (date(2026, 11, 10), date(2026, 12, 10), "Biro Teknis")
    assert not declared(declaring.state, date(2026, 1, 31))[0].is_late


def test_phases_have_the_days_of_deliveries(declaring: Bureau) -> None:
    declaring.published()
    lists = next(each for each in declared(declaring.state, date(2026, 11, 29)) if each.entry.id == "lists")
    today = declaring.state.clock().date()
    assert (lists.phase, lists.scan_on, lists.workbook_on, lists.open_on) == ("open", None, today, today)


SCANNED = """
[[datasets]]
id = "scanned"
title = "Scanned"
theme = "VOTER_LISTS"
system = "DAFTAR_PEMILIH"
steward = "KPU"
availability = "NOT_OPEN"
reason = "only scans are published"
formats = ["PDF"]
phases = { scan = 2020-05-04, workbook = 2021-06-05 }
"""


def test_days_of_phases_that_hub_toml_says_are_of_the_release_and_its_catalogue(bureau: Bureau) -> None:
    with (bureau.workspace / "hub.toml").open("a") as file:
        file.write(SCANNED)
    hub("build", bureau.workspace)
    page = Caller(served(bureau))("GET", "/doc/dataset/scanned?lang=id", headers={"accept": "text/html"}).text
    assert "Pindaian dicatat: 4 Mei 2020" in page
    assert "Buku kerja diserahkan: 5 Juni 2021" in page
    assert re.search(r'href="/feed/jatuh-tempo(\?lang=id)?#scanned"', page)
    graph = catalogue(current(bureau.out), [])
    issued = {str(day) for _, day in graph[: DCTERMS.issued :]}
    assert issued == {"2020-05-04", "2021-06-05"}
    told = list(
        graph.query(
            "SELECT ?title ?day { [] a dcat:Dataset ; dcat:distribution [ dct:title ?title ; dct:issued ?day ] }"
        )
    )
    assert {(str(title), str(day)) for title, day in told} == {
        ("Scan registered", "2020-05-04"), ("Workbook fed", "2021-06-05"),
    }  # fmt: skip


def test_the_pages_say_the_late_first(declaring: Bureau) -> None:
    made = served(declaring)
    public = Caller(made)("GET", "/feed/jatuh-tempo").text
    assert public.index('class="chip none">terlambat') < public.index("More parties")
    assert "Kepala subbagian data" in public
    assert "setiap bulan" in public
    home = in_browser(declaring, made, "tono")("GET", "/feed/").text
    assert "setiap bulan" in home[home.index('id="jatuh-tempo"') :]


def test_dcat_has_a_distribution_for_each_phase(declaring: Bureau) -> None:
    declaring.published()
    answered = Caller(served(declaring))("GET", "/feed/jatuh-tempo.jsonld")
    store = ox.Store()
    store.load(answered.content, format=ox.RdfFormat.JSON_LD)
    prefixes = "PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX dct: <http://purl.org/dc/terms/> "

    def rows(query: str) -> list[tuple[str, ...]]:
        solutions = store.query(prefixes + query)
        assert isinstance(solutions, ox.QuerySolutions)
        return [tuple(getattr(term, "value", "") for term in solution) for solution in solutions]

    phases = "SELECT ?id ?title ?day { ?id a dcat:Dataset ; dcat:distribution [ dct:title ?title ; dct:issued ?day ] }"
    found = set(rows(phases))
    day = declaring.state.clock().date().isoformat()
    lists = "https://w3id.org/pemilu/id/dataset/lists"
    assert found == {(lists, "Workbook fed", day), (lists, "Open data published", day)}
    assert len(rows("SELECT ?id { ?id dct:available ?day }")) == 2


_DAYS = st.dates(date(2000, 1, 1), date(2060, 1, 1))


@given(first=_DAYS, rhythm=st.sampled_from(sorted(MONTHS)), today=_DAYS)
def test_due_days_enclose_today(first: date, rhythm: str, today: date) -> None:
    before, last, following = due_days(first, rhythm, today)
    assert last is None or last <= today
    assert following is None or today < following
    assert before is None or (last is not None and before < last)
    assert (last is None) == (today < first)
