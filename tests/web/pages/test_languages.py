"""Both languages on pages of every kind: one is kept on every click, and neither has sentences or codes of the other."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from hub.web.texts import catalogue
from tests.web.conftest import BROWSER, Get

PATHS = [
    "/", "/cari?q=aceh", "/cari?q=zzzz", "/wilayah", "/partai", "/pindah", "/bandingkan", "/keterbukaan", "/keterbukaan?pemilu=2014", "/rencana-aksi", "/temuan", "/rilis", "/tentang",
    "/embed/", "/recap", "/quality", "/data/", "/dumps/", "/doc/edition/2024", "/doc/edition/2019?jabatan=PRESIDENT", "/doc/contest/2024/dpr/1101",
    "/doc/contest/2019/president", "/doc/contest/2014/dpr/1101-00-0000", "/doc/district/2024/dpr/1101", "/nowhere",
]  # fmt: skip

CODES = re.compile(
    r"\b(?:[A-Z]{2,}_[A-Z_]+|CERTIFIED|SAMPLE|CANDIDATE|TICKET|FEMALE|MALE|LINKED|NATION|PROVINCE|WARNING|ERROR|MISSING)\b"
)


class Texts(HTMLParser):
    """Collects the texts of a page that are in its own language, and the addresses that it leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.links: list[str] = []
        self._apart: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
        if tag not in {"meta", "link", "input", "br", "img"}:
            other = tag in {"style", "script", "pre", "code", "title"} or ("lang" in given and tag != "html")
            self._apart.append(other or (bool(self._apart) and self._apart[-1]))

    def handle_endtag(self, tag: str) -> None:
        if self._apart and tag not in {"meta", "link", "input", "br", "img"}:
            self._apart.pop()

    def handle_data(self, data: str) -> None:
        if data.strip() and not (self._apart and self._apart[-1]):
            self.texts.append(" ".join(data.split()))


def read(page: str) -> Texts:
    made = Texts()
    made.feed(page)
    return made


def sentences() -> Iterator[tuple[str, str]]:
    """Yield the interface texts that differ, (English, Indonesian), without those that have places."""
    for message in catalogue():
        if message.id and isinstance(message.id, str) and "%" not in message.id and message.id != message.string:
            yield message.id, str(message.string)


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_speaks_one_language_and_no_codes(path: str, lang: str, sample: Get) -> None:
    page = read(sample(f"{path}{'&' if '?' in path else '?'}lang={lang}", headers=BROWSER).text)
    english, indonesian = zip(*sentences(), strict=True)
    brand = {"Pemilu"}
    other = set(english if lang == "id" else indonesian) - set(indonesian if lang == "id" else english) - brand
    assert [text for text in page.texts if text in other] == []
    assert [text for text in page.texts if CODES.search(text)] == []


@pytest.mark.parametrize("path", PATHS)
def test_the_language_is_kept_on_every_click(path: str, sample: Get) -> None:
    page = read(sample(f"{path}{'&' if '?' in path else '?'}lang=en", headers=BROWSER | {"accept-language": "id"}).text)
    pages = [link for link in page.links if re.match(r"/(?:$|cari|wilayah|partai|recap|tentang|doc/\w+/[^.]*$)", link)]
    assert pages
    assert [link for link in pages if "lang=en" not in link and "format=" not in link] == []


def test_without_a_choice_addresses_stay_plain(sample: Get) -> None:
    page = read(sample("/", headers=BROWSER).text)
    assert "/wilayah" in page.links
