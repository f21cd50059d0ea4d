"""Names as people mistype them, asked of both stores: every word of every name with each kind of error, alone and beside another word."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import orjson
import pytest

from hub.graph.sqlite.spelling import SHORTEST
from tests.neo4j.contract.conftest import AskedOfBoth

SEARCHES = 24
"""Searches that one query asks for: as many as its cost allows."""


def _errors(word: str) -> Iterator[str]:
    """Yield a word with a letter left out, doubled, changed and swapped with its neighbour, each somewhere else in it."""
    for place in range(4):
        at = (len(word) // 2 + place) % (len(word) - 1)
        before, letter, after = word[:at], word[at], word[at + 1 :]
        yield (
            before + after,
            before + letter * 2 + after,
            f"{before}x{after}",
            before + after[0] + letter + after[1:],
        )[place]


@pytest.fixture(scope="module")
def misspelt(store_file: Path) -> list[str]:
    """Return texts to search for: misspelt words, and each of them beside the word before."""
    with closing(sqlite3.connect(store_file)) as connection:
        rows = connection.execute("SELECT word FROM words WHERE length(word) > ? ORDER BY word", [SHORTEST])
        words = [word for (word,) in rows if word.isalpha()]
    alone = [error for word in words for error in _errors(word)]
    return [*alone, *(f"{error} {word}" for error, word in zip(alone[4:], alone, strict=False))]


def test_misspelt_names_are_found_alike(ask: AskedOfBoth, misspelt: list[str]) -> None:
    found = 0
    for start in range(0, len(misspelt), SEARCHES):
        fields = " ".join(
            f"f{place}: search(text: {orjson.dumps(text).decode()}) {{ totalCount nodes {{ __typename ... on Node {{ key }} }} }}"
            for place, text in enumerate(misspelt[start : start + SEARCHES])
        )
        found += sum(1 for answer in ask.data(f"{{ {fields} }}").values() if answer["totalCount"])
    assert found > len(misspelt) // 4
