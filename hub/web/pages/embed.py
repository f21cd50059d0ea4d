"""Charts and maps for other sites: a page to put into a frame, the picture alone as SVG, and oEmbed to find it by an address."""

from typing import Any
from urllib.parse import urlsplit

import orjson
from starlette.requests import Request
from starlette.responses import Response

from hub.web.answers import HttpError, fixed, language, link, page, page_link, server, site_of, templates
from hub.web.pages.colours import colour
from hub.web.pages.contest import contest
from hub.web.pages.edition import edition
from hub.web.pages.page import Asked, Page
from hub.web.pages.respond import respond
from hub.web.site import Site
from hub.web.words import Words

GUARD = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors *"
"""A chart holds no script either, and any site may show it in a frame."""

LETTERS = 22
"""Letters of a name that the room for names holds."""

WIDTH, ROW, LABEL, FIGURE = 640, 26, 190, 150
"""Pixels of a bar chart: its width, the height of a row, the room for names, and the room for figures behind the longest bar."""


def embeds(request: Request) -> Response:
    """Answer with how charts are put on other sites."""
    return respond(request, _embeds, "/embed/")


def _embeds(asked: Asked) -> Page:
    return Page("embeds.html", asked.words.gettext("Charts for other sites"), {})


def embed(request: Request) -> Response:
    """Answer with a chart: `/embed/contest/KEY`, `/embed/edition/KEY/OFFICE`; with `.svg` the picture alone."""
    site, words = site_of(request), Words(language(request))
    name = request.path_params["name"]
    alone = name.endswith(".svg")
    kind, _, key = name.removesuffix(".svg").partition("/")
    unchanged, headers = fixed(request, site, f"embed.{words.lang}.{kind}.{'svg' if alone else 'html'}")
    chart = _chart(site, words, kind, key)
    if chart is None:
        raise HttpError(
            404, "NOT_FOUND", f"expected a chart, such as contest/2024/dpr/1101 or edition/2024/DPR; found {name!r}"
        )
    if unchanged is not None:
        return unchanged
    headers["Content-Security-Policy"] = GUARD
    if alone:
        text = templates(words.lang).get_template("chart.svg").render(chart=chart, note=_note(words, site, chart))
        return Response(text, 200, {**headers, "X-Content-Type-Options": "nosniff"}, "image/svg+xml")
    here = server(request)
    shown = {"chart": chart, "back": here + page_link(request, chart["page"])}
    return page(request, site, "embed.html", 200, headers, **shown)


def oembed(request: Request) -> Response:
    """Answer oEmbed 1.0: the frame for the page at `?url=`."""
    site, words = site_of(request), Words(language(request))
    path = urlsplit(request.query_params.get("url", "")).path
    root = link(request, "/doc/")
    kind, _, key = path.removeprefix(root).partition("/") if path.startswith(root) else ("", "", "")
    found = _chart(site, words, kind, key)
    if found is None:
        raise HttpError(404, "NOT_FOUND", "expected `url` to be the address of a contest or an edition of this server")
    here = server(request)
    width = min(_size(request, "maxwidth"), WIDTH)
    height = min(_size(request, "maxheight"), found["height"] + 90)
    source = here + page_link(request, f"/embed/{found['name']}")
    body = {
        "version": "1.0",
        "type": "rich",
        "title": found["title"],
        "provider_name": words.gettext("Pemilu Hub"),
        "provider_url": here + link(request, "/"),
        "width": width,
        "height": height,
        "html": f'<iframe src="{source}" width="{width}" height="{height}" style="border:0" loading="lazy"></iframe>',
    }
    return Response(orjson.dumps(body), 200, {"Cache-Control": "public, max-age=300"}, "application/json")


def _size(request: Request, name: str) -> int:
    text = request.query_params.get(name, "")
    return int(text[:9]) or 10_000 if text.isascii() and text.isdigit() else 10_000


