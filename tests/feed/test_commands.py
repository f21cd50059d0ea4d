"""The commands as a bureau uses them: switched on, accounts given, a file handed in, approved and undone, and the exit codes."""

import json
from pathlib import Path

import pytest

from hub.feed.state import State, state_folder
from hub.feed.verify import problems
from scripts.strain.workspace import lists
from tests.command import hub, outcome
from tests.feed.bureau import MENDED, Bureau


def ask(monkeypatch: pytest.MonkeyPatch, token: str, *arguments: object) -> tuple[int, str]:
    """Run `hub feed` under a token."""
    monkeypatch.setenv("HUB_TOKEN", token)
    return outcome("feed", *arguments)


def token(bureau: Bureau, name: str) -> str:
    scopes = ("--scope", "read", "--scope", "hand-in", "--scope", "decide")
    return hub("token", "new", name, *scopes, "--dir", bureau.workspace).strip()


def test_a_file_goes_live_and_back_by_commands(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    sari, wati, place = token(bureau, "sari"), token(bureau, "wati"), ("--dir", bureau.workspace)
    file, before = bureau.workspace.parent / "daftar.csv", bureau.live()
    file.write_text(MENDED)
    code, told = ask(monkeypatch, sari, "put", file, "--dataset", "lists", *place)
    assert code == 0, told
    assert "delivery 1: checked, lists, nominations.csv" in told
    assert "12 rows read = 12 kept + 0 set aside" in told
    assert "nominations: 0 added, 0 removed, 1 changed" in told
    assert ask(monkeypatch, wati, "approve", 1, *place)[0] == 1
    assert ask(monkeypatch, sari, "submit", 1, *place)[0] == 0
    code, told = ask(monkeypatch, wati, "approve", 1, *place)
    assert code == 0, told
    assert f"release {bureau.live()}" in told
    assert bureau.live() != before
    listed = json.loads(ask(monkeypatch, wati, "list", "--json", *place)[1])
    assert [(row["number"], row["state"], row["decided_by"]) for row in listed] == [(1, "PUBLISHED", "wati")]
    assert ask(monkeypatch, sari, "undo", 1, "--reason", "angka dari dokumen lama", *place)[0] == 0
    assert bureau.live() == before
    assert outcome("feed", "verify", *place)[0] == 0


def test_what_cannot_be_used_or_is_held_back_has_an_exit_code(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    sari, wati, place = token(bureau, "sari"), token(bureau, "wati"), ("--dir", bureau.workspace)
    file = bureau.workspace.parent / "daftar.csv"
    file.write_text("nomor\n1\n")
    assert ask(monkeypatch, sari, "put", file, "--dataset", "lists", *place)[0] == 1
    file.write_text(lists(1, 6))
    assert ask(monkeypatch, sari, "put", file, "--dataset", "lists", *place)[0] == 0
    ask(monkeypatch, sari, "submit", 2, *place)
    code, told = ask(monkeypatch, wati, "approve", 2, *place)
    assert code == 4
    assert "reason: table" in told
    code, told = ask(monkeypatch, wati, "return", 2, "--reason", "daftarnya terpotong", *place)
    assert code == 0
    assert "returned" in told


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("put", "nowhere.csv", "--dataset", "lists"), 2, "expected a file that can be read"),
        (("put", "nowhere.csv", "--dataset", "none"), 1, "expected an account with the role steward"),
        (("show", "9"), 2, "expected the number of a delivery, found 9"),
        (("submit", "9"), 2, "expected the number of a delivery, found 9"),
    ],
)
def test_an_error_is_one_sentence(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], code: int, told: str
) -> None:
    found = ask(monkeypatch, token(bureau, "sari"), *arguments, "--dir", bureau.workspace)
    assert found[0] == code
    assert told in found[1]


def test_without_a_token_or_a_feed_nothing_is_done(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert "HUB_TOKEN" in ask(monkeypatch, "", "list", "--dir", bureau.workspace)[1]
    assert ask(monkeypatch, "hubfeed_0_0", "list", "--dir", bureau.workspace)[0] == 1
    code, told = ask(monkeypatch, "hubfeed_0_0", "list", "--dir", tmp_path / "out")
    assert code == 2
    assert "run `hub feed open WORKSPACE`" in told


def test_accounts_and_tokens_are_given_and_taken(bureau: Bureau) -> None:
    place = ("--dir", str(bureau.workspace))
    for arguments in (
        ("user", "grant", "rudi", "steward", "--dataset", "lists"), ("user", "withdraw", "rudi", "reader", "--dataset", "lists"),
        ("user", "remove", "nobody"), ("user", "add", "dewi", "--role", "reader", "--dataset", "*", "--no-password"),
    ):  # fmt: skip
        hub(*arguments, *place)
    found = {row["name"]: row for row in json.loads(hub("user", "list", "--json", *place))}
    assert found["rudi"]["roles"] == ["steward lists"]
    assert found["dewi"]["roles"] == ["reader *"]
    assert not found["nobody"]["is_active"]
    made = hub("token", "new", "dewi", *place).split("_")[1]
    hub("token", "revoke", made, *place)
    assert [row["revoked_at"] is None for row in json.loads(hub("token", "list", "--json", *place))] == [False]
    assert problems(State(state_folder(bureau.out))) == []


def test_approval_moves_what_was_made_while_it_waited(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    from hub.feed import deliveries

    number = bureau.submitted()
    bureau.work()
    (candidate,) = (bureau.state.candidates / str(number)).glob("dumps/*/pemilu.nq.gz")
    made = candidate.read_bytes()

    def never(*_: object, **__: object) -> None:
        raise AssertionError("expected nothing to be read or made again")

    for name in ("hub.pipeline.build", "hub.publication._make_store", "hub.publication._make_dumps"):
        monkeypatch.setattr(name, never)
    deliveries.approve(bureau.state, bureau.who("wati"), number)
    bureau.work()
    assert bureau.row(number)["state"] == "PUBLISHED", bureau.row(number)["reason"]
    assert (bureau.out / "dumps" / bureau.live() / "pemilu.nq.gz").read_bytes() == made
    assert list(bureau.state.candidates.iterdir()) == []
