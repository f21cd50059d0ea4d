"""Mints persistent identifiers against the register of the release before; nothing else mints."""

from collections.abc import Iterable

import polars as pl

from hub import ids
from hub.tables.register import Register


class Minter:
    """Gives each key its id: the one it was minted with before, or a new one, which then stands in the register."""

    def __init__(self, register: pl.DataFrame | None, release_number: int) -> None:
        self._register = register if register is not None else Register.create_empty()
        self._release_number = release_number
        self._taken: dict[str, str] = dict(self._register.select("id", "minted_from").iter_rows())
        self._known: dict[tuple[str, str], str] = {
            (kind, key): identifier
            for identifier, kind, key in self._register.select("id", "kind", "minted_from").iter_rows()
        }
        self._new: list[dict[str, object]] = []

    def mint(self, kind: str, keys: Iterable[str]) -> dict[str, str]:
        """Return key -> id. The same key has the same id in every release."""
        wanted = set(keys)
        minted = ids.mint(kind, (key for key in wanted if (kind, key) not in self._known), self._taken)
        for key, identifier in minted.items():
            self._taken[identifier] = key
            self._known[kind, key] = identifier
            self._new.append(
                {
                    "id": identifier,
                    "kind": kind,
                    "minted_from": key,
                    "first_release": self._release_number,
                    "state": "ACTIVE",
                    "successors": [],
                }
            )
        return {key: self._known[kind, key] for key in sorted(wanted)}

    def register(self) -> pl.DataFrame:
        """Return the register as it stands now: what was there before, and what was minted since."""
        new = pl.DataFrame(self._new, schema=Register.polars_schema(), orient="row")
        return pl.concat([self._register.select(new.columns).cast(new.schema), new])
