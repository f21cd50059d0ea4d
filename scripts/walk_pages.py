"""Walks pages of every kind of a built release in Chromium, in both languages on a narrow screen, and says what is wrong with any.

`python -m scripts.walk_pages DIR --pages 2000 --axe axe.min.js` (`make walk-pages BUILT=DIR PAGES=2000`). Wrong is: another status than 200, a request to another host, an
error in the console, more than 60 kB compressed, wider than the screen, a column off it, a key, an enum or a null for people to read, a sentence of the other language, votes without status or source,
and with axe-core (npm) whatever it calls a violation. Each kind of thing is drawn alike often; `--seed` draws others. Exit 1 where anything was found.
"""

import argparse
import random
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

import httpx
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from hub.graph.model import MODEL
from hub.release import Release, current
from hub.tables import vocabulary
from hub.web.pages.captions import RULES
from hub.web.pages.kinds import MAKERS
from hub.web.texts import catalogue
from scripts.strain.server import served
from tests.components import program

WIDTH, LARGEST_BYTES, SHOWN, EACH = 360, 60_000, 3, 100

OVERVIEWS = (
    "/", "/wilayah", "/partai", "/pindah", "/bandingkan", "/keterbukaan", "/rencana-aksi", "/temuan", "/temuan?tentang=contest", "/temuan?aturan=figures-differ", "/rilis", "/tentang", "/embed/", "/data/",
    "/dumps/", "/quality", "/recap", "/sparql", "/cari?q=aceh", "/cari?q=zzzz",
)  # fmt: skip
"""Pages that are about no single thing."""

TECHNICAL = (
    "result",
    "turnout",
    "voters",
    "finding",
    "source",
    "outcome",
    "provenance",
    "link",
    "judgement",
    "progress",
    "rollup",
)
"""Types whose page is that of all statements, with keys: it is for who looks behind a figure."""

_LISTS = (getattr(vocabulary, name) for name in dir(vocabulary) if name.isupper())
_WORDS = {
    word
    for listed in _LISTS
    if isinstance(listed, tuple | list)
    for word in listed
    if isinstance(word, str) and word.isupper() and (len(word) > 4 or "_" in word)
}
"""The words of closed lists, as the API spells them."""

PATTERNS = {
    "an enum": re.compile(
        rf"(?<![\w/-])(?:{'|'.join(map(re.escape, sorted(_WORDS, key=len, reverse=True)))})(?![\w/-])"
    ),
    "a name of the API": re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b"),
    "a key": re.compile(r"(?<![\w/])(?:[a-z]-[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]\b|20\d\d(?:-pilkada)?/[a-z-]+/\S+)"),
    "a null": re.compile(r"(?<!\w)(?:None|null|nan|NaN|undefined)(?!\w)"),
}

TEXTS = """() => {
  const seen = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const held = walker.currentNode.parentElement;
    if (!held.closest("script, style, pre, code, textarea, [lang]:not(html):not(body)")) seen.push(walker.currentNode.textContent.trim());
  }
  return seen.filter(Boolean);
}"""
"""What a page says, but for code and what is marked as of another language."""


OFF_SCREEN = """() => [...document.querySelectorAll("main .table")].filter(each => each.scrollWidth > each.clientWidth + 1 && each.clientWidth).map(
  each => each.getAttribute("aria-label") || each.textContent.trim().slice(0, 40))"""
"""Tables that a reader of a narrow screen would have to move sideways."""

