"""Folds texts so that case, accents and forms of one letter do not matter when names are compared; pure."""

import re
import unicodedata

_APOSTROPHES = "'`\u2018\u2019\u02bb\u02bc"


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


def run_together(text: str) -> list[str]:
    """Return the words of a text that marks such as apostrophes part, written without them: `maruf` of `Ma'ruf`."""
    return [
        re.sub(r"\W", "", word) for word in re.findall(rf"\w+(?:[{_APOSTROPHES}]\w+)+", fold(text).replace("_", " "))
    ]


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
