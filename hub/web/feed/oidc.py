"""Sign-in by OpenID Connect, by authlib: to the provider and back, with PKCE, state and nonce. Who comes back is an account that was named before.

What a sign-in under way holds is in a cookie, sealed with the secret of the client; that cookie is `lax`, for the provider leads back from another site.
"""

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from typing import Any

import httpx
import orjson
from starlette.requests import Request
from starlette.responses import Response

from hub.errors import FeedBusy, FeedError, NotSignedIn
from hub.feed.external import account_of
from hub.feed.sessions import sign_in_as
from hub.web.answers import link, page
from hub.web.feed.door import PRIVATE, feed_of, in_feed, with_cookie

LEAVING = "/feed/masuk/oidc"
RETURNING = "/feed/masuk/kembali"

_COOKIE = "hub_feed_oidc"
_LASTS_S = 600


async def leaving(request: Request) -> Response:
    """Lead to the provider."""
    client = _client(request)
    request.scope["session"] = {}
    try:
        response: Response = await client.authorize_redirect(request, _address(request))
    except (httpx.HTTPError, ValueError) as error:
        raise _unreachable(error) from error
    response.headers.update(PRIVATE)
    sealed = _sealed(request, request.scope["session"])
    response.set_cookie(
        _COOKIE, sealed, max_age=_LASTS_S, path=link(request, RETURNING), secure=_scheme(request) == "https", httponly=True, samesite="lax"
    )  # fmt: skip
    return response


async def returning(request: Request) -> Response:
    """Sign in who comes back from the provider. Raises NotSignedIn for who did not start here, or is no account."""
    from authlib.integrations.starlette_client import OAuthError
    from joserfc.errors import JoseError

    client = _client(request)
    request.scope["session"] = _unsealed(request)
    try:
        token = await client.authorize_access_token(request)
    except (OAuthError, JoseError) as error:
        raise NotSignedIn(
            f"expected a sign-in that was begun here and confirmed by the provider, found {type(error).__name__}",
            "Masuk dengan akun kantor tidak berhasil. Coba lagi.",
        ) from error
    except (httpx.HTTPError, ValueError) as error:
        raise _unreachable(error) from error
    state = feed_of(request).state()
    name = await in_feed(request, account_of, state, token.get("userinfo") or {})
    secret = await in_feed(request, sign_in_as, state, name)
    response = page(request, None, "feed/signed_in.html", 200, PRIVATE, name=name)
    response.delete_cookie(_COOKIE, path=link(request, RETURNING))
    return with_cookie(request, response, secret)


def _client(request: Request) -> Any:
    """Return the client of the provider that the settings name. Raises FeedError where they name none."""
    client = feed_of(request).oidc()
    if client is None:
        error = FeedError(
            "expected HUB_OIDC_ISSUER and the client's id and secret, found none",
            "Masuk dengan akun kantor tidak tersedia di hub ini.",
        )
        error.status = 404
        raise error
    return client


def _address(request: Request) -> str:
    """Return the address that the provider leads back to; it is registered there, so another host is refused by the provider."""
    return f"{_scheme(request)}://{request.headers.get('host', '')}{link(request, RETURNING)}"


def _scheme(request: Request) -> str:
    return "https" if "https" in {request.url.scheme, request.headers.get("x-forwarded-proto", "")} else "http"


def _sealed(request: Request, held: dict[str, Any]) -> str:
    content = urlsafe_b64encode(orjson.dumps(held)).decode()
    return f"{content}.{_seal(request, content)}"


def _unsealed(request: Request) -> dict[str, Any]:
    """Return what the cookie holds; nothing where it is not ours."""
    content, _, seal = request.cookies.get(_COOKIE, "").partition(".")
    if not hmac.compare_digest(seal.encode(), _seal(request, content).encode()):
        return {}
    try:
        held: dict[str, Any] = orjson.loads(urlsafe_b64decode(content))
    except (NotBase64, ValueError):
        return {}
    return held


def _seal(request: Request, content: str) -> str:
    secret = feed_of(request).oidc_secret
    return hmac.new(f"cookie {secret}".encode(), content.encode(), hashlib.sha256).hexdigest()


def _unreachable(error: Exception) -> FeedBusy:
    return FeedBusy(
        f"expected the OpenID provider to answer, found {type(error).__name__}; try again in some minutes",
        "Layanan akun kantor sedang tidak dapat dihubungi. Coba lagi beberapa menit lagi.",
    )
