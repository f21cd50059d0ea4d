"""The HTTP API: a file from hand-in to the live release by programs, its limits, and the description that the answers are held to."""

import csv
import io
import os
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import orjson
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from starlette.applications import Starlette

from hub.feed import tokens
from hub.feed.database import POSTGRES, SQLITE
from hub.feed.permissions import RULES
from hub.feed.reading import read_confined
from hub.settings import Settings
from hub.web.app import app
from hub.web.feed.api import MOST_BODY_BYTES
from hub.web.feed.captions import ACTS
from scripts.strain.workspace import lists
from tests.conftest import ROOT
from tests.feed.bureau import MENDED, Bureau
from tests.feed.served import PASSWORD, Caller, in_browser, served, with_token
from tests.web.listening import listening

PUT = "/feed/api/deliveries?dataset=lists&name=nominations.csv"

EXAMPLES = int(os.environ.get("HUB_SCHEMATHESIS_EXAMPLES", "3"))
"""Requests for each operation; `make fuzz-graphql` asks more."""


@pytest.fixture
def made(bureau: Bureau) -> Starlette:
    return served(bureau)


def test_programs_bring_a_file_to_the_live_release_and_back(bureau: Bureau, made: Starlette) -> None:
    sari, wati = with_token(bureau, made, "sari"), with_token(bureau, made, "wati")
    first = sari("POST", PUT, content=MENDED)
    assert (first.status_code, first.headers["location"]) == (201, "/feed/api/deliveries/1")
    again = sari("POST", PUT, content=MENDED)
    assert (again.status_code, again.json()["sha256"]) == (200, first.json()["sha256"])
    one = sari("GET", "/feed/api/deliveries/1").json()
    assert one["state"] == "CHECKED"
    assert one["report"]["rows_kept_count"] == 12
    before = bureau.live()
    assert sari("POST", "/feed/api/deliveries/1/submit").json()["state"] == "SUBMITTED"
    assert wati("POST", "/feed/api/deliveries/1/approve").status_code == 200
    one = wati("GET", "/feed/api/deliveries/1").json()
    assert (one["state"], one["release"], one["release_before"]) == ("PUBLISHED", bureau.live(), before)
    assert sari("POST", "/feed/api/deliveries/1/undo", json={"reason": "angka dari dokumen lama"}).status_code == 200
    assert bureau.live() == before


def test_findings_are_a_table_in_indonesian_or_english(bureau: Bureau, made: Starlette) -> None:
    sari = with_token(bureau, made, "sari")
    sari("POST", PUT, content=MENDED.replace("3,Partai 3,", "=3,Partai 3,"))
    found = sari("GET", "/feed/api/deliveries/1/findings.csv")
    (row,) = csv.DictReader(io.StringIO(found.content.decode("utf-8-sig")))
    assert (row["baris"], row["kolom"], row["dipakai"]) == ("3", "ballot_number", "tidak")
    english = sari("GET", "/feed/api/deliveries/1/findings.csv?lang=en").text
    assert "a whole number in digits" in english
    assert "\r\n=" not in english


@pytest.mark.parametrize(
    ("path", "content", "status", "code"),
    [
        (PUT, b"x" * 1_000_001, 413, "BAD_FILE"),
        (PUT, b"", 422, "BAD_FILE"),
        (PUT.replace("lists", "none"), b"x", 403, "NOT_ALLOWED"),
        ("/feed/api/deliveries/9/submit", b"", 404, "NO_DELIVERY"),
        ("/feed/api/deliveries/1/submit", b"[]", 400, "BAD_FILE"),
        ("/feed/api/deliveries/1/submit", b"x" * (MOST_BODY_BYTES + 1), 413, "BAD_FILE"),
        ("/feed/api/deliveries/1/undo", b'{"reason": "belum lengkap"}', 409, "NOT_NOW"),
    ],
)
def test_what_cannot_be_done_is_told_in_two_languages(
    bureau: Bureau, path: str, content: bytes, status: int, code: str
) -> None:
    bureau.put()
    answered = with_token(bureau, served(bureau), "sari")("POST", path, content=content)
    error = answered.json()["error"]
    assert (answered.status_code, error["code"]) == (status, code)
    assert error["message"]
    assert error["message_id"]


def test_an_act_that_there_is_not_is_told(bureau: Bureau, made: Starlette) -> None:
    bureau.put()
    answered = with_token(bureau, made, "sari")("POST", "/feed/api/deliveries/1/delete")
    assert answered.status_code == 404
    assert "expected one of submit, approve, return, publish, undo, withdraw, found 'delete'" in answered.text


def test_a_stream_without_a_length_is_bounded_too(bureau: Bureau, made: Starlette) -> None:
    async def endless() -> AsyncIterator[bytes]:  # httpx sends what an iterator gives in chunks
        while True:
            yield bytes(100_000)

    answered = with_token(bureau, made, "sari")("POST", PUT, content=endless())
    assert answered.status_code == 413
    assert list(bureau.state.inbox.iterdir()) == []


