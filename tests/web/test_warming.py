"""A worker that is warm: a page of each kind is made before the first reader asks, and nobody is counted for it."""

import re
from pathlib import Path

import pytest

from hub.web import answers
from hub.web.app import app, serving
from hub.web.warming import OVERVIEWS, paths_of, warm
from hub.web.words import LANGUAGES
from tests.web.conftest import BROWSER, calling


def test_every_kind_is_made_and_nothing_is_counted_refused_or_kept(out: Path, caplog: pytest.LogCaptureFixture) -> None:
    made = app(out)
    site = made.state.sites.now()
    warm(made, site)
    assert [record.getMessage() for record in caplog.records] == []
    counted = calling(made)("/metrics").text
    assert "hub_requests_total{" not in counted.replace('room="/metrics"', "")


def test_each_page_that_is_made_is_there(out: Path) -> None:
    made = app(out)
    paths = paths_of(made.state.sites.now())
    assert len(paths) > len(OVERVIEWS) * len(LANGUAGES) + 10
    get = calling(made)
    assert {path: get(path, headers=BROWSER).status_code for path in paths} == dict.fromkeys(paths, 200)


def test_every_page_of_the_portal_is_among_them() -> None:
    assert {"/", "/cari?q=a", "/pindah", "/embed/", "/sparql"} <= set(OVERVIEWS)
    assert not [path for path in OVERVIEWS if "{" in path or path.endswith((".xml", ".txt", ".atom", ".json"))]


def test_what_cannot_be_made_keeps_no_worker_from_serving_and_is_in_the_log(
    out: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HUB_OUT", str(out))
    monkeypatch.setenv("HUB_WARM", "true")
    monkeypatch.setattr(answers, "templates", None)
    monkeypatch.setattr("hub.web.answers.page", None)
    assert serving().state.sites.now().release.id
    told = "".join(capfd.readouterr())  # the log of a worker, which `serving` sets up
    assert re.search(r"warning.*/tentang\?lang=id cannot be made", told)
