"""Plain Strawberry over PostgreSQL: resolvers and DataLoaders as its documentation shows them, parsing and validation cached.

`app` is an ASGI application over the server at `BENCH_POSTGRES`; `schema` answers with any `Fetch` in its context.
"""

# No `from __future__ import annotations`: strawberry reads the annotations.

import os
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from enum import Enum
from typing import Any, Self

import asyncpg
import strawberry
from starlette.requests import Request
from starlette.responses import Response
from strawberry.asgi import GraphQL
from strawberry.dataloader import DataLoader
from strawberry.extensions import ParserCache, ValidationCache

Rows = Sequence[Mapping[str, Any]]
Fetch = Callable[..., Awaitable[Rows]]
"""Runs SQL with parameters `$1`, `$2` and returns the rows."""

CANDIDACY_COLUMNS = "candidacy_id, name_on_ballot, ballot_number, votes_count, elected, rank, party_id, district_id"


class Loaders:
    """The DataLoaders of one request."""

    def __init__(self, fetch: Fetch) -> None:
        self.fetch = fetch
        self.party = DataLoader(load_fn=self._parties)
        self.district = DataLoader(load_fn=self._districts)
        self.candidacies = DataLoader(load_fn=self._candidacies)

    async def _parties(self, keys: list[str]) -> list["Party | None"]:
        rows = await self.fetch("SELECT party_id, name, abbreviation FROM parties WHERE party_id = ANY($1)", keys)
        found = {row["party_id"]: Party(name=row["name"], abbreviation=row["abbreviation"]) for row in rows}
        return [found.get(key) for key in keys]

    async def _districts(self, keys: list[str]) -> list["District | None"]:
        sql = "SELECT district_id, name, seats_count FROM districts WHERE district_id = ANY($1)"
        rows = await self.fetch(sql, keys)
        found = {row["district_id"]: District(name=row["name"], seats_count=row["seats_count"]) for row in rows}
        return [found.get(key) for key in keys]

    async def _candidacies(self, keys: list[str]) -> list[list["Candidacy"]]:
        sql = f"SELECT person_id, {CANDIDACY_COLUMNS} FROM candidacies WHERE person_id = ANY($1) ORDER BY candidacy_id"  # noqa: S608  constants
        found = defaultdict(list)
        for row in await self.fetch(sql, keys):
            found[row["person_id"]].append(Candidacy.of(row))
        return [found[key] for key in keys]


Info = strawberry.Info[Loaders, None]


@strawberry.type
class Party:
    name: str
    abbreviation: str | None


@strawberry.type
class District:
    name: str
    seats_count: int | None


@strawberry.type
class Candidacy:
    key: str
    name_on_ballot: str
    ballot_number: int | None
    votes_count: int | None
    elected: bool | None
    rank: int | None
    party_key: strawberry.Private[str | None]
    district_key: strawberry.Private[str | None]

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        return cls(
            key=row["candidacy_id"],
            name_on_ballot=row["name_on_ballot"],
            ballot_number=row["ballot_number"],
            votes_count=row["votes_count"],
            elected=row["elected"],
            rank=row["rank"],
            party_key=row["party_id"],
            district_key=row["district_id"],
        )

    @strawberry.field
    async def party(self, info: Info) -> Party | None:
        return None if self.party_key is None else await info.context.party.load(self.party_key)

    @strawberry.field
    async def district(self, info: Info) -> District | None:
        return None if self.district_key is None else await info.context.district.load(self.district_key)


@strawberry.type
class CandidacyConnection:
    nodes: list[Candidacy]


@strawberry.type
class Person:
    key: str
    name: str

    @strawberry.field
    async def candidacies(self, info: Info, first: int) -> CandidacyConnection:
        return CandidacyConnection(nodes=(await info.context.candidacies.load(self.key))[:first])


@strawberry.type
class Result:
    key: str
    kind: str
    votes_count: int | None
    status: str | None
    series: str


@strawberry.type
class ResultConnection:
    nodes: list[Result]


@strawberry.input
class TextFilter:
    eq: str


@strawberry.input
class CandidacyWhere:
    district: TextFilter


@strawberry.input
class ResultWhere:
    party: TextFilter


@strawberry.enum
class OrderDirection(Enum):
    ASC = "ASC"
    DESC = "DESC"


@strawberry.input
class CandidacyOrder:
    votes_count: OrderDirection


@strawberry.type
class Query:
    @strawberry.field
    async def candidacy(self, info: Info, id: strawberry.ID) -> Candidacy | None:  # noqa: A002  the name of the argument
        sql = f"SELECT {CANDIDACY_COLUMNS} FROM candidacies WHERE candidacy_id = $1"  # noqa: S608  constants
        rows = await info.context.fetch(sql, id)
        return Candidacy.of(rows[0]) if rows else None

    @strawberry.field
    async def person(self, info: Info, id: strawberry.ID) -> Person | None:  # noqa: A002  the name of the argument
        rows = await info.context.fetch("SELECT person_id, name FROM persons WHERE person_id = $1", id)
        return Person(key=rows[0]["person_id"], name=rows[0]["name"]) if rows else None

    @strawberry.field
    async def candidacies(
        self, info: Info, where: CandidacyWhere, order_by: list[CandidacyOrder], first: int
    ) -> CandidacyConnection:
        direction = order_by[0].votes_count.value
        sql = (
            f"SELECT {CANDIDACY_COLUMNS} FROM candidacies WHERE district_id = $1 "  # noqa: S608  constants
            f"ORDER BY votes_count {direction} NULLS LAST, candidacy_id LIMIT $2"
        )
        rows = await info.context.fetch(sql, where.district.eq, first)
        return CandidacyConnection(nodes=[Candidacy.of(row) for row in rows])

    @strawberry.field
    async def results(self, info: Info, where: ResultWhere, first: int) -> ResultConnection:
        sql = (
            "SELECT result_id, kind, votes_count, status, series FROM results "
            "WHERE party_id = $1 ORDER BY result_id LIMIT $2"
        )
        rows = await info.context.fetch(sql, where.party.eq, first)
        nodes = [
            Result(
                key=row["result_id"],
                kind=row["kind"],
                votes_count=row["votes_count"],
                status=row["status"],
                series=row["series"],
            )
            for row in rows
        ]
        return ResultConnection(nodes=nodes)


schema = strawberry.Schema(Query, extensions=[ParserCache, ValidationCache])


class App(GraphQL[Loaders, None]):
    """The application over a pool of connections, which is opened with the first request."""

    _pool: asyncpg.Pool | None = None

    async def get_context(self, request: Request, response: Response) -> Loaders:  # type: ignore[override]  # no websockets
        del request, response
        if App._pool is None:
            App._pool = asyncpg.create_pool(os.environ["BENCH_POSTGRES"], min_size=10, max_size=10)
        return Loaders((await App._pool).fetch)


app = App(schema, graphql_ide=None)
