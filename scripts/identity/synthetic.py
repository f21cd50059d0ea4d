"""Measures linking on synthetic lists: `make bench-identity-large` (two lists of 260,000 candidacies, the size of a whole general election).

Names are drawn word by word from the published frequencies of words (and for the rare tail are made of their syllables), so that as many
people share a word or a name as in the real lists. Of the second list a part are people of the first, with the dirt that real
lists show: titles gained, other spellings, dropped or abbreviated words, a slipped letter, other parties, districts and homes. The
other part are strangers. The truth is known, so recall and precision are printed too; they say how the dirt was chosen,
not how good the matching is on real lists.
"""

import argparse
import resource
import time

import numpy as np
import polars as pl

from hub.identity.frequencies import Frequencies, packaged
from hub.identity.match import link

RETURNING = 0.2
"""The share of the second list that stood before: as of DPR candidates of 2019 in 2024."""
DISTRICTS_PER_PROVINCE, PARTIES = 60, 18
PROVINCES = [
    str(code)
    for code in (
        11,
        12,
        13,
        14,
        15,
        16,
        17,
        18,
        19,
        21,
        31,
        32,
        33,
        34,
        35,
        36,
        51,
        52,
        53,
        61,
        62,
        63,
        64,
        65,
        71,
        72,
        73,
        74,
        75,
        76,
        81,
        82,
        91,
        94,
    )
]
_TITLES = ["", "", "", "", "", "S.H.", "S.E.", "S.Pd.", "S.Sos.", "S.T.", "M.Si.", "M.M.", "S.Ag."]
_OTHER_SPELLING = (
    ("YA", "IA"),
    ("U", "OE"),
    ("C", "TJ"),
    ("J", "DJ"),
    ("KH", "CH"),
    ("Y", "I"),
    ("S", "Z"),
    ("I", "Y"),
    ("P", "F"),
)


class Lists:
    """Makes lists of candidacies from a seed: the same seed gives the same lists."""

    def __init__(self, frequencies: Frequencies, seed: int) -> None:
        self._random = np.random.default_rng(seed)
        words = [word for word in frequencies.counts["word"] if len(word) > 2]
        weights = np.array([frequencies.counts["word"][word] for word in words], dtype=float)
        self._words = np.array(words, dtype=object)
        self._shares = weights / weights.sum()
        self._starts = [word[:3] for word in words]
        self._ends = [word[-3:] for word in words]
        homes = frequencies.counts["residence"]
        self._homes = np.array(list(homes), dtype=object)
        self._home_shares = np.array(list(homes.values()), dtype=float) / sum(homes.values())

    def people(self, count: int) -> pl.DataFrame:
        """Return people with name, gender, province, district, party and home; a quarter of their last words stands in no table."""
        random = self._random
        sizes = random.choice([1, 2, 3, 4], count, p=[0.07, 0.5, 0.33, 0.1])
        drawn = random.choice(self._words, (count, 4), p=self._shares)
        rare = random.random(count) < 0.25
        tail = [
            self._starts[one] + "AEIOU"[vowel] + self._ends[other]
            for one, other, vowel in zip(
                random.integers(len(self._starts), size=count), random.integers(len(self._ends), size=count),
                random.integers(5, size=count), strict=True,
            )
        ]  # fmt: skip
        names = []
        for row, (size, is_rare) in enumerate(zip(sizes.tolist(), rare.tolist(), strict=True)):
            words = list(dict.fromkeys(drawn[row, :size].tolist()))
            if is_rare:
                words[-1] = tail[row]
            names.append(" ".join(words))
        province = random.integers(len(PROVINCES), size=count)
        return pl.DataFrame(
            {
                "name_on_ballot": names,
                "gender": np.where(random.random(count) < 0.38, "FEMALE", "MALE"),
                "province": np.array(PROVINCES)[province],
                "district": province * DISTRICTS_PER_PROVINCE + random.integers(DISTRICTS_PER_PROVINCE, size=count),
                "party": random.integers(PARTIES, size=count),
                "residence": random.choice(self._homes, count, p=self._home_shares),
            }
        )

    def again(self, people: pl.DataFrame) -> pl.DataFrame:
        """Return the same people as another list writes them."""
        random = self._random
        names = [self._rewritten(name) for name in people["name_on_ballot"]]
        others = self.people(people.height)
        changed = {"district": 0.3, "party": 0.45, "residence": 0.25}
        moved = [
            pl.when(pl.Series(random.random(people.height) < share))
            .then(others[column])
            .otherwise(people[column])
            .alias(column)
            for column, share in changed.items()
        ]
        return people.with_columns(pl.Series("name_on_ballot", names), *moved)

    def _rewritten(self, name: str) -> str:
        random = self._random
        words = name.split()
        kind = random.random()
        if kind < 0.1 and len(words) > 1:
            words.pop(int(random.integers(1, len(words))))
        elif kind < 0.15 and len(words) > 1:
            place = int(random.integers(len(words)))
            words[place] = words[place][0] + "."
        elif kind < 0.3:
            old, new = _OTHER_SPELLING[int(random.integers(len(_OTHER_SPELLING)))]
            place = int(random.integers(len(words)))
            words[place] = words[place].replace(old, new, 1)
        elif kind < 0.36:
            place = int(random.integers(len(words)))
            letter = int(random.integers(len(words[place])))
            words[place] = words[place][:letter] + words[place][letter + 1 :] or words[place]
        title = _TITLES[int(random.integers(len(_TITLES)))]
        front = "H. " if random.random() < 0.1 else ""
        return f"{front}{' '.join(words)}{', ' + title if title else ''}"


