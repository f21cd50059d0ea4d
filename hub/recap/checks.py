"""Checks inside one count: the arithmetic of a form, the law's limits, and parents against the sum of their children.

Every contradiction is a finding with both figures; no figure is changed. A figure that is not stated contradicts nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from hub.recap.batch import NOT_REPORTED
from hub.recap.columns import MEASURES
from hub.recap.findings import Finding, Severity
from hub.recap.limits import Limits
from hub.recap.sums import add_to_owners
from hub.recap.tally import Tally

REGISTERED, VOTED, VALID, INVALID = range(len(MEASURES))
_NAMED = (("registered", REGISTERED), ("voted", VOTED), ("valid", VALID))

AT_MOST = ("voted-over-registered", "votes-over-limit")
"""Rules that one figure must not exceed another; the others want two figures equal."""

Counts = npt.NDArray[np.int64]


def check_forms(
    tally: Tally,
    contest_id: str,
    limits: Limits | None = None,
    *,
    listed: npt.NDArray[np.bool_] | None = None,
    partial: bool = False,
) -> Iterator[Finding]:
    """Yield what does not add up in the form of a unit.

    Rules: `ballots-differ` (valid and invalid against voted), `votes-differ` (votes of all options against valid),
    `voted-over-registered` (beyond the reserve of ballots), `votes-over-limit` (more than a polling station can have ballots; stations abroad have limits of their own).
    `listed` says by unit and option what is on the ballot, where that is not everything: options not on the ballot count as 0.
    In a `partial` count a larger area may have some figures of more stations than others: there a finding is of severity INFO.
    """
    contest = tally.columns.contest(contest_id)
    measures = tally.cells[:, tally.columns.measures(contest)].astype(np.int64)
    options = tally.cells[:, tally.columns.options(contest)]
    registered, voted, valid = (_Figure(name, measures[:, place]) for name, place in _NAMED)
    stations = (tally.tree.units["level"] == "POLLING_STATION").to_numpy()
    ballots = _Figure("valid and invalid", _total(measures[:, [VALID, INVALID]]))
    votes = _Figure("votes of all options", _total(options if listed is None else np.where(listed, options, 0)))

    def told(rule: str, units: Counts, left: _Figure, right: _Figure, **evidence: str) -> Iterator[Finding]:
        for unit in map(int, units):
            region = tally.tree.units.row(unit, named=True)
            severity: Severity = "INFO" if partial and not stations[unit] else "WARNING"
            yield _finding(
                rule, contest_id, region, left.of(unit), right.of(unit), evidence=evidence, severity=severity
            )

    yield from told("ballots-differ", _unequal(voted.counts, ballots.counts), voted, ballots)
    yield from told("votes-differ", _unequal(valid.counts, votes.counts), valid, votes)
    if limits is None:
        return
    allowed = _Figure("registered with reserve", limits.ballots(np.maximum(registered.counts, 0)))
    over = np.flatnonzero((registered.counts >= 0) & (voted.counts > allowed.counts))
    yield from told("voted-over-registered", over, allowed, voted, law=limits.source)
    limit = _Figure("ballots of a station", np.full(len(options), limits.station_ballots_count))
    stated = np.maximum(options, 0).sum(axis=1, dtype=np.int64)
    most = _Figure("ballots counted", np.maximum.reduce([voted.counts, ballots.counts, stated]))
    abroad = tally.tree.units_below(tally.tree.nodes.filter(pl.col("level") == "OVERSEAS")["region_id"])
    over = np.flatnonzero(stations & ~abroad & (most.counts > limit.counts))
    yield from told("votes-over-limit", over, limit, most, law=limits.source)


def check_parents(tally: Tally, stated: Counts, contest_id: str) -> Iterator[Finding]:
    """Yield each stated figure of a region that differs from the sum of its children: rule `parent-differs`.

    `stated` is what a source says of the tree's nodes by column, NOT_REPORTED where it says nothing. A child counts with its own
    stated figure where it has one, else with the sum of its children. While some units have not reported, or some children lack the
    figure, a higher parent is to be expected and the finding is of severity INFO.
    """
    contest = tally.columns.contest(contest_id)
    part = tally.columns.all_of(contest)
    sums, known, all_state = children_sums(tally, stated, contest)
    figures = stated[:, part]
    complete = tally.counted[:, contest] >= tally.expected[:, contest]
    for node, offset in np.argwhere((figures >= 0) & known & (figures != sums)):
        whole = bool(complete[node] and all_state[node, offset]) or int(figures[node, offset]) < int(sums[node, offset])
        yield _finding(
            "parent-differs",
            contest_id,
            tally.tree.nodes.row(int(node), named=True),
            ("the sum of its parts", int(sums[node, offset])),
            ("the stated figure", int(figures[node, offset])),
            evidence={
                "figure": tally.columns.name(contest, int(offset)),
                "counted": f"{tally.counted[node, contest]:,} of {tally.expected[node, contest]:,} units",
            },
            severity="WARNING" if whole else "INFO",
        )


Flags = npt.NDArray[np.bool_]


def children_sums(tally: Tally, stated: Counts, contest: int) -> tuple[Counts, Flags, Flags]:
    """Return by node and column of the contest the sum over its children, whether any child has the figure, and whether each has."""
    part = tally.columns.all_of(contest)
    own, owners = tally.cells[:, part], tally.tree.unit_parents
    sums = np.zeros((tally.tree.nodes.height, own.shape[1]), dtype=np.int64)
    stating, lacking = np.zeros_like(sums), np.zeros_like(sums)
    add_to_owners(sums, owners, np.maximum(own, 0))
    add_to_owners(stating, owners, own >= 0)
    add_to_owners(lacking, owners, own < 0)
    for layer in reversed(tally.tree.layers):
        figures, above = stated[layer, part], tally.tree.parents[layer]
        add_to_owners(sums, above, np.where(figures >= 0, figures, sums[layer]))
        add_to_owners(stating, above, (figures >= 0) | (stating[layer] > 0))
        add_to_owners(lacking, above, (figures < 0) & (lacking[layer] > 0))
    return sums, stating > 0, lacking == 0


@dataclass(frozen=True)
class _Figure:
    """A figure of every unit, by what it is called in a message."""

    name: str
    counts: Counts

    def of(self, unit: int) -> tuple[str, int]:
        return self.name, int(self.counts[unit])


def _unequal(left: Counts, right: Counts) -> Counts:
    """Return where both are stated and differ."""
    return np.flatnonzero((left >= 0) & (right >= 0) & (left != right))


def _total(figures: npt.NDArray[np.integer]) -> Counts:
    """Return the sum of each row, NOT_REPORTED where a part of it is not stated."""
    return np.where((figures >= 0).all(axis=1), figures.sum(axis=1, dtype=np.int64), NOT_REPORTED)


def _finding(
    rule: str,
    contest_id: str,
    region: dict[str, str],
    left: tuple[str, int],
    right: tuple[str, int],
    *,
    evidence: dict[str, str],
    severity: Severity = "WARNING",
) -> Finding:
    (left_name, left_count), (right_name, right_count) = left, right
    relation = "at most" if rule in AT_MOST else "equal to"
    label = f"{region['name']} ({region['region_id']})" if region.get("name") else region["region_id"]
    why = "".join(f"; {key}: {text}" for key, text in evidence.items())
    return Finding(
        rule=rule,
        severity=severity,
        contest_id=contest_id,
        region_id=region["region_id"],
        message=f"{label}: expected {right_name} {relation} {left_name}, {left_count:,}; found {right_count:,}{why}",
        evidence={left_name: left_count, right_name: right_count, **evidence},
    )
