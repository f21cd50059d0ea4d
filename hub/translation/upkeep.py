"""Updates the translation catalogue: adds new texts, marks changed ones as fuzzy, and removes unused ones.

A new text stands in it with no Indonesian yet. One whose English was changed keeps its Indonesian, marked as fuzzy: it is not used until
somebody has read it against the new English and taken the mark away. One that nothing asks for goes.
"""

from collections.abc import Mapping
from difflib import get_close_matches

import polib

from hub.translation.catalogue import PATH, placeholders

WIDTH = 110
"""Columns of a line of the catalogue."""

NEAR = 0.6
"""How alike, from 0 to 1, two English texts must be for one to count as a change of the other."""


def bring_up(texts: Mapping[str, str]) -> None:
    """Rewrite the catalogue for these texts -> the coordinate of each."""
    brought_up(polib.pofile(str(PATH)), texts).save(str(PATH))


def brought_up(catalogue: polib.POFile, texts: Mapping[str, str]) -> polib.POFile:
    """Return the catalogue with exactly these texts, in their order, each with its coordinate."""
    kept = {entry.msgid: entry for entry in catalogue}
    dropped = {english: entry for english, entry in kept.items() if english not in texts and entry.msgstr}
    made = polib.POFile(wrapwidth=WIDTH)
    made.header, made.metadata = catalogue.header, catalogue.metadata
    for english, place in texts.items():
        entry = kept.get(english) or _changed(english, dropped)
        entry.occurrences = [(place, "")]
        if placeholders(english):
            entry.comment = "{type} stands for the name of a GraphQL type, such as Candidacy."
            entry.flags = sorted({*entry.flags, "python-brace-format"})
        made.append(entry)
    return made


def _changed(english: str, dropped: Mapping[str, polib.POEntry]) -> polib.POEntry:
    """Return the entry of a text that is new: with the Indonesian of the dropped text that is nearest to it, if one is near."""
    entry = polib.POEntry(msgid=english)
    for before in get_close_matches(english, dropped, n=1, cutoff=NEAR):
        entry.previous_msgid, entry.msgstr, entry.flags = before, dropped[before].msgstr, ["fuzzy"]
    return entry
