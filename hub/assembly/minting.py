"""Mints persistent identifiers against the register of the release before; nothing else mints."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import polars as pl

from hub import ids
from hub.identity.register import Entry, Settled, settle
from hub.identity.succession import Human, follow
from hub.tables.candidacies import Candidacies
from hub.tables.register import Register

PERSON = "person"
CANDIDACY_COLUMNS = ("candidacy_id", "person_id", "name_on_ballot", "birth_year")
"""What the release before must say of a candidacy."""

_SEEN = ("candidacy_id", "name", "birth_year")
"""What the register says of where a person was seen last."""


@dataclass(frozen=True)
class Before:
    """What the release before says of identity: its register, and who each candidacy was. Empty for a first release."""

    register: pl.DataFrame = field(default_factory=Register.create_empty)
    candidacies: pl.DataFrame = field(default_factory=lambda: Candidacies.create_empty().select(CANDIDACY_COLUMNS))
    number: int = 0


class Minter:
    """Gives each key its id: the one it was minted with before, or a new one, which is added to the register.

    An id whose key no source states any more is withdrawn, and comes back with its key. Of ids whose keys turn out to be of one thing one
    lives on, and the others are merged into it until the keys are apart again.
    """

    def __init__(self, before: Before) -> None:
        self._before = before
        minted = (
            before.register.with_columns(pl.col("kind", "state").cast(pl.String))
            .filter(pl.col("kind").is_in(list(ids.OPAQUE_PREFIXES)))
            .select("id", "kind", "minted_from", "first_release", "state", "successors", "apart_from", *_SEEN)
        )
        self._entries: dict[str, tuple[str, Entry]] = {}
        self._last_seen: dict[str, Human] = {}
        for key, kind, minted_from, first_release, state, successors, apart_from, *seen in minted.iter_rows():
            entry = Entry(key, minted_from, first_release, state, tuple(successors), apart_from)
            self._entries[key] = kind, entry
            if kind == PERSON:
                candidacy, name, birth_year = seen
                self._last_seen[key] = Human(candidacy or entry.candidacy, name, birth_year)
        self._known = {(kind, entry.minted_from): entry.id for kind, entry in self._entries.values()}
        self._used: set[str] = set()
        self._merged: dict[str, str] = {}
        """Id -> the id of the same thing that lives on, of kinds other than persons."""
        self._person_before: dict[str, str] = {}
        self._anchors: dict[str, str | None] = {}
        self._humans: dict[str, Human] = {}

    def mint(self, kind: str, keys_of: Mapping[str, Iterable[str]]) -> dict[str, str]:
        """Return name -> id of things with several keys each; the name is the key from which a new id is minted.

        No key is of two things. Where several ids are known, the oldest that was active in the release before lives on, so that a list of
        an earlier edition that is added later changes no id; the others are merged into it.
        """
        known = self._known_of(kind, keys_of)
        taken = {identifier: entry.minted_from for identifier, (_, entry) in self._entries.items()}
        minted = ids.mint(kind, (name for name, found in known.items() if not found), taken)
        for key, identifier in minted.items():
            self._entries[identifier] = (kind, Entry(identifier, key, self._before.number + 1))
            self._known[kind, key] = identifier
            known[key] = [identifier]
        for first, *others in known.values():
            self._used.add(first)
            self._merged.update(dict.fromkeys(others, first))
        return {name: found[0] for name, found in known.items()}

    def _known_of(self, kind: str, keys_of: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
        """Return name -> the ids of the thing, the one that lives on first.

        A thing all of whose own ids were merged keeps the id that they were merged into, unless that is of a key of another thing.
        """
        own = {
            name: {self._known[kind, key] for key in (name, *keys) if (kind, key) in self._known}
            for name, keys in sorted(keys_of.items())
        }
        claimed = {identifier for found in own.values() for identifier in found}
        for name, found in own.items():
            ends = {self._end(identifier) for identifier in found} - claimed
            if all(self._entries[identifier][1].state != "ACTIVE" for identifier in found):
                claimed |= ends
                own[name] = found | ends
        return {name: sorted(found, key=self._age) for name, found in own.items()}

    def _end(self, identifier: str) -> str:
        """Return the id that an id was merged into, after all merges; itself where it was not merged."""
        while (entry := self._entries[identifier][1]).state == "MERGED":
            (identifier,) = entry.successors
        return identifier

    def _age(self, identifier: str) -> tuple[bool, int, str]:
        """Return the sort key of an id: first those that were active in the release before, then the older."""
        entry = self._entries[identifier][1]
        return entry.state != "ACTIVE", entry.first_release, entry.minted_from

    def recognise(self, candidacies: pl.DataFrame) -> dict[str, str]:
        """Return candidacy -> person whom the release before had there, for those who are the same humans still.

        `candidacies`: candidacy_id, name_on_ballot, birth_year. People are followed to where they stand now
        (`hub.identity.succession`); so are the anchors of ids that were merged, split or withdrawn. An id whose human no longer
        stands where it was anchored is anchored to the first other candidacy of the person.
        """
        self._humans = {human.candidacy: human for human in _humans(candidacies)}
        standing = {human.candidacy: human for human in _humans(self._before.candidacies)}
        found = dict(zip(standing.values(), follow([*standing.values()], self._humans.values()), strict=True))
        seen = {
            identifier: standing.get(human.candidacy, human) if human.name is None else human
            for identifier, human in self._last_seen.items()
        }
        others = sorted(set(seen.values()) - set(found), key=lambda human: (human.candidacy, human.name or ""))
        taken = set(found.values())
        free = [human for key, human in self._humans.items() if key not in taken]
        found |= zip(others, follow(others, free), strict=True)
        before = self._before.candidacies
        person_of = dict(zip(before["candidacy_id"].to_list(), before["person_id"].to_list(), strict=True))
        self._person_before = {
            key: person_of[human.candidacy]
            for human, key in found.items()
            if key is not None and standing.get(human.candidacy) == human
        }
        elsewhere = {person: key for key, person in sorted(self._person_before.items(), reverse=True)}
        self._anchors = {identifier: found[human] or elsewhere.get(identifier) for identifier, human in seen.items()}
        return self._person_before

    def settle_persons(self, cluster_of: Mapping[str, str]) -> dict[str, str]:
        """Return candidacy -> person for every candidacy, given the cluster of each. Call `recognise` before."""
        persons = [entry for kind, entry in self._entries.values() if kind == PERSON]
        number = self._before.number + 1
        settled: Settled = settle(cluster_of, persons, self._person_before, number, self._anchors)
        self._entries.update({identifier: (PERSON, entry) for identifier, entry in settled.entries.items()})
        for identifier, entry in settled.entries.items():
            anchor = self._anchors.get(identifier, entry.candidacy)
            if anchor in self._humans:
                self._last_seen[identifier] = self._humans[anchor]
        return settled.person_of

    def register(self) -> pl.DataFrame:
        """Return the current register: every earlier id, and those minted since."""
        rows = [
            {
                "id": entry.id,
                "kind": kind,
                "minted_from": entry.minted_from,
                "first_release": entry.first_release,
                **self._state(kind, entry),
                "apart_from": entry.apart_from,
                **self._seen(identifier),
            }
            for identifier, (kind, entry) in self._entries.items()
        ]
        return pl.DataFrame(rows, schema=Register.polars_schema(), orient="row")

    def _seen(self, identifier: str) -> dict[str, object]:
        human = self._last_seen.get(identifier)
        if human is None:
            return dict.fromkeys(("candidacy_id", "name", "birth_year"))
        return {"candidacy_id": human.candidacy, "name": human.name, "birth_year": human.birth_year}

    def _state(self, kind: str, entry: Entry) -> dict[str, object]:
        """Return state and successors. Of an id that was merged before, and whose key no source states now, they stay."""
        if kind != PERSON and entry.id in self._used:
            return {"state": "ACTIVE", "successors": []}
        if entry.id in self._merged:
            return {"state": "MERGED", "successors": [self._merged[entry.id]]}
        if kind == PERSON or entry.state == "MERGED":
            return {"state": entry.state, "successors": list(entry.successors)}
        return {"state": "WITHDRAWN", "successors": []}


def _humans(candidacies: pl.DataFrame) -> Iterator[Human]:
    columns = (candidacies[name].to_list() for name in ("candidacy_id", "name_on_ballot", "birth_year"))
    return (Human(*row) for row in zip(*columns, strict=True))
