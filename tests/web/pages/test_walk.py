"""A page of every kind of the sample, in both languages on a narrow screen: nothing is wrong with any. `make walk-pages` looks at two thousand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from hub.release import current
from hub.web.app import app
from hub.web.pages.kinds import MAKERS
from scripts.walk_pages import OFF_SCREEN, UNMARKED, Found, look, paths, read, walk
from tests.components import npm_packages, program
from tests.web.listening import listening


@pytest.fixture
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program("chromium", "google-chrome"), args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the script of axe-core."""
    folder = npm_packages(Path(__file__).parent / "axe", "HUB_NODE_AXE", tmp_path_factory.mktemp("axe"))
    return (folder / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


@pytest.mark.slow
def test_nothing_is_wrong_with_a_page_of_any_kind(sample_out: Path, browser: Browser, axe: str) -> None:
    found, chosen = Found(), paths(current(sample_out), 1, seed=1)
    # Pages of all statements are one template: axe sees one of them.
    alike = [path for path in chosen if path.startswith("/doc/") and path.split("/")[2] not in MAKERS]
    with listening(app(sample_out)) as address:
        walk(address, browser, alike[1:], None, found)
        walk(address, browser, [path for path in chosen if path not in alike[1:]], axe, found, axe_in_turn=True)
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


def test_a_hindrance_that_axe_knows_is_taken(sample_out: Path, browser: Browser, axe: str) -> None:
    found = Found()
    with listening(app(sample_out)) as address:
        page = browser.new_page()
        page.route(
            "**/wilayah*", lambda route: route.fulfill(content_type="text/html", body="<main><img src='data:,'></main>")
        )
        look(page, "/wilayah?lang=id", address, axe, found)
        page.close()
    assert "axe: image-alt" in found.defects


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
