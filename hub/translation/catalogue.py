"""The translation catalogue: each public text in English, as the code has it, with its Indonesian from `id.po`.

`id.po` is a gettext catalogue, the format of translators and their tools. It is read once, when the first text is asked for.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

import polib

_PLACEHOLDER = re.compile(r"\{(\w+)\}")

PATH = Path(__file__).with_name("id.po")
"""Path of the packaged catalogue."""


@dataclass(frozen=True)
class Text:
    """An English text with placeholders, such as `A page of {type} rows.`, and what they stand for.

    A placeholder stands for a name of code, which is the same in every language, never for a word: words bend, and are put in
    another order.
    """

    english: str
    names: Mapping[str, str] = field(default_factory=dict)

    def filled(self, wording: str) -> str:
        """Return the text, or its translation, with the names in their places."""
        return wording.format_map(self.names) if self.names else wording


class Both(NamedTuple):
    """A text in both languages; `indonesian` is None where the catalogue has none yet."""

    english: str
    indonesian: str | None


def in_both(text: Text) -> Both:
    """Return a text in both languages. Paragraphs are parted by an empty line; any other line break goes."""
    indonesian = _translations().get(key_of(text))
    return Both(text.filled(key_of(text)), None if indonesian is None else text.filled(indonesian))


def key_of(text: Text) -> str:
    """Return what the catalogue knows a text by: its English with placeholders, without the line breaks of the code."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.english.split("\n\n"))


def placeholders(text: str) -> set[str]:
    """Return the names of the placeholders in a text."""
    return set(_PLACEHOLDER.findall(text))


@cache
def _translations() -> dict[str, str]:
    """Return Indonesian by English. What is marked as fuzzy waits for a translator's eye and is not used."""
    return {entry.msgid: entry.msgstr for entry in polib.pofile(str(PATH)).translated_entries()}
