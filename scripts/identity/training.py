"""Learns the weights of `hub/identity/model.json` from the lists themselves.

What is known for certain: two candidacies of one edition are two people, so all alike pairs within a list show how alike strangers
are; pairs with equal birth dates and compatible names are one person, pairs with other dates two. All other pairs between
editions are unlabelled: their probability is computed with the weights so far, as in the model of Fellegi and Sunter with
expectation and maximisation, and in each round the candidacies of one edition contend for being the same person.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
from sklearn.linear_model import LogisticRegression

from hub.identity import blocking, comparison, context_agreement, places
from hub.identity.contention import contend
from hub.identity.frequencies import Frequencies
from hub.identity.model import Factor, product
from hub.identity.names import parse
from hub.identity.records import NO_DATE, WORDS_COUNT, Bools, Ints, Records, prepare
from hub.identity.spelling import sound
from scripts.identity.split import FOLDS_COUNT, folds

STRANGERS_WEIGHT = 0.3
"""What a pair within a list counts beside a pair between lists: there are more of them than the lists between need."""
ROUNDS = 14
_EASY, _KEPT_OF_EASY = -9.0, 6
_PERHAPS_ONE_PERSON = -4.0
"""Pairs of a first guess above this are split together: nearly all that are one person's, and no more than a hundred people hang together."""
_STRANGERS_STEPS = 200

Numbers = npt.NDArray[np.float64]

_PLAIN = [
    "words_same",
    "words_sound_same",
    "words_alike",
    "unlikeness",
    "alike_first_letter_differs",
    "initials_same",
    "initials_for_words",
    "first_word_same",
    "last_word_same",
    "words_least",
    "words_most",
    "line_likeness",
    "line_jaro",
    "run_together",
    "gender_differs",
    "gender_unknown",
    "party_same",
    "party_differs",
    "district_same",
    "province_same",
    "province_differs",
    "office_kind_same",
    "residence_same",
    "residence_near",
    "residence_far",
    "residence_kind_differs",
    "residence_rarity",
    "home_where_other_stands",
    "titles_shared",
    "titles_shared_rarity",
    "titles_lost",
    "titles_gained",
    "titles_exchanged",
    "haji_both",
    "haji_lost",
    "haji_gained",
    "extra_least",
    "extra_most",
    "extra_weight_least",
    "extra_weight_most",
    "stray_initials_least",
    "stray_initials_most",
    "alike_known",
]
_HIGHEST = {
    "words_same": 7, "words_sound_same": 4, "words_alike": 4, "unlikeness": 1, "alike_first_letter_differs": 3,
    "initials_same": 4, "initials_for_words": 3, "words_least": 7, "words_most": 7, "residence_rarity": 12, "titles_shared": 6,
    "titles_shared_rarity": 30, "titles_lost": 6, "titles_gained": 6, "titles_exchanged": 4, "extra_least": 4, "extra_most": 5,
    "extra_weight_least": 30, "extra_weight_most": 40, "stray_initials_least": 2, "stray_initials_most": 4, "alike_known": 15,
}  # fmt: skip
TERMS: dict[str, tuple[Factor, ...]] = {
    **{name: (Factor(name, 0, _HIGHEST.get(name, 1)),) for name in _PLAIN},
    "name_rarity_common": (Factor("name_rarity", 0, 7),),
    "name_rarity_rare": (Factor("name_rarity", 7, 12),),
    "name_rarity_unique": (Factor("name_rarity", 12, 25),),
    "name_weight": (Factor("name_weight", 0, 25),),
    "years_apart_first": (Factor("years_apart", 0, 6),),
    "years_apart_second": (Factor("years_apart", 6, 10),),
    "years_apart_third": (Factor("years_apart", 10, 20),),
    "lines_nearly_equal": (Factor("line_likeness", 0.8, 1),),
    "each_has_a_word_more": (Factor("extra_least", 0, 1),),
    "more_than_one_word": (Factor("words_least", 1, 2),),
    "same_home_other_province": (Factor("province_differs"), Factor("residence_same")),
    "same_home_rare_other_province": (Factor("province_differs"), Factor("residence_rarity", 0, 12)),
    "same_home_same_district": (Factor("district_same"), Factor("residence_same")),
    "same_party_other_province": (Factor("province_differs"), Factor("party_same")),
    "extra_words_to_rare_name": (Factor("extra_most", 0, 5), Factor("name_rarity", 0, 15)),
    "same_home_titles_exchanged": (Factor("residence_same"), Factor("titles_exchanged", 0, 4)),
}


