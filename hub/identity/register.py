"""Settles which person each cluster of candidacies is, against every id ever published.

An id is anchored to a candidacy: the one that it was minted from, or where that human stands since. A cluster is the person
whose id is anchored to one of its candidacies; of several that were published last the oldest lives on and the others are merged
into it. A person whose candidacies now lie in several clusters was either merged before, and then each gets its own id back, or
is split: its id is closed with all successors, and each cluster without an id of its own gets a new one. A person none of
whose candidacies is left is withdrawn. A closed id opens again when its cluster is whole again.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from hub.ids import opaque

SPLIT_MARK = ";after-split-of="
"""Between the candidacy and the closed id in what a successor of a split is minted from; no candidacy key holds a `;`."""
PLACE_MARK = ";in-place-of="
"""Between the candidacy and the id that was minted from it before, of another human, in what a newcomer to the place is minted from."""


@dataclass(frozen=True)
class Entry:
    """A person's line in the register."""

    id: str
    minted_from: str
    first_release: int
    state: str = "ACTIVE"
    successors: tuple[str, ...] = ()
    apart_from: str | None = None
    """The id whose split it was minted for, once both stood for two people at once: from then on it is no part of that id."""

    @property
    def candidacy(self) -> str:
        """The candidacy that the id was minted from."""
        return self.minted_from.partition(";")[0]


@dataclass(frozen=True)
class Settled:
    """`person_of`: candidacy -> id, for every candidacy of the release. `entries`: the register, every id ever minted."""

    person_of: dict[str, str]
    entries: dict[str, Entry]


@dataclass
class _Register:
    release_number: int
    entries: dict[str, Entry] = field(default_factory=dict)
    anchors: dict[str, str | None] = field(default_factory=dict)
    """id -> the candidacy that its human has now, None if there is none; an id that is missing here keeps the candidacy it was minted from."""
    minted: dict[str, list[str]] = field(init=False)
    """Candidacy -> the ids that were minted from it."""

    def __post_init__(self) -> None:
        self.minted = defaultdict(list)
        for entry in self.entries.values():
            self.minted[entry.candidacy].append(entry.id)

    def anchor(self, entry: Entry) -> str | None:
        return self.anchors.get(entry.id, entry.candidacy)

    def newcomer(self, candidacy: str) -> str:
        """Mint the id of a cluster that is nobody's yet; an id minted from the same candidacy before is another human's."""
        before = [self.entries[identifier] for identifier in self.minted.get(candidacy, ())]
        if not before:
            return self.mint(candidacy)
        return self.mint(f"{candidacy}{PLACE_MARK}{max(before, key=_age).id}")

    def mint(self, minted_from: str) -> str:
        attempt = 0
        while (identifier := opaque("person", minted_from, attempt)) in self.entries:
            attempt += 1
        entry = self.entries[identifier] = Entry(identifier, minted_from, self.release_number)
        self.minted[entry.candidacy].append(identifier)
        return identifier

    def is_whole(self, identifier: str, before: set[str]) -> bool:
        """Tell whether all that an id was split into was published last and is together again; an id that was never split is whole.

        Whoever comes back with a list does not open a closed id again: that would change the id of those who were there.
        """
        entry = self.entries[identifier]
        successors = self._lead_to(entry.successors)
        return entry.state != "SPLIT" or (len(successors) > 1 and successors <= before)

    def _lead_to(self, identifiers: Iterable[str]) -> set[str]:
        """Return the ids that were not closed themselves, to which some ids lead."""
        found: set[str] = set()
        for identifier in identifiers:
            successors = self.entries[identifier].successors
            found |= self._lead_to(successors) if successors else {identifier}
        return found

    def is_of_split(self, identifier: str, person: str) -> bool:
        """Tell whether an id was minted when the person's id was split, or when what came of that was, and is a part of it still."""
        return identifier == person or person in self.wholes(identifier)

    def wholes(self, identifier: str) -> Iterator[str]:
        """Yield the ids that an id is a part of: whose split it was minted for, and whose split that id was minted for."""
        closed = self._split_from(identifier)
        while closed is not None and closed != self.entries[identifier].apart_from:
            yield closed
            identifier, closed = closed, self._split_from(closed)

    def _split_from(self, identifier: str) -> str | None:
        _, mark, closed = self.entries[identifier].minted_from.rpartition(SPLIT_MARK)
        return closed if mark else None

    def precedence(self, identifier: str, before: set[str], standing: list[str]) -> tuple[int, bool, int, str]:
        """Return the order in which ids are taken for a cluster whose people were `before` and whose ids are `standing`.

        First an id that was split and is whole again, then those that were published last, so that whoever comes back changes nobody,
        then those that no other of the cluster stood for: so a merge of several that is undone leaves the merges before it. Of each
        kind the oldest.
        """
        entry = self.entries[identifier]
        kind = 0 if entry.state == "SPLIT" else 1 if identifier in before else 2
        return kind, self.is_merged_into(identifier, standing), *_age(entry)

    def is_merged_into(self, identifier: str, others: list[str]) -> bool:
        """Tell whether an id was merged into one of the others."""
        entry = self.entries[identifier]
        return entry.state == "MERGED" and entry.successors[0] in others

    def set_apart(self, used: set[str]) -> None:
        """Keep that a part of an id stands for a person beside it: undoing a later merge of the two is no split of that id."""
        for identifier in used:
            if not used.isdisjoint(self.wholes(identifier)):
                entry = self.entries[identifier]
                self.entries[identifier] = replace(entry, apart_from=self._split_from(identifier))

    def mark(self, identifier: str, state: str, successors: Iterable[str] = ()) -> None:
        self.entries[identifier] = replace(self.entries[identifier], state=state, successors=tuple(sorted(successors)))


