"""The door of /feed/: the state of the feed, who asks, and threads of their own, so that no public page waits for it."""

from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import anyio.to_thread
from anyio import CapacityLimiter
from starlette.requests import Request
from starlette.responses import Response

from hub.errors import FeedBusy, FeedError, NotAllowed, NotSignedIn
from hub.feed.permissions import Principal
from hub.feed.queue import start, waiting
from hub.feed.sessions import LASTS_S, SignedIn, is_form_token, new_secret, sign_in, signed_in
from hub.feed.state import State, is_open, state_folder
from hub.feed.tokens import bearer
from hub.settings import Settings
from hub.web.answers import link

Answer = TypeVar("Answer")

COOKIE = "hub_feed"
KNOWN_COOKIE = "hub_feed_browser"
PRIVATE = {"Cache-Control": "no-store", "Vary": "Cookie, Authorization", "Referrer-Policy": "same-origin"}
"""Headers of every answer. Of a page with the policy `no-referrer` a browser would not say that its form is of this site."""

MOST_AT_THE_DOOR = 20
"""Sign-ins that wait at a time."""

UPLOAD_S = 900.0
"""Seconds that a file of somebody who is signed in may take to come."""


class Feed:
    """The feed of a server; it is looked for again as long as there is none, so that to switch it on needs no restart."""

    def __init__(self, out: Path, settings: Settings, starts: Callable[..., object] = start) -> None:
        self._folder = state_folder(out, settings.state)
        self._state: State | None = None
        self._starts = partial(starts, memory_mb=settings.feed_memory_mb)
        self.most_bytes = settings.feed_max_mb * 1_000_000
        self.has_oidc, self.oidc_secret = bool(settings.oidc_issuer), settings.oidc_client_secret
        self.oidc = lru_cache(partial(_oidc_client, settings))
        """Return the client of the OpenID provider; None where the settings name none."""
        self.threads = CapacityLimiter(4)
        self.passwords = CapacityLimiter(1)
        """One password at a time is compared: each takes 46 MB and a twentieth of a second on purpose."""

    async def sign_in(self, name: str, password: str, browser: str) -> SignedIn:
        """Return a new session. Raises NotSignedIn, and FeedBusy where many wait for theirs to be compared."""
        if self.passwords.statistics().tasks_waiting >= MOST_AT_THE_DOOR:
            raise FeedBusy(
                f"expected fewer than {MOST_AT_THE_DOOR} sign-ins under way, found more; try again in some seconds",
                "Banyak yang sedang masuk. Coba lagi beberapa detik lagi.",
            )
        return await anyio.to_thread.run_sync(sign_in, self.state(), name, password, browser, limiter=self.passwords)

    def state(self) -> State:
        """Return the state. Raises FeedOff where there is none."""
        if self._state is None:
            self._state = State(self._folder)
        return self._state

    def is_on(self) -> bool:
        """Tell whether files and reports of errors are taken here."""
        return is_open(self._folder)

    def start_jobs(self) -> None:
        """Have the jobs that wait done by another process."""
        self._starts(self.state())

    def resume(self) -> None:
        """Start what a server that ended has left waiting."""
        if is_open(self._folder) and waiting(self.state()) is not None:
            self.start_jobs()


def _oidc_client(settings: Settings) -> Any:
    """Return a client of authlib, which asks the provider for its addresses and keys when it is first used."""
    if not settings.oidc_issuer:
        return None
    try:
        from authlib.integrations.starlette_client import OAuth
    except ImportError:
        raise FeedError(
            "expected the package authlib for OpenID, found none; install pemilu-hub[feed]",
            "Paket untuk masuk dengan akun kantor belum terpasang di hub ini.",
        ) from None
    return OAuth().register(
        "hub",
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret,
        server_metadata_url=f"{settings.oidc_issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid email", "code_challenge_method": "S256", "timeout": 10},
    )


def feed_of(request: Request) -> Feed:
    """Return the feed of the server."""
    feed: Feed = request.app.state.feed
    return feed


async def in_feed(request: Request, function: Callable[..., Answer], *given: object) -> Answer:
    """Call a function in a thread of the feed."""
    return await anyio.to_thread.run_sync(function, *given, limiter=feed_of(request).threads)


def visitor(request: Request) -> Principal | None:
    """Return whose session the cookie is of; None for nobody's."""
    secret = request.cookies.get(COOKIE)
    return signed_in(feed_of(request).state(), secret) if secret else None


def member(request: Request) -> Principal:
    """Return who is signed in with a browser. Raises NotSignedIn."""
    found = visitor(request)
    if found is None:
        raise NotSignedIn("expected somebody who is signed in, found nobody", "Silakan masuk terlebih dahulu.")
    return found


def caller(request: Request) -> Principal:
    """Return whose token a request to the API bears; cookies mean nothing there. Raises NotSignedIn."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise NotSignedIn(
            "expected the header `Authorization: Bearer TOKEN`, found none", "Permintaan ini tidak membawa token."
        )
    return bearer(feed_of(request).state(), token.strip())


def secret_of(request: Request) -> str:
    """Return the secret of the cookie, a new one where there is none: a form needs one before anybody is signed in."""
    return request.cookies.get(COOKIE) or new_secret()


def check_origin(request: Request) -> None:
    """Raise NotAllowed for a form from a page of another site, or without the cookie of one of ours, before any of its body is read."""
    feed_of(request).state()
    site, origin = request.headers.get("sec-fetch-site", "same-origin"), request.headers.get("origin")
    is_ours = site in {"same-origin", "none"} and origin != "null" and COOKIE in request.cookies
    if is_ours and (origin is None or _host(origin) == request.url.hostname):  # a proxy may leave the port out
        return
    raise _foreign()


def _host(origin: str) -> str | None:
    try:
        return urlsplit(origin).hostname
    except ValueError:
        return None


def check_form(request: Request, given: object) -> None:
    """Raise NotAllowed where a form does not repeat the token of its session."""
    secret = request.cookies.get(COOKIE)
    if secret is None or not isinstance(given, str) or not is_form_token(secret, given):
        raise _foreign()


def _foreign() -> FeedError:
    return NotAllowed(
        "expected a form of this site and this session, found another",
        "Formulir ini bukan dari sesi Anda, atau sesinya sudah berakhir. Buka halamannya lagi, lalu ulangi.",
    )


def with_cookie(
    request: Request, response: Response, secret: str, name: str = COOKIE, lasts_s: int = LASTS_S
) -> Response:
    """Return a response that sets a cookie: for this site and these pages alone, and over HTTPS alone where it came so."""
    is_secure = "https" in {request.url.scheme, request.headers.get("x-forwarded-proto", "")}
    response.set_cookie(
        name,
        secret,
        max_age=lasts_s,
        path=link(request, "/feed/"),
        secure=is_secure,
        httponly=True,
        samesite="strict",
    )
    return response


def allow_upload(request: Request) -> None:
    """Give a request whose sender is known more time than others have for its body."""
    allow = request.scope.get("hub.allow_s")
    if allow is not None:
        allow(UPLOAD_S)
