"""Names of people and places in one case: sources write some in capitals, some not."""

import re
from functools import lru_cache

_ROMAN = re.compile(r"[IVXLC]+\Z")
_KEPT = {"DKI", "DI", "NTB", "NTT", "DPR", "DPD", "DPRD", "TPS", "PKB", "PDI", "PKS", "PPP", "PSI", "PAN", "PBB", "PKN", "PNA", "SIRA", "PDA", "KPU", "RI", "KH"}  # fmt: skip
_DEGREES_AFTER = ","
"""What follows a comma in a name is degrees, which are written as they are."""
_OF_PAIR = " - "
"""What is between the two names of a pair."""


@lru_cache(maxsize=50_000)
def shown_name(name: str) -> str:
    """Return a name, or those of a pair, with capitals only where words begin; numbers, initials and degrees stay as they are."""
    return _OF_PAIR.join(map(_shown, " ".join(name.split()).split(_OF_PAIR)))


def _shown(name: str) -> str:
    person, comma, degrees = name.partition(_DEGREES_AFTER)
    return " ".join(map(_word, person.split(" "))) + comma + degrees


def _word(word: str) -> str:
    bare = word.strip("().,\"'")
    if not bare.isupper() or len(bare) == 1 or bare in _KEPT or _ROMAN.match(bare) or "." in bare:
        return word
    return re.sub(r"[^\W\d_]+(?:['\u2019`][^\W\d_]+)*", lambda part: part.group().capitalize(), word)
