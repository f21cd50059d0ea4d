"""Atom feed of one resource: an entry for each kept release in which its row, or a row that refers to it, is new or has changed."""

import hashlib
from datetime import UTC, datetime

import polars as pl

from hub.graph.model import MODEL
from hub.ids import iri
from hub.release import Release, published
from hub.tables import TABLES
from hub.web.pages.atom import Entry, feed
from hub.web.site import Site
from hub.web.words import Words


def thing_feed(site: Site, words: Words, thing: tuple[str, str], addresses: tuple[str, str]) -> bytes:
    """Return the feed of a thing, which is (type, key); the addresses are those of its page and of the feed."""
    (node_type, key), (page, address) = thing, addresses
    entries: list[Entry] = []
    before: str | None = None
    for release in published(site.out):
        now = fingerprint(release, node_type, key)
        if now is not None and now != before:
            title = words.gettext("New in release %(number)s", number=release.manifest.number)
            if before is not None:
                title = words.gettext("Changed in release %(number)s", number=release.manifest.number)
            when = datetime.fromtimestamp((release.folder / "manifest.json").stat().st_mtime, UTC)
            entries.append(
                Entry(f"{iri(site.base, node_type, key)}#{release.id}", title, page, when, f"{node_type} {key}")
            )
        before = now
    named = f"{node_type} {key}"
    identifier = iri(site.base, node_type, key)
    return feed(identifier, words.gettext("Changes: %(page)s", page=named), address, entries[::-1], words.lang)


def fingerprint(release: Release, node_type: str, key: str) -> str | None:
    """Return a hash of the thing's own row and of all rows that refer to it; None where the release does not hold it."""
    own = MODEL[node_type].table
    digest = hashlib.blake2b(digest_size=16)
    for table in TABLES:
        if table.table_name() not in release.manifest.tables:
            continue
        held = release.scan(table)
        columns = (
            [own.key_column()]
            if table is own
            else [column for column, (to, _) in table.references().items() if to == own.table_name()]
        )
        known = [column for column in columns if column in held.collect_schema().names()]
        if not known:
            continue
        rows = held.filter(pl.any_horizontal(pl.col(column) == key for column in known)).collect()
        if table is own and rows.is_empty():
            return None
        told = rows.select(pl.exclude(pl.Binary)).rows()
        digest.update(repr((table.table_name(), sorted(map(repr, told)))).encode())
    return digest.hexdigest()
