"""Point queries of 64 clients are all answered by a store that was made while a server served, and what does not hold is said."""

import asyncio
from pathlib import Path

from hub.publication import publish
from hub.release import current
from hub.web.app import app
from scripts.strain.asking import clients
from scripts.strain.sparql import CLIENTS, held_while_made, point_queries, problems, without_store
from tests.mini import write_mini
from tests.web.listening import listening

THINGS = ["https://w3id.org/pemilu/id/candidacy/2042/dpr/8101/1/1"]
GOOD = {
    "at_first_mb": 200.0, "most_while_made_mb": 239.0, "looks": 9, "answered": 640, "refused": 0, "failed": 0, "p99_ms": 1990,
}  # fmt: skip


def test_point_queries_are_answered_once_the_store_is_made(tmp_path: Path) -> None:
    built = tmp_path / "built"
    publish(built, write_mini(built), lambda *_: None)
    (built / "sparql").mkdir()
    out = without_store(built, tmp_path / "out")
    assert not (out / "sparql").exists()
    with listening(app(out)) as address:
        answers = asyncio.run(clients(address, CLIENTS, 1.0, point_queries(THINGS)))
        assert len(list(held_while_made(1, out, current(out)))) == 1
    assert answers.count(200) == answers.total_count >= CLIENTS
    assert not list((built / "sparql").iterdir())


def test_what_does_not_hold_is_said() -> None:
    assert problems(GOOD) == []
    assert len(problems({**GOOD, "most_while_made_mb": 241.0})) == 1
    assert len(problems({**GOOD, "looks": 1})) == 1
    assert len(problems({**GOOD, "refused": 1, "p99_ms": 2001})) == 2
