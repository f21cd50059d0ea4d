"""Every route of the feed, asked by every role, for its own dataset and for another: who gets in, and who changes nothing."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from hub.feed import accounts, deliveries, mapping, tokens, uploads
from hub.feed.inbox import Received
from hub.web.feed.api import ACTS
from hub.web.feed.openapi import OPENAPI
from hub.web.feed.routes import ROUTES
from tests.feed.bureau import MENDED, PEOPLE, Bureau
from tests.feed.served import Caller, in_browser, served, with_token

EVERYBODY = (*PEOPLE, "stranger")
"""Everybody with an account, and who has none. `tono` and `yuni` have roles for the other dataset alone."""

READERS = {"sari", "both", "wati", "rudi", "adi"}


@dataclass(frozen=True)
class Door:
    """A route as it is asked, in which state the delivery is, and whom it lets in."""

    method: str
    path: str
    opens: set[str]
    state: str = "CHECKED"
    form: tuple[tuple[str, str], ...] = ()
    json: tuple[tuple[str, str], ...] = ()


DRAFT = hashlib.sha256(MENDED.encode()).hexdigest()
"""What `sari` has given to be mapped."""

MAPPED = "dataset=wanted&title=x&publisher=KPU&edition=2042&0.fact=nominations&0.ballot_number=1&0.name=2"

PAGES = (
    Door("GET", "/feed/", set(EVERYBODY)),
    Door("GET", "/feed/masuk", set(EVERYBODY)),
    Door("GET", "/feed/masuk/oidc", set()),
    Door("POST", "/feed/keluar", set(PEOPLE)),
    Door("POST", "/feed/kiriman", {"sari", "both"}, form=(("dataset", "lists"),)),
    Door("GET", "/feed/kiriman/1", READERS),
    Door("GET", "/feed/kiriman/1.csv", READERS),
    Door("GET", "/feed/kiriman/1/pratinjau/", {"sari", "both", "wati"}),
    Door("POST", "/feed/kiriman/1/ajukan", {"sari", "both"}),
    Door("POST", "/feed/kiriman/1/setujui", {"wati"}, "SUBMITTED"),
    Door("POST", "/feed/kiriman/1/kembalikan", {"wati"}, "SUBMITTED", (("reason", "belum lengkap"),)),
    Door("POST", "/feed/kiriman/1/terbitkan", {"wati"}, "HELD"),
    Door("POST", "/feed/kiriman/1/batalkan", {"sari", "both", "wati"}, "PUBLISHED", (("reason", "belum lengkap"),)),
    Door("POST", "/feed/kiriman/1/tarik", {"sari", "both"}, "PUBLISHED", (("reason", "belum lengkap"),)),
    Door("GET", "/feed/jatuh-tempo", set(EVERYBODY)),
    Door("GET", "/feed/jatuh-tempo.jsonld", set(EVERYBODY)),
    Door("GET", "/feed/pemetaan", set(PEOPLE)),
    Door(
        "POST", "/feed/pemetaan", {"sari", "both"}, form=(("dataset", "wanted"), ("publisher", "KPU"), ("title", "x"))
    ),
    Door("GET", f"/feed/pemetaan/{DRAFT}?dataset=wanted&title=x&publisher=KPU", {"sari"}),
    Door("POST", f"/feed/pemetaan/{DRAFT}", {"sari", "both"}, form=(("asked", MAPPED),)),
    Door("GET", "/feed/identitas", {"rani"}),
    Door(
        "POST",
        "/feed/identitas",
        {"rani"},
        form=(("one", "1"), ("other", "2"), ("verdict", "same"), ("why", "belum lengkap")),
    ),
    Door("GET", "/feed/laporan", set(EVERYBODY)),
    Door("POST", "/feed/laporan", set(EVERYBODY), form=(("page", "/"), ("wrong", "belum lengkap"))),
    Door(
        "POST",
        "/feed/laporan/1",
        {"sari", "tono", "both"},
        "REPORTED",
        (("closed_as", "MENDED"), ("answer", "belum lengkap")),
    ),
    Door("GET", "/feed/catatan", {"adi"}),
)

REASON = (("reason", "belum lengkap"),)

API = (
    Door("GET", "/feed/api/openapi.json", set(EVERYBODY)),
    Door("GET", "/feed/api/deliveries", set(PEOPLE)),
    Door("POST", "/feed/api/deliveries?dataset=lists&name=nominations.csv", {"sari", "both"}),
    Door("GET", "/feed/api/deliveries/1", READERS),
    Door("GET", "/feed/api/deliveries/1/findings.csv", READERS),
    Door("POST", "/feed/api/deliveries/1/submit", {"sari", "both"}),
    Door("POST", "/feed/api/deliveries/1/approve", {"wati"}, "SUBMITTED"),
    Door("POST", "/feed/api/deliveries/1/return", {"wati"}, "SUBMITTED", json=REASON),
    Door("POST", "/feed/api/deliveries/1/publish", {"wati"}, "HELD"),
    Door("POST", "/feed/api/deliveries/1/undo", {"sari", "both", "wati"}, "PUBLISHED", json=REASON),
    Door("POST", "/feed/api/deliveries/1/withdraw", {"sari", "both"}, "PUBLISHED", json=REASON),
)
UPLOAD = "0" * 32
"""An upload of `sari`."""

TUS = (
    Door("OPTIONS", "/feed/api/uploads", set(EVERYBODY)),
    Door("POST", "/feed/api/uploads", {"sari", "both"}),
    Door("HEAD", f"/feed/api/uploads/{UPLOAD}", {"sari"}),
    Door("PATCH", f"/feed/api/uploads/{UPLOAD}", {"sari"}),
)
"""`both` has handed the delivery in, and approves nothing of it."""


def test_every_route_is_in_the_table() -> None:
    asked = {
        (
            door.method,
            door.path.partition("?")[0]
            .replace(DRAFT, "{sha256}")
            .replace(UPLOAD, "{id}")
            .replace("/1", "/{number:int}")
            .replace("pratinjau/", "pratinjau{path:path}"),
        )
        for door in (*PAGES, *API, *TUS)
    }
    routes = {
        (method, route.path)
        for route in ROUTES
        for method in (route.methods or set()) - ({"HEAD"} if "GET" in (route.methods or set()) else set())
    }
    acts = {
        ("POST", f"/feed/kiriman/{{number:int}}/{act}")
        for act in ("ajukan", "setujui", "kembalikan", "terbitkan", "batalkan", "tarik")
    } | {("POST", f"/feed/api/deliveries/{{number:int}}/{act}") for act in ACTS}
    by_act = {("POST", f"{path}/{{number:int}}/{{act}}") for path in ("/feed/kiriman", "/feed/api/deliveries")}
    assert asked == (routes - by_act - {("POST", "/feed/masuk"), ("GET", "/feed/masuk/kembali")}) | acts
    assert all(isinstance(route, Route) for route in ROUTES)
    described = {
        (method.upper(), path.replace("{number}", "{number:int}"))
        for path, methods in OPENAPI["paths"].items()
        for method in methods
    }
    assert described == {(m, path) for m, path in (routes - by_act) | acts if "/api/" in path} - {
        ("GET", "/feed/api/openapi.json")
    }


@pytest.fixture
def prepared(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> tuple[Bureau, Starlette, Callable[[str], None]]:
    """Return a bureau with a delivery of `both`, its application, and what puts the delivery into a state. Jobs wait: only doors are tried."""
    bureau.put(by="both")
    for name in ("sari", "both"):
        accounts.grant(bureau.state, name, "steward", ["wanted"], "test")
    path = bureau.state.inbox / DRAFT
    mapping.keep_draft(bureau.state, bureau.who("sari"), "wanted", Received(DRAFT, path.stat().st_size), "partai.csv")
    made = served(bureau)
    monkeypatch.setattr(made.state.feed, "start_jobs", lambda: None)

    def put(state: str) -> None:
        if state == "REPORTED":
            with bureau.state.writing() as writing:
                report = dict.fromkeys(("page", "datasets", "figure", "wrong", "source", "release", "at"), "")
                writing.put("error_report", {"number": 1, **report, "state": "OPEN", "answer": None, "closed_by": None})
                writing.act("test", "put")
            return
        with bureau.state.writing() as writing:
            release = bureau.live() if state == "PUBLISHED" else None
            row = {**bureau.row(1), "state": state, "submitted_by": None, "release": release, "release_before": release}
            writing.put("delivery", row)
            writing.act("test", "put")

    return bureau, made, put


def is_open(door: Door, answered: httpx.Response) -> bool:
    """Return whether the request was let in; a redirect to the sign-in form is a refusal, a preview or a question that is not there (409) is none."""
    if answered.status_code == 303:
        return "/feed/masuk" not in answered.headers["location"]
    opens = {200, 201, 409} if "pratinjau" in door.path or "identitas" in door.path else {200, 201}
    assert answered.status_code in {*opens, 401, 403, 404}, (door.path, answered.status_code, answered.text[-900:])
    return answered.status_code in opens


@pytest.mark.parametrize("door", API, ids=lambda door: f"{door.method} {door.path}")
def test_a_token_opens_what_the_table_says(
    door: Door, prepared: tuple[Bureau, Starlette, Callable[[str], None]]
) -> None:
    bureau, made, put = prepared
    let_in = set()
    for name in EVERYBODY:
        put(door.state)
        caller = Caller(made) if name == "stranger" else with_token(bureau, made, name)
        more = {"json": dict(door.json)} if door.json else {"content": MENDED} if "dataset=" in door.path else {}
        before = len(bureau.state.rows("SELECT * FROM log"))
        answered = caller(door.method, door.path, **more)
        if is_open(door, answered):
            let_in.add(name)
        else:
            assert len(bureau.state.rows("SELECT * FROM log")) == before, name
    assert let_in == door.opens


@pytest.mark.parametrize("door", PAGES, ids=lambda door: f"{door.method} {door.path}")
def test_a_session_opens_what_the_table_says(
    door: Door, prepared: tuple[Bureau, Starlette, Callable[[str], None]]
) -> None:
    bureau, made, put = prepared
    let_in = set()
    for name in EVERYBODY:
        put(door.state)
        caller = Caller(made) if name == "stranger" else in_browser(bureau, made, name)
        before = bureau.row(1)
        if door.method == "GET":
            answered = caller("GET", door.path)
        else:
            file = ("nominations.csv", MENDED.encode()) if door.path in {"/feed/kiriman", "/feed/pemetaan"} else None
            answered = caller.form("/feed/", door.path, file, **dict(door.form))
        if is_open(door, answered):
            let_in.add(name)
        else:
            assert bureau.row(1) == before, name
    assert let_in == door.opens


@pytest.mark.parametrize("door", TUS, ids=lambda door: f"{door.method} {door.path}")
def test_an_upload_is_of_who_began_it(door: Door, prepared: tuple[Bureau, Starlette, Callable[[str], None]]) -> None:
    bureau, made, _ = prepared
    folder = bureau.state.folder / "uploads"
    folder.mkdir()
    let_in = set()
    for name in EVERYBODY:
        upload = uploads.Upload(
            id=UPLOAD, account="sari", dataset="lists", place="nominations.csv", name="n", bytes_count=9
        )
        (folder / f"{UPLOAD}.json").write_text(upload.model_dump_json())
        (folder / UPLOAD).write_bytes(b"")
        caller = Caller(made) if name == "stranger" else with_token(bureau, made, name)
        metadata = "dataset bGlzdHM=,filename bm9taW5hdGlvbnMuY3N2"
        headers = {"tus-resumable": "1.0.0", "upload-length": "9", "upload-metadata": metadata, "upload-offset": "0"}
        more = {"content-type": "application/offset+octet-stream"} if door.method == "PATCH" else {}
        answered = caller(door.method, door.path, headers={**headers, **more}, content=b"x" if more else b"")
        if answered.status_code < 300:
            let_in.add(name)
        else:
            assert answered.status_code in {401, 403, 404}
    assert let_in == door.opens


def test_a_token_that_does_not_hold_does_nothing(prepared: tuple[Bureau, Starlette, Callable[[str], None]]) -> None:
    bureau, made, _ = prepared
    revoked = tokens.make(bureau.state, "sari", ["hand-in"], 9, "test")
    tokens.revoke(bureau.state, revoked.split("_")[1], "test")
    removed = tokens.make(bureau.state, "both", ["hand-in"], 9, "test")
    accounts.remove(bureau.state, "both", "test")
    expired = tokens.make(bureau.state, "sari", ["hand-in"], 9, "test")
    with bureau.state.writing() as writing:
        [found] = writing.execute("SELECT * FROM token WHERE id = ?", expired.split("_")[1])
        writing.put("token", {**found, "expires_at": "2020-01-01T00:00:00Z"})
        writing.act("test", "put")
    too_narrow = tokens.make(bureau.state, "sari", ["read"], 9, "test")
    acts = len(bureau.state.rows("SELECT * FROM log"))
    for token, status in (
        (revoked, 401), (removed, 401), (expired, 401), ("hubfeed_0011aabb_foreign", 401), ("x", 401), (too_narrow, 403),
    ):  # fmt: skip
        answered = Caller(made, token)(
            "POST", "/feed/api/deliveries?dataset=lists&name=nominations.csv", content=MENDED
        )
        assert answered.status_code == status, answered.text
        assert answered.json()["error"]["message_id"]
        assert token[8:] == "" or token[8:] not in answered.text
    assert len(bureau.state.rows("SELECT * FROM log")) == acts
    assert [path.name for path in bureau.state.inbox.iterdir()] == [bureau.row(1)["sha256"]]


def test_a_form_of_another_site_or_session_does_nothing(
    prepared: tuple[Bureau, Starlette, Callable[[str], None]],
) -> None:
    bureau, made, _ = prepared
    sari = in_browser(bureau, made, "sari")
    acts = len(bureau.state.rows("SELECT * FROM log"))
    for headers in ({"origin": "https://other.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}, {}):
        answered = sari("POST", "/feed/kiriman/1/ajukan", headers=headers, files=[("form_token", (None, "0" * 64))])
        assert answered.status_code == 403
        assert "bukan dari sesi Anda" in answered.text
    no_cookie = Caller(made)
    assert no_cookie("POST", "/feed/kiriman/1/ajukan", files=[("form_token", (None, ""))]).status_code == 403
    assert len(bureau.state.rows("SELECT * FROM log")) == acts


def test_the_cookie_is_for_this_site_and_no_script(bureau: Bureau) -> None:
    made = served(bureau)
    plain = Caller(made)("GET", "/feed/masuk").headers["set-cookie"]
    assert {"HttpOnly", "Path=/feed/", "SameSite=strict"} <= {part.strip() for part in plain.split(";")}
    assert "Secure" not in plain
    behind = Caller(made)("GET", "/feed/masuk", headers={"x-forwarded-proto": "https"}).headers["set-cookie"]
    assert "Secure" in behind


def test_what_is_for_one_reader_is_kept_by_no_cache(bureau: Bureau) -> None:
    bureau.put()
    made = served(bureau)
    for answered in (
        in_browser(bureau, made, "sari")("GET", "/feed/kiriman/1"),
        with_token(bureau, made, "sari")("GET", "/feed/api/deliveries/1"),
    ):
        assert answered.headers["cache-control"] == "no-store"
        assert "etag" not in answered.headers


def test_deliveries_of_others_are_not_told_from_none(bureau: Bureau) -> None:
    bureau.put()
    tono = with_token(bureau, served(bureau), "tono")
    told = [tono("GET", f"/feed/api/deliveries/{number}").json()["error"] for number in (1, 2)]
    assert [error["code"] for error in told] == ["NO_DELIVERY", "NO_DELIVERY"]
    assert tono("GET", "/feed/api/deliveries").json() == {"deliveries": []}
    assert deliveries.deliveries(bureau.state, bureau.who("rudi"))
