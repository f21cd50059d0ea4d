"""Passwords as argon2id hashes: made, and compared in the same time whether or not there is an account."""

from typing import TYPE_CHECKING

from hub.errors import BadArgument, FeedError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

COST = {"rounds": 2, "memory_kib": 46 * 1024, "threads": 1}
"""What one comparison takes: above the least that OWASP names, on a machine that also answers the public."""

SHORTEST = 12
LONGEST = 200


def hashed(password: str) -> str:
    """Return the hash of a password. Raises BadArgument for one that is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise BadArgument(f"expected a password of {SHORTEST} to {LONGEST} characters, found {len(password)}")
    return _hasher().hash(password)


def is_right(password: str, stored: str | None) -> bool:
    """Tell whether a password has this hash. Where there is none it takes as long and is false."""
    hasher = _hasher()
    from argon2.exceptions import Argon2Error, InvalidHashError

    if stored is None:
        hasher.hash(password[:LONGEST])
        return False
    try:
        return hasher.verify(stored, password[:LONGEST])
    except (Argon2Error, InvalidHashError):
        return False


def _hasher() -> "PasswordHasher":
    try:
        from argon2 import PasswordHasher
    except ImportError:
        raise FeedError(
            "expected the package argon2-cffi for passwords, found none; install pemilu-hub[feed]",
            "Paket untuk kata sandi belum terpasang di hub ini.",
        ) from None
    return PasswordHasher(time_cost=COST["rounds"], memory_cost=COST["memory_kib"], parallelism=COST["threads"])
