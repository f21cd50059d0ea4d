"""Frequencies of words, full names, titles and residences among Indonesian candidates.

They are packaged (`data/frequencies.csv`, written by the training) and not counted in the lists at hand: so the score of a pair
depends on the two candidacies alone, and a further edition in the workspace changes no score.
"""

import csv
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

KINDS = ("word", "name", "title", "residence", "province", "local", "pair")
PRIOR_COUNT = 500
"""Candidacies of the whole country that are added to those of a province, so that few say little."""
LEAST_LISTED = 3
"""Words that are seen less often are not in the table."""
UNSEEN_COUNT = 0.5
"""What counts for a word that was seen less often than the table lists."""


@dataclass(frozen=True, slots=True)
class Frequencies:
    """Counts by kind (`word`, `name`, `title`, `residence` ...) and text, among `people_count` candidacies.

    Words are counted by how they sound; `name` is the share of one list's candidates with the same whole name, for names that
    stand more than once in a list. `province`: candidacies by province; `local`: a word in one province (`12 SIREGAR`);
    `pair`: two words that follow each other (`SRI WAHYUNI`).
    """

    people_count: int
    counts: dict[str, dict[str, int]]

    def rarity(self, kind: str, text: str) -> float:
        """Return -ln of the share of candidates with this word, title or residence: 0 everyone, about 11 nobody else."""
        return -math.log(self.counts[kind].get(text, UNSEEN_COUNT) / self.people_count)

    def commoner_in(self, province: str, word: str) -> float:
        """Return how much less rare a word is in a province than in the country, as a difference of rarities; never below 0."""
        count = self.counts["local"].get(f"{province} {word}")
        if count is None:
            return 0.0
        everywhere = self.counts["word"].get(word, UNSEEN_COUNT) / self.people_count
        here = (count + PRIOR_COUNT * everywhere) / (self.counts["province"][province] + PRIOR_COUNT)
        return max(math.log(here / everywhere), 0.0)

    def together(self, one: str, following: str) -> float:
        """Return how much commoner two words are one after the other than if each stood by chance, as a logarithm; never below 0."""
        count = self.counts["pair"].get(f"{one} {following}")
        if count is None:
            return 0.0
        ones, followings = (self.counts["word"].get(word, LEAST_LISTED) for word in (one, following))
        return max(math.log(count * self.people_count / (ones * followings)), 0.0)

    def name_rarity(self, key: str) -> float:
        """Return -ln of the share with this whole name; infinite where no list has it twice, so that its words decide."""
        count = self.counts["name"].get(key)
        return math.inf if count is None else -math.log(count / self.people_count)


@cache
def packaged() -> Frequencies:
    """Return the packaged table."""
    counts: dict[str, dict[str, int]] = {kind: {} for kind in KINDS}
    people_count = 0
    with files("hub.identity").joinpath("data", "frequencies.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["kind"] == "people":
                people_count = int(row["count"])
            else:
                counts[row["kind"]][row["text"]] = int(row["count"])
    return Frequencies(people_count, counts)
