"""Mints persistent identifiers against the register of the release before; nothing else mints."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import polars as pl

from hub import ids
from hub.identity.register import Entry, Settled, settle
from hub.tables.candidacies import Candidacies
from hub.tables.register import Register

PERSON = "person"


@dataclass(frozen=True)
class Before:
    """What the release before says of identity: its register, and which person each candidacy was. Empty for a first release."""

    register: pl.DataFrame = field(default_factory=Register.create_empty)
    candidacies: pl.DataFrame = field(
        default_factory=lambda: Candidacies.create_empty().select("candidacy_id", "person_id")
    )
    number: int = 0


class Minter:
    """Gives each key its id: the one it was minted with before, or a new one, which then stands in the register.

    An id whose key no source states any more is withdrawn, and comes back with its key.
    """

    def __init__(self, before: Before) -> None:
        self._before = before
        self._entries: dict[str, tuple[str, Entry]] = {
            row["id"]: (
                str(row["kind"]),
                Entry(row["id"], row["minted_from"], row["first_release"], str(row["state"]), tuple(row["successors"])),
            )
            for row in before.register.iter_rows(named=True)
        }
        self._known = {(kind, entry.minted_from): entry.id for kind, entry in self._entries.values()}
        self._used: set[str] = set()

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

    def person_before(self) -> dict[str, str]:
        """Return candidacy -> person in the release before."""
        return dict(self._before.candidacies.select("candidacy_id", "person_id").iter_rows())

    def settle_persons(self, cluster_of: Mapping[str, str]) -> dict[str, str]:
        """Return candidacy -> person for every candidacy, given the cluster of each."""
        persons = [entry for kind, entry in self._entries.values() if kind == PERSON]
        settled: Settled = settle(cluster_of, persons, self.person_before(), self._before.number + 1)
        self._entries.update({identifier: (PERSON, entry) for identifier, entry in settled.entries.items()})
        return settled.person_of

    def register(self) -> pl.DataFrame:
        """Return the register as it stands now: every id that was there before, and what was minted since."""
        rows = [
            {
                "id": entry.id,
                "kind": kind,
                "minted_from": entry.minted_from,
                "first_release": entry.first_release,
                "state": self._state(kind, entry),
                "successors": list(entry.successors),
            }
            for kind, entry in self._entries.values()
        ]
        return pl.DataFrame(rows, schema=Register.polars_schema(), orient="row")

    def _state(self, kind: str, entry: Entry) -> str:
        if kind == PERSON:
            return entry.state
        return "ACTIVE" if entry.id in self._used else "WITHDRAWN"
