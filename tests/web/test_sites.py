"""Releases that come and go under a server: what is replaced gives back its files, what cannot be opened harms nothing else."""

import gc
import logging
import os
import socket
import threading
import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import orjson
import polars as pl
import pytest

from hub.errors import StoreUnavailable, UsageError
from hub.publication import publish, store_path
from hub.release import Release, write_release
from hub.release.kept import CURRENT
from hub.schema.request import Request
from hub.settings import Settings
from hub.web import stores
from hub.web.app import app
from hub.web.backoff import Backoff
from hub.web.reconcile.batch import Query
from hub.web.site import MOST_EARLIER, Site, Sites
from hub.web.words import Words
from tests.mini import BASE, tables, write_mini
from tests.web.conftest import Get, caller, calling

SWAPS = 24
ASKED = Request('{ search(text: "sitti") { totalCount } persons(first: 3) { nodes { name } } }')


def released(out: Path, count: int) -> list[Release]:
    """Publish releases that differ in a number of seats, and return them."""
    found = []
    for more in range(count):
        content = tables()
        content["contests"] = content["contests"].with_columns(pl.col("seats_count") + more)
        release = write_release(out, content, title="Mini", base_iri=BASE, quality={})
        publish(out, release, lambda *_: None)
        found.append(release)
    return found


def point(out: Path, release_id: str) -> None:
    """Make a release current, as `hub build` does: by a file that takes the place of another."""
    (out / "next").write_text(release_id)
    (out / "next").replace(out / CURRENT)


@contextmanager
def collector_off() -> Iterator[None]:
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def open_stores(out: Path) -> int:
    """Return how many files of the stores in this folder the process holds open: those of other tests are not counted."""
    found = 0
    for name in os.listdir("/proc/self/fd"):  # noqa: PTH208  names of numbers
        try:
            target = os.readlink(f"/proc/self/fd/{name}")  # noqa: PTH115  a link without a target
        except OSError:
            continue
        found += target.startswith(f"{out}/") and target.endswith(".sqlite")
    return found


