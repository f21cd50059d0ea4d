"""The pairs to learn from and to measure on: compared between editions and within them, with what is known of them for certain."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import polars as pl

from hub.identity import blocking, comparison, places
from hub.identity.frequencies import Frequencies
from hub.identity.names import parse
from hub.identity.records import WORDS_COUNT, Ints, Records, prepare
from hub.identity.spelling import sound
from scripts.identity.split import FOLDS_COUNT, folds
from scripts.identity.terms import Numbers

_LEAST_COUNT, _TWICE = 5, 2
_PERHAPS_ONE_PERSON = -4.0
"""Pairs of a first guess above this are split together: nearly all that are one person's, and no more than a hundred people hang together."""


@dataclass(frozen=True)
class Pairs:
    """Compared pairs between editions and within them, and the records that they are of."""

    records: Records
    between: pl.DataFrame
    within: pl.DataFrame
    fold: Ints
    """Fold of each record: all candidacies that may be one person's are in one fold."""
    people_share: float = 1.0
    """The share of the people that the pairs are of: of strangers there are fewer pairs, by this share once more than of matches."""

    def without_fold(self, fold: int) -> "Pairs":
        """Return the pairs that no record of a fold is in: what may be learned from when the fold is held back."""
        kept = [
            frame.filter(
                pl.Series(
                    (self.fold[frame["left"].to_numpy()] != fold) & (self.fold[frame["right"].to_numpy()] != fold)
                )
            )
            for frame in (self.between, self.within)
        ]
        return Pairs(self.records, kept[0], kept[1], self.fold, 1 - 1 / FOLDS_COUNT)


def count_frequencies(candidacies: pl.DataFrame) -> Frequencies:
    """Return how common words, names, titles and residences are in the lists; what stands in fewer than three rows is left out."""
    people_count = candidacies.height
    sizes = Counter(candidacies["edition_id"])
    words, titles, homes = Counter[str](), Counter[str](), Counter[str]()
    names = Counter[tuple[str, str]]()
    provinces, local = Counter[str](), Counter[str]()
    neighbours = Counter[tuple[str, str]]()
    columns = ("name_on_ballot", "edition_id", "residence", "office", "district_name", "province")
    for name, edition, residence, office, district, code in candidacies.select(columns).iter_rows():
        parsed = parse(name)
        heard = [sound(word) for word in parsed.tokens[:WORDS_COUNT]]
        words.update(set(heard))
        neighbours.update(
            {(f"{one} {following}", edition) for one, following in pairwise(heard) if len(one) > 1 < len(following)}
        )
        if province := places.before_split(places.province(code)):
            provinces[province] += 1
            local.update({f"{province} {word}" for word in heard if len(word) > 1})
        titles.update(parsed.titles)
        names[" ".join(sorted(word for word in set(heard) if len(word) > 1) or heard), edition] += 1
        home = places.residence(residence or (district if office in {"REGENT", "MAYOR"} else None))
        homes.update([home.name] if home else [])
    twice, together = (_twice_in_an_edition(counts, sizes, people_count) for counts in (names, neighbours))
    return Frequencies(
        people_count,
        {
            "word": {text: count for text, count in sorted(words.items()) if count > 2},
            "name": {text: count for text, count in sorted(twice.items()) if count > 1},
            "title": {text: count for text, count in sorted(titles.items()) if count > 2},
            "residence": {text: count for text, count in sorted(homes.items()) if count > 2},
            "province": dict(sorted(provinces.items())),
            "local": _commoner(local, words, provinces, people_count),
            "pair": _together(together, words, people_count),
        },
    )


def _twice_in_an_edition(counts: Counter[tuple[str, str]], sizes: Counter[str], people_count: int) -> Counter[str]:
    """Return the texts that stand more than once in an edition, so on two people, as often as all candidacies would have them."""
    twice = Counter[str]()
    for (text, edition), count in counts.items():
        if count > 1:
            twice[text] = max(twice[text], round(count * people_count / max(sizes[edition], 8000)))
    return twice


def _commoner(local: Counter[str], words: Counter[str], provinces: Counter[str], people_count: int) -> dict[str, int]:
    """Return the words that are at least `_TWICE` as common in a province as in the country, with their counts there."""
    return {
        text: count
        for text, count in sorted(local.items())
        if count >= _LEAST_COUNT and count / provinces[text[:2]] >= _TWICE * words[text[3:]] / people_count
    }


def _together(neighbours: Counter[str], words: Counter[str], people_count: int) -> dict[str, int]:
    """Return the neighbouring words that two people bear and that stand together at least `_TWICE` as often as by chance, with counts."""
    return {
        text: count
        for text, count in sorted(neighbours.items())
        if count * people_count >= _TWICE * words[text.split()[0]] * words[text.split()[1]]
    }


def compare_lists(candidacies: pl.DataFrame, frequencies: Frequencies) -> Pairs:
    """Return all pairs worth comparing, compared."""
    records = prepare(candidacies, frequencies)
    between = comparison.compare(records, *blocking.pairs(records))
    within = comparison.compare(records, *blocking.pairs(records, within_editions=True))
    ids = pl.Series(records.candidacy_id)
    perhaps_one = between.filter(pl.Series(first_guess(between) > _PERHAPS_ONE_PERSON))
    together = pl.DataFrame({side: ids.gather(perhaps_one[side]) for side in ("left", "right")})
    return Pairs(records, between, within, folds(records.candidacy_id, together))


def known(compared: pl.DataFrame) -> Numbers:
    """Return 1 for pairs that birth dates show to be one person, 0 for two, NaN for unknown, -1 for pairs to leave out.

    Left out: other dates, but the same district and name: one of the dates is as likely wrong.
    """
    column = {name: compared[name].to_numpy() for name in compared.columns}
    compatible = (column["extra_least"] == 0) & (column["name_weight"] > 3) | (column["line_jaro"] >= 0.92)
    stated = np.full(compared.height, np.nan)
    stated[(column["birth_date_same"] == 1) & compatible] = 1
    differs = column["birth_date_differs"] == 1
    stated[differs] = 0
    doubtful = (column["district_same"] == 1) & (column["extra_least"] == 0) & (column["name_rarity"] > 7)
    stated[differs & doubtful] = -1
    return stated


def first_guess(compared: pl.DataFrame) -> Numbers:
    """Return log odds to begin with: roughly the information in the name and the context, set by hand."""
    column = {name: compared[name].to_numpy().astype(np.float64) for name in compared.columns}
    return (
        -12 + np.clip(column["name_rarity"], 0, 20) + 2.5 * column["district_same"] + column["province_same"]
        - 1.5 * column["province_differs"] + 0.7 * column["residence_rarity"] - column["residence_far"]
        - 3 * column["extra_least"] - 1.2 * column["extra_most"] + 1.5 * column["party_same"] - 0.5 * column["party_differs"]
        - 4 * column["gender_differs"] - 2 * column["unlikeness"]
    )  # fmt: skip
