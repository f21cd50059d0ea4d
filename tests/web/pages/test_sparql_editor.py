"""The editor of `/sparql` in a real browser: it completes terms of the release, asks no other host, and is not needed."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from hub.web import graphiql
from hub.web.app import app
from hub.web.sparql_editor import SCRIPT, known
from tests.components import absent, program
from tests.web.conftest import BROWSER, Get
from tests.web.listening import listening

BASE = "https://w3id.org/pemilu/"


@pytest.fixture
def bundle() -> Path:
    if not (graphiql.BUNDLE / SCRIPT).is_file():
        absent(f"expected {SCRIPT} in {graphiql.BUNDLE}, found none; run `make graphiql`")
    return graphiql.BUNDLE


@pytest.fixture(params=[360, 1280])
def page(sample_out: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Return the page of the query; fails where anything comes from elsewhere, or is wrong in the console."""
    with listening(app(sample_out)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program("chromium", "google-chrome"), args=["--no-sandbox"]
        )
        opened = browser.new_page(locale="id-ID", viewport={"width": request.param, "height": 800})
        elsewhere: list[str] = []
        wrong: list[str] = []
        host = urlsplit(address).netloc
        opened.on("request", lambda sent: urlsplit(sent.url).netloc in {host, ""} or elsewhere.append(sent.url))
        opened.on("console", lambda message: message.type != "error" or wrong.append(message.text))
        opened.on("pageerror", lambda error: wrong.append(str(error)))
        opened.goto(f"{address}/sparql")
        yield opened
        browser.close()
    assert (elsewhere, wrong) == ([], [])


def test_a_term_is_completed_with_its_prefix_and_the_query_answered(bundle: Path, page: Page) -> None:
    editor = page.get_by_role("textbox", name="Kueri")
    expect(page.locator("#query")).to_be_hidden()
    editor.fill("SELECT (COUNT(*) AS ?n) { ?s a pe:Candid")
    editor.press("End")
    editor.press("Control+Space")
    option = page.locator(".cm-tooltip-autocomplete li", has_text="pe:Candidacy").first
    expect(option).to_be_visible()
    while option.is_visible():  # a click in the first moments is taken for one that was meant for something else
        option.click(timeout=5_000)
    expect(editor).to_contain_text("PREFIX pe: <http://parliament.uk/ontologies/election/>")
    expect(editor).to_contain_text("?s a pe:Candidacy")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.type(" }")
    editor.press("Control+Enter")
    expect(page.locator("#jawaban")).to_be_visible(timeout=120_000)
    assert int(page.locator("td.n").inner_text()) > 0


def test_terms_are_those_of_the_release_in_the_language_of_the_page(sample: Get) -> None:
    answer = sample("/sparql/terms.json?lang=id")
    assert answer.headers["etag"]
    held = answer.json()
    assert held["prefixes"]["el"] == f"{BASE}def/"
    terms = dict(held["terms"])
    assert {"el:votesCount", "pe:Candidacy", "level:PROVINCE"} <= set(terms)
    assert terms["level:PROVINCE"] == "Provinsi"
    assert all(name.partition(":")[0] in held["prefixes"] for name in terms)
    assert sum(1 for label in dict(known(BASE, "en")["terms"]).values() if label) > 100


def test_without_the_bundle_the_form_is_there_and_no_script(
    sample: Get, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(graphiql, "BUNDLE", tmp_path)
    answer = sample("/sparql?lang=id", headers=BROWSER)
    assert "<script" not in answer.text
    assert "script-src" not in answer.headers["content-security-policy"]
    assert "<textarea" in answer.text


def test_with_the_bundle_only_scripts_of_this_server_run(bundle: Path, sample: Get) -> None:
    answer = sample("/sparql?lang=id", headers=BROWSER)
    assert "script-src 'self'; connect-src 'self'" in answer.headers["content-security-policy"]
    assert "unsafe-eval" not in answer.headers["content-security-policy"]
    assert answer.text.count("<script") == 1
    licences = (bundle / "LICENSES.txt").read_text(encoding="utf-8")
    assert all(f"@codemirror/{name} " in licences for name in ("view", "state", "autocomplete", "legacy-modes"))
