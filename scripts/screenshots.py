"""Takes a screenshot of each kind of page, at 360 and 1,280 pixels, from a running hub: `python -m scripts.screenshots ADDRESS FOLDER`."""

import re
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

WIDTHS = (360, 1280)
TALLEST = 2600
"""Pixels of a page that are kept; what is below repeats what is above."""

PAGES = {
    "home": "/", "search": "/cari?q=aceh", "search-nothing": "/cari?q=zzzzqq", "places": "/wilayah", "parties": "/partai",
    "edition": "/doc/edition/2024", "edition-president": "/doc/edition/2019?jabatan=PRESIDENT", "contest": "/doc/contest/2024/dpr/1101",
    "contest-president": "/doc/contest/2019/president", "district": "/doc/district/2024/dpr/1101",
    "statements": "/doc/contest/2024/dpr/1101?isi=pernyataan", "moves": "/pindah", "compare": "/bandingkan", "openness": "/keterbukaan", "action-plan": "/rencana-aksi", "sparql": "/sparql",
    "findings": "/temuan", "releases": "/rilis", "about": "/tentang", "recap": "/recap", "recap-contest": "/recap?contest=2019/president",
    "quality": "/quality", "data": "/data/", "embed": "/embed/contest/2024/dpr/1101", "not-found": "/nowhere",
}  # fmt: skip

FOUND = {"person": ("/cari?q=irmawan", r"/doc/person/[\w-]+"), "dataset": ("/keterbukaan", r"/doc/dataset/[\w-]+"), "party": ("/partai", r"/doc/party/[\w-]+"), "region": ("/wilayah", r"/doc/region/[\w-]+")}  # fmt: skip
"""Pages whose address has an opaque identifier: where a link to one stands."""


def main(address: str, folder: Path) -> int:
    """Write the screenshots; 1 where a page is wider than the screen or does not answer."""
    folder.mkdir(parents=True, exist_ok=True)
    wrong = []
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        for width in WIDTHS:
            page = browser.new_context(locale="id-ID", viewport={"width": width, "height": 800}).new_page()
            for name, place in {**PAGES, **_found(page, address)}.items():
                wrong += _shot(page, address + place, folder / f"{name}-{width}.png", width)
        browser.close()
    for line in wrong:
        print(line)
    print(f"{len(list(folder.glob('*.png')))} screenshots in {folder}")
    return 1 if wrong else 0


def _found(page: Page, address: str) -> dict[str, str]:
    found = {}
    for name, (place, pattern) in FOUND.items():
        page.goto(address + place)
        match = re.search(pattern, page.locator("main").inner_html())
        if match:
            found[name] = match.group()
    return found


def _shot(page: Page, place: str, path: Path, width: int) -> list[str]:
    answer = page.goto(place)
    height, wide = page.evaluate("[document.documentElement.scrollHeight, document.documentElement.scrollWidth]")
    page.screenshot(path=path, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": min(height, TALLEST)})
    status = answer.status if answer else None
    wrong = [f"{place}: {wide} pixels wide on a screen of {width}"] if wide > width else []
    expected = 404 if place.endswith("/nowhere") else 200
    return wrong + ([f"{place}: {status}"] if status != expected else [])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1].rstrip("/"), Path(sys.argv[2])))
