"""What an address may say besides its path: every parameter that a page looks for, given and left out, and every link that a page makes."""

import html
import re
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlsplit

import pytest
from starlette.datastructures import ImmutableMultiDict

from hub.release import current
from hub.web.pages import respond
from hub.web.pages.kinds import MAKERS
from hub.web.pages.page import Asked
from scripts.walk_pages import OVERVIEWS, paths
from tests.web.conftest import BROWSER, caller

VALUES = ("", "x", "9" * 5000)
"""What somebody may write for a parameter; the last is longer than Python turns into a number."""


class Recorded(dict[str, str]):
    """What an address says, noting in `sought` which names a page looks for."""

    sought: ClassVar[set[str]] = set()

    def get(self, name: str, default: Any = None, /) -> Any:
        Recorded.sought.add(name)
        return super().get(name, default)


@pytest.fixture
def sought(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Return the names of parameters that pages look for while they are made."""
    Recorded.sought = set()
    read = ImmutableMultiDict.get

    def noted(self: ImmutableMultiDict[str, str], key: str, default: str | None = None) -> str | None:
        Recorded.sought.add(key)
        return read(self, key, default)

    monkeypatch.setattr(ImmutableMultiDict, "get", noted)
    monkeypatch.setattr(respond, "Asked", lambda site, key, words, given: Asked(site, key, words, Recorded(given)))
    return Recorded.sought


def pages(out: Path) -> list[str]:
    """Return the overviews, and one thing of each type that has a page of its own."""
    things = [path for path in paths(current(out), 1, seed=1) if path.startswith("/doc/")]
    own = [path for path in things if path.split("/")[2] in MAKERS]
    return [*OVERVIEWS, *own]


def test_every_parameter_that_a_page_looks_for_may_have_any_value(sample_out: Path, sought: set[str]) -> None:
    """Seen: every filtered page of findings failed, for its template asked for what the address had not said."""
    get, asked, known = caller(sample_out), 0, set()
    for path in pages(sample_out):
        sought.clear()
        assert get(path, headers=BROWSER).status_code == 200, path
        names = sorted(sought - {"lang", "format", "isi"})
        known |= set(names)
        for name in names:
            for value in VALUES:
                address = f"{path}{'&' if '?' in path else '?'}{name}={value}"
                status = get(address, headers=BROWSER).status_code
                assert status in {200, 303, 400, 404}, (status, address[:200])
                asked += 1
    assert {
        "aturan",
        "tentang",
        "hal_ihwal",
        "sesudah",
        "hal",
        "q",
        "jenis",
        "jabatan",
        "dari",
        "ke",
        "contest",
    } <= known
    assert asked > 60


def shape(address: str) -> tuple[str, tuple[str, ...]]:
    """Return what makes links alike: the page without the key of its thing, and the names of its parameters."""
    parts = urlsplit(address)
    kind = "/".join(parts.path.split("/")[:3]) if parts.path.startswith("/doc/") else parts.path
    return kind, tuple(sorted(name for name, _ in parse_qsl(parts.query)))


def test_links_with_parameters_lead_to_a_page(sample_out: Path) -> None:
    get, seen = caller(sample_out), {}
    for path in pages(sample_out):
        for found in re.findall(r'href="(/[^"]*\?[^"#]*)', get(path, headers=BROWSER).text):
            address = html.unescape(found)
            if not address.startswith(("/graphql", "/sparql")):
                seen.setdefault(shape(address), address)
    assert [shape(address)[0] for address in seen.values()].count("/temuan") > 1
    failed = {
        address: answer.status_code
        for address in seen.values()
        if (answer := get(address, headers=BROWSER)).status_code != 200
    }
    assert failed == {}
