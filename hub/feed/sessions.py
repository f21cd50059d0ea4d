"""Sessions in a browser: sign-in with name and password, lock-out after failures, and sign-out.

A session is a random secret in a cookie, of which the SHA-256 is kept. The token that each form repeats follows from the secret, and no other site knows it.
A browser in which somebody has signed in before has another secret, for a year: failures there are counted apart, so that strangers lock nobody out of their own browser.
"""

import hashlib
import hmac
import secrets
from datetime import timedelta
from typing import NamedTuple

from hub.errors import NotSignedIn
from hub.feed.accounts import principal
from hub.feed.passwords import is_right
from hub.feed.permissions import Principal
from hub.feed.state import State, Writing, stamp

LASTS_S = 8 * 3600
"""Seconds that a session lasts: a day at the office."""

MOST_FAILURES = 5
MOST_NAMES = 10_000
"""Names with failures that are kept; whoever tries more has the counts begin again, not the locks end."""

LONGEST_NAME = 40
LONGEST_SECRET = 100

KNOWN_S = 366 * 86_400
"""Seconds for which a browser is known after somebody signed in there."""

MOST_BROWSERS = 10
"""Browsers of one account that are known, the last ones."""

LOCKED_S = 15 * 60
"""Seconds for which nobody can sign in under a name after so many failures in a row."""


def new_secret() -> str:
    """Return a new secret for a cookie."""
    return secrets.token_urlsafe(32)


def form_token(secret: str) -> str:
    """Return what the forms of a session repeat."""
    return hashlib.sha256(f"form {secret}".encode()).hexdigest()


def is_form_token(secret: str, given: str) -> bool:
    """Tell whether a form repeats the token of a session."""
    return hmac.compare_digest(form_token(secret).encode(), given.encode())


class SignedIn(NamedTuple):
    """Secrets of a new session and of the browser that it is in."""

    session: str
    browser: str


def sign_in(state: State, name: str, password: str, browser: str = "") -> SignedIn:
    """Return a new session, in a browser that has this secret. Raises NotSignedIn, the same for an unknown name as for a wrong password."""
    name, moment = name[:LONGEST_NAME], stamp(state.clock())
    browser = browser[:LONGEST_SECRET] or new_secret()
    known = _digest(f"{name} {browser}")
    is_known = state.row("SELECT 1 FROM browser WHERE digest = ?", known) is not None
    counted = f"{name} {known}" if is_known else name
    failure = state.row("SELECT * FROM failure WHERE name = ?", counted)
    if failure and failure["locked_until"] is not None and failure["locked_until"] > moment:
        raise NotSignedIn(
            f"expected fewer than {MOST_FAILURES} failures in a row under this name; it is locked for {LOCKED_S // 60} minutes",
            f"Terlalu banyak percobaan masuk yang gagal. Nama ini terkunci {LOCKED_S // 60} menit; coba lagi sesudahnya.",
        )
    account = state.row("SELECT * FROM account WHERE name = ? AND is_active = 1", name)
    if not is_right(password, account["password"] if account else None):
        _fail(state, name, counted, is_account=account is not None)
        raise NotSignedIn(
            "expected the name of an account and its password, found others", "Nama atau kata sandi tidak cocok."
        )
    made = SignedIn(new_secret(), browser)
    with state.writing() as writing:
        writing.execute("DELETE FROM failure WHERE name = ?", counted)
        _begin(state, writing, made.session, name)
        writing.execute("DELETE FROM browser WHERE digest = ?", known)
        writing.execute(
            "DELETE FROM browser WHERE account = ? AND digest NOT IN (SELECT digest FROM browser WHERE account = ? ORDER BY seen_at DESC LIMIT ?)",
            name,
            name,
            MOST_BROWSERS - 1,
        )
        writing.keep("browser", {"digest": known, "account": name, "seen_at": writing.at})
        writing.act(name, "sign-in")
    return made


def sign_in_as(state: State, name: str) -> str:
    """Return the secret of a new session of an account whose holder an OpenID provider has confirmed."""
    secret = new_secret()
    with state.writing() as writing:
        _begin(state, writing, secret, name)
        writing.act(name, "sign-in", via="oidc")
    return secret


def _begin(state: State, writing: Writing, secret: str, name: str) -> None:
    writing.execute("DELETE FROM session WHERE expires_at <= ?", writing.at)
    expires = stamp(state.clock() + timedelta(seconds=LASTS_S))
    writing.keep("session", {"digest": _digest(secret), "account": name, "expires_at": expires})


def signed_in(state: State, secret: str) -> Principal | None:
    """Return whose session a secret is of, None where it is of none that still lasts."""
    row = state.row("SELECT * FROM session WHERE digest = ? AND expires_at > ?", _digest(secret), stamp(state.clock()))
    return principal(state, row["account"], via="browser") if row else None


def sign_out(state: State, secret: str, by: str) -> None:
    """End a session."""
    with state.writing() as writing:
        writing.execute("DELETE FROM session WHERE digest = ?", _digest(secret))
        writing.act(by, "sign-out")


def _fail(state: State, name: str, counted: str, *, is_account: bool) -> None:
    """Count a failure under the name, or that of the browser that it is known by; names that are no account are counted alike, so that a lock tells nothing, and kept until they are locked, or too many."""
    with state.writing() as writing:
        writing.execute("DELETE FROM failure WHERE locked_until <= ?", writing.at)
        found = writing.row("SELECT failures_count FROM failure WHERE name = ?", counted)
        count = (found["failures_count"] if found else 0) + 1
        until = stamp(state.clock() + timedelta(seconds=LOCKED_S)) if count >= MOST_FAILURES else None
        if count == 1 and writing.count("failure", "true") >= MOST_NAMES:
            writing.execute("DELETE FROM failure WHERE locked_until IS NULL")
        writing.keep("failure", {"name": counted, "failures_count": count, "locked_until": until})
        if is_account:
            writing.act(name, "sign-in.locked" if until else "sign-in.failed")


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
