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


@dataclass(frozen=True)
class Before:
    """What the release before says of identity: its register, and who each candidacy was. Empty for a first release."""

    register: pl.DataFrame = field(default_factory=Register.create_empty)
    candidacies: pl.DataFrame = field(default_factory=lambda: Candidacies.create_empty().select(CANDIDACY_COLUMNS))
    number: int = 0


class Minter:
    """Gives each key its id: the one it was minted with before, or a new one, which is added to the register.

    An id whose key no source states any more is withdrawn, and comes back with its key.
    """

    def __init__(self, before: Before) -> None:
        self._before = before
        minted = before.register.filter(pl.col("kind").cast(pl.String).is_in(list(ids.OPAQUE_PREFIXES)))
        self._entries: dict[str, tuple[str, Entry]] = {
            row["id"]: (
                str(row["kind"]),
                Entry(
                    row["id"],
                    row["minted_from"],
                    row["first_release"],
                    str(row["state"]),
                    tuple(row["successors"]),
                    row["apart_from"],
                ),
            )
            for row in minted.iter_rows(named=True)
        }
        self._last_seen: dict[str, Human] = {
            row["id"]: Human(
                row["candidacy_id"] or self._entries[row["id"]][1].candidacy, row["name"], row["birth_year"]
            )
            for row in minted.iter_rows(named=True)
            if row["kind"] == PERSON
        }
        self._known = {(kind, entry.minted_from): entry.id for kind, entry in self._entries.values()}
        self._used: set[str] = set()
        self._person_before: dict[str, str] = {}
        self._anchors: dict[str, str | None] = {}
        self._humans: dict[str, Human] = {}

    def mint(self, kind: str, keys: Iterable[str]) -> dict[str, str]:
        """Return key -> id. The same key has the same id in every release."""
        wanted = sorted(set(keys))
        taken = {identifier: entry.minted_from for identifier, (_, entry) in self._entries.items()}
        minted = ids.mint(kind, (key for key in wanted if (kind, key) not in self._known), taken)
        for key, identifier in minted.items():
            self._entries[identifier] = (kind, Entry(identifier, key, self._before.number + 1))
            self._known[kind, key] = identifier
        found = {key: self._known[kind, key] for key in wanted}
        self._used |= set(found.values())
        return found

    def first_of(self, kind: str, keys: Iterable[str]) -> str:
        """Return the key that stands for several of one thing: the first that an id was minted from, else the first of all.

        A list of an earlier edition that is added later does not change the id that the thing has.
        """
        ordered = sorted(keys)
        return next((key for key in ordered if (kind, key) in self._known), ordered[0])

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
                "state": self._state(kind, entry),
                "successors": list(entry.successors),
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

    def _state(self, kind: str, entry: Entry) -> str:
        if kind == PERSON:
            return entry.state
        return "ACTIVE" if entry.id in self._used else "WITHDRAWN"


def _humans(candidacies: pl.DataFrame) -> Iterator[Human]:
    columns = (candidacies[name].to_list() for name in ("candidacy_id", "name_on_ballot", "birth_year"))
    return (Human(*row) for row in zip(*columns, strict=True))
