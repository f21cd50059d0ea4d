"""Agreement of a spreadsheet's properties with a candidate: 1 agrees, 0 contradicts, between for similar names."""

import re
from collections.abc import Mapping
from typing import Protocol

from hub.graph.folding import fold
from hub.ids import GlobalId
from hub.web.reconcile.batch import Stated
from hub.web.reconcile.facts import Entity, Fact, Value, values
from hub.web.reconcile.kinds import Property, identifier
from hub.web.reconcile.likeness import Rarity, likeness
from hub.web.reconcile.normalized_names import thing

AGREES_FROM = 0.85
"""Likeness of names from which a stated name is taken for the known one."""


class Names(Protocol):
    """What things of a release are called."""

    def aliases(self, entity: Entity) -> tuple[str, ...]:
        """Return further names of a thing that a property leads to, such as a party's abbreviations."""

    def is_name(self, kind: str, text: str) -> bool:
        """Tell whether a text names some thing of a kind."""


_WORDS = {
    "gender": {"FEMALE": {"f", "female", "p", "perempuan", "wanita"}, "MALE": {"m", "male", "l", "laki laki", "laki", "pria"}},
    "elected": {"true": {"true", "ya", "yes", "1", "terpilih"}, "false": {"false", "tidak", "no", "0", "tidak terpilih"}},
    "level": {
        "PROVINCE": {"province", "provinsi", "propinsi"}, "REGENCY": {"regency", "kabupaten", "kota", "city", "kabupaten kota"},
        "SUBDISTRICT": {"subdistrict", "kecamatan", "district"}, "VILLAGE": {"village", "desa", "kelurahan"},
        "OVERSEAS": {"overseas", "luar negeri"}, "NATION": {"nation", "nasional"},
    },
    "office": {
        "DPR": {"dpr", "dpr ri"}, "DPD": {"dpd", "dpd ri"}, "DPRD_PROVINCE": {"dprd province", "dprd provinsi", "dprd prov", "dprd i"},
        "DPRD_REGENCY": {"dprd regency", "dprd kabupaten", "dprd kota", "dprd kab kota", "dprd ii"},
        "PRESIDENT": {"president", "presiden", "pilpres"}, "GOVERNOR": {"governor", "gubernur"}, "REGENT": {"regent", "bupati"},
        "MAYOR": {"mayor", "walikota", "wali kota"},
    },
}  # fmt: skip
"""How closed lists are written in spreadsheets."""


def agreement(fact: Fact, known: Property, stated: Stated, rarity: Rarity, names: Names) -> float | None:
    """Return how well a statement agrees with the facts about a thing.

    None where nothing is known, or where what is stated cannot be read: a party that no list has says nothing against anybody.
    """
    held = values(fact, known)
    told = [_agrees(value, known, text, rarity, names) for value in held for text in stated.values]
    return max((each for each in told if each is not None), default=None)


def _agrees(value: Value, known: Property, text: str, rarity: Rarity, names: Names) -> float | None:
    if isinstance(value, Entity):
        return _is_entity(value, text, rarity, names)
    if known.id in _WORDS:
        word = "true" if value is True else "false" if value is False else str(value)
        return _is_word(word, text, _WORDS[known.id])
    if known.is_code:
        return float(_digits(str(value)) == _digits(text))
    if isinstance(value, bool | int | float):
        return float(_plain(str(value)) == _plain(text.removesuffix(".0")))
    if _plain(value) == _plain(text):
        return 1.0
    found = likeness(thing("region", text), thing("region", value), rarity, is_person=False).value
    return found if found >= AGREES_FROM else 0.0


def _is_word(word: str, text: str, listed: Mapping[str, set[str]]) -> float | None:
    """Return whether a text is a way to write the word of a closed list; None where it is a way to write none of them."""
    plain = _plain(text)
    meant = {each for each, forms in listed.items() if plain == _plain(each) or plain in forms}
    if plain == _plain(word):
        meant.add(word)
    return float(word in meant) if meant else None


def _is_entity(entity: Entity, text: str, rarity: Rarity, names: Names) -> float | None:
    named = GlobalId(*text.partition("/")[::2])
    if text in {entity.key, identifier(entity.kind, entity.key)}:
        return 1.0
    if named.node_type == entity.kind and named.key:
        return 0.0  # another thing of the kind was meant
    if entity.kind == "edition":
        year = _YEAR.search(text)
        if year is None:
            return None
        return float(year.group() == entity.key[:4] and _regional(text) == _regional(entity.key))
    found = max(
        likeness(thing(entity.kind, text), thing(entity.kind, name), rarity, is_person=False).value
        for name in (entity.name, *names.aliases(entity))
    )
    if found >= AGREES_FROM:
        return found
    return 0.0 if names.is_name(entity.kind, text) else None


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def _regional(text: str) -> bool:
    return "pilkada" in text.lower()


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text).replace("_", " ")))


def _digits(text: str) -> str:
    return re.sub(r"[^0-9A-Za-z]", "", text)
