"""Accounts of an OpenID provider: which account here signs in with which one there, as an administrator said. Nobody gets an account by signing in.

An address or a subject is kept as a SHA-256, for the state holds no addresses.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from hub.errors import BadArgument, NotSignedIn
from hub.feed.accounts import principal
from hub.feed.state import State


def name_email(state: State, account: str, email: str, by: str) -> None:
    """Have whoever proves this address to the provider sign in as an account. Raises BadArgument where it is another account's."""
    if "@" not in email.strip("@"):
        raise BadArgument(f"expected an e-mail address such as name@kpu.example, found one of {len(email)} characters")
    _name(state, account, _of_email(email), by)


def name_subject(state: State, account: str, issuer: str, subject: str, by: str) -> None:
    """Have a subject of a provider sign in as an account: where the provider proves no addresses, or they change hands."""
    if not issuer or not subject:
        raise BadArgument("expected HUB_OIDC_ISSUER and a subject, found one empty")
    _name(state, account, _of_subject(issuer, subject), by)


def account_of(state: State, claims: Mapping[str, Any]) -> str:
    """Return the account that the claims of a provider are of: by subject, or by an address that the provider has verified. Raises NotSignedIn."""
    digests = [_of_subject(str(claims.get("iss", "")), str(claims.get("sub", "")))]
    if claims.get("email_verified") is True and isinstance(claims.get("email"), str):
        digests.append(_of_email(claims["email"]))
    for digest in digests:
        row = state.row("SELECT account FROM external_account WHERE digest = ?", digest)
        if row is not None and principal(state, row["account"]) is not None:
            return str(row["account"])
    raise NotSignedIn(
        "expected an account that an administrator named with `hub user oidc`, found another, or an address that is not verified",
        "Akun kantor ini belum didaftarkan di hub. Mintalah kepada pengelola hub.",
    )


def _name(state: State, account: str, digest: str, by: str) -> None:
    if principal(state, account) is None:
        raise BadArgument(f"expected the name of an account, found {account!r}; `hub user list` shows them")
    with state.writing() as writing:
        held = writing.row("SELECT account FROM external_account WHERE digest = ?", digest)
        if held is not None and held["account"] != account and principal(state, held["account"]) is not None:
            raise BadArgument(f"expected an address or subject of nobody yet, found that of {held['account']}")
        writing.put("external_account", {"digest": digest, "account": account})
        writing.act(by, "user.oidc", account=account)


def _of_email(email: str) -> str:
    return hashlib.sha256(f"email {email.strip().casefold()}".encode()).hexdigest()


def _of_subject(issuer: str, subject: str) -> str:
    return hashlib.sha256(f"subject {issuer.rstrip('/')} {subject}".encode()).hexdigest()
