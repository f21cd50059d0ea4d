"""Joins candidacies into persons so that no single pair can join two people.

Every join is checked against all candidacies of both sides: two of one edition, two genders, two birth dates, two that nobody would
take for one person or that state more than the pair that would join them and disagree, two that a judgement holds apart, or two
persons that are published and that only a further candidacy is like.
"""

from collections.abc import Mapping
from itertools import combinations

from hub.identity.pair_evidence import Evidence, PairEvidence
from hub.identity.records import NONE, Records

ONE_EDITION = "both stand in one edition, and a person stands once"
GENDERS_DIFFER = "the genders stated differ"
BIRTH_DATES_DIFFER = "birth dates of the candidacies that would be joined differ"
UNLIKE = "candidacies that would be joined are not like one person"
MORE_STATED_DISAGREES = "candidacies that would be joined state more than these two, and disagree"
JUDGED_APART = "a judgement holds them apart"
PUBLISHED_AS_TWO = "they are published as two people, and only a further candidacy is like both"


LEAST_LOG_ODDS = -3.0
"""Of two candidacies of one person: below, one in twenty is one person."""


def _disagrees(pair: PairEvidence, joining: PairEvidence) -> bool:
    """Tell whether a pair that states more than the joining one would not be linked: a row that states little is no bridge."""
    return pair.stated_count > joining.stated_count and not pair.would_link


class Clusters:
    """Candidacies by their rows in the records, each in one cluster; at first each alone."""

    def __init__(self, records: Records, person_before: Mapping[str, str], evidence: Evidence | None = None) -> None:
        """`person_before`: candidacy -> person in the release before, for those that it has.

        `evidence`: asked of all pairs that a join would bring together; without it they are not looked at.
        """
        self._records = records
        self._evidence = evidence
        self._person_before = [person_before.get(candidacy) for candidacy in records.candidacy_id]
        self._cluster = list(range(len(records.candidacy_id)))
        self._members = {row: [row] for row in self._cluster}
        # One bit per edition and gender: a union is `|`, and whether two share one is `&`.
        self._editions = [1 << int(edition) for edition in records.edition]
        self._genders = [0 if gender == NONE else 1 << int(gender) for gender in records.gender]
        self._persons = {row: {person} for row, person in enumerate(self._person_before) if person is not None}
        self._held_apart: dict[int, set[int]] = {}

    def hold_apart(self, left: int, right: int) -> None:
        """Never join two candidacies, also not through a third."""
        self._held_apart.setdefault(left, set()).add(right)
        self._held_apart.setdefault(right, set()).add(left)

    def join_judged(self, left: int, right: int) -> None:
        """Join two candidacies that are judged one person, whatever speaks against it."""
        one, other = self._cluster[left], self._cluster[right]
        if one != other:
            self._join(one, other)

    def join(self, left: int, right: int) -> str | None:
        """Join two candidacies that the model links; return why not, where something speaks against it."""
        one, other = self._cluster[left], self._cluster[right]
        if one == other:
            return None
        reason = self._against(one, other) or self._contradicted(one, other, (left, right))
        if reason is not None:
            return reason
        by_newcomer = self._person_before[left] is None or self._person_before[right] is None
        persons = self._persons.get(one, set()), self._persons.get(other, set())
        if by_newcomer and all(persons) and not persons[0] & persons[1]:
            return PUBLISHED_AS_TWO
        self._join(one, other)
        return None

    def is_joined(self, left: int, right: int) -> bool:
        return self._cluster[left] == self._cluster[right]

    def pairs_within(self) -> list[tuple[int, int]]:
        """Return all pairs of candidacies of clusters of three or more, the earlier edition on the left."""
        edition = self._records.edition
        several = (
            sorted(rows, key=lambda row: (int(edition[row]), row)) for rows in self._members.values() if len(rows) > 2
        )
        return [pair for rows in several for pair in combinations(rows, 2)]

    def first_of_each(self) -> dict[str, str]:
        """Return candidacy -> first candidacy of its cluster."""
        ids = self._records.candidacy_id
        first = {cluster: min(ids[row] for row in members) for cluster, members in self._members.items()}
        return {name: first[cluster] for name, cluster in zip(ids, self._cluster, strict=True)}

    def _against(self, one: int, other: int) -> str | None:
        if self._editions[one] & self._editions[other]:
            return ONE_EDITION
        genders = self._genders[one], self._genders[other]
        if all(genders) and not genders[0] & genders[1]:
            return GENDERS_DIFFER
        if any(self._held_apart.get(row, set()) & set(self._members[other]) for row in self._members[one]):
            return JUDGED_APART
        return None

    def _contradicted(self, one: int, other: int, by: tuple[int, int]) -> str | None:
        """Return the first objection of a pair that a join would put in one cluster. Skipped for two singletons: the score band already decides."""
        if self._evidence is None or len(self._members[one]) == len(self._members[other]) == 1:
            return None
        brought = self._evidence.between(self._members[one], self._members[other])
        joining = self._evidence.of(*by)
        if any(pair.birth_differs for pair in brought):
            return BIRTH_DATES_DIFFER
        if any(pair.log_odds < LEAST_LOG_ODDS for pair in brought):
            return UNLIKE
        return MORE_STATED_DISAGREES if any(_disagrees(pair, joining) for pair in brought) else None

    def _join(self, one: int, other: int) -> None:
        kept, gone = (one, other) if len(self._members[one]) >= len(self._members[other]) else (other, one)
        for row in self._members[gone]:
            self._cluster[row] = kept
        self._members[kept] += self._members.pop(gone)
        self._editions[kept] |= self._editions[gone]
        self._genders[kept] |= self._genders[gone]
        if gone in self._persons:
            self._persons.setdefault(kept, set()).update(self._persons.pop(gone))