def candidacies(people: pl.DataFrame, edition: str) -> pl.DataFrame:
    """Return people as candidacies of an edition, in the order given."""
    number = pl.int_range(pl.len()).cast(pl.String)
    return people.select(
        "name_on_ballot", "gender", "province", "residence",
        candidacy_id=pl.lit(f"{edition}/") + number, edition_id=pl.lit(edition), office=pl.lit("DPRD_REGENCY"),
        district_name=pl.lit("DISTRICT ") + pl.col("district").cast(pl.String), party_id=pl.lit("o-") + pl.col("party").cast(pl.String),
    )  # fmt: skip


def main() -> None:
    """Make two lists, link them, print time, memory and what was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--people", type=int, default=260_000, help="candidacies in each of two lists")
    parser.add_argument("--seed", type=int, default=2024)
    given = parser.parse_args()
    lists = Lists(packaged(), given.seed)
    first = lists.people(given.people)
    returning = int(given.people * RETURNING)
    second = pl.concat([lists.again(first.head(returning)), lists.people(given.people - returning)])
    together = pl.concat([candidacies(first, "2042"), candidacies(second, "2047")])
    peak_before_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    began, processor = time.perf_counter(), time.process_time()
    linkage = link(together)
    seconds, processor = time.perf_counter() - began, time.process_time() - processor
    truth = pl.DataFrame(
        {"left": [f"2042/{row}" for row in range(returning)], "right": [f"2047/{row}" for row in range(returning)]}
    )
    linked = linkage.links.filter(pl.col("band") == "LINKED")
    found = linked.join(truth, on=["left", "right"], how="semi").height
    reached = linkage.links.join(truth, on=["left", "right"], how="semi").height
    print(f"two lists of {given.people:,} candidacies, {returning:,} people in both")
    print(
        f"linked in {seconds:.1f} s ({processor:.1f} s of processor), peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB"
    )
    print(
        f"{linked.height:,} pairs linked, {found:,} of them rightly; {reached:,} of the truth linked or to review; before linking {peak_before_mb / 1e3:.2f} GB"
    )


if __name__ == "__main__":
    main()
