"""Rates among persons between two elections: as the release has them, with the interval that sampled persons give.

A person of a sample is counted as one of the release is: who stands for the office in both elections, for which party, where, and who won.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from hub.errors import UsageError
from hub.release import Release
from hub.resample.partitions import Ints
from hub.tables.candidacies import Candidacies
from hub.tables.districts import Districts
from hub.tables.editions import Editions

QUALITY = "quality.json"
NONE = -1
LOW, HIGH = 2.5, 97.5
"""Percentiles of the samples that bound an interval."""

STOOD_AGAIN = "STOOD_AGAIN"
SWITCHED_PARTY = "SWITCHED_PARTY"
CHANGED_DISTRICT = "CHANGED_DISTRICT"
MEMBERS_STOOD_AGAIN = "MEMBERS_STOOD_AGAIN"
MEMBERS_ELECTED_AGAIN = "MEMBERS_ELECTED_AGAIN"
RETURNED = "RETURNED"
QUESTIONS = {
    STOOD_AGAIN: "candidates who stand again",
    SWITCHED_PARTY: "... for another party",
    CHANGED_DISTRICT: "... in another district",
    MEMBERS_STOOD_AGAIN: "members who stand again",
    MEMBERS_ELECTED_AGAIN: "members elected again",
    RETURNED: "elected, and before as well",
}
"""Questions of docs/research.md that two elections answer, worded for a reader."""

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Rate:
    """One question between two elections for an office.

    count, of, share: in the release. low, high: 95% of the samples lie between. false_links: measured share of false links between the two
    lists (`quality.json`), None where none was measured; then `not_measured` says why.
    """

    question: str
    office: str
    from_edition: str
    to_edition: str
    count: int
    of: int
    share: float
    low: float
    high: float
    false_links: float | None
    not_measured: str | None


@dataclass(frozen=True)
class _Standing:
    """Candidacies as arrays, in the order of their keys: codes of edition, party and line of districts, NONE where not stated; won: 1, 0, NONE."""

    edition: Ints
    party: Ints
    line: Ints
    won: Ints


def rates(release: Release, samples: Ints, office: str) -> list[Rate]:
    """Return the rates of every two elections for an office. `samples`: as `draw` returns them.

    A question of which nothing is known is left out, as who was elected in 2019. Raises UsageError where fewer than two elections have the office.
    """
    candidacies = release.table(Candidacies).sort("candidacy_id").with_columns(pl.col("office").cast(pl.String))
    held = candidacies.filter(pl.col("office") == office)["edition_id"]
    order = release.table(Editions).sort("year", "voting_date", "edition_id", nulls_last=False)["edition_id"]
    editions = [edition for edition in order if edition in set(held)]
    if len(editions) < 2:
        offices = ", ".join(sorted(set(candidacies["office"])))
        raise UsageError(
            f"expected an office with candidates in two elections (of {offices}), found {office!r} in {len(editions)}"
        )
    standing = _standing(candidacies, release.table(Districts), editions, office)
    persons = candidacies["person_id"].rank("dense").to_numpy().astype(np.int32) - 1
    measured = _measured(release)
    found: list[Rate] = []
    for pair in combinations(range(len(editions)), 2):
        one, other = (editions[number] for number in pair)
        lists = tuple(f"{edition}/{office.lower().replace('_', '-')}" for edition in (one, other))
        quality = measured.get((lists[0], lists[1]), {})
        for question, (count, of), low, high in _between(standing, persons, samples, pair):
            rated = quality.get("false_links")
            reason = None if rated else quality.get("not_measured") or "NO_LINKS"
            false = rated["share"] if rated else None
            found.append(Rate(question, office, one, other, count, of, count / of, low, high, false, reason))
    return found


def _between(
    standing: _Standing, persons: Ints, samples: Ints, pair: tuple[int, int]
) -> Iterator[tuple[str, tuple[int, int], float, float]]:
    """Yield each question that two elections answer with how many, of how many, and the interval of the share."""
    before, after = (np.flatnonzero(standing.edition == number).astype(np.int32) for number in pair)
    published = _counts(standing, persons, before, after)
    drawn = [_counts(standing, sample, before, after) for sample in samples]
    for question, counted in published.items():
        shares = [found[question][0] / found[question][1] for found in drawn if found[question][1]]
        if counted[1] and shares:
            low, high = np.percentile(shares, [LOW, HIGH])
            yield question, counted, float(low), float(high)


def _counts(standing: _Standing, persons: Ints, before: Ints, after: Ints) -> dict[str, tuple[int, int]]:
    """Return question -> (how many, of how many), for persons by candidacy."""
    at = np.full(int(persons.max()) + 1, NONE, dtype=np.int32)
    at[persons[after]] = after
    later = at[persons[before]]
    first, second = before[later != NONE], later[later != NONE]
    back = np.full(len(at), NONE, dtype=np.int32)
    back[persons[before]] = before
    earlier = back[persons[after]]
    members = standing.won[before] == 1
    won_again = standing.won[later] == 1
    is_known = (standing.won[before] == 1).any() and (standing.won[after] == 1).any()
    elected = standing.won[after] == 1
    return {
        STOOD_AGAIN: (len(first), len(before)),
        SWITCHED_PARTY: _differing(standing.party, first, second),
        CHANGED_DISTRICT: _differing(standing.line, first, second),
        MEMBERS_STOOD_AGAIN: (int((members & (later != NONE)).sum()), int(members.sum())),
        MEMBERS_ELECTED_AGAIN: _if(is_known, (members & (later != NONE) & won_again).sum(), members.sum()),
        RETURNED: _if(is_known, (elected & (earlier != NONE) & (standing.won[earlier] == 1)).sum(), elected.sum()),
    }


def _if(is_known: bool, count: np.int64, of: np.int64) -> tuple[int, int]:  # noqa: FBT001 (a guard of two figures)
    return (int(count), int(of)) if is_known else (0, 0)


def _differing(codes: Ints, first: Ints, second: Ints) -> tuple[int, int]:
    """Return in how many pairs the codes differ, and how many state both."""
    stated = (codes[first] != NONE) & (codes[second] != NONE)
    return int((stated & (codes[first] != codes[second])).sum()), int(stated.sum())


def _standing(candidacies: pl.DataFrame, districts: pl.DataFrame, editions: Sequence[str], office: str) -> _Standing:
    lines = candidacies.join(
        districts.select("district_id", "line_id"), on="district_id", how="left", maintain_order="left"
    )
    of_office = lines["office"] == office
    code = {edition: number for number, edition in enumerate(editions)}
    edition = lines["edition_id"].replace_strict(code, default=NONE, return_dtype=pl.Int32)
    return _Standing(
        edition=edition.set(~of_office, NONE).to_numpy(),
        party=_coded(lines["party_id"]),
        line=_coded(lines["line_id"]),
        won=lines["elected"].cast(pl.Int32).fill_null(NONE).to_numpy(),
    )


def _coded(texts: pl.Series) -> Ints:
    return (texts.rank("dense").cast(pl.Int32).fill_null(NONE)).to_numpy()


def _measured(release: Release) -> dict[tuple[str, str], Mapping[str, Any]]:
    """Return by two lists what the release says of their links."""
    content = release.document(QUALITY)
    rows = json.loads(content)["identity"]["linked"] if content else ()
    return {(row["left_list"], row["right_list"]): row for row in rows}
