"""The section of a page with its downloads: its rows as files, its GraphQL query, a chart to embed, how to cite it."""

import csv
import io
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import orjson
import polars as pl

from hub.web.negotiation import JSON_LD, TURTLE, Representation
from hub.web.pages.page import Page
from hub.web.site import Site
from hub.web.words import Words

CSV = Representation("csv", "text/csv")
PARQUET = Representation("parquet", "application/vnd.apache.parquet")
TABLES = (CSV, PARQUET)

_LABELS = {"csv": "CSV", "parquet": "Parquet", "ttl": "Turtle", "jsonld": "JSON-LD"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula at the start of a text."""


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
    offered = [*tables, *((TURTLE, JSON_LD) if is_thing else ())]
    named = f"?{query}&format=" if query else "?format="
    forms = [
        Form(_LABELS[each.name], f"{path}.{each.name}" if is_thing else f"{path}{named}{each.name}", each.media_type)
        for each in offered
    ]
    title, today = page.title, date.today()
    by = "Komisi Pemilihan Umum (KPU)"
    release = words.gettext("release %(id)s", id=site.release.id)
    citation = words.gettext(
        "%(title)s. Source: %(publisher)s, by way of %(hub)s, %(release)s, %(address)s (read on %(day)s).",
        title=title, publisher=by, hub=words.gettext("Pemilu Hub"), release=release, address=canonical, day=words.date(today.isoformat()),
    )  # fmt: skip
    bibtex = (
        f"@misc{{pemilu-{site.release.id}-{_slug(path)},\n  title = {{{title}}},\n  author = {{{{{by}}}}},\n"
        f"  howpublished = {{\\url{{{canonical}}}}},\n  note = {{{release}}},\n  year = {{{today.year}}}\n}}"
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


def table(rows: list[dict[str, Any]], form: Representation) -> bytes:
    """Return the rows of a page as a file. A text that a spreadsheet would take for a formula has an apostrophe before it in CSV."""
    if form is PARQUET:
        file = io.BytesIO()
        pl.DataFrame(rows, infer_schema_length=None).write_parquet(file)
        return file.getvalue()
    text = io.StringIO()
    if rows:
        writer = csv.DictWriter(text, list(rows[0]), lineterminator="\r\n")
        writer.writeheader()
        writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return text.getvalue().encode()


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _slug(path: str) -> str:
    return "-".join(part for part in path.split("/")[1:] if part)


def _script(about: Any) -> str:
    """Return JSON that may stand in a script element of a page."""
    return orjson.dumps(about).decode().replace("<", "\\u003c").replace("&", "\\u0026")