def test_a_form_over_the_limit_is_a_page_that_says_so(bureau: Bureau, made: Starlette) -> None:
    sari = in_browser(bureau, made, "sari")
    answered = sari.form("/feed/", "/feed/kiriman", ("nominations.csv", bytes(1_200_000)), dataset="lists")
    assert answered.status_code == 413
    assert "Berkas terlalu besar: paling banyak 1 MB" in answered.text
    assert list(bureau.state.inbox.iterdir()) == []


def test_a_name_locked_out_is_told_on_the_page(bureau: Bureau, made: Starlette) -> None:
    stranger = Caller(made)
    told = [stranger.form("/feed/masuk", "/feed/masuk", name="sari", password=PASSWORD[::-1]) for _ in range(6)]
    assert {answered.status_code for answered in told} == {401}
    assert "Nama atau kata sandi tidak cocok" in told[0].text
    assert "terkunci 15 menit" in told[5].text


def test_no_more_wait_at_the_door_than_it_takes(
    bureau: Bureau, made: Starlette, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hub.web.feed.door.MOST_AT_THE_DOOR", 0)
    answered = Caller(made).form("/feed/masuk", "/feed/masuk", name="sari", password=PASSWORD)
    assert answered.status_code == 503
    assert "Coba lagi beberapa detik lagi" in answered.text


def test_a_browser_is_known_after_somebody_signed_in(bureau: Bureau, made: Starlette) -> None:
    sari = in_browser(bureau, made, "sari")
    for _ in range(6):
        Caller(made).form("/feed/masuk", "/feed/masuk", name="sari", password=PASSWORD[::-1])
    sari.form("/feed/", "/feed/keluar")
    assert Caller(made).form("/feed/masuk", "/feed/masuk", name="sari", password=PASSWORD).status_code == 401
    assert sari.form("/feed/masuk", "/feed/masuk", name="sari", password=PASSWORD).status_code == 303


def test_pages_say_losses_causes_and_acts_in_words(bureau: Bureau, made: Starlette) -> None:
    sari, wati, adi = (in_browser(bureau, made, name) for name in ("sari", "wati", "adi"))
    sari.form("/feed/", "/feed/kiriman", ("nominations.csv", lists(1, 6).encode()), dataset="lists")
    held_back = sari("GET", "/feed/kiriman/1").text
    assert "Kepesertaan partai: 20 baris sedang tayang, hanya 14 yang akan tersisa" in held_back
    sari.form("/feed/kiriman/1", "/feed/kiriman/1/ajukan")
    wati.form("/feed/kiriman/1", "/feed/kiriman/1/setujui")
    told = wati("GET", "/feed/kiriman/1").text
    assert "20 baris sedang tayang, hanya 14 yang akan tersisa" in told
    assert "wati: menyetujuinya" in told
    assert "Hub ini: menahannya" in told
    assert "in release" not in told
    sari.form("/feed/", "/feed/kiriman", ("nominations.csv", b"nomor,nama\n1,Partai\n"), dataset="lists")
    unusable = sari("GET", "/feed/kiriman/2").text
    assert "tidak dapat dibaca sampai selesai" in unusable
    assert '<span lang="en">nominations.csv: expected columns out of' in unusable
    log = adi("GET", "/feed/catatan").text
    assert "sari: menyerahkan berkasnya" in log
    assert "delivery." not in log
    via = [row["detail"] for row in bureau.state.rows("SELECT detail FROM log WHERE act = 'delivery.approve'")]
    assert [orjson.loads(detail)["via"] for detail in via] == ["browser"]


def test_every_act_of_the_log_has_words() -> None:
    written = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "hub" / "feed").glob("*.py"))
    acts = set(re.findall(r'"((?:feed|user|token|delivery|identity|error|job)\.[a-z-]+)"', written)) - {
        SQLITE,
        POSTGRES,
    }
    assert acts | {
        f"delivery.{act}" for act in RULES if act not in {"read", "preview", "review", "answer", "read-log"}
    } <= set(ACTS)


def test_without_a_feed_a_page_says_how_to_switch_it_on(first_bureau: Path, tmp_path: Path) -> None:
    ask = Caller(app(first_bureau / ".hub", Settings(out=first_bureau / ".hub", state=str(tmp_path))))
    front = ask("GET", "/feed/")
    assert front.status_code == 200
    assert "hub feed open" in front.text
    assert "set-cookie" not in front.headers
    assert ask("GET", "/feed/masuk").status_code == 503
    assert ask("GET", "/feed/jatuh-tempo").status_code == 200
    assert ask("POST", PUT, content=b"x", headers={"authorization": "Bearer x"}).json()["error"]["code"] == "FEED_OFF"
    assert list(tmp_path.iterdir()) == []


schemathesis.serializer.alias("application/offset+octet-stream", "application/octet-stream")


