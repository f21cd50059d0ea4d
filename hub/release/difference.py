"""Difference between two releases: rows added, removed and changed, table by table, and candidacies that now have another person.

The two may come from versions of the software that know different tables and columns. A table that one of them lacks has no rows there. A
column that one of them lacks is named once, and not as a change of every row.
"""

from dataclasses import dataclass, field

import polars as pl

from hub.release.release import Release
from hub.tables import TABLES, Table
from hub.tables.candidacies import Candidacies
from hub.tables.register import Register


@dataclass(frozen=True)
class AnotherPerson:
    """A candidacy with another person than in the release before, and what became of that person's identifier."""

    candidacy: str
    name_before: str
    person_before: str
    name: str
    person: str
    state_of_before: str | None
    """State of the earlier identifier in the later release: ACTIVE where it went with its human, or WITHDRAWN, MERGED, SPLIT; None where its register lacks it."""

    def __str__(self) -> str:
        state = f"now {self.state_of_before.lower()}" if self.state_of_before else "not in that register"
        before = f"{self.person_before} ({self.name_before}), {state}"
        return f"{self.candidacy}: {self.person} ({self.name}) in place of {before}"


@dataclass(frozen=True)
class TableDifference:
    """Keys of one table that were added, removed, or have another value in a column that both releases have."""

    table: str
    added: list[str]
    removed: list[str]
    changed: dict[str, list[str]]
    """Key -> columns that differ."""
    columns_added: list[str]
    """Columns that only the new release has, of a table that both have."""
    columns_removed: list[str]
    people: list[AnotherPerson] = field(default_factory=list)
    """Of the candidacies: those that have another person than before."""

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.removed or self.changed or self.columns_added or self.columns_removed)


def differences(old: Release, new: Release) -> list[TableDifference]:
    """Return the tables that differ, in the order of TABLES; tables with an equal hash are not read."""
    found = [_difference(table, old, new) for table in TABLES if _hash(old, table) != _hash(new, table)]
    return [difference for difference in found if not difference.is_empty]


def _hash(release: Release, table: type[Table]) -> str | None:
    part = release.manifest.tables.get(table.table_name())
    return part.sha256 if part else None


def _difference(table: type[Table], earlier: Release, later: Release) -> TableDifference:
    old, new, key = earlier.table(table), later.table(table), table.primary_key()
    before, after = (release.columns(table) & set(new.columns) for release in (earlier, later))
    are_both_there = earlier.holds(table) and later.holds(table)
    added = new.join(old, on=key, how="anti", nulls_equal=True).select(key)
    removed = old.join(new, on=key, how="anti", nulls_equal=True).select(key)
    both = old.join(new, on=key, how="inner", nulls_equal=True, suffix="_new")
    others = [name for name in old.columns if name not in key and name in before & after]
    flags = [pl.col(name).ne_missing(pl.col(f"{name}_new")).alias(name) for name in others]
    marked = both.select(*key, *flags)
    changed = marked.filter(pl.any_horizontal(others)) if others else marked.clear()
    return TableDifference(
        table=table.table_name(),
        added=_keys(added),
        removed=_keys(removed),
        changed={
            " ".join(str(row[part]) for part in key): [name for name in others if row[name]]
            for row in changed.iter_rows(named=True)
        },
        columns_added=[name for name in new.columns if name in after - before] if are_both_there else [],
        columns_removed=[name for name in new.columns if name in before - after] if are_both_there else [],
        people=_other_people(old, new, later) if table is Candidacies else [],
    )


def _other_people(old: pl.DataFrame, new: pl.DataFrame, later: Release) -> list[AnotherPerson]:
    columns = ("candidacy_id", "name_on_ballot", "person_id")
    both = old.select(columns).join(new.select(columns), on="candidacy_id", suffix="_new")
    other = both.filter(pl.col("person_id") != pl.col("person_id_new")).sort("candidacy_id")
    states = dict(later.table(Register).select("id", pl.col("state").cast(pl.String)).iter_rows())
    return [
        AnotherPerson(key, name_before, before, name, person, states.get(before))
        for key, name_before, before, name, person in other.iter_rows()
    ]


def _keys(frame: pl.DataFrame) -> list[str]:
    return [" ".join(str(part) for part in row) for row in frame.iter_rows()]
