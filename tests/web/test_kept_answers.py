"""Answers kept in memory: given again to whoever asks for the same, and to nobody else."""

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from hub.release import current
from hub.settings import Settings
from hub.web.app import app
from hub.web.freshness import FOREVER, FRESH
from hub.web.kept_answers import Keeping
from hub.web.site import Sites
from tests.web.conftest import BROWSER, Get, calling
from tests.web.test_sites import point, released


class Counting:
    """An application whose answers are numbered, over the release that is current."""

    def __init__(self, out: Path, **headers: str) -> None:
        self.calls = 0
        self._headers = headers
        self.sites = Sites(out, Settings(out=out))
        self.sites.now()

    def answer(self, request: Request) -> Response:
        self.calls += 1
        tag = f'"{self.sites.now().release.id}.page"'
        headers = {"ETag": tag, "Cache-Control": FRESH, **self._headers}
        return PlainTextResponse("" if request.method == "HEAD" else str(self.calls), 200, headers)

    def keeping(self, most_bytes: int = 1 << 20) -> Get:
        routed = Starlette(routes=[Route("/{path:path}", self.answer)])
        return calling(Keeping(routed, self.sites, most_bytes))


@pytest.fixture
def counting(out: Path) -> Counting:
    return Counting(out)


def test_an_answer_is_made_once(counting: Counting) -> None:
    get = counting.keeping()
    first, again = get("/a?x=1"), get("/a?x=1")
    assert (first.text, again.text, counting.calls) == ("1", "1", 1)
    assert again.headers == first.headers


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/b", {}),
        ("/a?x=1", {}),
        ("/a", {"accept-language": "en"}),
        ("/a?lang=en", {}),
        ("/a", {"accept": "text/turtle"}),
        ("/a", {"accept-encoding": "zstd"}),
        ("/a", {"host": "another.example"}),
    ],
)
def test_another_address_language_form_encoding_or_host_gets_its_own(
    path: str, headers: dict[str, str], counting: Counting
) -> None:
    get = counting.keeping()
    assert get("/a").text == "1"
    assert get(path, headers=headers).text == "2"


@pytest.mark.parametrize("header", ["cookie", "authorization", "range"])
def test_a_request_with_a_session_is_neither_kept_nor_answered_from_memory(header: str, counting: Counting) -> None:
    get = counting.keeping()
    assert get("/a", headers={header: "x"}).text == "1"
    assert get("/a").text == "2"
    assert get("/a", headers={header: "x"}).text == "3"
    assert get("/a").text == "2"


@pytest.mark.parametrize(
    "headers",
    [{"Cache-Control": "no-store"}, {"Cache-Control": FOREVER}, {"ETag": '"another.page"'}, {"Set-Cookie": "a=b"}],
)
def test_only_what_says_that_it_is_of_the_release_is_kept(headers: dict[str, str], out: Path) -> None:
    get = Counting(out, **headers).keeping()
    assert [get("/a").text, get("/a").text] == ["1", "2"]


@pytest.mark.parametrize("path", ["/graphql", "/feed/", "/feed/deliveries/x"])
def test_what_stewards_see_and_graphql_are_never_kept(path: str, counting: Counting) -> None:
    get = counting.keeping()
    assert [get(path).text, get(path).text] == ["1", "2"]


def test_who_holds_the_answer_gets_304_and_head_no_body(counting: Counting) -> None:
    get = counting.keeping()
    tag = get("/a").headers["etag"]
    unchanged = get("/a", headers={"if-none-match": f'"x", W/{tag}'})
    assert (unchanged.status_code, unchanged.content, unchanged.headers["etag"]) == (304, b"", tag)
    assert "content-length" not in unchanged.headers
    head = get("/a", "HEAD")
    assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", "1")
    assert counting.calls == 1


def test_a_request_for_head_leaves_nothing(counting: Counting) -> None:
    get = counting.keeping()
    get("/a", "HEAD")
    assert get("/a").text == "2"


def test_nothing_is_kept_without_room(counting: Counting) -> None:
    get = counting.keeping(most_bytes=0)
    assert [get("/a").text, get("/a").text] == ["1", "2"]


def test_answers_of_the_release_before_are_dropped(tmp_path: Path) -> None:
    one, two = released(tmp_path, 2)
    point(tmp_path, one.id)
    counting = Counting(tmp_path)
    get = counting.keeping()
    assert get("/a").headers["etag"].startswith(f'"{one.id}.')
    point(tmp_path, two.id)
    assert get("/a").headers["etag"].startswith(f'"{two.id}.')


def test_a_kept_page_is_byte_for_byte_the_one_that_was_made(out: Path) -> None:
    release = current(out).id
    with_memory, without = (calling(app(out, Settings(out=out, page_cache_mb=megabytes))) for megabytes in (8, 0))
    for path in (
        "/",
        "/doc/contest/2042/dpr/8101",
        "/doc/contest/2042/dpr/8101.csv",
        "/doc/candidacy/2042/dpr/8101/1/1",
    ):
        asked = {**BROWSER, "accept-encoding": "gzip"}
        first, again, plain = (
            with_memory(path, headers=asked),
            with_memory(path, headers=asked),
            without(path, headers=asked),
        )
        assert first.headers["etag"].startswith(f'"{release}.')
        assert first.content == again.content == plain.content
        assert first.headers == again.headers == plain.headers