def settle(
    cluster_of: Mapping[str, str],
    entries: Iterable[Entry],
    person_before: Mapping[str, str],
    release_number: int,
    anchors: Mapping[str, str | None] | None = None,
) -> Settled:
    """Return the person of every candidacy, and the register after this release.

    `cluster_of`: candidacy -> any name of its cluster. `entries`: the register of the release before. `person_before`:
    candidacy of now -> person whom the release before had there, for the same humans. `anchors`: id -> candidacy where its human
    stands now, None where nobody knows; without them, where it was minted from. The outcome does not depend on the order of any of them, or on cluster names.
    """
    register = _Register(release_number, {entry.id: entry for entry in entries}, dict(anchors or {}))
    clusters = _clusters(cluster_of)
    own = _own_ids(clusters, cluster_of, register)
    split = _split(clusters, own, person_before, register)
    person_of: dict[str, str] = {}
    for first in sorted(clusters):
        before = {person_before[key] for key in clusters[first] if key in person_before}
        standing = [
            identifier for identifier in own[first] if identifier not in split and register.is_whole(identifier, before)
        ]
        if standing:
            ranks = {identifier: register.precedence(identifier, before, standing) for identifier in standing}
            person = min(standing, key=ranks.__getitem__)
        else:
            closed = own[first] or sorted(split & before)
            person = register.mint(f"{first}{SPLIT_MARK}{closed[0]}") if closed else register.newcomer(first)
        for other in standing:
            # What was split or merged before leads here by its successors already; and undoing this merge leaves those.
            if register.entries[other].state != "SPLIT" and not register.is_merged_into(other, standing):
                register.mark(other, "MERGED", [person])
        register.mark(person, "ACTIVE")
        person_of.update(dict.fromkeys(clusters[first], person))
    used = set(person_of.values())
    _close_split(split, person_before, person_of, register)
    _withdraw_unused(used, split, register)
    register.set_apart(used)
    return Settled(person_of, register.entries)


def _clusters(cluster_of: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the clusters by their first candidacy."""
    by_name: dict[str, list[str]] = defaultdict(list)
    for candidacy in sorted(cluster_of):
        by_name[cluster_of[candidacy]].append(candidacy)
    return {members[0]: members for members in by_name.values()}


def _own_ids(
    clusters: dict[str, list[str]], cluster_of: Mapping[str, str], register: _Register
) -> dict[str, list[str]]:
    """Return for each cluster the ids that are anchored to one of its candidacies."""
    first_of = {cluster_of[members[0]]: first for first, members in clusters.items()}
    own: dict[str, list[str]] = {first: [] for first in clusters}
    for entry in sorted(register.entries.values(), key=_age):
        anchor = register.anchor(entry)
        if anchor is not None and anchor in cluster_of:
            own[first_of[cluster_of[anchor]]].append(entry.id)
    return own


def _split(
    clusters: dict[str, list[str]], own: dict[str, list[str]], person_before: Mapping[str, str], register: _Register
) -> set[str]:
    """Return the persons who lie in several clusters of which one has no id of its own to go back to."""
    homes: dict[str, set[str]] = defaultdict(set)
    for first, members in clusters.items():
        for person in {person_before[key] for key in members if key in person_before}:
            homes[person].add(first)
    return {
        person
        for person, firsts in homes.items()
        if len(firsts) > 1
        and person in register.entries
        and not all(_goes_back(own[first], person, register) for first in firsts)
    }


def _goes_back(own: list[str], person: str, register: _Register) -> bool:
    """Tell whether a cluster of a person has an id of before the merge: the person's own, or one that no split of the person minted."""
    return any(identifier == person or not register.is_of_split(identifier, person) for identifier in own)


def _close_split(
    split: set[str], person_before: Mapping[str, str], person_of: Mapping[str, str], register: _Register
) -> None:
    for person in sorted(split):
        register.mark(
            person,
            "SPLIT",
            {person_of[key] for key, before in person_before.items() if before == person and key in person_of},
        )


def _withdraw_unused(used: set[str], split: set[str], register: _Register) -> None:
    """Withdraw the persons none of whose candidacies is left."""
    for identifier, entry in list(register.entries.items()):
        if entry.state == "ACTIVE" and identifier not in used and identifier not in split:
            register.mark(identifier, "WITHDRAWN")


def _age(entry: Entry) -> tuple[int, str]:
    return entry.first_release, entry.minted_from