def use(site: Site) -> None:
    """Ask every part of a site that reads its file."""
    assert not site.graphql.executor.execute(ASKED).has_errors
    site.reconciliation.answers({"q": Query("siti")}, Words("id"))
    (person, *_) = site.rows.find("persons", {}, 1)
    assert site.describer.describe("person", person["person_id"])


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="expected a system that lists open files in /proc")
def test_a_site_gives_back_its_files_without_the_collector(tmp_path: Path) -> None:
    """Whatever threads asked it: a server freezes what it holds at first, so that the collector never looks at it."""
    released(tmp_path, 1)
    before = open_stores(tmp_path)
    with collector_off(), ThreadPoolExecutor(3) as threads:
        sites = Sites(tmp_path, Settings(out=tmp_path))
        site = sites.now()
        use(site)
        for done in [threads.submit(use, site) for _ in range(6)]:
            done.result()
        assert open_stores(tmp_path) > before
        gone = weakref.ref(site)
        del site, done, sites
        assert gone() is None
        assert open_stores(tmp_path) <= before


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="expected a system that lists open files in /proc")
@pytest.mark.slow
def test_releases_that_are_swapped_leave_no_files_open(tmp_path: Path) -> None:
    """A thread that answers for the first time opens files of its own; what grows with each swap is a leak."""
    first, second = released(tmp_path, 2)
    made = app(tmp_path)
    made.state.sites.look_every_s = 0.0
    get = calling(made)
    with collector_off():
        counted = []
        for turn in range(SWAPS):
            point(tmp_path, (first, second)[turn % 2].id)
            answer = get("/graphql", "POST", json={"query": "{ release { id } }"}).json()
            assert answer["data"]["release"]["id"] == (first, second)[turn % 2].id
            assert get("/doc/edition/2042.nt").status_code == 200
            assert get("/reconcile/suggest/entity?prefix=sit").status_code == 200
            counted.append(open_stores(tmp_path))
        assert max(counted[SWAPS // 2 :]) < max(counted[: SWAPS // 2]) + SWAPS // 4, counted


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="expected a system that lists open files in /proc")
@pytest.mark.slow
def test_earlier_releases_that_are_asked_for_leave_no_files_open(tmp_path: Path) -> None:
    kept = released(tmp_path, MOST_EARLIER + 3)
    get = caller(tmp_path)
    with collector_off():
        counted = []
        for _ in range(3):
            for release in kept:
                answer = get("/graphql", params={"query": "{ release { id } }", "asOf": release.id})
                assert answer.json()["data"]["release"]["id"] == release.id
            counted.append(open_stores(tmp_path))
        assert max(counted) <= 2 * (MOST_EARLIER + 1), "not one for each of the 21 that were opened"


def test_a_release_that_cannot_be_opened_is_logged_told_and_not_tried_at_each_request(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = released(tmp_path, 2)
    point(tmp_path, first.id)
    get = caller(tmp_path)
    assert get("/readyz").text == f"ready {first.id}\n"
    store_path(tmp_path, second).rename(tmp_path / "aside")
    point(tmp_path, second.id)
    with caplog.at_level(logging.WARNING):
        for _ in range(20):
            ready = get("/readyz")
            assert get("/data/").status_code == 200
    assert ready.status_code == 200
    assert ready.text.startswith(f"ready {first.id}\nnot opened {second.id}: STORE_UNAVAILABLE")
    assert str(tmp_path) not in ready.text
    assert 1 <= len([told for told in caplog.messages if "cannot be opened" in told]) < 5
    (tmp_path / "aside").rename(store_path(tmp_path, second))
    point(tmp_path, second.id)  # again, as `hub build` does: no pause stands in its way
    assert get("/readyz").text == f"ready {second.id}\n"


@pytest.mark.parametrize("damage", ["", "{", "garbage"])
def test_a_torn_manifest_of_the_current_release_is_not_served_and_harms_no_answer(tmp_path: Path, damage: str) -> None:
    first, second = released(tmp_path, 2)
    point(tmp_path, first.id)
    get = caller(tmp_path)
    assert get("/").status_code == 200
    manifest = second.folder / "manifest.json"
    manifest.chmod(0o644)
    manifest.write_text(damage)
    point(tmp_path, second.id)
    assert get("/graphql", "POST", json={"query": "{ release { id } }"}).json()["data"]["release"]["id"] == first.id
    assert "not opened" in get("/readyz").text


def test_a_pointer_of_garbage_is_told_and_harms_no_answer(tmp_path: Path) -> None:
    (release,) = released(tmp_path, 1)
    (tmp_path / CURRENT).write_bytes(b"\xff\xfe\0garbage")
    get = caller(tmp_path)
    assert get("/healthz").status_code == 200
    assert get("/readyz").text.startswith(f"ready {release.id}\n"), "the newest release that is kept is served"
    assert get("/").status_code == 200


@contextmanager
def dead_server() -> Iterator[tuple[str, list[int]]]:
    """Yield the URI of a server that hangs up on everyone, and a list that grows with each who came."""
    came: list[int] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def hang_up() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                came.append(1)
                connection.close()

        thread = threading.Thread(target=hang_up, daemon=True)
        thread.start()
        yield f"bolt://127.0.0.1:{listener.getsockname()[1]}", came
        listener.shutdown(socket.SHUT_RDWR)
    thread.join()


def test_a_neo4j_that_is_down_takes_down_nothing_else(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stores, "Backoff", partial(Backoff, first_s=600, longest_s=600))
    (release,) = released(tmp_path, 1)
    with dead_server() as (uri, came):
        made = app(tmp_path, Settings(out=tmp_path, store="neo4j", neo4j_uri=uri))
        get = calling(made)
        with caplog.at_level(logging.WARNING):
            refused = get("/graphql", "POST", json={"query": "{ persons { totalCount } }"})
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "5")
        (error,) = refused.json()["errors"]
        assert error["extensions"]["code"] == StoreUnavailable.code
        assert len(came) > 0
        assert any(uri in told for told in caplog.messages), "who runs the server reads where it tried"
        tried = len(came)
        for path in ("/", "/data/", "/dumps/", "/doc/edition/2042.ttl", "/healthz", "/def/", "/metrics"):
            assert get(path).status_code == 200, path
        assert get("/reconcile/suggest/entity?prefix=sit").json()["result"]
        ready = get("/readyz")
        assert ready.status_code == 503
        told = [
            refused.text,
            ready.text,
            get("/graphql", params={"query": "{ __typename persons { totalCount } }"}).text,
        ]
        assert not [text for text in told if "bolt://" in text or uri.rsplit(":", 1)[1] in text]
        assert len(came) == tried, "it is remembered to be down"
        assert release.id in get("/metrics").text
        made.state.sites.close()


def test_the_password_that_a_server_refuses_is_no_matter_of_who_asks(tmp_path: Path) -> None:
    def refuse() -> None:
        raise UsageError("expected user and password that Neo4j at bolt://db:7687 accepts")

    store = stores.ServerStore("r1", "bolt://db:7687", refuse)  # type: ignore[arg-type]
    with pytest.raises(StoreUnavailable) as raised:
        store.check()
    assert "db:7687" not in str(raised.value)


def test_variables_nested_deep_are_a_coded_400(tmp_path: Path) -> None:
    write_mini(tmp_path)
    released(tmp_path, 1)
    get = caller(tmp_path)
    query = "query($w: CandidacyWhere) { candidacies(where: $w) { totalCount } }"
    for depth in (101, 250, 500, 900, 1500):
        body = b'{"query":%s,"variables":{"w":%s{"name":{"contains":"a"}}%s}}' % (
            orjson.dumps(query),
            b'{"not":' * depth,
            b"}" * depth,
        )
        for accept in ("application/json", "application/graphql-response+json"):
            headers = {"content-type": "application/json", "accept": accept}
            answer = get("/graphql", "POST", content=body, headers=headers)
            assert answer.status_code == 400
            assert answer.json()["errors"][0]["extensions"]["code"] in {"VARIABLES_TOO_DEEP", "BAD_REQUEST"}
    fits = orjson.loads(b'{"not":' * 60 + b"{}" + b"}" * 60)
    assert get("/graphql", "POST", json={"query": query, "variables": {"w": fits}}).status_code == 200


def test_a_page_of_finds_takes_any_text(get: Get) -> None:
    """Also one with more words than are searched for: who typed it is no program that could read a code."""
    for text in ("a-" * 100, "siti " * 60, "x" * 900, "学" * 300, '"', "\x00"):
        assert get("/cari", params={"q": text}).status_code == 200, text[:20]
