"""Words of names that are spelled almost like those that were typed: what makes `search` forgive an error.

A word is respelled where no name has a word that begins so. Words that somebody has, each, but nobody together may be wrong as well: then all of them are
read loosely, as themselves, as what is near to them, or as two words. Words alike are those that share an end, or for long words groups of three letters;
they are told apart by distance: letters added, left out, changed or swapped with a neighbour. Titles are left out of a text that finds nothing with them.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from rapidfuzz.distance import OSA

from hub.errors import UsageError
from hub.graph.deadline import check
from hub.graph.folding import fold, words
from hub.graph.sqlite import layout
from hub.graph.sqlite.reader import Reader

SHORTEST = 4
"""Letters of a word that may be respelled: of a shorter one too little is left."""

MOST_CHARACTERS = 500
"""Characters of a text that is searched for; the longest name on a ballot has some 80."""

MOST_WORDS = 40
"""Words of such a text: each of them is looked up among all names, and SQLite does not stop while it does."""

MOST_RESPELLED = 6
"""Words of one text that are respelled at most."""

LONGEST = 40
"""Letters of a word that may be respelled: no name has a word half as long."""

MOST_SPELLINGS = 8
"""Words that may stand in place of one that nobody has."""

_MOST_LOOSELY = 24
"""Words that may stand in place of one, where nobody has all of them together."""

_SHORTEST_PART = 3
"""Letters of each of two words that were written as one."""

_LONGEST_SHORT_TITLE = 2
"""Letters of titles such as `H`, `Ir` and `Dr`."""

_TITLES = frozenset({"drs", "dra", "drg", "prof", "haji", "hajah", "hajjah"})
"""Longer titles that are written without a full stop, too."""

_CONSIDERED = 300
"""Words that share letters, whose distance is worked out."""


def tolerance(word: str) -> int:
    """Return how many letters may be wrong: one in a short word, two in one of eight letters or more."""
    return 1 if len(word) < 8 else 2


def expression(groups: Iterable[tuple[str, ...]], ending: str) -> str:
    """Return the full-text expression for names with a word of each group, each with an ending; for no group, one that finds nothing."""
    parts = (" OR ".join(f'"{word}"{ending}' for word in group) for group in groups)
    return " AND ".join(f"({part})" for part in parts) or '""'


class SearchTooLong(UsageError):
    """A text to search for with more characters or words than any name has."""

    code = "SEARCH_TOO_LONG"


class Spelling:
    """What to look for in the names of one release, whatever store answers. Safe to use from several threads.

    `searched(text)` gives groups of words, folded, of each of which a name must have a word that begins so. It raises SearchTooLong for a
    text over the limits, and StatementTimeout once the deadline of the thread is over.
    """

    def __init__(self, path: Path) -> None:
        self._words = _Words(path)
        # Of other objects rather than this one: a cache that held the object it is part of would keep its file open.
        self.alike = lru_cache(maxsize=2_000)(self._words.alike)
        self.searched = lru_cache(maxsize=2_000)(_Search(self._words, self.alike))

    def respelled(self, typed: list[str]) -> list[tuple[str, ...]]:
        """Return for each word the words to look for in its place: itself alone, wherever a name has a word that begins so."""
        return _respelled(self.alike, typed)

    def close(self) -> None:
        """Close this thread's connection."""
        self._words.close()


def _respelled(alike: Callable[[str], tuple[str, ...]], typed: list[str]) -> list[tuple[str, ...]]:
    return [(word,) if place >= MOST_RESPELLED else alike(word) or (word,) for place, word in enumerate(typed)]


