"""A page of every kind of the sample, in both languages on a narrow screen: nothing is wrong with any. `make walk-pages` looks at two thousand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from hub.release import current
from hub.web.app import app
from scripts.walk_pages import OFF_SCREEN, UNMARKED, Found, paths, read, walk
from tests.components import program
from tests.web.listening import listening


@pytest.fixture
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program("chromium", "google-chrome"), args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.mark.slow
def test_nothing_is_wrong_with_a_page_of_any_kind(sample_out: Path, browser: Browser) -> None:
    found, chosen = Found(), paths(current(sample_out), 1, seed=1)
    with listening(app(sample_out)) as address:
        walk(address, browser, chosen, None, found)
    assert list(found.lines()) == []
    assert found.walked_count == 2 * len(chosen) > 70


@pytest.mark.parametrize(
    ("path", "text", "defect"),
    [
        ("/doc/contest/2024/dpr/1101?lang=id", "UNOFFICIAL_PARTIAL", "an enum"),
        ("/doc/contest/2024/dpr/1101?lang=id", "votes_count", "a name of the API"),
        ("/doc/person/x?lang=en", "2024/dpr/1101/1/1", "a key"),
        ("/doc/person/x?lang=en", "p-4k7m-2xq9-h", "a key"),
        ("/wilayah?lang=id", "None", "a null"),
        ("/wilayah?lang=id", "How to cite", "a text of the other language"),
        ("/wilayah?lang=en", "Cara mengutip", "a text of the other language"),
    ],
)
def test_what_no_reader_should_have_to_read_is_taken(path: str, text: str, defect: str) -> None:
    found = Found()
    read([text, "Suara 12.345"], path, found)
    assert list(found.defects) == [defect]


@pytest.mark.parametrize(
    ("before", "in_row", "found"),
    [
        ("<h2>Suara</h2>", "", ["12.345"]),
        ('<h2>Suara <span class="chip">sementara</span></h2>', "", []),
        ('<h2>Suara</h2><p><span class="chip">sementara</span></p>', "", []),
        ("<h2>Suara</h2>", '<span class="chip">sementara</span>', []),
        ('<h2>Calon <span class="chip">sementara</span></h2><h3>Suara</h3>', "", ["12.345"]),
    ],
)
def test_votes_are_marked_in_their_row_or_by_the_nearest_heading(
    browser: Browser, before: str, in_row: str, found: list[str]
) -> None:
    page = browser.new_page()
    row = f'<tr><th>Aceh I</th><td data-label="Suara">12.345</td><td data-label="Keadaan">{in_row}</td></tr>'
    page.set_content(f'<main>{before}<div class="table"><table><tbody>{row}</tbody></table></div></main>')
    assert page.evaluate(UNMARKED) == found
    page.close()


@pytest.mark.parametrize(("cells", "found"), [(2, []), (60, ["Suara"])])
def test_a_table_that_is_wider_than_the_screen_is_taken(browser: Browser, cells: int, found: list[str]) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    row = "<td>12.345</td>" * cells
    page.set_content(
        f'<main><div class="table" style="overflow-x: auto" aria-label="Suara"><table><tr>{row}</tr></table></div></main>'
    )
    assert page.evaluate(OFF_SCREEN) == found
    page.close()
