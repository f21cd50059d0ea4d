"""Names of people and places in one case: sources write some in capitals, some not."""

import re
from functools import lru_cache

_ROMAN = re.compile(r"[IVXLC]+\Z")
_KEPT = {"DKI", "DI", "NTB", "NTT", "DPR", "DPD", "DPRD", "TPS", "PKB", "PDI", "PKS", "PPP", "PSI", "PAN", "PBB", "PKN", "PNA", "SIRA", "PDA", "KPU", "RI", "KH"}  # fmt: skip
_DEGREES_AFTER = ","
"""What follows a comma in a name is degrees, which are written as they are."""


@lru_cache(maxsize=50_000)
def shown_name(name: str) -> str:
    """Return a name with capitals only where words begin; numbers, initials and degrees stay as they are."""
    person, comma, degrees = " ".join(name.split()).partition(_DEGREES_AFTER)
    return " ".join(map(_word, person.split(" "))) + comma + degrees


def _word(word: str) -> str:
    bare = word.strip("().,\"'")
    if not bare.isupper() or len(bare) == 1 or bare in _KEPT or _ROMAN.match(bare) or "." in bare:
        return word
    return re.sub(r"[^\W\d_]+(?:['\u2019`][^\W\d_]+)*", lambda part: part.group().capitalize(), word)