@dataclass
class Trained:
    """Weights by term, and the intercept."""

    weights: dict[str, float]
    intercept: float
    rounds: list[float] = field(default_factory=list)

    def log_odds(self, compared: pl.DataFrame) -> Numbers:
        """Return the log odds of each pair."""
        return design(compared) @ np.array(list(self.weights.values())) + self.intercept


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
    columns = ("name_on_ballot", "edition_id", "residence", "office", "district_name")
    for name, edition, residence, office, district in candidacies.select(columns).iter_rows():
        parsed = parse(name)
        heard = [sound(word) for word in parsed.tokens[:WORDS_COUNT]]
        words.update(set(heard))
        titles.update(parsed.titles)
        names[" ".join(sorted(word for word in set(heard) if len(word) > 1) or heard), edition] += 1
        home = places.residence(residence or (district if office in {"REGENT", "MAYOR"} else None))
        homes.update([home.name] if home else [])
    twice = Counter[str]()
    for (name, edition), count in names.items():
        if count > 1:
            share = round(count * people_count / max(sizes[edition], 8000))
            twice[name] = max(twice[name], share)
    return Frequencies(
        people_count,
        {
            "word": {text: count for text, count in sorted(words.items()) if count > 2},
            "name": {text: count for text, count in sorted(twice.items()) if count > 1},
            "title": {text: count for text, count in sorted(titles.items()) if count > 2},
            "residence": {text: count for text, count in sorted(homes.items()) if count > 2},
        },
    )


def compare_lists(candidacies: pl.DataFrame, frequencies: Frequencies) -> Pairs:
    """Return all pairs worth comparing, compared."""
    records = prepare(candidacies, frequencies)
    between = comparison.compare(records, *blocking.pairs(records))
    within = comparison.compare(records, *blocking.pairs(records, within_editions=True))
    ids = pl.Series(records.candidacy_id)
    perhaps_one = between.filter(pl.Series(_first_guess(between) > _PERHAPS_ONE_PERSON))
    together = pl.DataFrame({side: ids.gather(perhaps_one[side]) for side in ("left", "right")})
    return Pairs(records, between, within, folds(records.candidacy_id, together))


def design(compared: pl.DataFrame) -> Numbers:
    """Return the products of the terms, one column each."""
    columns = {name: compared[name].to_numpy() for name in {f.column for factors in TERMS.values() for f in factors}}
    return np.column_stack([product(columns, factors) for factors in TERMS.values()])


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


def _first_guess(compared: pl.DataFrame) -> Numbers:
    """Return log odds to begin with: roughly the information in the name and the context, set by hand."""
    column = {name: compared[name].to_numpy().astype(np.float64) for name in compared.columns}
    return (
        -12 + np.clip(column["name_rarity"], 0, 20) + 2.5 * column["district_same"] + column["province_same"]
        - 1.5 * column["province_differs"] + 0.7 * column["residence_rarity"] - column["residence_far"]
        - 3 * column["extra_least"] - 1.2 * column["extra_most"] + 1.5 * column["party_same"] - 0.5 * column["party_differs"]
        - 4 * column["gender_differs"] - 2 * column["unlikeness"]
    )  # fmt: skip