UNMARKED = """() => {
  const marked = (place) => place && place.querySelector(".chip"), found = [];
  const heading = (place) => {
    for (; place && place.tagName !== "MAIN"; place = place.parentElement)
      for (let before = place.previousElementSibling; before; before = before.previousElementSibling)
        if (/^(H[1-3]|UL|P)$/.test(before.tagName)) { if (marked(before)) return before; if (/^H[1-3]$/.test(before.tagName)) break; }
    return null;
  };
  const said = (row) => marked(row) || row.querySelector("td[data-label^='Status'], td[data-label$=' status']");
  for (const cell of document.querySelectorAll("main :is(td[data-label=Suara], td[data-label=Votes], td[data-label^='Suara 2'], td[data-label^='Votes 2'])"))
    if (/[0-9]/.test(cell.textContent) && !said(cell.closest("tr")) && !heading(cell.closest(".table, table"))) found.push(cell.textContent.trim());
  return found;
}"""
"""Votes without a word on how final they are in their row, under the heading of their table, or in the heading itself.

In tables of all statements each row leads to its own page, which has status and source.
"""

WITH_SOURCE = "main :is(a[href*='/doc/source/'], a[href*='/doc/candidacy/'], a[href*='/doc/contest/'], a[href*='/doc/edition/'], a[href*='isi=pernyataan'])"
"""Where a reader goes on to the file and row of a figure."""


@dataclass
class Found:
    """What was wrong: for each kind of defect the pages, with an example."""

    walked_count: int = 0
    defects: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def take(self, defect: str, path: str, example: str = "") -> None:
        """Add a defect of a page."""
        self.defects[defect].append(f"{path} {example[:160]}".rstrip())

    def lines(self) -> Iterator[str]:
        """Yield a line for each kind of defect, the most frequent first, and some examples."""
        for defect, places in sorted(self.defects.items(), key=lambda pair: -len(pair[1])):
            yield f"{len(places):5} {defect}"
            yield from (f"        {place}" for place in places[:SHOWN])