@pytest.fixture
def described(bureau: Bureau) -> Iterator[schemathesis.BaseSchema]:
    """Return the API of a listening server with some deliveries, as its description has it."""
    bureau.put()
    bureau.work()
    bureau.put(lists(1, 11))
    made = served(bureau)
    made.state.feed._starts = lambda *_: None
    with listening(made) as base:
        yield schemathesis.openapi.from_url(f"{base}/feed/api/openapi.json")


def test_the_answers_are_as_described(bureau: Bureau, described: schemathesis.BaseSchema) -> None:
    token = tokens.make(bureau.state, "both", ["read", "hand-in", "decide"], 9, "test")
    operations = [each.ok() for each in described.get_all_operations()]
    assert len(operations) == 14
    for operation in operations:

        @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def ask(case: schemathesis.Case) -> None:
            case.call_and_validate(headers={"Authorization": f"Bearer {token}"})

        ask()


def test_a_damaged_feed_keeps_no_public_page_from_being_answered(bureau: Bureau) -> None:
    (bureau.state.folder / SQLITE).write_bytes(b"not a database" * 1000)
    for left in bureau.state.folder.glob(f"{SQLITE}-*"):
        left.unlink()
    with listening(app(bureau.out, Settings(out=bureau.out))) as base:
        assert httpx.get(f"{base}/rilis", timeout=600).status_code == 200
        told = httpx.get(f"{base}/feed/", timeout=600)
    assert told.status_code == 500
    assert "Data pengumpulan berkas ini rusak" in told.text


def test_nothing_of_a_form_is_read_for_who_has_no_cookie_or_sends_a_file(bureau: Bureau, made: Starlette) -> None:
    read = 0

    async def body() -> AsyncIterator[bytes]:
        nonlocal read
        while read < 10_000_000:
            read += 100_000
            yield bytes(100_000)

    headers = {"content-type": "multipart/form-data; boundary=x"}
    assert Caller(made)("POST", "/feed/masuk", content=body(), headers=headers).status_code == 403
    assert read == 0
    stranger = Caller(made)
    told = stranger.form("/feed/masuk", "/feed/masuk", ("x.csv", b"x"), name="sari", password=PASSWORD)
    assert told.status_code == 400
    assert stranger.form("/feed/masuk", "/feed/masuk", name="sari", password="x" * 200_000).status_code == 413


def test_a_database_or_workspace_that_cannot_be_used_now_is_503(
    bureau: Bureau, made: Starlette, monkeypatch: pytest.MonkeyPatch
) -> None:
    bureau.put()
    sari, browser = with_token(bureau, made, "sari"), in_browser(bureau, made, "sari")
    monkeypatch.setattr("hub.feed.database.WAIT_S", 0.0)
    with bureau.state.writing() as writing:
        busy = sari("POST", PUT, content=lists(1, 11))
        writing.put("setting", {"name": "workspace", "text": str(bureau.workspace)})
        writing.act("test", "put")
    assert (busy.status_code, busy.json()["error"]["code"]) == (503, "FEED_BUSY")
    (bureau.workspace / "hub.toml").write_text("[hub")
    told = browser("GET", "/feed/")
    assert told.status_code == 503
    assert "sedang tidak dapat dibaca" in told.text


def test_a_token_that_is_revoked_while_the_file_comes_hands_nothing_in(bureau: Bureau, made: Starlette) -> None:
    token = tokens.make(bureau.state, "sari", ["hand-in"], 9, "test")

    async def body() -> AsyncIterator[bytes]:
        yield MENDED[:50].encode()
        tokens.revoke(bureau.state, token.split("_")[1], "test")
        yield MENDED[50:].encode()

    assert Caller(made, token)("POST", PUT, content=body()).status_code == 401
    assert bureau.state.rows("SELECT * FROM delivery") == []


MAPPED = """
[[sources]]
id = "mapped"
loader = "mapped"
path = "mapped.csv"
edition = "2042"
title = "Parties as another bureau writes them"
publisher = "KPU"

[[sources.options.facts]]
fact = "nominations"
fields = { ballot_number = "Nomor", name = "Nama" }
"""


def test_cells_are_shown_only_where_a_column_says_what_it_is(bureau: Bureau) -> None:
    with (bureau.workspace / "hub.toml").open("a") as file:
        file.write(MAPPED)
    (bureau.workspace / "mapped.csv").write_text("Nomor,Nama\n1990-02-03,Partai 21\n")
    shown = read_confined(bureau.workspace, bureau.workspace, "mapped", "mapped.csv")
    assert shown.told
    assert shown.cells == {}
    (bureau.workspace / "nominations.csv").write_text("ballot_number,name,source\n1x,Partai 21,KPU\n")
    assert read_confined(bureau.workspace, bureau.workspace, "lists", "nominations.csv").cells == {
        "1 ballot_number": "1x"
    }