def train(pairs: Pairs, rounds: int = ROUNDS) -> Trained:
    """Return weights learned from pairs, in `rounds` of expectation and maximisation. The same pairs give the same weights."""
    stated = known(pairs.between)
    used = stated != -1
    between, stated = pairs.between.filter(pl.Series(used)), stated[used]
    between, between_weight, stated = _thinned(between, stated)
    within, within_weight, _ = _thinned(_as_between(pairs), np.full(pairs.within.height, np.nan))
    left, right = between["left"].to_numpy(), between["right"].to_numpy()
    of_between, of_within = design(between), design(within)
    mean, spread = of_between.mean(0), of_between.std(0) + 1e-6
    of_between, of_within = (of_between - mean) / spread, (of_within - mean) / spread
    everything = np.vstack([of_between, of_between, of_within])
    is_same = np.r_[np.ones(len(of_between)), np.zeros(len(of_between) + len(of_within))]
    probability = np.where(np.isnan(stated), 1 / (1 + np.exp(-_first_guess(between))), stated)
    trained = Trained({}, 0.0)
    for _ in range(rounds):
        weight = np.r_[
            probability * between_weight, (1 - probability) * between_weight, STRANGERS_WEIGHT * within_weight
        ]
        counted = weight > 1e-3
        fitted = LogisticRegression(C=1.0, max_iter=300).fit(everything[counted], is_same[counted], weight[counted])
        log_odds = fitted.decision_function(of_between)
        log_odds = np.where(np.isnan(stated), log_odds, np.where(stated == 1, 12, -12))
        contended = contend(left, right, pairs.records.edition, log_odds)
        probability = np.where(np.isnan(stated), contended, stated)
        trained.rounds.append(float((probability * between_weight).sum()))
    per_unit = fitted.coef_[0] / spread
    trained.weights = dict(zip(TERMS, per_unit.tolist(), strict=True))
    trained.intercept = float(fitted.intercept_[0] - (per_unit * mean).sum())
    return trained


def _as_between(pairs: Pairs) -> pl.DataFrame:
    """Return the pairs within editions with the years apart of pairs between: that a list is one list tells nothing of strangers."""
    years = np.random.default_rng(0).choice(pairs.between["years_apart"].to_numpy(), pairs.within.height)
    return pairs.within.with_columns(years_apart=pl.Series(years))


def _thinned(compared: pl.DataFrame, stated: Numbers) -> tuple[pl.DataFrame, Numbers, Numbers]:
    """Keep every sixth of the pairs that are plainly two people, with six times the weight: they are most of all pairs."""
    easy = (_first_guess(compared) < _EASY) & (stated != 1)
    kept = ~easy | (np.arange(compared.height) % _KEPT_OF_EASY == 0)
    weight = np.where(easy, float(_KEPT_OF_EASY), 1.0)[kept]
    return compared.filter(pl.Series(kept)), weight, stated[kept]


@dataclass(frozen=True)
class ListPair:
    """Two lists of one office, and how many pairs of strangers they make for each pair within them."""

    earlier: str
    later: str
    office: str = "DPR"


LIST_PAIRS = (ListPair("2014", "2019"), ListPair("2019", "2024"))


def sizes(pairs: Pairs, lists: ListPair) -> tuple[int, int]:
    """Return how many stand in the earlier and in the later list."""
    earlier, later = _members(pairs.records, lists)
    return int(earlier.sum()), int(later.sum())


def _members(records: Records, lists: ListPair) -> tuple[Bools, Bools]:
    edition = np.array(records.editions)[records.edition]
    is_office = np.array(records.offices)[records.office] == lists.office
    return (edition == lists.earlier) & is_office, (edition == lists.later) & is_office


def strangers(pairs: Pairs, lists: ListPair) -> tuple[pl.DataFrame, pl.DataFrame, Numbers]:
    """Return the pairs between two lists, the pairs within them, and how many pairs of strangers between each of these stands for.

    Strangers are as alike within a list as between two lists, so pairs within show how many pairs between are two people. The pairs
    within are given the years between the lists: what else is compared tells nothing of time.
    """
    members = _members(pairs.records, lists)
    earlier, later = sizes(pairs, lists)
    left, right = pairs.between["left"].to_numpy(), pairs.between["right"].to_numpy()
    between = pairs.between.filter(pl.Series(members[0][left] & members[1][right]))
    years = float(between["years_apart"].max() or 0)  # type: ignore[arg-type]  # a Float32 column's maximum
    within, scale = [], []
    for who, size in zip(members, (earlier, later), strict=True):
        one = pairs.within.filter(
            pl.Series(who[pairs.within["left"].to_numpy()] & who[pairs.within["right"].to_numpy()])
        )
        within.append(one.with_columns(years_apart=pl.lit(years, dtype=pl.Float32)))
        scale += [earlier * later / size**2] * one.height
    return between, pl.concat(within), np.array(scale)


