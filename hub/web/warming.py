"""Warm-up of a worker: requests one page of each kind, so that templates, query plans and maps are ready."""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.types import Message, Scope

from hub.graph.model import MODEL
from hub.web.pages.routes import ROUTES as PAGES
from hub.web.site import Site
from hub.web.words import LANGUAGES

_log = logging.getLogger(__name__)

_ASKED = {"/cari": "/cari?q=a"}
"""Pages that show little unless they are asked something."""

OVERVIEWS = (
    *(_ASKED.get(each.path, each.path) for each in PAGES if "{" not in each.path and "." not in each.path),
    *("/data/", "/dumps/", "/quality", "/recap", "/sparql"),
)
"""Pages about no single thing: those of the portal without its files, and those of the other rooms."""

EVERY = ("edition", "office")
"""Types of which each thing's page is made: there are few, and theirs are the largest."""


def warm(made: Starlette, site: Site) -> None:
    """Make a page of each kind in each language, and of each edition and office, bypassing metrics, admission control and caches."""
    # A server calls the factory of an application with its own loop already running.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, _warm(made, paths_of(site))).result()


def paths_of(site: Site) -> list[str]:
    """Return the path of an overview of each kind in each language, of each edition and office, and of a thing of each other type."""
    found = [f"{path}{'&' if '?' in path else '?'}lang={lang}" for path in OVERVIEWS for lang in LANGUAGES]
    for name, node in MODEL.items():
        if node.is_node and site.release.holds(node.table):
            most = None if name in EVERY else 1
            rows = site.release.scan(node.table).select(node.key)
            keys = (rows if most is None else rows.head(most)).collect()[node.key].to_list()
            found += [f"/doc/{name}/{quote(str(key), safe='/@~')}" for key in keys]
    return found


async def _warm(made: Starlette, paths: list[str]) -> None:
    for path in paths:
        bare, _, query = path.partition("?")
        scope: Scope = {
            "type": "http",
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": bare,
            "raw_path": bare.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [(b"host", b"localhost"), (b"accept", b"text/html")],
            "app": made,
        }
        try:
            await made.router(scope, _receive, _send)
        except Exception:  # noqa: BLE001  no page stops a worker: who asks for this one gets the error
            _log.warning("%s cannot be made", path, exc_info=True)


async def _receive() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


async def _send(message: Message) -> None:
    del message
