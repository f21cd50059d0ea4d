"""The pages: sign in, what waits, hand in, one delivery with its findings and its difference, and the log. Forms without a script."""

import csv
import io
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from hub.errors import BadFile, FeedOff, NotAllowed, ReleaseError, UsageError
from hub.feed import accounts, deliveries, sessions
from hub.feed.database import Row
from hub.feed.datasets import feedable, mapping_of, withdrawn_by, workspace_of
from hub.feed.due import declared
from hub.feed.error_reports import open_reports
from hub.feed.permissions import Principal, may
from hub.feed.queue import progress_of
from hub.feed.report import UNREADABLE, Finding, Report, read_report
from hub.feed.sessions import form_token
from hub.feed.state import RUNNING, State
from hub.feed.verify import head
from hub.rdf.ontology import DEFAULT_BASE
from hub.release.kept import named
from hub.tables import BY_NAME
from hub.tables.table import term_name
from hub.web import finding_words
from hub.web.answers import HttpError, language, page, page_link
from hub.web.feed.captions import (
    CHIPS,
    ROLES,
    STATES,
    act_in_words,
    loss_in_words,
    progress_in_words,
    table_name,
)
from hub.web.feed.door import (
    COOKIE,
    KNOWN_COOKIE,
    PRIVATE,
    allow_upload,
    check_form,
    check_origin,
    feed_of,
    in_feed,
    member,
    secret_of,
    visitor,
    with_cookie,
)
from hub.web.feed.due import in_words
from hub.web.feed.preview import pages_of
from hub.web.feed.receive import form_of, receive_file
from hub.web.words import Words

LISTED = 500
"""Acts of the log that its page shows."""


async def home(request: Request) -> Response:
    """Answer with what waits and the form to hand in; with the form to sign in to who is not signed in, and how to switch it on where there is no feed."""
    return await in_feed(request, _home, request)


def _home(request: Request) -> Response:
    try:
        state = feed_of(request).state()
    except FeedOff:
        return page(request, None, "feed/off.html", 200, PRIVATE)
    who = visitor(request)
    if who is None:
        return _sign_in_page(request)
    rows = deliveries.deliveries(state, who)
    workspace = _datasets(state)
    return shown(
        request,
        "feed/home.html",
        who=who,
        rows=rows,
        waiting=[row for row in rows if deliveries.acts(who, row) and row["state"] != "PUBLISHED"],
        datasets=[(name, title) for name, title in workspace.items() if may(who, "hand-in", name)],
        maps=any(role == "steward" for role, _ in who.roles),
        titles=workspace,
        due=[
            (each, in_words(Words(language(request)), each))
            for each in declared(state, state.clock().date())
            if each.entry.due and may(who, "hand-in", each.entry.id)
        ],
        roles=sorted((Words(language(request)).gettext(ROLES[role]), where) for role, where in who.roles),
        reads_log=may(who, "read-log", ""),
        reports=open_reports(state, who),
        reviews=may(who, "review", ""),
        most_mb=feed_of(request).most_bytes // 1_000_000,
    )


async def sign_in(request: Request) -> Response:
    """Answer with the form to sign in."""
    return await in_feed(request, _sign_in_page, request)


def _sign_in_page(request: Request, told: str = "", status: int = 200) -> Response:
    feed_of(request).state()
    secret = secret_of(request)
    response = page(
        request,
        None,
        "feed/sign_in.html",
        status,
        PRIVATE,
        form_token=form_token(secret),
        told=told,
        has_oidc=feed_of(request).has_oidc,
    )
    return with_cookie(request, response, secret)


def sign_in_again(request: Request, told: str) -> Response:
    """Return the form to sign in with why that failed."""
    return _sign_in_page(request, told, 401)


async def signing_in(request: Request) -> Response:
    """Sign somebody in and lead to what waits."""
    check_origin(request)
    async with form_of(request) as form:
        check_form(request, form.get("form_token"))
        name, password = (str(form.get(part, ""))[:200] for part in ("name", "password"))
    made = await feed_of(request).sign_in(name, password, request.cookies.get(KNOWN_COOKIE, ""))
    known = with_cookie(request, leading_to(request, "/feed/"), made.browser, KNOWN_COOKIE, sessions.KNOWN_S)
    return with_cookie(request, known, made.session)


async def signing_out(request: Request) -> Response:
    """End the session."""
    async with acting(request):
        who = await in_feed(request, member, request)
        await in_feed(request, sessions.sign_out, feed_of(request).state(), request.cookies[COOKIE], who.name)
        return with_cookie(request, leading_to(request, "/feed/"), sessions.new_secret())


