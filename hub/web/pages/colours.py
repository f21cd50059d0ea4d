"""Colours of parties: those of their flags, and a distinct one for any other. A colour never appears without its label."""

import hashlib

_FLAGS = {
    "PKB": "#0b7a3b", "GERINDRA": "#9c1a1c", "PDIP": "#d3202a", "PDI PERJUANGAN": "#d3202a", "GOLKAR": "#e0b000", "NASDEM": "#1c3f94",
    "PARTAI BURUH": "#e8641b", "GELORA": "#3fa9d6", "PKS": "#f08a24", "PKN": "#7d1f2e", "HANURA": "#b5651d", "GARUDA": "#5c2a2a",
    "PAN": "#3163b5", "PBB": "#1f8a5b", "DEMOKRAT": "#5aa0e0", "PSI": "#e8477a", "PERINDO": "#24548f", "PPP": "#0f5d3a", "PARTAI UMMAT": "#444444",
}  # fmt: skip
_OTHERS = ("#6b4c9a", "#8c6d31", "#4f7f7f", "#a05195", "#7a7a52", "#2f6f4f", "#9e5a63", "#5b6b8c")


def ink(background: str) -> str:
    """Return black or white, whichever is read more easily on a colour (WCAG 2.2, relative luminance)."""
    parts = [int(background[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#000000" if (luminance + 0.05) / 0.05 >= 1.05 / (luminance + 0.05) else "#ffffff"


def colour(name: str | None) -> str:
    """Return the colour of a party by its abbreviation or name; grey where there is no party."""
    if not name:
        return "#8a8a8a"
    known = _FLAGS.get(name.upper())
    if known:
        return known
    return _OTHERS[hashlib.blake2b(name.encode(), digest_size=2).digest()[0] % len(_OTHERS)]
