"""A tour asks every surface of a server, and says what is not answered."""

from pathlib import Path

import pytest

from hub.publication import publish
from hub.web.app import app
from scripts.strain import tour
from tests.mini import write_mini
from tests.web.listening import listening


def test_every_surface_answers_and_what_does_not_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path, write_mini(tmp_path), lambda *_: None)
    with listening(app(tmp_path)) as address:
        assert tour.tour(address, ["candidacy/2042/dpr/8101/1/1"]) == []
        monkeypatch.setattr(tour, "PATHS", ["/nowhere"])
        assert tour.tour(address, []) == ["GET /nowhere: 404"]