async def handing_in(request: Request) -> Response:
    """Receive the file of a form and lead to its delivery."""
    check_origin(request)
    who = await in_feed(request, member, request)
    allow_upload(request)
    async with form_of(request, files=1) as form:
        check_form(request, form.get("form_token"))
        upload, dataset = form.get("file"), str(form.get("dataset", ""))
        if not isinstance(upload, UploadFile) or not upload.filename:
            raise BadFile("expected a file, found none", "Pilih berkasnya terlebih dahulu.")
        state, name = feed_of(request).state(), upload.filename
        wanted = str(form.get("place", "")) or name
        place = await in_feed(request, deliveries.check_hand_in, state, who, dataset, wanted)
        received = await receive_file(request, upload)
    who = await in_feed(request, member, request)  # whose session or role may have ended while the file came
    handed_in = partial(deliveries.hand_in, state, who, dataset, received, place=place, name=name)
    row, is_new = await in_feed(request, handed_in)
    if is_new:
        await in_feed(request, feed_of(request).start_jobs)
    return leading_to(request, f"/feed/kiriman/{row['number']}")


async def delivery(request: Request) -> Response:
    """Answer with one delivery."""
    return await in_feed(request, _delivery, request)


def _delivery(request: Request) -> Response:
    state, who = feed_of(request).state(), member(request)
    row = deliveries.delivery(state, who, request.path_params["number"])
    report = read_report(state, row)
    words, mapped = Words(language(request)), mapping_of(state, row["number"])
    titles = _datasets(state, mapped)
    history, withdraws = deliveries.acts_on(state, row["number"]), withdrawn_by(state, row["number"])
    return shown(
        request,
        "feed/delivery.html",
        who=who,
        row=row,
        report=report,
        title=titles.get(row["dataset"], row["dataset"]),
        mapped=mapped,
        remap=_remap(state, row) if may(who, "hand-in", row["dataset"]) else None,
        acts=[act for act in deliveries.acts(who, row) if act != "withdraw" or withdraws is None],
        withdraws=withdraws,
        withdrawn=state.row(
            "SELECT delivery FROM withdrawal WHERE withdraws = ? ORDER BY delivery DESC", row["number"]
        ),
        is_own=who.name in deliveries.own(row),
        findings=_findings(report, words) if report else [],
        preview=pages_of(state, row, report) if may(who, "preview", row["dataset"]) else [],
        progress=progress_in_words(words, progress_of(state, row["number"])) if row["state"] in RUNNING else "",
        history=[act_in_words(words, each) for each in history],
        unreadable=UNREADABLE,
        loss=lambda reason: loss_in_words(words, lambda name: titles.get(name, name), reason),
        said=lambda message: finding_words.said(words, message),
        table_name=partial(table_name, words),
        column_name=lambda table, column: _column_name(words, table, column),
        receipt=_receipt(state, row),
        losses=row["accepted"].split() if row["state"] == "HELD" else [],
    )


async def findings_file(request: Request) -> Response:
    """Answer with the findings of a delivery as CSV."""

    def written() -> Response:
        state, who = feed_of(request).state(), member(request)
        row = deliveries.delivery(state, who, request.path_params["number"])
        report = read_report(state, row)
        text = findings_csv(report, Words(language(request)))
        headers = {**PRIVATE, "Content-Disposition": f'attachment; filename="temuan-{row["number"]}.csv"'}
        return Response(text, 200, headers, "text/csv; charset=utf-8")

    return await in_feed(request, written)


async def acting_on(request: Request) -> Response:
    """Do an act on a delivery and lead back to it."""
    number, act = request.path_params["number"], request.path_params["act"]
    if act not in ACTS:
        raise HttpError(404, "NOT_FOUND", f"expected an act, one of {', '.join(ACTS)}; found {act!r}")
    async with acting(request) as form:
        reason = str(form.get("reason", ""))
        accepted = [str(each) for each in form.getlist("accept")]

    def done() -> Row:
        state, who = feed_of(request).state(), member(request)
        acts: dict[str, Callable[[], Row]] = {
            "ajukan": lambda: deliveries.submit(state, who, number),
            "setujui": lambda: deliveries.approve(state, who, number),
            "kembalikan": lambda: deliveries.send_back(state, who, number, reason),
            "terbitkan": lambda: deliveries.publish_again(state, who, number, accepted),
            "batalkan": lambda: deliveries.undo(state, who, number, reason),
            "tarik": lambda: deliveries.withdraw(state, who, number, reason),
        }
        return acts[act]()

    row = await in_feed(request, done)
    if row["state"] in {*RUNNING, "SUBMITTED"}:
        await in_feed(request, feed_of(request).start_jobs)
    return leading_to(request, f"/feed/kiriman/{row['number']}")


ACTS = ("ajukan", "setujui", "kembalikan", "terbitkan", "batalkan", "tarik")


