"""Tokens for programs: shown once, kept as SHA-256, for some scopes and some days, and revocable."""

import hashlib
import hmac
import secrets
from collections.abc import Collection
from datetime import timedelta

from hub.errors import BadArgument, NotSignedIn
from hub.feed.accounts import principal
from hub.feed.database import Row
from hub.feed.permissions import SCOPES, Principal
from hub.feed.state import State, stamp

PREFIX = "hubfeed"
"""What a token begins with, so that one that was published by mistake is found."""

LONGEST_DAYS = 366


def make(state: State, account: str, scopes: Collection[str], days: int, by: str) -> str:
    """Return a new token, `hubfeed_ID_SECRET`; nobody can see it again. Raises BadArgument for an unknown account or scope."""
    unknown = set(scopes) - set(SCOPES)
    if unknown or not scopes:
        raise BadArgument(
            f"expected --scope to be one of {', '.join(SCOPES)}; found {', '.join(sorted(unknown)) or 'none'}"
        )
    if not 1 <= days <= LONGEST_DAYS:
        raise BadArgument(f"expected --days from 1 to {LONGEST_DAYS}, found {days}")
    if principal(state, account) is None:
        raise BadArgument(f"expected the name of an account, found {account!r}; `hub user list` shows them")
    token_id, secret = secrets.token_hex(4), secrets.token_urlsafe(32)
    with state.writing() as writing:
        expires = stamp(state.clock() + timedelta(days=days))
        writing.put(
            "token",
            {
                "id": token_id, "account": account, "digest": _digest(secret), "scopes": " ".join(sorted(set(scopes))),
                "made_at": writing.at, "expires_at": expires, "revoked_at": None,
            },
        )  # fmt: skip
        writing.act(by, "token.new", account=account, token=token_id, scopes=sorted(set(scopes)), expires_at=expires)
    return f"{PREFIX}_{token_id}_{secret}"


def revoke(state: State, token_id: str, by: str) -> None:
    """Revoke a token by its id. Raises BadArgument where there is none that still holds."""
    with state.writing() as writing:
        found = writing.row("SELECT * FROM token WHERE id = ? AND revoked_at IS NULL", token_id)
        if found is None:
            raise BadArgument(
                f"expected the id of a token that is not revoked, found {token_id!r}; `hub token list` shows them"
            )
        writing.put("token", {**found, "revoked_at": writing.at})
        writing.act(by, "token.revoke", account=found["account"], token=token_id)


def listed(state: State) -> list[Row]:
    """Return the tokens: id, account, scopes, made_at, expires_at, revoked_at; nothing that one could sign in with."""
    return state.rows("SELECT id, account, scopes, made_at, expires_at, revoked_at FROM token ORDER BY made_at, id")


def bearer(state: State, token: str) -> Principal:
    """Return whose token it is. Raises NotSignedIn for one that is unknown, revoked or expired, without saying which."""
    prefix, _, rest = token.partition("_")
    token_id, _, secret = rest.partition("_")
    row = state.row("SELECT * FROM token WHERE id = ?", token_id)
    is_known = hmac.compare_digest(_digest(secret), row["digest"] if row else "0" * 64)
    if prefix == PREFIX and row and is_known and row["revoked_at"] is None and row["expires_at"] > stamp(state.clock()):
        who = principal(state, row["account"], row["scopes"].split(), f"token {token_id}")
        if who is not None:
            return who
    raise NotSignedIn(
        "expected a token that is neither revoked nor expired, found another one; `hub token new` makes one",
        "Token tidak berlaku: tidak dikenal, dicabut, atau sudah kedaluwarsa.",
    )


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