class _Search:
    """Calls with a text and returns what to look for."""

    def __init__(self, held: "_Words", alike: Callable[[str], tuple[str, ...]]) -> None:
        self._words = held
        self._alike = alike

    def __call__(self, text: str) -> tuple[tuple[str, ...], ...]:
        if len(text) > MOST_CHARACTERS:
            raise SearchTooLong(
                f"expected a text of at most {MOST_CHARACTERS} characters to search for, found {len(text)}"
            )
        typed = words(text)
        if len(typed) > MOST_WORDS:
            raise SearchTooLong(f"expected a text of at most {MOST_WORDS} words to search for, found {len(typed)}")
        joined = self._words.joined(typed[:MOST_RESPELLED])
        joined += [()] * (len(typed) - len(joined))
        groups = [(*alike, *joined[place]) for place, alike in enumerate(_respelled(self._alike, typed))]
        if not typed or self._words.is_found(groups):
            return tuple(dict.fromkeys(groups))
        untitled = _respelled(self._alike, words(_untitled(text)))
        if untitled and self._words.is_found(untitled):
            return tuple(dict.fromkeys(untitled))
        loose = (
            (*group, *joined[place])
            for place, word in enumerate(typed)
            for group in (self._words.loosely(word) if place < MOST_RESPELLED else ((word,),))
        )
        return tuple(dict.fromkeys(loose))


class _Words:
    """The words of the names of one release, read from its graph store."""

    def __init__(self, path: Path) -> None:
        self._reader = Reader(path)

    def joined(self, typed: list[str]) -> list[tuple[str, ...]]:
        """Return for each word what it makes with its neighbours, where somebody has that as one word: `pdi-p` is also `pdip`."""
        pairs = [before + after for before, after in pairwise(typed)]
        known = self._known(pairs)
        joined: list[tuple[str, ...]] = [() for _ in typed]
        for place, word in enumerate(pairs):
            if word in known:
                joined[place], joined[place + 1] = (*joined[place], word), (*joined[place + 1], word)
        return joined

    def loosely(self, word: str) -> tuple[tuple[str, ...], ...]:
        """Return the groups of words for one that may be wrong although somebody has it: what is near to it, or its two parts."""
        near = (word, *[other for _, _, other in self._near(word)[:_MOST_LOOSELY] if other != word])
        parts = self._parts(word)
        return tuple((part, *near) for part in parts) if parts else (near,)

    def _parts(self, word: str) -> tuple[str, ...]:
        """Return the two words that somebody wrote as one: both are known, and the rarer one is as frequent as may be."""
        if len(word) > LONGEST:
            return ()
        splits = [(word[:at], word[at:]) for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)]
        known = self._known([part for split in splits for part in split])
        found = [split for split in splits if all(part in known for part in split)]
        return max(found, key=lambda split: min(known[part] for part in split), default=())

    def alike(self, word: str) -> tuple[str, ...]:
        """Return the words nearest to one that nobody has, the nearest and most frequent first; nothing for any other."""
        if not _may_be_wrong(word) or self._is_begun(word):
            return ()
        found = self._near(word)
        return tuple(other for distance, _, other in found if distance == found[0][0])[:MOST_SPELLINGS]

    def _near(self, word: str) -> list[tuple[int, int, str]]:
        """Return the words within tolerance, the nearest and most frequent first: distance, names that have it below zero, word."""
        if not _may_be_wrong(word):
            return []
        check()
        most = tolerance(word)
        rows = self._sharing_an_end(word) if most == 1 else self._sharing_letters(word)
        near = [(OSA.distance(word, other, score_cutoff=most), -count, other) for other, count in rows]
        return sorted(entry for entry in near if entry[0] <= most)

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

    def is_found(self, groups: Iterable[tuple[str, ...]]) -> bool:
        asked = f"SELECT 1 FROM {layout.NAMES} WHERE {layout.NAMES} MATCH ? LIMIT 1"
        return bool(self._reader.rows(asked, [expression(groups, "*")]))

    def _known(self, candidates: list[str]) -> dict[str, int]:
        """Return those of some words that names have, and how many names."""
        marks = ", ".join("?" for _ in candidates)
        asked = f"SELECT word, names_count FROM {layout.WORDS} WHERE word IN ({marks})"
        return dict(self._reader.rows(asked, candidates)) if candidates else {}

    def close(self) -> None:
        self._reader.close()


def _untitled(text: str) -> str:
    """Return a name without the words that are most often titles: those with a full stop, of one or two letters, and after a comma."""
    told = (word for word in text.partition(",")[0].split() if "." not in word)
    return " ".join(word for word in told if len(word) > _LONGEST_SHORT_TITLE and fold(word) not in _TITLES)


def _may_be_wrong(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST and word.isalpha()
