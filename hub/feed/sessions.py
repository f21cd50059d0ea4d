"""Sessions in a browser: sign-in with name and password, lock-out after failures, and sign-out.

A session is a random secret in a cookie, of which the SHA-256 is kept. The token that each form repeats follows from the secret, and no other site knows it.
"""

import hashlib
import hmac
import secrets
from datetime import timedelta

from hub.errors import NotSignedIn
from hub.feed.accounts import principal
from hub.feed.passwords import is_right
from hub.feed.permissions import Principal
from hub.feed.state import State, stamp

LASTS_S = 8 * 3600
"""Seconds that a session lasts: a day at the office."""

MOST_FAILURES = 5
MOST_NAMES = 10_000
"""Names with failures that are kept; whoever tries more has the counts begin again, not the locks end."""

LONGEST_NAME = 40

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


def sign_in(state: State, name: str, password: str) -> str:
    """Return the secret of a new session. Raises NotSignedIn, the same for an unknown name as for a wrong password."""
    name, moment = name[:LONGEST_NAME], stamp(state.clock())
    failure = state.row("SELECT * FROM failure WHERE name = ?", name)
    if failure and failure["locked_until"] is not None and failure["locked_until"] > moment:
        raise NotSignedIn(
            f"expected fewer than {MOST_FAILURES} failures in a row under this name; it is locked for {LOCKED_S // 60} minutes",
            f"Terlalu banyak percobaan masuk yang gagal. Nama ini terkunci {LOCKED_S // 60} menit; coba lagi sesudahnya.",
        )
    account = state.row("SELECT * FROM account WHERE name = ? AND is_active = 1", name)
    if not is_right(password, account["password"] if account else None):
        _fail(state, name, is_account=account is not None)
        raise NotSignedIn(
            "expected the name of an account and its password, found others", "Nama atau kata sandi tidak cocok."
        )
    secret = new_secret()
    with state.writing() as writing:
        writing.connection.execute("DELETE FROM failure WHERE name = ?", (name,))
        writing.connection.execute("DELETE FROM session WHERE expires_at <= ?", (writing.at,))
        expires = stamp(state.clock() + timedelta(seconds=LASTS_S))
        writing.connection.execute("INSERT INTO session VALUES (?, ?, ?)", (_digest(secret), name, expires))
        writing.act(name, "sign-in")
    return secret


def signed_in(state: State, secret: str) -> Principal | None:
    """Return whose session a secret is of, None where it is of none that still lasts."""
    row = state.row("SELECT * FROM session WHERE digest = ? AND expires_at > ?", _digest(secret), stamp(state.clock()))
    return principal(state, row["account"]) if row else None


def sign_out(state: State, secret: str, by: str) -> None:
    """End a session."""
    with state.writing() as writing:
        writing.connection.execute("DELETE FROM session WHERE digest = ?", (_digest(secret),))
        writing.act(by, "sign-out")


def _fail(state: State, name: str, *, is_account: bool) -> None:
    """Count a failure; names that are no account are counted alike, so that a lock tells nothing, and kept for as long as a lock."""
    with state.writing() as writing:
        writing.connection.execute("DELETE FROM failure WHERE locked_until <= ?", (writing.at,))
        found = writing.connection.execute("SELECT failures_count FROM failure WHERE name = ?", (name,)).fetchone()
        count = (found["failures_count"] if found else 0) + 1
        until = stamp(state.clock() + timedelta(seconds=LOCKED_S)) if count >= MOST_FAILURES else None
        if count == 1 and writing.connection.execute("SELECT count(*) FROM failure").fetchone()[0] >= MOST_NAMES:
            writing.connection.execute("DELETE FROM failure WHERE locked_until IS NULL")
        writing.connection.execute("INSERT OR REPLACE INTO failure VALUES (?, ?, ?)", (name, count, until))
        if is_account:
            writing.act(name, "sign-in.locked" if until else "sign-in.failed")


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
