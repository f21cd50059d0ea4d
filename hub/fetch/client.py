"""HTTP client for one document at a time: paced, with retries, and with a one-sentence reason where the document could not be fetched.

Answers 408, 425, 429 and 5xx, cut connections and time-outs are asked again, with waits that double and a random part.
`Retry-After` holds all requests, not only the one that got it. Redirects are not followed: a tree is fetched from
the host that was named, and from no other.
"""

import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import BinaryIO
from urllib.parse import urlsplit

import httpx
import stamina
from stamina.instrumentation import RetryDetails, set_on_retry_hooks

from hub import __version__
from hub.errors import FetchFailed, UsageError
from hub.fetch.pace import Pace

CONTACT = "https://w3id.org/pemilu/"
"""Whom a server's administrator can turn to, where the one who fetches names nobody else."""

ATTEMPTS = 6
FIRST_WAIT_S, LONGEST_WAIT_S, JITTER_S = 1.0, 60.0, 2.0

LONGEST_HOLD_S = 600
"""A longer `Retry-After` stops the walk, which can be resumed then."""

PASSING = {408, 425, 429, 500, 502, 503, 504}
"""Answers that may be another one in a minute."""

GONE = {404, 410}
"""Answers that say that there is no such file. Any other may be about who asks, such as 403."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How a server is treated."""

    connections: int = 4
    rate_per_s: float = 5.0
    timeout_s: float = 30.0
    contact: str = CONTACT

    @property
    def user_agent(self) -> str:
        return f"pemilu-hub/{__version__} (+{self.contact})"


class Refused(FetchFailed):
    """The server has no such document, and will not have it next time either."""


class Unavailable(FetchFailed):
    """The document could not be fetched now; a later run may succeed."""


class ComeBackLater(Unavailable):
    """The server asked for a longer wait than is sensible to sit out."""


class _Passing(Exception):
    """An answer to ask again after."""

    def __init__(self, response: httpx.Response) -> None:
        super().__init__(response.status_code)
        self.response = response


_log = logging.getLogger(__name__)


def _note(details: RetryDetails) -> None:
    _log.info("%s: asked again in %.1f s", details.caused_by, details.wait_for)


# Without this, stamina tells of it through structlog where that is installed, and structlog prints on stdout, which is for data.
set_on_retry_hooks([_note])

_retried = stamina.retry(
    on=(_Passing, httpx.RequestError),
    attempts=ATTEMPTS,
    timeout=None,
    wait_initial=FIRST_WAIT_S,
    wait_max=LONGEST_WAIT_S,
    wait_jitter=JITTER_S,
)
"""Asks again for what may be there in a minute."""


@asynccontextmanager
async def open_client(base_url: str, manners: Manners) -> AsyncIterator[httpx.AsyncClient]:
    """Open a client of one host, over HTTP/2 where the server offers it. Raises UsageError for what is no address."""
    _check_address(base_url)
    async with httpx.AsyncClient(
        base_url=base_url,
        http2=True,
        verify=urlsplit(base_url).scheme
        == "https",  # over http there is no certificate: load no authorities to check it
        timeout=manners.timeout_s,
        limits=httpx.Limits(max_connections=manners.connections, max_keepalive_connections=manners.connections),
        headers={"user-agent": manners.user_agent, "accept": "application/json, */*;q=0.5"},
        follow_redirects=False,
    ) as client:
        yield client


def _check_address(base_url: str) -> None:
    parts = urlsplit(base_url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"expected the address of a server to begin with http:// or https://, found {base_url!r}")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise UsageError(  # the journal holds addresses, and is for others to read
            f"expected the address of a server without a user, password or query, found one at {parts.hostname}"
        )


async def ask(client: httpx.AsyncClient, pace: Pace, url: str, conditions: Mapping[str, str]) -> httpx.Response:
    """Return the answer 200, or 304 where conditions were given, with its whole body.

    Raises Refused for a file that is not there, Unavailable for any other answer, and ComeBackLater.
    """
    try:
        response = await _patiently(client, pace, url, conditions)
    except _Passing as passing:
        raise Unavailable(
            f"expected the file within {ATTEMPTS} attempts, found the answer {_line(passing.response)}; try again later"
        ) from None
    except httpx.RequestError as error:
        raise Unavailable(
            f"expected the file within {ATTEMPTS} attempts, found {type(error).__name__} ({error}); try again later"
        ) from error
    if response.status_code == httpx.codes.OK or (response.status_code == httpx.codes.NOT_MODIFIED and conditions):
        return response
    if response.status_code in GONE:
        raise Refused(f"expected the file, found the answer {_line(response)}")
    raise Unavailable(_refusal(response))


async def download(client: httpx.AsyncClient, pace: Pace, url: str, file: BinaryIO, most_bytes: int) -> None:
    """Write the body of an answer 200 to an empty file as it comes, anew at each attempt. Raises as `ask` does, and where it is too large."""

    @_retried
    async def attempt() -> None:
        await pace.turn()
        async with client.stream("GET", url) as response:
            if response.status_code in PASSING:
                _hold(pace, response)
                raise _Passing(response)
            if response.status_code != httpx.codes.OK:
                raise (Refused if response.status_code in GONE else Unavailable)(_refusal(response))
            file.seek(0)
            file.truncate()
            async for part in response.aiter_bytes():
                if file.tell() > most_bytes:
                    raise Unavailable(f"expected at most {most_bytes:,} bytes, found more")
                file.write(part)

    try:
        await attempt()
    except _Passing as passing:
        raise Unavailable(f"expected the file within {ATTEMPTS} attempts, found {_line(passing.response)}") from None
    except httpx.RequestError as error:
        raise Unavailable(f"expected the file within {ATTEMPTS} attempts, found {type(error).__name__}") from error


async def _patiently(client: httpx.AsyncClient, pace: Pace, url: str, conditions: Mapping[str, str]) -> httpx.Response:
    """Return the first answer that does not pass. Raises _Passing or httpx.RequestError after the last attempt."""

    @_retried
    async def attempt() -> httpx.Response:
        await pace.turn()
        response = await client.get(url, headers=conditions)
        if response.status_code in PASSING:
            _hold(pace, response)
            raise _Passing(response)
        return response

    return await attempt()


def _hold(pace: Pace, response: httpx.Response) -> None:
    """Hold all requests for as long as the server asks. Raises ComeBackLater where that is too long."""
    wait_s = retry_after_s(response.headers)
    if wait_s > LONGEST_HOLD_S:
        raise ComeBackLater(
            f"expected to go on within {LONGEST_HOLD_S} seconds, found {_line(response)} that asks for a wait of "
            f"{wait_s:,.0f}; give the same command then, and the walk goes on where it stands"
        )
    pace.hold(wait_s)


def retry_after_s(headers: Mapping[str, str], now: datetime | None = None) -> float:
    """Return the seconds of a `Retry-After`, a number or a date (RFC 9110, 10.2.3); 0 where there is none to be read."""
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return 0.0
    return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - (now or datetime.now(UTC))).total_seconds())


def _refusal(response: httpx.Response) -> str:
    if response.has_redirect_location:
        return (
            f"expected the file, found {_line(response)} to {response.headers['location']!r}; redirects are not followed: "
            f"if the files moved, give their new address with --base-url, or --mirror where a workspace is fetched"
        )
    return f"expected the file, found the answer {_line(response)}; see whether the server wants to be asked at all"


def _line(response: httpx.Response) -> str:
    return f"{response.status_code} {response.reason_phrase}".strip()
