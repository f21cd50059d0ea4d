"""Accounts, passwords, tokens and sessions: kept as hashes, for a time, and ended when they are taken away."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from hub.errors import BadArgument, NotSignedIn
from hub.feed import accounts, sessions, tokens
from hub.feed.state import State
from tests.command import outcome
from tests.feed.bureau import Bureau

PASSWORD = "tujuh kucing di atap"  # noqa: S105  of nobody


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.moment = datetime(2042, 4, 1, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def later(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def state(bureau: Bureau, clock: Clock) -> State:
    return State(bureau.state.folder, clock)


def test_a_token_acts_until_it_expires(state: State, clock: Clock) -> None:
    token = tokens.make(state, "sari", ["hand-in"], 30, "test")
    who = tokens.bearer(state, token)
    assert (who.name, who.scopes) == ("sari", frozenset({"hand-in"}))
    clock.later(30 * 86_400 - 1)
    assert tokens.bearer(state, token).name == "sari"
    clock.later(1)
    with pytest.raises(NotSignedIn):
        tokens.bearer(state, token)


def test_a_revoked_token_or_one_of_a_removed_account_is_none(state: State) -> None:
    first, second = (tokens.make(state, name, ["read"], 9, "test") for name in ("sari", "tono"))
    tokens.revoke(state, first.split("_")[1], "test")
    accounts.remove(state, "tono", "test")
    for token in (first, second, "", "hubfeed", f"{first}x", first.replace("hubfeed", "other")):
        with pytest.raises(NotSignedIn):
            tokens.bearer(state, token)


def test_no_secret_is_on_disk(state: State) -> None:
    token = tokens.make(state, "sari", ["read"], 9, "test")
    accounts.set_password(state, "sari", PASSWORD, "test")
    session = sessions.sign_in(state, "sari", PASSWORD)
    held = b"".join(path.read_bytes() for path in state.folder.rglob("*") if path.is_file())
    for secret in (token.split("_", 2)[2], PASSWORD, *session):
        assert secret.encode() not in held


def test_a_session_lasts_a_day_at_the_office(state: State, clock: Clock) -> None:
    accounts.set_password(state, "sari", PASSWORD, "test")
    secret = sessions.sign_in(state, "sari", PASSWORD).session
    who = sessions.signed_in(state, secret)
    assert who is not None
    assert who.roles == {("steward", "lists")}
    clock.later(sessions.LASTS_S)
    assert sessions.signed_in(state, secret) is None


def test_a_session_ends_with_sign_out_another_password_or_the_account(state: State) -> None:
    accounts.set_password(state, "sari", PASSWORD, "test")
    ends = (
        lambda secret: sessions.sign_out(state, secret, "sari"),
        lambda _: accounts.set_password(state, "sari", PASSWORD, "test"),
        lambda _: accounts.remove(state, "sari", "test"),
    )
    for end in ends:
        secret = sessions.sign_in(state, "sari", PASSWORD).session
        assert sessions.signed_in(state, secret) is not None
        end(secret)
        assert sessions.signed_in(state, secret) is None


def test_five_failures_lock_a_name_for_a_while_whether_or_not_there_is_an_account(
    state: State, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hub.feed.sessions.is_right", lambda given, stored: stored is not None and given == PASSWORD)
    accounts.set_password(state, "sari", PASSWORD, "test")
    for name in ("sari", "stranger"):
        for _ in range(sessions.MOST_FAILURES):
            with pytest.raises(NotSignedIn, match="the name of an account"):
                sessions.sign_in(state, name, "another password")
        with pytest.raises(NotSignedIn, match="locked"):
            sessions.sign_in(state, name, PASSWORD)
    assert [row["name"] for row in accounts.listed(state) if row["is_locked"]] == ["sari"]
    clock.later(sessions.LOCKED_S)
    assert sessions.sign_in(state, "sari", PASSWORD)


def test_strangers_lock_nobody_out_of_their_own_browser(state: State, clock: Clock) -> None:
    for name in ("sari", "wati"):
        accounts.set_password(state, name, PASSWORD, "test")
    known = sessions.sign_in(state, "sari", PASSWORD).browser

    def fail(browser: str) -> None:
        for _ in range(sessions.MOST_FAILURES):
            with pytest.raises(NotSignedIn):
                sessions.sign_in(state, "sari", "another password", browser)

    fail("")
    for browser in ("", "of nobody", sessions.sign_in(state, "wati", PASSWORD).browser):
        with pytest.raises(NotSignedIn, match="locked"):
            sessions.sign_in(state, "sari", PASSWORD, browser)
    assert sessions.sign_in(state, "sari", PASSWORD, known).browser == known
    fail(known)  # whoever has the browser is counted too
    with pytest.raises(NotSignedIn, match="locked"):
        sessions.sign_in(state, "sari", PASSWORD, known)
    clock.later(sessions.LOCKED_S)
    assert sessions.sign_in(state, "sari", PASSWORD, known)
    accounts.set_password(state, "sari", PASSWORD, "test")
    fail("")
    with pytest.raises(NotSignedIn, match="locked"):
        sessions.sign_in(state, "sari", PASSWORD, known)  # another password ends what browsers hold


def test_the_last_browsers_of_an_account_are_known(state: State, clock: Clock) -> None:
    accounts.set_password(state, "sari", PASSWORD, "test")
    for _ in range(sessions.MOST_BROWSERS + 2):
        sessions.sign_in(state, "sari", PASSWORD)
        clock.later(1)
    assert len(state.rows("SELECT * FROM browser")) == sessions.MOST_BROWSERS


def test_a_role_is_for_a_dataset_that_there_is(bureau: Bureau) -> None:
    place = ("--dir", bureau.workspace)
    code, told = outcome("user", "grant", "sari", "steward", "--dataset", "lists-typo", *place)
    assert code == 2
    assert "expected --dataset to be one of lists, more-lists" in told
    assert (
        outcome("user", "add", "dewi", "--no-password", "--role", "steward", "--dataset", "lists-typo", *place)[0] == 2
    )
    assert accounts.principal(bureau.state, "dewi") is None  # the name is not used up
    assert outcome("user", "grant", "sari", "steward", "--dataset", "*", *place)[0] == 0


def test_the_form_token_is_that_of_its_session_alone() -> None:
    one, other = sessions.new_secret(), sessions.new_secret()
    assert sessions.is_form_token(one, sessions.form_token(one))
    assert not sessions.is_form_token(one, sessions.form_token(other))
    assert one not in sessions.form_token(one)


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda state: accounts.add(state, "sari", None, "test"), "was not given before"),
        (lambda state: accounts.add(state, "Sari Dewi", None, "test"), "letters a-z"),
        (lambda state: accounts.add(state, "dewi", "kucing", "test"), "12 to 200 characters"),
        (lambda state: accounts.grant(state, "dewi", "steward", ["lists"], "test"), "name of an account"),
        (lambda state: accounts.grant(state, "sari", "king", ["lists"], "test"), "expected a role"),
        (lambda state: accounts.grant(state, "sari", "steward", [], "test"), "--dataset ID"),
        (lambda state: accounts.withdraw(state, "sari", "approver", ["lists"], "test"), "found that it is not"),
        (lambda state: tokens.make(state, "sari", ["fly"], 9, "test"), "--scope"),
        (lambda state: tokens.make(state, "sari", ["read"], 367, "test"), "from 1 to 366"),
        (lambda state: tokens.revoke(state, "00000000", "test"), "not revoked"),
    ],
)
def test_what_an_administrator_gets_wrong_is_said(state: State, call: Callable[[State], object], told: str) -> None:
    with pytest.raises(BadArgument, match=told):
        call(state)


def test_a_removed_name_is_nobody_elses(state: State) -> None:
    accounts.remove(state, "sari", "test")
    with pytest.raises(BadArgument, match="was not given before"):
        accounts.add(state, "sari", None, "test")
    assert accounts.principal(state, "sari") is None
