"""The form with which any reader reports an error of a page, and the answer of a steward to it."""

from starlette.requests import Request
from starlette.responses import Response

from hub.feed import error_reports
from hub.feed.sessions import form_token
from hub.web.answers import page
from hub.web.feed.door import PRIVATE, check_form, check_origin, feed_of, in_feed, member, secret_of, with_cookie
from hub.web.feed.pages import acting, leading_to
from hub.web.feed.receive import form_of

FIELDS = ("page", "figure", "wrong", "source")


async def reporting(request: Request) -> Response:
    """Answer with the form, about the page of `?halaman=`; with thanks for the report of `?nomor=`."""
    return await in_feed(request, _form, request)


async def reported(request: Request) -> Response:
    """Keep a report and lead to its number: a page that is loaded again sends nothing again."""
    check_origin(request)
    async with form_of(request) as form:
        check_form(request, form.get("form_token"))
        given = [str(form.get(name, "")) for name in FIELDS]

    number = await in_feed(request, lambda: error_reports.report(feed_of(request).state(), *given))
    return leading_to(request, f"/feed/laporan?nomor={number}")


async def answering(request: Request) -> Response:
    """Close a report with the answer of a steward."""
    async with acting(request) as form:
        given = {name: str(form.get(name, "")) for name in ("closed_as", "answer")}

    def done() -> None:
        state, who = feed_of(request).state(), member(request)
        error_reports.answer(state, who, request.path_params["number"], given["closed_as"], given["answer"])

    await in_feed(request, done)
    return leading_to(request, "/feed/#laporan")


def _form(request: Request) -> Response:
    feed_of(request).state()
    secret, about = secret_of(request), request.query_params.get("halaman", "/")
    number = request.query_params.get("nomor", "")
    token = form_token(secret)
    answered = page(
        request,
        None,
        "feed/report.html",
        200,
        PRIVATE,
        form_token=token,
        about=about,
        number=int(number) if number.isascii() and number.isdigit() and len(number) < 10 else None,
        longest=error_reports.LONGEST,
    )
    return with_cookie(request, answered, secret)
