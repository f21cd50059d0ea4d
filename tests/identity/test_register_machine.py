"""The register's promise as a state machine: whatever is merged, split, undone, added, removed or put in another order.

The suite runs a few sequences; `make fuzz-register` runs 10,000.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from hub.assembly.minting import CANDIDACY_COLUMNS, Before, Minter
from hub.tables.candidacies import Candidacies

RUNS = int(os.environ.get("HUB_REGISTER_RUNS", "25"))
IS_LONG = RUNS > 25
"""The short form takes the same histories each time."""
NAMES = ("ANA WIDYA", "BUDI SANTOSO", "CICI PARAMIDA", "DEWI SARTIKA", "EKO PRASETYO", "FAJAR RAMADHAN", "GITA LESTARI")
SCHEMA = {name: Candidacies.polars_schema()[name] for name in CANDIDACY_COLUMNS}


@dataclass(frozen=True)
class World:
    """Who stands where, and which of them are held for one person."""

    number_of: Mapping[str, int] = field(default_factory=dict)
    person_of: Mapping[str, str] = field(default_factory=dict)
    """Name -> the first name of the person."""

    def key(self, name: str) -> str:
        return f"2042/dpr/1/1/{self.number_of[name]}"

    def people(self) -> list[list[str]]:
        return [
            sorted(name for name, first in self.person_of.items() if first == one)
            for one in sorted(set(self.person_of.values()))
        ]

    def regrouped(self, people: list[list[str]]) -> "World":
        return World(self.number_of, {name: min(names) for names in people for name in names})


def age(entry: Mapping[str, object]) -> tuple[object, object]:
    """Return what the older of two ids is the lesser by."""
    return entry["first_release"], entry["minted_from"]


class Register(RuleBasedStateMachine):
    """Builds one release after another; each rule changes the world and builds. What is undone are judgements and orders, not lists."""

    def __init__(self) -> None:
        super().__init__()
        self.worlds: list[tuple[World, dict[str, str]]] = [(World(), {})]
        self.undone: list[tuple[World, dict[str, str]]] = []
        self.before = Before()
        self.meant: dict[str, set[str]] = {}
        """Id -> everybody whom it ever stood for."""

    @property
    def world(self) -> World:
        return self.worlds[-1][0]

    @property
    def ids(self) -> dict[str, str]:
        return self.worlds[-1][1]

    def build(self, world: World, *, is_backwards: bool = False) -> dict[str, str]:
        """Build the release of a world and return name -> id."""
        names = sorted(world.number_of, key=lambda name: -world.number_of[name])
        minter = Minter(self.before)
        minter.recognise(self.standing(world, names, {}))
        found = minter.settle_persons({world.key(name): world.person_of[name] for name in names})
        ids = {name: found[world.key(name)] for name in names}
        self.before = Before(minter.register(), self.standing(world, names, ids), self.before.number + 1)
        for name, identifier in ids.items():
            self.meant.setdefault(identifier, set())
            self.meant[identifier].add(name)
        return ids

    def standing(self, world: World, names: list[str], ids: Mapping[str, str]) -> pl.DataFrame:
        """Return the candidacies of a world, with the persons that are known."""
        rows = [(world.key(name), ids.get(name), name, None) for name in names]
        return pl.DataFrame(rows, schema=SCHEMA, orient="row")

    def publish(self, world: World) -> None:
        self.worlds.append((world, self.build(world)))
        self.undone.clear()

    def absent(self) -> list[str]:
        return [name for name in NAMES if name not in self.world.number_of]

    @precondition(lambda self: self.absent())
    @rule(data=st.data())
    def add(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(self.absent()))
        person = data.draw(st.sampled_from([[], *self.world.people()]))
        free = min(set(range(1, len(NAMES) + 1)) - set(self.world.number_of.values()))
        before = self.ids
        rest = [names for names in self.world.people() if names != person]
        numbered = World({**self.world.number_of, name: free})
        self.publish(numbered.regrouped([*rest, [*person, name]]))
        del self.worlds[:-1]
        assert {other: self.ids[other] for other in before} == before

    @precondition(lambda self: self.world.number_of)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        gone = data.draw(st.sampled_from(sorted(self.world.number_of)))
        before = self.ids
        kept = World({name: number for name, number in self.world.number_of.items() if name != gone})
        people = [[name for name in names if name != gone] for names in self.world.people()]
        self.publish(kept.regrouped([names for names in people if names]))
        del self.worlds[:-1]
        assert self.ids == {name: identifier for name, identifier in before.items() if name != gone}

    @precondition(lambda self: len(self.world.people()) > 1)
    @rule(data=st.data())
    def merge(self, data: st.DataObject) -> None:
        people = self.world.people()
        one, other = data.draw(st.lists(st.integers(0, len(people) - 1), min_size=2, max_size=2, unique=True))
        rest = [names for place, names in enumerate(people) if place not in {one, other}]
        published, before = set(self.meant), self.ids
        self.publish(self.world.regrouped([*rest, people[one] + people[other]]))
        assert self.ids[people[one][0]] in published
        assert {name: self.ids[name] for names in rest for name in names} == {
            name: before[name] for names in rest for name in names
        }

    @precondition(lambda self: any(len(names) > 1 for names in self.world.people()))
    @rule(data=st.data())
    def split(self, data: st.DataObject) -> None:
        people = self.world.people()
        names = data.draw(st.sampled_from([names for names in people if len(names) > 1]))
        apart = data.draw(st.sets(st.sampled_from(names), min_size=1, max_size=len(names) - 1))
        rest = [others for others in people if others != names]
        before = self.ids
        self.publish(self.world.regrouped([*rest, sorted(apart), sorted(set(names) - apart)]))
        assert {name: self.ids[name] for others in rest for name in others} == {
            name: before[name] for others in rest for name in others
        }

    @precondition(lambda self: len(self.world.number_of) > 1)
    @rule(data=st.data())
    def put_in_another_order(self, data: st.DataObject) -> None:
        names = sorted(self.world.number_of)
        numbers = data.draw(st.permutations([self.world.number_of[name] for name in names]))
        before = self.ids
        self.publish(World(dict(zip(names, numbers, strict=True)), self.world.person_of))
        assert self.ids == before

    @precondition(lambda self: len(self.worlds) > 1)
    @rule()
    def undo(self) -> None:
        self.undone.append(self.worlds.pop())
        self.return_to(self.worlds.pop())

    @precondition(lambda self: self.undone)
    @rule()
    def do_again(self) -> None:
        self.return_to(self.undone.pop())

    def return_to(self, published: tuple[World, dict[str, str]]) -> None:
        """Build a world that was published before: each has the id of then, or the older one that it was merged into meanwhile.

        The latter where an older id was withdrawn at the time: once it has come back, the rule of merges holds.
        """
        world, then = published
        now = self.build(world)
        entries = {row["id"]: row for row in self.before.register.iter_rows(named=True)}
        for name, identifier in then.items():
            older, entry = entries[now[name]], entries[identifier]
            assert now[name] == identifier or (entry["successors"] == [now[name]] and age(older) < age(entry))
        self.worlds.append((world, now))

    @invariant()
    def each_person_has_an_id_of_its_own(self) -> None:
        assert len(set(self.ids.values())) == len(self.world.people())
        assert all(len({self.ids[name] for name in names}) == 1 for names in self.world.people())

    @invariant()
    def every_id_ever_published_answers(self) -> None:
        entries = {row["id"]: row for row in self.before.register.iter_rows(named=True)}
        assert set(self.meant) <= set(entries)
        active = {key for key, row in entries.items() if row["state"] == "ACTIVE"}
        assert active == set(self.ids.values())
        for key in self.meant:
            self.leads_on(key, entries, frozenset())

    def leads_on(self, key: str, entries: dict[str, dict[str, object]], seen: frozenset[str]) -> None:
        assert key not in seen, f"{key} leads back to itself"
        row = entries[key]
        assert row["successors"] or row["state"] in {"ACTIVE", "WITHDRAWN"}
        successors = row["successors"]
        assert isinstance(successors, list)
        for successor in successors:
            self.leads_on(successor, entries, seen | {key})


Register.TestCase.settings = settings(
    max_examples=RUNS,
    derandomize=not IS_LONG,
    stateful_step_count=12,
    deadline=None,
    report_multiple_bugs=False,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestRegister = Register.TestCase
