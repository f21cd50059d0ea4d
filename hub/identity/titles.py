"""Look-up of titles in names, word by word: whether a word before or after a name is a title, and which gender titles imply.

`hub.identity.names.parse` takes a full name apart; these pure functions decide about its words, from `data/titles.toml`. Many short titles
are also initials of a father's name (`MAHYUDDIN NS`, `ZULKIFLI A.S`), so the answer depends on position, dots and commas.
"""

from functools import cache
from typing import Literal, NamedTuple

from hub.identity.spelling import packaged

Gender = Literal["FEMALE", "MALE"]

SURE_WITHOUT_COMMA = frozenset({"SH", "SE", "SP", "MM", "MH", "MT", "SS", "LC"})
"""Titles of two letters that end a name without a comma before them; other pairs of letters there are initials."""


class _Titles(NamedTuple):
    before: dict[str, str]
    after: dict[str, str]
    gender: dict[str, Gender]
    also_names: frozenset[str]


@cache
def _titles() -> _Titles:
    tables: dict[str, dict[str, str]] = {"before": {}, "after": {}}
    gender: dict[str, Gender] = {}
    packaged_titles = packaged("titles.toml")
    for group in packaged_titles["group"]:
        table = tables[group["place"]]
        for written, title in ({title: title for title in group["titles"]} | group.get("spellings", {})).items():
            table.setdefault(written, title)
        gender |= dict.fromkeys(group.get("male", []), "MALE")
        gender |= dict.fromkeys(group.get("female", []), "FEMALE")
    return _Titles(**tables, gender=gender, also_names=frozenset(packaged_titles["also_names"]))


def before(written: str) -> str | None:
    """Return the title that a compactly written word before a name stands for (`HJ` -> `HAJAH`), or None."""
    return _titles().before.get(written)


def begins_name(written: str, *, dotted: bool, alone: bool) -> str | None:
    """Return the title that the first word of a name is, or None where it is a word of the name.

    `alone`: nothing follows before the comma, so that a title that is a name as well is the name (`Dr. HABIB, M.Hum`).
    """
    if written in _titles().also_names and (alone or not dotted) and not (written == "HABIB" and not alone):
        return None
    return before(written)


def after(written: str) -> str | None:
    """Return the title that a compactly written word behind a name stands for, or None."""
    return _titles().after.get(written)


def ends_name(written: str, *, dotted: bool) -> bool:
    """Tell whether a word at the end of a name, with no comma before it, is a title and not an initial or a word."""
    if written == "ST":  # SITI and SUTAN are abbreviated so as well, but not behind a name
        return dotted
    if written in {"DRS", "DRA", "IR", "PURN"} or written not in _titles().after:
        return written in {"DRS", "DRA", "IR", "PURN"}
    return written in SURE_WITHOUT_COMMA or (len(written) > 2 and (dotted or written not in _titles().also_names))


def gender_of(taken: tuple[str, ...]) -> Gender | None:
    """Return the gender that titles tell (Hj., Drs.); None where they tell none, or contradict each other."""
    told = {_titles().gender[title] for title in taken if title in _titles().gender}
    return told.pop() if len(told) == 1 else None


@cache
def split(written: str) -> tuple[str, ...] | None:
    """Return the titles of a compact run of them (`SHMH` -> SH, MH; `PROFDRIR`), the fewest that cover it, or None."""
    best: list[tuple[str, ...] | None] = [(), *([None] * len(written))]
    for end in range(1, len(written) + 1):
        for start in range(max(0, end - 12), end):
            title = after(written[start:end]) or before(written[start:end])
            so_far = best[start]
            if title is None or so_far is None or (end - start == 1 and written[start] != "H"):
                continue
            longer = (*so_far, title)
            known = best[end]
            if known is None or len(longer) < len(known):
                best[end] = longer
    return best[-1] or None


def looks_like(pieces: list[str], *, apart: bool) -> bool:
    """Tell whether a part behind the comma has the form of an abbreviated degree that no list names (`M.Ec.Pub.`).

    `apart`: there is a space in it, so that a longer piece is a word (`MM HABIB BANUA`).
    """
    written = "".join(pieces)
    if len(pieces) == 1:
        return 3 <= len(written) <= 5 and not set(written) & set("AEIOUY")
    if all(len(piece) == 1 for piece in pieces):
        return len(pieces) > 3
    if len(written) > 14 or max(map(len, pieces)) > (4 if apart else 6):
        return False
    return pieces[0] in {"S", "M", "A", "B", "D", "SP", "MM", "AMD", "DIPL", "C"}
