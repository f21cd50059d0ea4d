"""Releases that were built and never published: no public page, file or feed shows them."""

from pathlib import Path

import polars as pl
import pytest

from hub.publication import publish
from hub.release import Release
from hub.release.write import write_release
from tests.mini import BASE, tables, write_mini
from tests.web.conftest import BROWSER, Get, caller


@pytest.fixture
def held(tmp_path: Path) -> Release:
    """Return a release that was not published, beside one that was."""
    publish(tmp_path, write_mini(tmp_path), lambda *_: None)
    changed = tables()
    changed["contests"] = changed["contests"].with_columns(pl.col("seats_count") + 5)
    return write_release(tmp_path, changed, title="Mini", base_iri=BASE, quality={})


@pytest.fixture
def get(held: Release, tmp_path: Path) -> Get:
    del held
    return caller(tmp_path)


def test_no_list_of_releases_names_it(held: Release, get: Get) -> None:
    for path in (
        "/rilis", "/rilis?format=csv", "/rilis.atom", "/ldes", "/data/", "/catalog.ttl", "/dumps/", "/doc/contest/2042/dpr/8101.atom",
    ):  # fmt: skip
        answer = get(path, headers=BROWSER)
        assert answer.status_code == 200, path
        assert held.id not in answer.text, path


def test_no_address_leads_to_it(held: Release, get: Get) -> None:
    for path in (
        f"/data/{held.id}/contests.csv", f"/data/{held.id}/manifest.json", f"/data/{held.id}/tables/contests.parquet", f"/ldes/{held.id}",
        f"/rilis?dari={held.id}&ke={held.id}", f"/data/{held.id}/citation.txt", f"/release/{held.id}",
        f"/graphql?query={{__typename}}&asOf={held.id}",
    ):  # fmt: skip
        assert get(path).status_code == 404, path
