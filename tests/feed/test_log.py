"""The log: no act is altered, put in or taken out unseen; no row, file or report is another one than its act says."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.feed.database import POSTGRES, SQLITE, TRIGGERS, Connection, Sqlite, connected
from hub.feed.inbox import inbox_path
from hub.feed.log import FIRST, broken_links, canonical, linked
from hub.feed.report import report_path
from hub.feed.state import State
from hub.feed.verify import problems, verified
from tests.command import outcome
from tests.feed.bureau import Bureau


def write(bureau: Bureau, statement: str) -> None:
    """Write to the database as somebody would who is past the hub."""
    with connected(bureau.state.folder) as connection, without_triggers(connection):
        connection.execute(statement)


@contextmanager
def without_triggers(connection: Connection) -> Iterator[None]:
    """Take the triggers of the log away, and put them back."""
    if isinstance(connection, Sqlite):
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        for each in triggers:
            connection.execute(f"DROP TRIGGER {each['name']}")
        yield
        for each in triggers:
            connection.execute(each["sql"])
    else:
        connection.execute("ALTER TABLE log DISABLE TRIGGER USER")
        yield
        connection.execute("ALTER TABLE log ENABLE TRIGGER USER")


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE log SET actor = 'tono' WHERE number = 5", "act 5"),
        ("UPDATE log SET detail = '{}' WHERE number = 2", "act 2"),
        ("DELETE FROM log WHERE number = 4", "acts are missing"),
        ("DELETE FROM log WHERE number = (SELECT max(number) FROM log)", "expected"),
        ("INSERT INTO role VALUES ('rudi', 'approver', '*')", 'role/["rudi","approver","*"]: expected no such row'),
        ("UPDATE role SET dataset = '*' WHERE account = 'sari'", 'role/["sari","steward","lists"]'),
        ("DELETE FROM role WHERE account = 'rudi'", "found no such row"),
        ("UPDATE account SET password = 'x' WHERE name = 'wati'", 'account/["wati"]'),
        ("UPDATE delivery SET handed_in_by = 'tono' WHERE number = 1", "delivery/[1]"),
        ("UPDATE setting SET text = '/' WHERE name = 'sources'", 'setting/["sources"]'),
    ],
)
def test_what_is_altered_in_the_database_is_found(bureau: Bureau, statement: str, told: str) -> None:
    bureau.put()
    assert problems(bureau.state) == []
    write(bureau, statement)
    assert any(told in problem for problem in problems(bureau.state)), problems(bureau.state)


def test_the_log_takes_no_change(bureau: Bureau) -> None:
    later = "INSERT INTO log SELECT number + 99, at, actor, act, detail, rows, previous, hash FROM log WHERE number = 2"
    same = later.replace("number + 99", "number")
    with connected(bureau.state.folder) as connection:
        is_sqlite, errors = isinstance(connection, Sqlite), connection.errors
    only_here = same.replace("INSERT", "INSERT OR REPLACE", 1) if is_sqlite else "TRUNCATE log"
    for statement in ("UPDATE log SET actor = 'x'", "DELETE FROM log", later, same, only_here):
        with pytest.raises(errors.IntegrityError, match="append-only"), connected(bureau.state.folder) as connection:
            connection.execute(statement)


def test_a_trigger_of_the_log_that_is_gone_is_found(bureau: Bureau) -> None:
    for name in TRIGGERS:
        with connected(bureau.state.folder) as connection:
            connection.execute(f"DROP TRIGGER {name}" + ("" if isinstance(connection, Sqlite) else " ON log"))
        assert any(f"expected the trigger {name}" in problem for problem in problems(bureau.state))


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.chmod(0o600)
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        (lambda state, row: inbox_path(state.inbox, row["sha256"]), "inbox: delivery 1: expected SHA-256"),
        (lambda state, row: report_path(state, 1), "report: delivery 1: expected SHA-256"),
    ],
)
def test_an_altered_or_lost_file_is_found(bureau: Bureau, path: Callable[[State, object], Path], told: str) -> None:
    row = bureau.put()
    bureau.work()
    flip(path(bureau.state, row))
    assert any(problem.startswith(told) for problem in problems(bureau.state))
    path(bureau.state, row).unlink()
    assert any("expected its file, found none" in problem for problem in problems(bureau.state))


def test_a_database_that_is_none_is_told(bureau: Bureau) -> None:
    for name in (SQLITE, POSTGRES):
        if (bureau.state.folder / name).exists():
            (bureau.state.folder / name).write_bytes(b"not a database" * 1000)
    _, found = verified(bureau.state.folder)
    assert found[0].startswith("database: ")


def test_hub_verify_checks_the_feed_too(bureau: Bureau) -> None:
    bureau.put()
    code, told = outcome("verify", bureau.workspace)
    assert code == 0
    assert "entries of the feed log verify" in told
    write(bureau, "UPDATE role SET role = 'approver' WHERE account = 'sari'")
    code, told = outcome("verify", bureau.workspace)
    assert code == 1
    assert "of the feed do not hold" in told
    assert outcome("feed", "verify", "--dir", bureau.workspace)[0] == 1


TEXTS = st.text(max_size=8)


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=6), st.data())
def test_any_change_of_any_act_breaks_the_chain(acts: list[tuple[str, str, str]], data: st.DataObject) -> None:
    entries, previous = [], FIRST
    for number, (actor, act, detail) in enumerate(acts, start=1):
        entry = {
            "number": number, "at": "2042-04-01T08:00:00Z", "actor": actor, "act": act, "detail": canonical(detail), "rows": "{}",
            "previous": previous,
        }  # fmt: skip
        previous = linked(entry)
        entries.append({**entry, "hash": previous})
    assert list(broken_links(entries)) == []
    place = data.draw(st.integers(0, len(entries) - 1))
    column = data.draw(st.sampled_from(["at", "actor", "act", "detail", "rows", "previous", "hash"]))
    entries[place] = {**entries[place], column: entries[place][column] + "!"}
    assert list(broken_links(entries)) != []


def test_a_damaged_release_does_not_hide_a_damaged_feed(bureau: Bureau) -> None:
    row = bureau.put()
    flip(inbox_path(bureau.state.inbox, row["sha256"]))
    flip(next(bureau.out.glob("releases/*/tables/parties.parquet")))
    code, told = outcome("verify", bureau.workspace)
    assert code == 1
    assert "inbox: delivery 1: expected SHA-256" in told
    assert "table parties: expected SHA-256" in told
