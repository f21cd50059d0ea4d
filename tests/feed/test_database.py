"""What the two databases of a feed share: one writer at a time, changes that are there or not, and words for one that cannot be used."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from shutil import copyfile
from subprocess import run

import pytest

from hub.errors import BadArgument, FeedBusy, FeedError
from hub.feed import accounts, deliveries
from hub.feed.database import POSTGRES, SQLITE, connected, is_made, migrate
from hub.feed.error_reports import report
from hub.feed.state import Place, State, create
from hub.feed.verify import problems, verified
from scripts.bench_graphql.postgres import programs
from tests.command import hub, outcome
from tests.feed.bureau import Bureau


def test_one_writes_at_a_time_and_the_others_wait(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    waits = threading.Thread(target=accounts.add, args=(bureau.state, "later", None, "test"))
    with bureau.state.writing() as writing:
        writing.put("account", {"name": "first", "password": None, "is_active": 1, "added_at": writing.at})
        assert bureau.state.row("SELECT * FROM account WHERE name = 'first'") is None  # who reads does not wait
        with monkeypatch.context() as at_once:
            at_once.setattr("hub.feed.database.WAIT_S", 0.001)
            with pytest.raises(FeedBusy, match="expected a database that can be used"):
                accounts.add(bureau.state, "busy", None, "test")
        waits.start()
        writing.act("test", "user.add", account="first")
    waits.join()
    rows = bureau.state.rows("SELECT detail FROM log ORDER BY number DESC LIMIT 2")
    assert [row["detail"] for row in rows] == ['{"account":"later"}', '{"account":"first"}']
    assert problems(bureau.state) == []


def test_a_change_that_fails_leaves_nothing(bureau: Bureau) -> None:
    before = bureau.state.rows("SELECT * FROM log")
    with pytest.raises(BadArgument, match="half"):
        _fail(bureau.state)
    assert bureau.state.row("SELECT * FROM account WHERE name = 'half'") is None
    assert bureau.state.rows("SELECT * FROM log") == before


def _fail(state: State) -> None:
    with state.writing() as writing:
        writing.put("account", {"name": "half", "password": None, "is_active": 1, "added_at": writing.at})
        writing.act("test", "user.add", account="half")
        raise BadArgument("half")


def test_a_file_goes_live_is_withdrawn_and_comes_back(bureau: Bureau) -> None:
    number = bureau.published()
    sari, wati = bureau.who("sari"), bureau.who("wati")
    request = deliveries.withdraw(bureau.state, sari, number, "memuat alamat rumah")["number"]
    bureau.work()
    deliveries.submit(bureau.state, sari, request)
    deliveries.approve(bureau.state, wati, request)
    bureau.work()
    deliveries.undo(bureau.state, wati, request, "ternyata benar")
    bureau.work()
    assert [row["state"] for row in deliveries.deliveries(bureau.state, sari)] == ["UNDONE", "PUBLISHED"]
    assert [row["act"] for row in deliveries.acts_on(bureau.state, request)] == [
        "delivery.withdraw", "delivery.checked", "delivery.submit", "delivery.approve", "delivery.publishing",
        "delivery.published", "delivery.undo", "delivery.undone",
    ]  # fmt: skip
    assert problems(bureau.state) == []


def test_any_text_that_somebody_sends_is_kept(bureau: Bureau) -> None:
    number = report(bureau.state, "/doc/person/1", "100%", "salah \0 ? %s 'x'; --", "\U0001f5f3")
    row = bureau.state.row("SELECT * FROM error_report WHERE number = ?", number)
    assert row is not None
    assert (row["figure"], row["source"]) == ("100%", "\U0001f5f3")
    assert row["wrong"].replace("\ufffd", "\0") == "salah \0 ? %s 'x'; --"
    assert problems(bureau.state) == []


def test_tables_of_a_later_version_are_left_alone(bureau: Bureau, database: str) -> None:
    with connected(bureau.state.folder) as connection:
        connection.execute("UPDATE feed_version SET number = 99" if database else "PRAGMA user_version = 99")
    with pytest.raises(FeedError, match=r"expected version \d of the tables or an earlier one, found 99"):
        migrate(bureau.state.folder)


def test_several_who_open_a_new_state_make_its_tables_once(tmp_path: Path, database: str) -> None:
    if database:
        with connected(_pointed(tmp_path, database)) as connection:
            for row in connection.execute("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'"):
                connection.execute(f"DROP TABLE {row['name']} CASCADE")
            connection.execute("DROP FUNCTION log_is_append_only")
    else:
        (tmp_path / SQLITE).touch()
    failed: list[BaseException] = []

    def open_it() -> None:
        try:
            State(tmp_path)
        except BaseException as error:  # noqa: BLE001  told below
            failed.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert failed == []
    assert State(tmp_path).rows("SELECT * FROM log") == []


def _pointed(folder: Path, address: str) -> Path:
    (folder / POSTGRES).write_text(address)
    return folder


def test_the_commands_open_and_check_it(bureau: Bureau, database: str, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    hub("feed", "open", bureau.workspace, "--state", folder, *(("--database", database) if database else ()))
    hub("user", "add", "dewi", "--no-password", "--dir", bureau.workspace)
    assert "dewi" in hub("user", "list", "--dir", bureau.workspace)
    code, told = outcome("verify", bureau.workspace)
    assert code == 0, told
    assert "entries of the feed log verify" in told
    assert (folder / (POSTGRES if database else SQLITE)).stat().st_mode & 0o777 == 0o600
    assert not (folder / (SQLITE if database else POSTGRES)).exists()


def test_a_backup_comes_back(bureau: Bureau, database: str, tmp_path: Path) -> None:
    """Run what docs/admin.md says of a backup."""
    kept, held = str(tmp_path / "feed.backup"), bureau.state.folder / SQLITE
    if database:
        run([programs() / "pg_dump", "--format", "custom", "--file", kept, database], check=True)
    else:
        with closing(sqlite3.connect(held)) as source, closing(sqlite3.connect(kept)) as target:
            source.backup(target)
    accounts.add(bureau.state, "later", None, "test")
    if database:
        run([programs() / "pg_restore", "--clean", "--if-exists", "--dbname", database, kept], check=True)
    else:
        for path in bureau.state.folder.glob(f"{SQLITE}*"):
            path.unlink()
        copyfile(kept, held)
    assert bureau.state.row("SELECT * FROM account WHERE name = 'later'") is None
    assert bureau.state.row("SELECT * FROM account WHERE name = 'sari'") is not None
    assert problems(bureau.state) == []
    accounts.add(bureau.state, "later", None, "test")
    assert problems(bureau.state) == []


def test_a_state_is_in_one_database(bureau: Bureau, database: str, tmp_path: Path) -> None:
    out = bureau.out
    if not database:
        with pytest.raises(BadArgument, match="expected a folder without a state for --database"):
            create(bureau.state.folder, Place(out, out, out), database="postgresql://x@/y")
    with pytest.raises(BadArgument, match="expected --database to be like postgresql://"):
        create(tmp_path / "new", Place(out, out, out), database="mysql://x")
    assert not is_made(tmp_path / "new")


def test_a_server_that_does_not_answer_is_told_without_its_password(tmp_path: Path) -> None:
    _, found = verified(_pointed(tmp_path, f"postgresql://hub:geheim@/x?host={tmp_path}"))
    assert found[0].startswith(f"database: {tmp_path / POSTGRES}: expected a database that can be used")
    assert "geheim" not in found[0]