def calibrate(pairs: Pairs, trained: Trained) -> tuple[float, float]:
    """Return scale and shift that make the log odds hold between lists of one office.

    In each band of log odds, pairs between two lists less the strangers among them are matches.
    """
    points, matches, others = [], [], []
    edges = np.linspace(-6, 8, 29)
    for lists in LIST_PAIRS:
        between, within, stands_for = strangers(pairs, lists)
        found, _ = np.histogram(trained.log_odds(between), edges)
        false, _ = np.histogram(trained.log_odds(within), edges, weights=stands_for)
        points.append((edges[1:] + edges[:-1]) / 2)
        others.append(np.minimum(false, found) / pairs.people_share + 0.5)
        matches.append(np.maximum(found - false, 0) + 0.5)
    return _line(np.concatenate(points), np.concatenate(matches), np.concatenate(others))


def calibrate_across(pairs: Pairs, trained: Trained) -> tuple[float, float]:
    """Return scale and shift that make the log odds hold for candidacies of two kinds of office, from pairs that birth dates tell."""
    stated = known(pairs.between)
    told = (pairs.between["office_kind_same"].to_numpy() == 0) & ((stated == 0) | (stated == 1))
    same = stated[told]
    return _line(trained.log_odds(pairs.between.filter(pl.Series(told))), same, (1 - same) / pairs.people_share)


def _line(log_odds: Numbers, matches: Numbers, others: Numbers) -> tuple[float, float]:
    """Return the scale and shift under which matches and others at each point of log odds are likeliest."""
    points = np.r_[log_odds, log_odds][:, None]
    is_match = np.r_[np.ones(len(log_odds)), np.zeros(len(log_odds))]
    weight = np.r_[matches, others]
    fitted = LogisticRegression(C=1e6).fit(points[weight > 0], is_match[weight > 0], weight[weight > 0])
    return float(fitted.coef_[0][0]), float(fitted.intercept_[0])


def birth_weights(pairs: Pairs, trained: Trained) -> dict[str, Any]:
    """Return the log likelihood ratios of equal, nearly equal and differing birth dates and places, and what they come from.

    Among one person's pairs: counted on pairs that name and context alone make nearly certain. Among strangers: counted on
    records taken side by side at many distances, whatever their names.
    """
    probability = 1 / (1 + np.exp(-trained.log_odds(pairs.between)))
    certain = pairs.between.filter(pl.Series(probability > 0.999))
    dated = np.flatnonzero(pairs.records.birth_date != NO_DATE).astype(np.int32)
    steps = range(1, min(_STRANGERS_STEPS, len(dated)))
    chance = context_agreement.birth(
        pairs.records,
        np.concatenate([dated[:-step] for step in steps]),
        np.concatenate([dated[step:] for step in steps]),
    )
    weights: dict[str, float] = {}
    shares: dict[str, dict[str, float]] = {}
    for group in (
        ("birth_date_same", "birth_date_near", "birth_date_differs"),
        ("birth_place_same", "birth_place_differs"),
    ):
        same = certain.filter(pl.sum_horizontal(group) > 0)
        others_count = sum(float(chance[column].sum()) for column in group)
        for column in group:
            among_same = (float(same[column].sum()) + 0.5) / (same.height + 1.5)
            among_other = (float(chance[column].sum()) + 0.5) / (others_count + 1.5)
            weights[column] = float(np.log(among_same / among_other))
            shares[column] = {"among_same": among_same, "among_other": among_other}
    return {"weights": weights, "shares": shares}
