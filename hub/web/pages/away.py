"""The section of a page with its downloads: its rows as files, its GraphQL query, a chart to embed, how to cite it."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import orjson

from hub.web.negotiation import JSON_LD, TURTLE, Representation
from hub.web.pages.files import GEOJSON, LABELS, TABLES, XLSX
from hub.web.pages.page import Page
from hub.web.site import Site
from hub.web.words import LANGUAGES, Words


@dataclass(frozen=True)
class Form:
    """A file that the page can be had as, by its path on this server."""

    label: str
    path: str
    media_type: str


class Where(NamedTuple):
    """The address of a page: path and query without language and form, and the address of this server."""

    path: str
    query: str
    server: str


@dataclass(frozen=True)
class Away:
    """Everything that the foot of a page offers."""

    path: str
    server: str
    canonical: str
    title: str
    forms: list[Form]
    query: str
    variables: str
    citation: str
    bibtex: str
    embeds: str | None
    feed: str | None
    statements: str | None
    about: str | None


def away(page: Page, site: Site, words: Words, where: Where) -> Away:
    """Return what a page offers."""
    path, query, server = where
    is_thing = path.startswith("/doc/")
    canonical = (
        f"{site.base}id/{path.removeprefix('/doc/')}" if is_thing else server + path + (f"?{query}" if query else "")
    )
    tables = TABLES if page.rows is not None else ()
    maps = (GEOJSON,) if page.shapes else ()
    offered = [*tables, *maps, *((TURTLE, JSON_LD) if is_thing else ())]
    forms = [Form(LABELS[each.name], _address(where, each, words), each.media_type) for each in offered]
    title, day = page.title, site.newest_day
    by = "Komisi Pemilihan Umum (KPU)"
    release = words.gettext("release %(id)s", id=site.release.id)
    citation = words.gettext(
        "%(title)s. Source: %(publisher)s, by way of %(hub)s, %(release)s, %(address)s (data as of %(day)s).",
        title=title, publisher=by, hub=words.gettext("Pemilu Hub"), release=release, address=canonical, day=words.date(day),
    )  # fmt: skip
    year = f",\n  year = {{{day[:4]}}}" if day else ""
    bibtex = (
        f"@misc{{pemilu-{site.release.id}-{_slug(path)},\n  title = {{{title}}},\n  author = {{{{{by}}}}},\n"
        f"  howpublished = {{\\url{{{canonical}}}}},\n  note = {{{release}}}{year}\n}}"
    )
    return Away(
        path=path,
        server=server,
        canonical=canonical,
        title=title,
        forms=forms,
        query=page.query,
        variables=orjson.dumps(dict(page.variables), option=orjson.OPT_INDENT_2).decode() if page.query else "",
        citation=citation,
        bibtex=bibtex,
        embeds=page.embeds,
        feed=f"{path}.atom" if is_thing else None,
        statements=f"{path}?isi=pernyataan" if is_thing else None,
        about=_script(page.about) if page.about else None,
    )


def _address(where: Where, form: Representation, words: Words) -> str:
    """Return the address of a page in a form: of a thing by its extension, of another page by `?format=`. A workbook holds words of one language."""
    parts = [where.query] if where.query else []
    path = where.path
    if path.startswith("/doc/"):
        path = f"{path}.{form.name}"
    else:
        parts.append(f"format={form.name}")
    if form is XLSX and words.lang != LANGUAGES[0]:
        parts.append(f"lang={words.lang}")
    return "?".join([path, "&".join(parts)] if parts else [path])


def _slug(path: str) -> str:
    return "-".join(part for part in path.split("/")[1:] if part)


def _script(about: Any) -> str:
    """Return JSON that may stand in a script element of a page."""
    return orjson.dumps(about).decode().replace("<", "\\u003c").replace("&", "\\u0026")
