"""Measures the hub on a release of eight times the rows: every row of the relations again and again, under keys of its own."""

from dataclasses import replace
from pathlib import Path

import polars as pl

from hub.graph.sqlite.build import build_store
from hub.publication import store_path
from hub.release import Release, make_current, write_release
from hub.tables import TABLES, Table
from hub.tables.editions import Editions
from hub.tables.parties import Parties
from scripts.bench_graphql.compare import Line, Run, measure
from scripts.bench_graphql.ground import Ground
from scripts.bench_graphql.questions import QUESTIONS
from scripts.bench_graphql.relations import RELATIONS
from scripts.bench_graphql.servers.hub_server import HUB

TIMES = 8

GROWING = tuple(relation for relation in RELATIONS if relation not in {Editions, Parties})
"""Elections and parties stay as they are: eight times the candidacies stand in the same ones."""


def grow(release: Release, out: Path, times: int = TIMES) -> Release:
    """Write a release of so many times the rows of the growing relations below `out`, with its store; the first copy is as it was."""
    tables = {table.table_name(): release.table(table) for table in TABLES}
    for relation in GROWING:
        copies = [_copy(relation, tables[relation.table_name()], number) for number in range(times)]
        tables[relation.table_name()] = pl.concat(copies)
    manifest = release.manifest
    grown = write_release(out, tables, title=f"{manifest.title}, {times}x", base_iri=manifest.base_iri, quality={})
    build_store(grown, store_path(out, grown))
    make_current(out, grown)
    return grown


def _copy(relation: type[Table], frame: pl.DataFrame, number: int) -> pl.DataFrame:
    """Return rows under other keys, which refer to rows of the same copy.

    What is keyed by its contest stays together with its contest, as it would in further elections.
    """
    if number == 0:
        return frame
    growing = {each.table_name() for each in GROWING}
    refers = [column for column, (table, _) in relation.references().items() if table in growing]
    return frame.with_columns(_renamed(frame, name, f"~{number}") for name in {relation.key_column(), *refers})


def _renamed(frame: pl.DataFrame, name: str, mark: str) -> pl.Expr:
    held = pl.col(name)
    if "contest_id" not in frame.columns:
        return held + mark
    contest = pl.col("contest_id")
    rest = held.str.slice(contest.str.len_chars())
    by_contest = pl.concat_str(contest, pl.lit(mark), rest)
    return pl.when(held.str.starts_with(contest)).then(by_contest).otherwise(held + mark).alias(name)


def growth(ground: Ground, rounds: int, seconds: int) -> list[Line]:
    """Ask the hub the same of a release and of the release that grew."""
    out = ground.folder / "grown"
    grow(ground.release, out)
    large = replace(HUB, name=f"hub, {TIMES}x the rows")
    variants = {question: question.variants(ground.release) for question in QUESTIONS}
    first = HUB.body(QUESTIONS[0], variants[QUESTIONS[0]][0])
    with (
        Ground(out, ground.folder) as grown,
        HUB.started(ground, first) as small_hub,
        large.started(grown, first) as large_hub,
    ):
        runs = [
            Run(server, question, running, server.bodies(ground.folder, question, variants[question]))
            for question in QUESTIONS
            for server, running in ((HUB, small_hub), (large, large_hub))
        ]
        return measure(runs, rounds, seconds)