def _chart(site: Site, words: Words, kind: str, key: str) -> dict[str, Any] | None:
    """Return the chart of a contest or an edition; None where there is no such thing, or nothing to draw."""
    if kind == "contest":
        return _bars(contest(Asked(site, key, words, {})), words, key)
    if kind == "edition":
        name, _, office = key.partition("/")
        return _map(edition(Asked(site, name, words, {"jabatan": office} if office else {})), name, words)
    return None


def _bars(made: Page | None, words: Words, key: str) -> dict[str, Any] | None:
    if made is None or not made.shown["has_votes"]:
        return None
    shown = made.shown
    if shown["tickets"]:
        figures = [(row["name"], row["votesCount"], None, bool(_elected(row))) for row in shown["tickets"]]
    elif len(shown["lists"]) > 1:
        figures = [(_short(row), row["votesCount"], row["party"], row["seats"] > 0) for row in shown["lists"]]
    else:
        figures = [
            (row["nameOnBallot"], row["votesCount"], None, bool(row["elected"]))
            for row in shown["lists"][0]["candidates"]
        ]
    most = max((votes or 0 for _, votes, _, _ in figures), default=0) or 1
    room = WIDTH - LABEL - FIGURE
    bars = [
        {
            "name": _fitted(name if party else words.name(name)),
            "y": place * ROW,
            "width": round(room * (votes or 0) / most, 1),
            "figure": words.number(votes) if votes is not None else words.gettext("not open"),
            "colour": colour(party["abbreviation"] or party["name"]) if party else "#a3161f",
            "won": won,
        }
        for place, (name, votes, party, won) in enumerate(figures)
    ]
    return {
        "name": f"contest/{key}",
        "page": f"/doc/contest/{key}",
        "title": made.title,
        "status": words.status(
            shown["figures_status" if shown["tickets"] or len(shown["lists"]) > 1 else "candidates_status"]
        ),
        "width": WIDTH,
        "height": len(bars) * ROW + 8,
        "label": LABEL,
        "bars": bars,
        "areas": [],
    }


def _fitted(name: str) -> str:
    """Return a name as it fits beside its bar."""
    short = name.removeprefix("Partai ")
    return short if len(short) <= LETTERS else short[: LETTERS - 1].rstrip() + "…"


def _map(made: Page | None, key: str, words: Words) -> dict[str, Any] | None:
    if made is None or not made.shown.get("maps"):
        return None
    told = words.gettext("party with the most votes, by district")
    picture = made.shown["maps"][0]
    leading = [area["leading"] for area in picture["areas"] if area["leading"]]
    statuses = dict.fromkeys(row["status"] for row in leading if row["votesCount"] is not None)
    areas = [
        {
            "path": area["path"],
            "title": f"{words.name(area['name'])}: {_short({'party': area['leading']['party'], 'name': None}) if area['leading'] else words.gettext('not known')}",
            "colour": colour(area["leading"]["party"]["abbreviation"] or area["leading"]["party"]["name"])
            if area["leading"]
            else "#8a8a8a",
        }
        for area in picture["areas"]
    ]
    return {
        "name": f"edition/{key}/{made.shown['office']}",
        "page": f"/doc/edition/{key}?jabatan={made.shown['office']}",
        "title": f"{made.title}: {told}",
        "status": ", ".join(words.status(status) for status in statuses),
        "width": picture["width"],
        "height": picture["height"],
        "label": 0,
        "bars": [],
        "areas": areas,
    }


def _note(words: Words, site: Site, chart: dict[str, Any]) -> str:
    """Return the line below a picture that stands alone: how final its figures are, source and release."""
    source = words.gettext("Source: General Elections Commission (KPU), by way of")
    told = f"{source} {words.gettext('Pemilu Hub')}, {words.gettext('release')} {site.release.id}"
    return f"{chart['status']} · {told}" if chart["status"] else told


def _elected(ticket: dict[str, Any]) -> bool:
    return any(row["elected"] for row in ticket["candidacies"]["nodes"])


def _short(row: dict[str, Any]) -> str:
    party = row["party"]
    return str((party["abbreviation"] or party["name"]) if party else row["name"] or "")
