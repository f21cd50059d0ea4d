"""About the hub: what it is, how to cite it, whom to write to; an error report comes with the page that it is about."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from hub.web.answers import server, sites_of
from hub.web.pages.page import Asked, Page
from hub.web.pages.respond import respond


def about(request: Request) -> Response:
    """Answer with the page about the hub, its form for errors filled in with `?halaman=`."""
    contact = sites_of(request).settings.contact
    is_taken = request.app.state.takes_reports()
    here = server(request)

    def made(asked: Asked) -> Page:
        seen = asked.given.get("halaman", "")
        page = seen if seen.startswith("/") and not seen.startswith("//") else ""
        address = report_address(contact, asked, f"{here}{page}" if page else here)
        shown = {
            "contact": contact,
            "reported": page,
            "report": address,
            "is_taken": is_taken,
            "form": f"/feed/laporan?halaman={quote(page or '/')}",
        }
        return Page("about.html", asked.words.gettext("About"), shown)

    return respond(request, made, "/tentang", depends="reports" if is_taken else "none")


def report_address(contact: str, asked: Asked, page: str) -> str | None:
    """Return where an error on a page is reported to: a mail or an issue that names page and release; None without a contact."""
    if not contact:
        return None
    words = asked.words
    title = quote(words.gettext("Error on %(page)s", page=page))
    body = quote(
        words.gettext(
            "Page: %(page)s\nRelease: %(release)s\n\nWhat is wrong:\n\nWhere it is right (source, page):\n",
            page=page,
            release=asked.site.release.id,
        )
    )
    if contact.startswith(("https://", "http://")):
        return f"{contact.rstrip('/')}{'&' if '?' in contact else '?'}title={title}&body={body}"
    return f"mailto:{contact.removeprefix('mailto:')}?subject={title}&body={body}"
