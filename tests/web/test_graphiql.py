"""The page at `/graphql` in a real browser: GraphiQL, and the small editor that stands in where it was not built."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import orjson
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from hub.web import graphiql
from hub.web.graphql_examples import EXAMPLES, Example
from tests.components import absent, program
from tests.web.conftest import BROWSER, Get


@pytest.fixture
def browser() -> Iterator[Browser]:
    """Return Chromium, as the system has it; for one test, because Playwright keeps an event loop of its own in this thread."""
    path = program("chromium", "google-chrome")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Return a page that fails the test where anything is loaded from elsewhere, or goes wrong in the browser."""
    opened = browser.new_page()
    elsewhere, wrong = [], []
    host = urlsplit(address).netloc
    opened.on("request", lambda request: urlsplit(request.url).netloc in {host, ""} or elsewhere.append(request.url))
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda message: message.type != "error" or wrong.append(message.text))
    yield opened
    opened.close()
    assert elsewhere == []
    assert wrong == []


@pytest.fixture
def bundle() -> Path:
    if not graphiql.BUNDLE.is_dir():
        absent(f"expected GraphiQL at {graphiql.BUNDLE}, found none; run `make graphiql`")
    return graphiql.BUNDLE


@pytest.fixture
def no_bundle(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(graphiql, "BUNDLE", tmp_path)


def test_a_query_is_run_in_graphiql(bundle: Path, page: Page, address: str) -> None:
    page.goto(f"{address}/graphql")
    expect(page.get_by_role("tab", name="Candidacies")).to_be_visible()
    page.get_by_role("button", name="Execute query").click()
    expect(page.locator(".graphiql-response")).to_contain_text('"totalCount"')
    page.get_by_role("button", name="Show Documentation Explorer").click()
    expect(page.locator(".graphiql-doc-explorer")).to_contain_text("Subscription")


def test_lists_of_fields_are_told_in_both_languages_in_graphiql(bundle: Path, page: Page, address: str) -> None:
    page.goto(f"{address}/graphql")
    page.get_by_role("button", name="Show Documentation Explorer").click()
    explorer = page.locator(".graphiql-doc-explorer")
    explorer.get_by_role("link", name="Query", exact=True).click()
    expect(explorer.get_by_text("The release that every answer is taken from.")).to_be_visible()
    expect(explorer.locator("em", has_text="Rilis yang menjadi sumber semua jawaban.")).to_be_visible()


def test_a_count_is_followed_in_graphiql(bundle: Path, page: Page, address: str) -> None:
    page.goto(f"{address}/graphql?example={len(EXAMPLES) - 1}")
    page.get_by_role("button", name="Execute query").click()
    expect(page.locator(".graphiql-response")).to_contain_text('"recapProgress"')
    page.get_by_role("button", name="Stop query").click()


def test_every_example_has_a_tab(bundle: Path, page: Page, address: str) -> None:
    page.goto(f"{address}/graphql")
    expect(page.get_by_role("tab")).to_have_count(len(EXAMPLES))


def test_files_of_graphiql_may_be_kept_for_ever_and_no_others_are_there(bundle: Path, get: Get) -> None:
    text = get("/graphql", headers=BROWSER).text
    assert "http://" not in text
    assert "https://" not in text
    (path,) = {part.split('"')[0] for part in text.split('src="')[1:]}
    script = get(f"/{path}")
    assert script.headers["content-type"].startswith("text/javascript")
    assert "immutable" in script.headers["cache-control"]
    for other in ("nothing.js", "..%2Fgraphiql.py"):
        assert get(f"/{path.rpartition('/')[0]}/{other}").status_code == 404
    assert get("/graphql/assets/0000000000000000/graphiql.js").status_code == 404


def test_without_graphiql_a_small_editor_runs_queries(no_bundle: None, page: Page, address: str) -> None:
    page.goto(f"{address}/graphql")
    page.get_by_label("Example").select_option(label="Who stood in a district")
    expect(page.locator("#answer")).to_contain_text('"totalCount"')
    page.get_by_label("Query").fill("{ release { number } }")
    page.get_by_role("button", name="Run").click()
    expect(page.locator("#answer")).to_contain_text('"number"')


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_every_example_is_answered(example: Example, address: str) -> None:
    live = {"accept": "text/event-stream"} if "\nsubscription" in example.query else {}
    with httpx.stream("POST", f"{address}/graphql", json={"query": example.query}, headers=live) as answer:
        text = next(line for line in answer.iter_lines() if "{" in line)
    assert "errors" not in orjson.loads(text.removeprefix("data: "))