def paths(release: Release, count: int, seed: int) -> list[str]:
    """Return so many addresses: the overviews, and things of each type as often as of another. Where a type has too few, others have more."""
    drawn, chosen = random.Random(seed), list(OVERVIEWS)  # noqa: S311  nothing is secret
    types = {name: node for name, node in MODEL.items() if node.is_node and name not in {"release", "office"}}
    held = {name: every(release, [name]) for name in types}
    room = max(len(types), count - len(chosen))
    for place, name in enumerate(sorted(types, key=lambda name: (len(held[name]), name))):
        each = min(max(1, room // (len(types) - place)), len(held[name]))
        room -= each
        chosen += drawn.sample(held[name], each)
    return chosen


def every(release: Release, kinds: list[str]) -> list[str]:
    """Return the addresses of all things of some types. Raises KeyError for a type that there is not."""
    nodes = {name: MODEL[name] for name in kinds}
    keys = {name: release.table(node.table)[node.key].unique().sort() for name, node in nodes.items()}
    return [f"/doc/{name}/{quote(key, safe='/@~')}" for name in kinds for key in keys[name]]


def walk(
    address: str, browser: Browser, chosen: list[str], axe: str | None, found: Found, *, axe_in_turn: bool = False
) -> None:
    """Open each page in both languages, and take what is wrong. In turn axe-core, which is slow, sees each page in one of them."""
    for turn, lang in enumerate(("id", "en")):
        context = browser.new_context(locale="id-ID", viewport={"width": WIDTH, "height": 800}, bypass_csp=True)
        page = _watched(context.new_page(), address, found)
        for place, path in enumerate(chosen):
            is_seen = not axe_in_turn or place % 2 == turn
            look(page, f"{path}{'&' if '?' in path else '?'}lang={lang}", address, axe if is_seen else None, found)
            found.walked_count += 1
        context.close()


def _watched(page: Page, address: str, found: Found) -> Page:
    """Return a page of the browser whose errors and requests to other hosts are taken."""

    def said(message: ConsoleMessage) -> None:
        if message.type == "error":
            found.take("an error in the console", page.url, message.text)

    def sent(request: Request) -> None:
        if not request.url.startswith((address, "data:")):
            found.take("a request to another host", page.url, request.url)

    page.on("console", said)
    page.on("request", sent)
    return page


def look(page: Page, path: str, address: str, axe: str | None, found: Found) -> None:
    """Open one page, and take what is wrong; with axe-core where its script is given."""
    answer = page.goto(address + path)
    if answer is None or answer.status != 200:
        found.take(f"status {answer and answer.status}", path)
        return
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > WIDTH:
        found.take("wider than the screen", path, f"{wide} pixels")
    if hidden := page.evaluate(OFF_SCREEN):
        found.take("a column off the screen", path, f"{len(hidden)} such as {hidden[0]}")
    size = httpx.get(address + path, headers={"accept": "text/html", "accept-encoding": "gzip"}).num_bytes_downloaded
    if size > LARGEST_BYTES:
        found.take("more than 60 kB", path, f"{size} bytes")
    kind = path.split("/")[2] if path.startswith("/doc/") else ""
    if (not kind or kind in MAKERS) and (unmarked := page.evaluate(UNMARKED)):
        found.take("votes without a status", path, f"{len(unmarked)} such as {unmarked[0]}")
    if (
        page.locator("main td[data-label^=Suara], main td[data-label^=Votes]").count()
        and not page.locator(WITH_SOURCE).count()
    ):
        found.take("votes without a way to their source", path)
    read(page.evaluate(TEXTS), path, found)
    if axe:
        page.evaluate(axe)
        for violation in page.evaluate(
            "axe.run({resultTypes: ['violations']}).then(found => found.violations.map(each => [each.id, each.nodes[0].html]))"
        ):
            found.take(f"axe: {violation[0]}", path, violation[1])


def read(texts: list[str], path: str, found: Found) -> None:
    """Take what no reader should have to read."""
    kind = path.split("/")[2] if path.startswith("/doc/") else ""
    foreign = _sentences("en" if "lang=id" in path else "id")
    for text in texts:
        if text in foreign:
            found.take("a text of the other language", path, text)
        if kind in TECHNICAL or (kind and kind not in MAKERS) or "://" in text:
            continue
        for what, pattern in PATTERNS.items():
            if hit := pattern.search(text):
                found.take(what, path, f"{hit[0]!r} in {text!r}")


@lru_cache(maxsize=2)
def _sentences(lang: str) -> frozenset[str]:
    """Return the texts of the interface that only this language has, of two words or more; in English also rules without a caption."""
    both = [
        (str(message.id), str(message.string)) for message in catalogue() if isinstance(message.id, str) and message.id
    ]
    english, indonesian = {english for english, _ in both}, {indonesian for _, indonesian in both}
    uncaptioned = {name.replace("-", " ") for name in RULES}
    own = (english | uncaptioned) - indonesian if lang == "en" else indonesian - english
    return frozenset(text for text in own if " " in text and "%(" not in text and text != "Pemilu Hub")


def main() -> None:
    """Walk a built folder."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("out", type=Path)
    given.add_argument("--pages", type=int, default=2000, help="half of them in each language")
    given.add_argument("--seed", type=int, default=1)
    given.add_argument("--axe", type=Path, help="axe.min.js of npm's axe-core")
    asked = given.parse_args()
    axe, found = asked.axe.read_text(encoding="utf-8") if asked.axe else None, Found()
    chosen = paths(current(asked.out), -(-asked.pages // 2), asked.seed)
    with (
        tempfile.TemporaryDirectory() as folder,
        served(asked.out, Path(folder) / "log") as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=program("chromium", "google-chrome"), args=["--no-sandbox"]
        )
        for first in range(0, len(chosen), EACH):
            walk(server.address, browser, chosen[first : first + EACH], axe, found)
            print(
                f"{found.walked_count} pages, {sum(map(len, found.defects.values()))} defects",
                file=sys.stderr,
                flush=True,
            )
        browser.close()
    print(f"{found.walked_count} pages, {sum(map(len, found.defects.values()))} defects")
    for line in found.lines():
        print(line)
    sys.exit(bool(found.defects))


if __name__ == "__main__":
    main()
