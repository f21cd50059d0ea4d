"""Sampled partitions of candidacies into persons, in which each pair is together as often as its probability says.

Pairs are taken from the likeliest down. Each is joined in so many of the samples as its probability lacks, drawn among the samples that allow it: those in
which every two candidacies that would be brought together may be one person's. Two may be that are one person in the release, or have a
probability of their own; no two of one edition, nor two genders, unless they were judged the same. Judgements are facts, and hold in every sample.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
import numpy.typing as npt
import polars as pl

from hub.resample.evidence import Evidence

ROUNDS = 6
"""Times that the targets of pairs are corrected by how often they came together through others."""
NEAR = 0.02
"""Difference between how often a pair is together and its probability at which its component is drawn again."""

ENOUGH = 0.5
"""Samples that a pair lacks, from which one more is wanted."""

Numbers = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]


def draw(evidence: Evidence, samples_count: int, seed: int) -> Ints:
    """Return the person of every candidacy in every sample: one row per sample, one column per candidacy of `evidence`.

    A person is named by the number of its first candidacy. The same evidence, count and seed give the same samples.
    """
    units = _units(evidence)
    chance = np.random.Generator(np.random.PCG64(seed))
    labels = np.tile(np.arange(len(units.first), dtype=np.int32), (samples_count, 1))
    for component in _components(units):
        _draw_component(component, units, labels, chance)
    drawn: Ints = units.first[labels[:, units.of_candidacy]]
    return drawn


@dataclass(frozen=True)
class _Units:
    """Candidacies that judgements join, as one each, in the order of their first candidacy.

    of_candidacy: unit of every candidacy. first: first candidacy of every unit. left, right, score: pairs of units, the likeliest first.
    published: pairs that the release has as one person. allowed: for each unit the units that may be one person with it.
    """

    of_candidacy: Ints
    first: Ints
    left: Ints
    right: Ints
    score: Numbers
    published: set[tuple[int, int]]
    allowed: dict[int, set[int]] = field(default_factory=dict)


def _units(evidence: Evidence) -> _Units:
    keys = evidence.candidacies["candidacy_id"]
    number = {key: place for place, key in enumerate(keys)}
    root = np.arange(len(keys), dtype=np.int32)
    for one, other in evidence.same.iter_rows():
        root[root == root[number[other]]] = root[number[one]]
    members: dict[int, list[int]] = {}
    for place, name in enumerate(root.tolist()):
        members.setdefault(name, []).append(place)
    first = np.array([places[0] for places in members.values()], dtype=np.int32)
    unit_of = {name: unit for unit, name in enumerate(members)}
    of_candidacy = np.array([unit_of[name] for name in root.tolist()], dtype=np.int32)
    units = pl.DataFrame({"key": keys, "unit": of_candidacy})
    pairs = _of_units(evidence.pairs, units).group_by("left", "right").agg(pl.col("score").max())
    barred = set(_of_units(evidence.different, units).select("left", "right").iter_rows())
    editions, genders = evidence.candidacies["edition_id"], evidence.candidacies["gender"]
    barred |= _met(editions, units, pairs, pl.col("one") == pl.col("other"))
    barred |= _met(genders, units, pairs, pl.col("one") != pl.col("other"))
    held = [
        (left, right, score)
        for left, right, score in pairs.sort("score", "left", "right", descending=[True, False, False]).iter_rows()
        if (left, right) not in barred
    ]
    together = _published_together(evidence.candidacies["person_id"], units) - barred
    allowed: dict[int, set[int]] = {}
    for one, other in {(left, right) for left, right, _ in held} | together:
        allowed.setdefault(one, set()).add(other)
        allowed.setdefault(other, set()).add(one)
    left, right, score = zip(*held, strict=True) if held else ((), (), ())
    return _Units(of_candidacy, first, _ints(left), _ints(right), np.array(score, dtype=np.float64), together, allowed)


def _of_units(pairs: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    """Return pairs of candidacies as pairs of two units, the lower number on the left."""
    found = pairs.join(units.rename({"unit": "one"}), left_on="left", right_on="key").join(
        units.rename({"unit": "other"}), left_on="right", right_on="key"
    )
    return found.with_columns(left=pl.min_horizontal("one", "other"), right=pl.max_horizontal("one", "other")).filter(
        pl.col("left") != pl.col("right")
    )


def _met(stated: pl.Series, units: pl.DataFrame, pairs: pl.DataFrame, is_against: pl.Expr) -> set[tuple[int, int]]:
    """Return the pairs of units of which any two candidacies state what speaks against one person: one edition, or two genders."""
    held = units.select("unit", stated).drop_nulls()
    found = pairs.select("left", "right").join(held.rename({"unit": "left", stated.name: "one"}), on="left")
    found = found.join(held.rename({"unit": "right", stated.name: "other"}), on="right")
    return set(found.filter(is_against).select("left", "right").iter_rows())


def _published_together(persons: pl.Series, units: pl.DataFrame) -> set[tuple[int, int]]:
    """Return the pairs of units that are one person in the release."""
    grouped = units.select("unit", person=persons).unique().group_by("person").agg(pl.col("unit").sort())
    several = grouped.filter(pl.col("unit").list.len() > 1)["unit"]
    return {(one, other) for held in several.to_list() for one, other in combinations(held, 2)}


def _components(units: _Units) -> Iterator[list[int]]:
    """Yield the pairs (by their places) that share units, directly or through others, in the order of their likeliest pair."""
    root = list(range(len(units.first)))

    def find(unit: int) -> int:
        while root[unit] != unit:
            root[unit] = root[root[unit]]
            unit = root[unit]
        return unit

    for one, others in units.allowed.items():
        for other in others:
            root[find(one)] = find(other)
    places: dict[int, list[int]] = {}
    for place, left in enumerate(units.left.tolist()):
        places.setdefault(find(left), []).append(place)
    yield from places.values()


def _draw_component(places: list[int], units: _Units, labels: Ints, chance: np.random.Generator) -> None:
    """Join the pairs of a component in every sample; draw again with corrected targets where they come together more or less often."""
    pairs = [_Pair.of(place, units) for place in places]
    wanted = units.score[places]
    targets = wanted.copy()
    columns = np.unique([unit for pair in pairs for unit in pair.columns.tolist()])
    best, least = labels[:, columns], np.inf
    for _ in range(ROUNDS):
        labels[:, columns] = columns
        left = {pair.names: len(labels) * target for pair, target in zip(pairs, targets.tolist(), strict=True)}
        for pair in pairs:
            pair.join(left, labels, chance)
        missed = wanted - np.array([pair.share(labels) for pair in pairs])
        if (off := float(np.abs(missed).sum())) < least:
            best, least = labels[:, columns], off
        if np.abs(missed).max() <= NEAR or len(pairs) == 1:
            break
        targets = np.clip(targets + missed, 0, 1)
    labels[:, columns] = best


Wanted = dict[tuple[int, int], float]
"""Pair of units -> in how many more samples it should come together."""


@dataclass(frozen=True)
class _Pair:
    """A pair of units, and those that may be one person with either: `ones`, `others`.

    `barred[i, j]` is 1 where two of these may not be one. `is_published`: the release has both as one person.
    """

    names: tuple[int, int]
    ones: Ints
    others: Ints
    columns: Ints
    barred: npt.NDArray[np.float32]
    is_published: bool

    @classmethod
    def of(cls, place: int, units: _Units) -> "_Pair":
        left, right = int(units.left[place]), int(units.right[place])
        ones, others = ([unit, *sorted(units.allowed[unit])] for unit in (left, right))
        barred = [[one != other and other not in units.allowed[one] for other in others] for one in ones]
        return cls(
            (left, right),
            _ints(ones),
            _ints(others),
            _ints(sorted({*ones, *others})),
            np.array(barred, dtype=np.float32),
            (left, right) in units.published,
        )

    def share(self, labels: Ints) -> float:
        """Return the share of samples in which the pair is together."""
        left, right = self.names
        return float((labels[:, left] == labels[:, right]).mean())

    def join(self, wanted: Wanted, labels: Ints, chance: np.random.Generator) -> None:
        """Join the two in as many more samples as wanted, as far as samples allow, and count what comes together with them.

        Samples in which another pair would come together more often than wanted are left out, but for two that the release has as one person.
        """
        left, right = (labels[:, [unit]] for unit in self.names)
        draws = chance.random(len(labels))
        count = int(wanted[self.names] + chance.random())
        if count <= 0:
            return
        ones, others = labels[:, self.ones] == left, labels[:, self.others] == right
        free = (left != right)[:, 0]
        if self.barred.any():
            free &= ((ones.astype(np.float32) @ self.barred) * others).sum(axis=1) == 0
        chosen: list[int] = []
        left_out: list[tuple[int, list[tuple[int, int]]]] = []
        for sample in sorted(np.flatnonzero(free).tolist(), key=draws.__getitem__):
            brought = self._brought(ones[sample], others[sample])
            if any(wanted.get(pair, 1.0) < ENOUGH for pair in brought if pair != self.names):
                left_out.append((sample, brought))
            elif len(chosen) < count:
                chosen.append(sample)
                _count(brought, wanted)
        for sample, brought in left_out[: count - len(chosen)] if self.is_published else ():
            chosen.append(sample)
            _count(brought, wanted)
        block = np.ix_(_ints(chosen), self.columns)
        part, one, other = labels[block], left[chosen], right[chosen]
        labels[block] = np.where((part == one) | (part == other), np.minimum(one, other), part)

    def _brought(self, ones: npt.NDArray[np.bool_], others: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
        """Return the pairs that a join brings together."""
        return [
            (min(one, other), max(one, other))
            for one in self.ones[ones].tolist()
            for other in self.others[others].tolist()
        ]


def _count(brought: list[tuple[int, int]], wanted: Wanted) -> None:
    """Count pairs that came together in one more sample."""
    for pair in brought:
        if pair in wanted:
            wanted[pair] -= 1


def _ints(numbers: Sequence[int]) -> Ints:
    return np.array(numbers, dtype=np.int32)