async def log(request: Request) -> Response:
    """Answer with the newest acts and the accounts, to administrators."""

    def written() -> Response:
        state, who = feed_of(request).state(), member(request)
        if not may(who, "read-log", ""):
            raise NotAllowed("expected an administrator", "Catatan hanya dapat dibaca oleh administrator.")
        words = Words(language(request))
        rows = state.rows("SELECT number, at, actor, act, detail FROM log ORDER BY number DESC LIMIT ?", LISTED)
        acts = [act_in_words(words, row) for row in rows]
        return shown(request, "feed/log.html", who=who, acts=acts, accounts=accounts.listed(state), head=head(state))

    return await in_feed(request, written)


@asynccontextmanager
async def acting(request: Request) -> AsyncIterator[FormData]:
    """Yield the form of an act. Raises NotAllowed for one of another site or session, NotSignedIn for nobody's."""
    check_origin(request)
    await in_feed(request, member, request)
    async with form_of(request) as form:
        check_form(request, form.get("form_token"))
        yield form


def shown(request: Request, template: str, *, who: Principal, **given: Any) -> Response:
    """Return a page of somebody who is signed in."""
    words = Words(language(request))
    return page(
        request,
        None,
        template,
        200,
        PRIVATE,
        who=who,
        form_token=form_token(request.cookies[COOKIE]),
        state_of=lambda row: words.gettext(STATES[row["state"]]),
        chip=lambda row: CHIPS.get(row["state"], "none"),
        running=RUNNING,
        **given,
    )


def leading_to(request: Request, path: str) -> Response:
    """Return what leads a browser to a page after a form."""
    return RedirectResponse(page_link(request, path), 303, PRIVATE)


def _datasets(state: State, mapped: Iterable[str] = ()) -> dict[str, str]:
    """Return id and title of the datasets that can be fed, with those that are `mapped` as entries say."""
    return {entry.id: entry.title for entry in feedable(workspace_of(state, mapped))}


def _remap(state: State, row: Row) -> str | None:
    """Return the page where the mapping of a delivery was made; None where its dataset has a loader."""
    found = state.row("SELECT asked FROM mapping WHERE delivery = ?", row["number"])
    return f"/feed/pemetaan/{row['sha256']}?{found['asked']}" if found else None


def _receipt(state: State, row: Row) -> dict[str, Any] | None:
    """Return the release that a delivery is published in: id, number, iri, and the checksum that its manifest is sealed with."""
    if row["release"] is None or row["state"] not in {"PUBLISHED", "UNDOING", "UNDONE"}:
        return None
    try:
        manifest = named(state.place().out, row["release"]).manifest
    except (UsageError, ReleaseError):
        return None
    return {
        "id": manifest.id,
        "number": manifest.number,
        "iri": f"{manifest.base_iri}release/{manifest.id}",
        "seal": manifest.seal,
    }


def _column_name(words: Words, table: str, column: str) -> str:
    """Return what a column is called on pages: as the ontology labels it."""
    term = term_name(BY_NAME[table], column)
    return words.field(term, f"{DEFAULT_BASE}def/{term}", DEFAULT_BASE)


def _findings(report: Report, words: Words) -> list[dict[str, Any]]:
    return [
        {
            "row": each.row,
            "column": each.column,
            "is_set_aside": each.is_set_aside,
            "found": words(*each.found),
            "expected": _expected(each, words),
            "remedy": words(*each.remedy),
        }
        for each in report.findings
    ]


def _expected(finding: Finding, words: Words) -> str:
    """Return what was expected; in Indonesian the whole message where no phrase says its expectation but a template says the message."""
    if words.lang == "id" and finding.expected[0] == finding.expected[1]:
        return finding_words.said(words, finding.message) or finding.expected[0]
    return words(*finding.expected)


def findings_csv(report: Report | None, words: Words) -> str:
    """Return the findings of a report as CSV, in the language of the words. A cell that a spreadsheet would take for a formula begins with an apostrophe."""
    written = io.StringIO()
    written.write("\ufeff")  # else Excel takes it for another encoding
    writer = csv.writer(written, lineterminator="\r\n")
    heads = (
        ("baris", "row"),
        ("kolom", "column"),
        ("dipakai", "kept"),
        ("ditemukan", "found"),
        ("diharapkan", "expected"),
        ("tindakan", "what to do"),
    )
    writer.writerow(words(*each) for each in heads)
    for each in _findings(report, words) if report else []:
        kept = words("tidak", "no") if each["is_set_aside"] else words("ya", "yes")
        cells = (each["row"], each["column"], kept, each["found"], each["expected"], each["remedy"])
        writer.writerow(_harmless(cell) for cell in cells)
    return written.getvalue()


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
