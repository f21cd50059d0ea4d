"""Whether what a spreadsheet states beside a name agrees with what is known: 1 yes, 0 no, between for names that are alike."""

import re
from collections.abc import Callable

from hub.graph.folding import fold
from hub.ids import GlobalId
from hub.web.reconcile.batch import Stated
from hub.web.reconcile.facts import Entity, Fact, Value, values
from hub.web.reconcile.kinds import Property, identifier
from hub.web.reconcile.likeness import Rarity, likeness
from hub.web.reconcile.written import thing

AGREES_FROM = 0.85
"""Likeness of names from which a stated name is taken for the known one."""

Aliases = Callable[[Entity], tuple[str, ...]]
"""Further names of a thing that a property leads to, such as a party's abbreviations."""

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


def agreement(fact: Fact, known: Property, stated: Stated, rarity: Rarity, aliases: Aliases) -> float | None:
    """Return how well a statement agrees with the facts about a thing; None where nothing is known."""
    held = values(fact, known)
    if not held:
        return None
    return max(_agrees(value, known, text, rarity, aliases) for value in held for text in stated.values)


def _agrees(value: Value, known: Property, text: str, rarity: Rarity, aliases: Aliases) -> float:
    if isinstance(value, Entity):
        return _is_entity(value, text, rarity, aliases)
    if known.id in _WORDS:
        word = "true" if value is True else "false" if value is False else str(value)
        plain = _plain(text)
        return float(plain == _plain(word) or plain in _WORDS[known.id].get(word, ()))
    if known.is_code:
        return float(_digits(str(value)) == _digits(text))
    if isinstance(value, bool | int | float):
        return float(_plain(str(value)) == _plain(text.removesuffix(".0")))
    if _plain(value) == _plain(text):
        return 1.0
    found = likeness(thing("region", text), thing("region", value), rarity, is_person=False).value
    return found if found >= AGREES_FROM else 0.0


def _is_entity(entity: Entity, text: str, rarity: Rarity, aliases: Aliases) -> float:
    named = GlobalId(*text.partition("/")[::2])
    if text in {entity.key, identifier(entity.kind, entity.key)}:
        return 1.0
    if named.node_type == entity.kind and named.key:
        return 0.0  # another thing of the kind was meant
    if entity.kind == "edition":
        return float(re.sub(r"[^0-9]", "", text)[:4] == entity.key[:4] and _regional(text) == _regional(entity.key))
    names = (entity.name, *aliases(entity))
    found = max(
        likeness(thing(entity.kind, text), thing(entity.kind, name), rarity, is_person=False).value for name in names
    )
    return found if found >= AGREES_FROM else 0.0


def _regional(text: str) -> bool:
    return "pilkada" in text.lower()


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text).replace("_", " ")))


def _digits(text: str) -> str:
    return re.sub(r"[^0-9A-Za-z]", "", text)
