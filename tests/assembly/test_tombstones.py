"""Tombstones: an identifier of any kind that a release had, and the next one lacks, is in its register."""

import polars as pl

from hub.assembly import built_keys, with_tombstones
from hub.assembly.tombstones import BUILT
from hub.ids import NODE_TYPES, OPAQUE_PREFIXES
from hub.tables import BY_NAME
from hub.tables.register import Register
from hub.tables.vocabulary import REGISTER_KINDS


def test_the_register_takes_every_kind_of_identifier() -> None:
    assert set(REGISTER_KINDS) == {*OPAQUE_PREFIXES, *BUILT.values()} >= set(NODE_TYPES)


def test_what_is_gone_is_withdrawn_and_what_comes_back_is_active_whatever_its_kind() -> None:
    empty = {name: BY_NAME[name].create_empty() for name in BUILT}
    rows = {
        name: pl.DataFrame({BY_NAME[name].key_column(): [f"{kind}-1", f"{kind}-2"]}) for name, kind in BUILT.items()
    }
    full = {
        name: empty[name].clear().select(BY_NAME[name].key_column()).cast(pl.String).vstack(rows[name])
        for name in BUILT
    }
    gone = with_tombstones(Register.create_empty(), empty, built_keys(full.__getitem__), Register.create_empty())
    states = gone.select(pl.col("kind").cast(pl.String), "id", pl.col("state").cast(pl.String))
    assert sorted(states.rows()) == sorted(
        (kind, f"{kind}-{n}", "WITHDRAWN") for kind in BUILT.values() for n in (1, 2)
    )
    back = with_tombstones(Register.create_empty(), full, built_keys(empty.__getitem__), gone)
    assert back["state"].cast(pl.String).unique().to_list() == ["ACTIVE"]
    assert back.height == gone.height
