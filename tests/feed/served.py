"""A hub with a feed, asked without a server between: with a token, or as a browser with a cookie and the token of its forms."""

import asyncio
import re
from typing import Any

import httpx
from starlette.applications import Starlette

from hub.feed import accounts, tokens
from hub.feed.jobs import work
from hub.settings import Settings
from hub.web.app import app
from hub.web.feed.door import Feed
from tests.feed.bureau import Bureau

PASSWORD = "tujuh kucing di atap"  # noqa: S105  of nobody
FORM_TOKEN = re.compile(r'name="form_token" value="([0-9a-f]+)"')
HOST = "http://hub.example"


def served(bureau: Bureau, *, feed_max_mb: int = 1) -> Starlette:
    """Return the application over a bureau; jobs are done before the answer, not by another process."""
    settings = Settings(out=bureau.out, feed_max_mb=feed_max_mb)
    made = app(bureau.out, settings)
    made.state.feed = Feed(bureau.out, settings, work)
    return made


class Caller:
    """Asks with a token, or with none."""

    def __init__(self, made: Starlette, token: str = "") -> None:
        self._made = made
        self.headers = {"authorization": f"Bearer {token}"} if token else {}
        self.cookies = httpx.Cookies()

    def __call__(self, method: str, path: str, **more: Any) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self._made, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url=HOST, cookies=self.cookies) as client:
                answered = await client.request(
                    method, path, **{**more, "headers": {**self.headers, **more.get("headers", {})}}
                )
                self.cookies = client.cookies
                return answered

        return asyncio.run(ask())

    def form(self, page: str, path: str, file: tuple[str, bytes] | None = None, /, **fields: str) -> httpx.Response:
        """Send a form as the page `page` has it."""
        found = FORM_TOKEN.search(self("GET", page).text)
        given = {"form_token": found[1] if found else "", **fields}
        parts: list[tuple[str, Any]] = [(name, (None, text)) for name, text in given.items()]
        return self("POST", path, files=[*parts, *([("file", file)] if file else [])])


def with_token(bureau: Bureau, made: Starlette, name: str) -> Caller:
    """Return a caller with a token of an account, for every scope."""
    return Caller(made, tokens.make(bureau.state, name, ["read", "hand-in", "decide"], 9, "test"))


def in_browser(bureau: Bureau, made: Starlette, name: str) -> Caller:
    """Return a caller that has signed in with the password of an account."""
    accounts.set_password(bureau.state, name, PASSWORD, "test")
    caller = Caller(made)
    answered = caller.form("/feed/masuk", "/feed/masuk", name=name, password=PASSWORD)
    assert answered.status_code == 303, answered.text
    return caller
