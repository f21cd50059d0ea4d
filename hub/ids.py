"""Identifiers and IRIs, minted and parsed by pure functions.

Two kinds, as IDENTIFIERS promises: opaque ids (`p-4k7m-2xq9-h`) for what has no number of its own, and keys built from
fixed facts (`2024/dpr/1101/1/3`) for what anybody can name offline.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import quote, unquote

from hub.errors import UsageError
from hub.tables import TABLES

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: no i, l, o, u, so that an id read aloud or off paper is not mistaken."""

OPAQUE_PREFIXES = {"person": "p", "party": "o", "district-line": "d", "region": "r"}

NODE_TYPE_OF = {table.table_name(): table.row_name() for table in TABLES if table.about.is_node}
"""Table -> what each of its rows is called in identifiers; the tables whose rows have one."""

NODE_TYPES = tuple(NODE_TYPE_OF.values())


def check_character(text: str) -> str:
    """Return the check character of a prefix and payload: Luhn's algorithm modulo 32.

    It tells every single wrong character, and every swap of neighbours but that of the first and last letters of the alphabet.
    """
    total, factor = 0, 2
    for symbol in reversed(text.replace("o", "0")):
        addend = factor * ALPHABET.index(symbol)
        total += addend // 32 + addend % 32
        factor = 3 - factor
    return ALPHABET[-total % 32]


def opaque(kind: str, minted_from: str, attempt: int = 0) -> str:
    """Return the opaque id of `kind` minted from a key. `attempt` > 0 gives the next candidate after a collision."""
    prefix = OPAQUE_PREFIXES[kind]
    seed = f"{kind}\n{minted_from}\n{attempt}".encode()
    number = int.from_bytes(hashlib.sha256(seed).digest()[:5], "big")
    payload = "".join(ALPHABET[(number >> shift) & 31] for shift in range(35, -5, -5))
    return f"{prefix}-{payload[:4]}-{payload[4:]}-{check_character(prefix + payload)}"


def mint(kind: str, keys: Iterable[str], taken: Mapping[str, str]) -> dict[str, str]:
    """Return key -> new id for `keys` that are not in `taken` (id -> key it was minted from).

    The outcome does not depend on the order of `keys`.
    """
    used = set(taken)
    minted: dict[str, str] = {}
    for key in sorted(set(keys)):
        attempt = 0
        while (identifier := opaque(kind, key, attempt)) in used:
            attempt += 1
        used.add(identifier)
        minted[key] = identifier
    return minted


def is_opaque(identifier: str) -> bool:
    """Tell whether a text is a well-formed opaque id with the right check character."""
    parts = identifier.split("-")
    if len(parts) != 4 or parts[0] not in OPAQUE_PREFIXES.values():
        return False
    prefix, left, right, check = parts
    payload = left + right
    if len(left) != 4 or len(right) != 4 or not all(symbol in ALPHABET for symbol in payload):
        return False
    return check_character(prefix + payload) == check


def slug(office: str) -> str:
    """Return the spelling of an office in keys: DPRD_PROVINCE is `dprd-province`."""
    return office.lower().replace("_", "-")


def region_code(scheme: str, written: str) -> str:
    """Return the code of a region as it is kept, from how people write it: 1105 and `11.05 ` are 11.05 of the ministry."""
    code = written.strip()
    if scheme != "kemendagri" or not code.isascii() or not code.isdigit() or len(code) not in {4, 6, 10}:
        return code
    return ".".join(part for part in (code[:2], code[2:4], code[4:6], code[6:]) if part)


class GlobalId(NamedTuple):
    """A node's type and key, as carried in the opaque GraphQL `id`."""

    node_type: str
    key: str


def parse_iri(iri: str, base: str) -> GlobalId:
    """Return type and key of an IRI `{base}id/{type}/{key}`. Raises UsageError for any other text."""
    start = f"{base}id/"
    node_type, _, key = iri.removeprefix(start).partition("/")
    if not iri.startswith(start) or node_type not in NODE_TYPES or not key:
        raise UsageError(f"expected an IRI of the form {start}<type>/<key>, found {iri!r}")
    return GlobalId(node_type, unquote(key))


_PLAIN = re.compile(r"[A-Za-z0-9/@~:._-]*").fullmatch
"""Of a key in which nothing is escaped: nearly all, and a page has thousands."""


def iri(base: str, node_type: str, key: str) -> str:
    """Return the IRI of a thing: `{base}id/{type}/{key}`; characters that an IRI path may not hold are escaped."""
    return f"{base}id/{node_type}/{key if _PLAIN(key) else quote(key, safe='/@~:.-_')}"
