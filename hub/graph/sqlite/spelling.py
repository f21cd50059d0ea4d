"""Words of names that are spelled almost like a word that nobody has: what makes `search` forgive a typing error.

A word is only respelled where no name has a word that begins so; what somebody is called is never taken for an error. Words alike are those that share
an end, or for long words groups of three letters; they are told apart by distance: letters added, left out, changed or swapped with a neighbour.
"""

from functools import lru_cache
from pathlib import Path

from rapidfuzz.distance import OSA

from hub.graph.folding import words
from hub.graph.sqlite import layout
from hub.graph.sqlite.reader import Reader

SHORTEST = 4
"""Letters of a word that may be respelled: of a shorter one too little is left."""

MOST_WORDS = 6
"""Words of one text that are respelled at most."""

MOST_SPELLINGS = 8

_CONSIDERED = 300
"""Words that share letters, whose distance is worked out."""


def tolerance(word: str) -> int:
    """Return how many letters may be wrong: one in a short word, two in one of eight letters or more."""
    return 1 if len(word) < 8 else 2


class Spelling:
    """The words of the names of one release, read from its graph store, whatever store answers. Safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        self._reader = Reader(path)
        self.alike = lru_cache(maxsize=2_000)(self._alike)

    def searched(self, text: str) -> list[tuple[str, ...]]:
        """Return what to look for of a text: for each of its words, folded, one or more words of which a name must have one."""
        return self.respelled(words(text))

    def respelled(self, typed: list[str]) -> list[tuple[str, ...]]:
        """Return for each word the words to look for in its place: itself alone, wherever a name has a word that begins so."""
        return [(word,) if place >= MOST_WORDS else self.alike(word) or (word,) for place, word in enumerate(typed)]

    def _alike(self, word: str) -> tuple[str, ...]:
        """Return the words nearest to one that nobody has, the nearest and most frequent first; nothing for any other."""
        if len(word) < SHORTEST or not word.isalpha() or self._is_begun(word):
            return ()
        most = tolerance(word)
        rows = self._sharing_an_end(word) if most == 1 else self._sharing_letters(word)
        near = [(OSA.distance(word, other, score_cutoff=most), -count, other) for other, count in rows]
        found = sorted(entry for entry in near if entry[0] <= most)
        return tuple(other for distance, _, other in found if distance == found[0][0])[:MOST_SPELLINGS]

    def _sharing_an_end(self, word: str) -> list[tuple[str, int]]:
        """Return the words with the same beginning or the same end: with one error, one of the two is as it should be."""
        length = (len(word) - 1) // 2
        told = "SELECT word, names_count FROM {words} WHERE {column} >= ? AND {column} < ? || char(1114111)"
        begun, ended = (told.format(words=layout.WORDS, column=column) for column in ("word", "backward"))
        start, end = word[:length], word[::-1][:length]
        return self._reader.rows(f"{begun} UNION {ended}", (start, start, end, end))

    def _sharing_letters(self, word: str) -> list[tuple[str, int]]:
        """Return the words that share the most groups of three letters."""
        groups, alike = sorted({word[at : at + 3] for at in range(len(word) - 2)}), layout.quoted(layout.WORDS_ALIKE)
        shared = f"SELECT rowid FROM {alike} WHERE {alike} MATCH ? ORDER BY rank LIMIT {_CONSIDERED}"
        told = f"SELECT word, names_count FROM {layout.WORDS} WHERE row IN ({shared})"
        return self._reader.rows(told, [" OR ".join(f'"{group}"' for group in groups)])

    def _is_begun(self, word: str) -> bool:
        asked = f"SELECT 1 FROM {layout.WORDS} WHERE word >= ? AND word < ? || char(1114111) LIMIT 1"
        return bool(self._reader.rows(asked, (word, word)))

    def close(self) -> None:
        self._reader.close()
