"""Folds texts so that case, accents and forms of one letter do not matter when names are compared; pure."""

import re
import unicodedata


def fold(text: str) -> str:
    """Return a text without case, accents and compatibility forms: `Ñandú Ⅳ` is `nandu iv`. Folding twice changes nothing."""
    if text.isascii():
        return text.lower()
    bare = text
    while (further := _folded(bare)) != bare:
        bare = further
    return bare


def words(text: str) -> list[str]:
    """Return the words of a text, folded. The same letters part words in every store."""
    return re.findall(r"\w+", fold(text).replace("_", " "))


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
