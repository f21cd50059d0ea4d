"""An answer as of an earlier release, as long as it is kept."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from hub.publication import publish
from hub.release import Release
from hub.release.write import write_release
from hub.schema.execute import Executor
from hub.schema.request import Request
from hub.schema.response import Response
from tests.mini import BASE, tables, write_mini
from tests.web.conftest import Get, caller

QUERY = '{ release { id number } contest(id: "2042/dpr/8101") { seatsCount } }'


@pytest.fixture
def kept(tmp_path: Path) -> tuple[Release, Release]:
    """Return two releases, of which the second is current and has another number of seats."""
    first = write_mini(tmp_path)
    publish(tmp_path, first, lambda *_: None)
    changed = tables()
    changed["contests"] = changed["contests"].with_columns(pl.col("seats_count") + 5)
    second = write_release(tmp_path, changed, title="Mini", base_iri=BASE, quality={})
    publish(tmp_path, second, lambda *_: None)
    return first, second


@pytest.fixture
def get(kept: tuple[Release, Release], tmp_path: Path) -> Get:
    return caller(tmp_path)


def seats(get: Get, **more: str) -> int:
    return int(get("/graphql", params={"query": QUERY, **more}).json()["data"]["contest"]["seatsCount"])


def test_an_earlier_release_answers_by_number_and_by_id(get: Get, kept: tuple[Release, Release]) -> None:
    first, second = kept
    now = seats(get)
    assert seats(get, asOf=second.id) == seats(get, asOf="2") == now
    for name in ("1", first.id, first.id[:8]):
        answer = get("/graphql", "POST", params={"asOf": name}, json={"query": QUERY}).json()
        assert answer["data"]["release"] == {"id": first.id, "number": 1}
        assert answer["data"]["contest"]["seatsCount"] == now - 5
    assert seats(get) == now


def test_answers_of_two_releases_are_never_taken_for_one_another(get: Get) -> None:
    tags = {get("/graphql", params={"query": QUERY, "asOf": name}).headers["etag"] for name in ("1", "2")}
    assert len(tags) == 2


@pytest.mark.parametrize("name", ["9", "zz", "../1"])
def test_a_release_that_is_not_kept_is_named(get: Get, name: str) -> None:
    answer = get("/graphql", params={"query": QUERY, "asOf": name})
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "RELEASE_NOT_KEPT"
    assert repr(name) in answer.json()["error"]["message"]


def test_a_number_that_no_release_has_is_not_taken_for_the_beginning_of_an_id(get: Get) -> None:
    current = get("/graphql", params={"query": QUERY}).json()["data"]["release"]["id"]
    assert get("/graphql", params={"query": QUERY, "asOf": current[:5]}).status_code == 404
    assert get("/graphql", params={"query": QUERY, "asOf": current[:6]}).status_code == 200


def test_an_earlier_release_that_does_not_answer_is_not_replaced_by_the_current_one(
    get: Get, kept: tuple[Release, Release], monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare = Executor.prepare
    gone = Response(b'{"errors":[]}', has_errors=True, is_unavailable=True)

    def without_the_first(self: Executor, request: Request, *, live: bool = False) -> Any:
        return gone if self.release_id == kept[0].id else prepare(self, request, live=live)

    monkeypatch.setattr(Executor, "prepare", without_the_first)
    assert get("/graphql", params={"query": QUERY, "asOf": "1"}).status_code == 503
    assert get("/graphql", params={"query": QUERY}).status_code == 200


def test_an_event_stream_of_an_earlier_release_is_refused(get: Get) -> None:
    answer = get(
        "/graphql", "POST", params={"asOf": "1"}, json={"query": QUERY}, headers={"accept": "text/event-stream"}
    )
    assert answer.status_code == 400
    assert "asOf" in answer.json()["error"]["message"]
