"""Handlers of the HTTP API below /feed/api/, for programs with a token: hand in a file, follow it, submit, approve, return, publish, undo and withdraw."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response

from hub.errors import BadFile
from hub.feed import deliveries
from hub.feed.database import Row
from hub.feed.permissions import Principal
from hub.feed.report import read_report
from hub.feed.state import RUNNING, State
from hub.web.answers import HttpError, language, link
from hub.web.feed.door import PRIVATE, allow_upload, caller, feed_of, in_feed
from hub.web.feed.openapi import OPENAPI
from hub.web.feed.pages import findings_csv
from hub.web.feed.receive import receive_body
from hub.web.words import Words

MOST_BODY_BYTES = 20_000

_SHOWN = (
    "number", "dataset", "place", "file_name", "sha256", "bytes_count", "state", "handed_in_by", "handed_in_at", "submitted_by", "decided_by",
    "reason", "release", "release_before",
)  # fmt: skip


async def description(request: Request) -> Response:
    """Answer with the OpenAPI description; it needs no token."""
    server = {"servers": [{"url": link(request, "/")}]}
    return Response(orjson.dumps({**OPENAPI, **server}), 200, {"Cache-Control": "no-store"}, "application/json")


async def put(request: Request) -> Response:
    """Receive a file: 201 with its receipt, or 200 with the one that the same bytes have already."""
    who = await in_feed(request, caller, request)
    state = feed_of(request).state()
    dataset, name = request.query_params.get("dataset", ""), request.query_params.get("name", "")
    place = await in_feed(
        request, deliveries.check_hand_in, state, who, dataset, request.query_params.get("place") or name
    )
    allow_upload(request)
    received = await receive_body(request)
    who = await in_feed(request, caller, request)  # whose token or role may have ended while the file came
    handed_in = partial(deliveries.hand_in, state, who, dataset, received, place=place, name=name)
    row, is_new = await in_feed(request, handed_in)
    if is_new:
        await in_feed(request, feed_of(request).start_jobs)
    [told] = await in_feed(request, _told, state, [row])
    return _json(told, 201 if is_new else 200, {"Location": link(request, f"/feed/api/deliveries/{row['number']}")})


async def listed(request: Request) -> Response:
    """Answer with the newest deliveries of the datasets that the token may read."""

    def found() -> Response:
        who, state = caller(request), feed_of(request).state()
        return _json({"deliveries": _told(state, deliveries.deliveries(state, who))})

    return await in_feed(request, found)


async def one(request: Request) -> Response:
    """Answer with one delivery and its report."""

    def found() -> Response:
        who, state = caller(request), feed_of(request).state()
        row = deliveries.delivery(state, who, request.path_params["number"])
        report = read_report(state, row)
        return _json(_told(state, [row])[0] | ({"report": report.model_dump(mode="json")} if report else {}))

    return await in_feed(request, found)


async def findings(request: Request) -> Response:
    """Answer with the findings of a delivery as CSV."""

    def found() -> Response:
        who, state = caller(request), feed_of(request).state()
        row = deliveries.delivery(state, who, request.path_params["number"])
        text = findings_csv(read_report(state, row), Words(language(request)))
        return Response(text, 200, PRIVATE, "text/csv; charset=utf-8")

    return await in_feed(request, found)


async def act(request: Request) -> Response:
    """Do an act on a delivery and answer with it."""
    who = await in_feed(request, caller, request)
    given = await _body(request)

    name, number = request.path_params["act"], request.path_params["number"]
    if name not in ACTS:
        raise HttpError(404, "NOT_FOUND", f"expected one of {', '.join(ACTS)}, found {name!r}")

    def done() -> Row:
        return ACTS[name](feed_of(request).state(), who, number, given)

    row = await in_feed(request, done)
    if row["state"] in {*RUNNING, "SUBMITTED"}:
        await in_feed(request, feed_of(request).start_jobs)
    return _json((await in_feed(request, _told, feed_of(request).state(), [row]))[0])


Given = Mapping[str, Any]

ACTS: Mapping[str, Callable[[State, Principal, int, Given], Row]] = {
    "submit": lambda state, who, number, _: deliveries.submit(state, who, number),
    "approve": lambda state, who, number, _: deliveries.approve(state, who, number),
    "return": lambda state, who, number, given: deliveries.send_back(state, who, number, given["reason"]),
    "publish": lambda state, who, number, given: deliveries.publish_again(state, who, number, _names(given["accept"])),
    "undo": lambda state, who, number, given: deliveries.undo(state, who, number, given["reason"]),
    "withdraw": lambda state, who, number, given: deliveries.withdraw(state, who, number, given["reason"]),
}
"""Acts on a delivery by the last part of their address."""


async def _body(request: Request) -> Given:
    """Return the reason and the accepted losses of a request's JSON object, empty where it states none. Raises BadFile."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BODY_BYTES:
            raise _large_body()
    try:
        given = orjson.loads(bytes(body)) if body else {}
    except orjson.JSONDecodeError:
        raise _bad_body() from None
    if not isinstance(given, dict) or not isinstance(given.get("reason", ""), str):
        raise _bad_body()
    return {"reason": "", "accept": [], **given}


def _names(given: object) -> list[str]:
    if not isinstance(given, list) or not all(isinstance(name, str) for name in given):
        raise _bad_body()
    return given


def _bad_body() -> BadFile:
    error = BadFile(
        'expected a JSON object such as {"reason": "...", "accept": ["NAME"]}, found another body',
        "Isi permintaan harus objek JSON.",
    )
    error.status = 400
    return error


def _large_body() -> BadFile:
    error = BadFile(
        f"expected a JSON object of at most {MOST_BODY_BYTES:,} bytes, found a larger body",
        f"Isi permintaan terlalu besar: paling banyak {MOST_BODY_BYTES // 1_000} kB.",
    )
    error.status = 413
    return error


def _told(state: State, rows: list[Row]) -> list[dict[str, Any]]:
    withdrawals = {row["delivery"]: row["withdraws"] for row in state.rows("SELECT * FROM withdrawal")}
    return [
        {
            **{name: row[name] for name in _SHOWN},
            # What would be lost is kept in `accepted`, which an approver accepts by publishing again.
            "losses": row["accepted"].split() if row["state"] == "HELD" else [],
            "withdraws": withdrawals.get(row["number"]),
        }
        for row in rows
    ]


def _json(content: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response(orjson.dumps(content), status, {**PRIVATE, **(headers or {})}, "application/json")
