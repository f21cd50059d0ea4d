"""How common words, whole names, titles and residences are among Indonesian candidates.

They are packaged (`data/frequencies.csv`, written by the training) and not counted in the lists at hand: so the score of a pair
depends on the two candidacies alone, and a further edition in the workspace changes no score.
"""

import csv
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

UNSEEN_COUNT = 0.5
"""What counts for a word that was seen less often than the table lists."""


@dataclass(frozen=True, slots=True)
class Frequencies:
    """Counts by kind (`word`, `name`, `title`, `residence`) and text, among `people_count` candidacies.

    Words are counted by how they sound; `name` is the share of one list's candidates with the same whole name, for names that
    stand more than once in a list.
    """

    people_count: int
    counts: dict[str, dict[str, int]]

    def rarity(self, kind: str, text: str) -> float:
        """Return -ln of the share of candidates with this word, title or residence: 0 everyone, about 11 nobody else."""
        return -math.log(self.counts[kind].get(text, UNSEEN_COUNT) / self.people_count)

    def name_rarity(self, key: str) -> float:
        """Return -ln of the share with this whole name; infinite where no list has it twice, so that its words decide."""
        count = self.counts["name"].get(key)
        return math.inf if count is None else -math.log(count / self.people_count)


@cache
def packaged() -> Frequencies:
    """Return the packaged table."""
    counts: dict[str, dict[str, int]] = {"word": {}, "name": {}, "title": {}, "residence": {}}
    people_count = 0
    with files("hub.identity").joinpath("data", "frequencies.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["kind"] == "people":
                people_count = int(row["count"])
            else:
                counts[row["kind"]][row["text"]] = int(row["count"])
    return Frequencies(people_count, counts)
