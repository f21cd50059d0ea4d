"""Joins candidacies into persons so that no single pair can join two people.

Every join is checked against all candidacies of both sides: two of one edition, two genders, two birth dates, two that a judgement
holds apart, or two persons that are published and that only a further candidacy is like.
"""

from collections.abc import Mapping

import numpy as np

from hub.identity import context_agreement
from hub.identity.records import NO_DATE, NONE, Records

ONE_EDITION = "both stand in one edition, and a person stands once"
GENDERS_DIFFER = "the genders stated differ"
BIRTH_DATES_DIFFER = "birth dates of the candidacies that would be joined differ"
JUDGED_APART = "a judgement holds them apart"
PUBLISHED_AS_TWO = "they are published as two people, and only a further candidacy is like both"


class Clusters:
    """Candidacies by their rows in the records, each in one cluster; at first each alone."""

    def __init__(self, records: Records, person_before: Mapping[str, str]) -> None:
        """`person_before`: candidacy -> person in the release before, for those that it has."""
        self._records = records
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
        if (reason := self._against(one, other)) is not None:
            return reason
        by_newcomer = self._person_before[left] is None or self._person_before[right] is None
        persons = self._persons.get(one, set()), self._persons.get(other, set())
        if by_newcomer and all(persons) and not persons[0] & persons[1]:
            return PUBLISHED_AS_TWO
        self._join(one, other)
        return None

    def is_joined(self, left: int, right: int) -> bool:
        return self._cluster[left] == self._cluster[right]

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
        return BIRTH_DATES_DIFFER if self._birth_dates_differ(one, other) else None

    def _birth_dates_differ(self, one: int, other: int) -> bool:
        """Tell whether a birth date of the one differs from one of the other; of two single candidacies their band has told."""
        if len(self._members[one]) == len(self._members[other]) == 1:
            return False
        dated = [
            np.array(
                [row for row in self._members[cluster] if self._records.birth_date[row] != NO_DATE], dtype=np.int32
            )
            for cluster in (one, other)
        ]
        if not all(map(len, dated)):
            return False
        left, right = np.repeat(dated[0], len(dated[1])), np.tile(dated[1], len(dated[0]))
        return bool(context_agreement.compare(self._records, left, right)["birth_date_differs"].any())

    def _join(self, one: int, other: int) -> None:
        kept, gone = (one, other) if len(self._members[one]) >= len(self._members[other]) else (other, one)
        for row in self._members[gone]:
            self._cluster[row] = kept
        self._members[kept] += self._members.pop(gone)
        self._editions[kept] |= self._editions[gone]
        self._genders[kept] |= self._genders[gone]
        if gone in self._persons:
            self._persons.setdefault(kept, set()).update(self._persons.pop(gone))
