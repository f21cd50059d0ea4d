"""Letters of Indonesian names: scanner errors, old spelling, spellings of one name; pure functions.

The rules and words are data with their sources: `data/variants.toml`.
"""

import html
import re
import tomllib
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

_LETTER_LIKE = str.maketrans({"0": "O", "1": "I", "|": "I", "!": "I", "]": "I", "$": "S", "5": "S"})
_APOSTROPHE = re.compile(r"(?<=[A-Z])['`\u2018\u2019\u00b4\u02bc?](?=[A-Z])")
_MISREAD = re.compile(r"(?<=[A-Z])[01|!\]$5]+(?=[A-Z\s,.]|$)|[|!$]+(?=[A-Z])")
_SMALL_L = re.compile(r"(?<=[A-Z])l(?=[A-Z])|(?<=[A-Z]{2})l(?![a-z])|(?<![A-Za-z])l(?=[A-Z]{2})")
"""A small L in a word of capitals is an I that was misread: ARlFlN."""
_FOREIGN = re.compile(r"[^A-Z.,()/\s]")
_SPACE = re.compile(r"\s+")


def packaged(name: str) -> dict[str, Any]:
    """Return a data file of this room as tables."""
    return tomllib.loads(files("hub.identity").joinpath("data", name).read_text(encoding="utf-8"))


def fold(text: str) -> str:
    """Return a text in capital ASCII letters and `. , ( ) /`; entities and misread letters are put right.

    An apostrophe within a word is left out (MA'MUN is MAMUN), also where the publisher lost it to a question mark.
    """
    if "&" in text:
        text = html.unescape(html.unescape(text)).replace("<", ",")
    text = _SMALL_L.sub("I", text).upper()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in text if not unicodedata.combining(letter)).upper()
    text = _APOSTROPHE.sub("", text)
    text = _MISREAD.sub(lambda found: found.group().translate(_LETTER_LIKE), text)
    return _SPACE.sub(" ", _FOREIGN.sub(" ", text)).strip()


@cache
def variants() -> dict[str, str]:
    """Return the words of the data: spelling -> the one spelling. Of two meanings of a spelling the first named holds."""
    table: dict[str, str] = {}
    for group in packaged("variants.toml")["words"]:
        for word, spellings in group.items():
            if word != "source":
                for spelling in spellings:
                    table.setdefault(spelling, word)
    return table


@cache
def light_words() -> frozenset[str]:
    """Return, as they sound, the words that one name is often written with and without (MUHAMAD, ANDI, RADEN)."""
    return frozenset(sound(word) for group in packaged("variants.toml")["light"] for word in group["words"])


@cache
def _sound_rules() -> list[tuple[str, re.Pattern[str] | None, str]]:
    """Return the rules in their order: the letters, the expression where the rule is more than letters, and what it becomes."""
    rules = [rule for group in packaged("variants.toml")["sound"] for rule in group["rules"]]
    return [(rule, None if rule.isalpha() else re.compile(rule, re.MULTILINE), becomes) for rule, becomes in rules]


@cache
def sound(word: str) -> str:
    """Return how a word of capital letters sounds: old spelling, doubled and silent letters folded.

    Folding is repeated until nothing changes, so `sound(sound(word)) == sound(word)`; it is never empty for a word.
    """
    return sounds([word])[0]


def sounds(words: Sequence[str]) -> list[str]:
    """Return how each word sounds. The rules are applied to all words at once, a line each: many times faster than one by one."""
    heard = list(words)
    changing = [place for place, word in enumerate(heard) if word]
    while changing:
        text = "\n".join(heard[place] for place in changing)
        for letters, rule, becomes in _sound_rules():
            text = text.replace(letters, becomes) if rule is None else rule.sub(becomes, text)
        folded = dict(zip(changing, text.split("\n"), strict=True))
        changing = [place for place, word in folded.items() if word not in {heard[place], ""}]
        for place in changing:
            heard[place] = folded[place]
    return heard
