"""The releases that are kept, what changed from one to the next, and their feed."""

from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hub.release import Release, published
from hub.release.difference import differences
from hub.web.answers import HttpError, fixed, language, page_link, server, site_of
from hub.web.freshness import MINUTE
from hub.web.pages.atom import Entry, feed
from hub.web.pages.page import Asked, Page
from hub.web.pages.respond import respond
from hub.web.site import Site
from hub.web.words import Words

_SHOWN = 20
"""Keys of each kind of change that are shown of a table; the counts are of all."""


def releases_page(request: Request) -> Response:
    """Answer with the releases, or with `?dari=` and `?ke=` what differs between two of them."""
    return respond(request, _page, "/rilis", depends=_kept(site_of(request)))


def releases_feed(request: Request) -> Response:
    """Answer with the releases as an Atom feed: what to subscribe to in order to hear of new data."""
    site, words = site_of(request), Words(language(request))
    tag = f"rilis.atom.{words.lang}.{_kept(site)}"
    unchanged, headers = fixed(request, site, tag, {"Cache-Control": MINUTE})
    if unchanged is not None:
        return unchanged
    here = server(request)
    entries = [
        Entry(
            f"{site.base}release/{release.id}",
            words.gettext("Release %(number)s", number=release.manifest.number),
            f"{here}{page_link(request, '/rilis')}#{release.id}",
            _made(release),
            words.gettext("%(count)s source files", count=words.number(release.manifest.tables["sources"].rows_count)),
        )
        for release in reversed(published(site.out))
    ]
    text = feed(
        f"{site.base}releases",
        words.gettext("Pemilu Hub: new releases"),
        f"{here}{page_link(request, '/rilis.atom')}",
        entries,
        words.lang,
    )
    return Response(text, 200, headers, "application/atom+xml; charset=utf-8")


def _kept(site: Site) -> str:
    """Return the ids of the releases that are kept; they may be fewer without another release being current."""
    return ".".join(release.id for release in published(site.out))


def _made(release: Release) -> datetime:
    """Return when the release was written here: the time of its manifest; the release itself holds no time, so that it can be made again."""
    return datetime.fromtimestamp((release.folder / "manifest.json").stat().st_mtime, UTC)


def _page(asked: Asked) -> Page:
    site, words = asked.site, asked.words
    kept = published(site.out)
    by_id = {release.id: release for release in kept}
    pair = [asked.given.get(name) for name in ("dari", "ke")]
    changes: list[dict[str, Any]] = []
    if any(pair):
        for name in pair:
            if name not in by_id:
                raise HttpError(404, "RELEASE_NOT_KEPT", f"expected the id of a release that is kept, found {name!r}")
        changes = [_change(each) for each in differences(by_id[str(pair[0])], by_id[str(pair[1])])]
    rows = [
        {
            "release": release.id,
            "number": release.manifest.number,
            "sources_count": release.manifest.tables["sources"].rows_count,
            "current": release.id == site.release.id,
        }
        for release in reversed(kept)
    ]
    shown = {
        "kept": [_told(site, release, before) for before, release in zip([None, *kept], kept, strict=False)][::-1],
        "changes": changes,
        "pair": pair if all(pair) else None,
    }
    return Page("releases.html", words.gettext("Releases"), shown, rows=rows)


def _told(site: Site, release: Release, before: Release | None) -> dict[str, Any]:
    return {
        "id": release.id,
        "number": release.manifest.number,
        "before": before.id if before else None,
        "is_current": release.id == site.release.id,
        "made": _made(release).isoformat(),
        "sources": release.manifest.tables["sources"].rows_count,
    }


def _change(found: Any) -> dict[str, Any]:
    return {
        "table": found.table,
        "added": len(found.added),
        "removed": len(found.removed),
        "changed": len(found.changed),
        "keys": [*found.added[:_SHOWN], *found.removed[:_SHOWN], *list(found.changed)[:_SHOWN]],
    }
