"""Compares descriptions of random things with the dump: `python -m scripts.check_documents BUILT [--ids N] [--seed N]`.

The things are spread over the types. Of each every page is read in each form, as a client reads it, and what they say of the thing and its parts must be
what the dump says of them. A thing with more than twenty pages is read in N-Triples alone.
"""

import argparse
import asyncio
import random
import sys
from collections import defaultdict
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pyoxigraph as ox

from hub.ids import NODE_TYPE_OF, iri
from hub.publication import dump_path
from hub.rdf.compressed import expanding
from hub.release import Release, current
from hub.tables import BY_NAME
from hub.web.app import app
from hub.web.identifiers import escaped

FORMS = {
    "nt": ox.RdfFormat.N_TRIPLES,
    "ttl": ox.RdfFormat.TURTLE,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
MOST_PAGES = 20


async def main(built: Path, ids: int, seed: int) -> int:
    """Print how many descriptions were read and every one that differs; return 1 where any does."""
    release = current(built)
    things = _drawn(release, ids, random.Random(seed))  # noqa: S311  draws what to look at
    expected = _stated(dump_path(built, release, "nq"), {subject for _, _, subject in things})
    wrong, pages = [], 0
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app(built)), base_url="http://127.0.0.1") as client:
        for node_type, key, subject in things:
            forms = FORMS
            for form in FORMS:
                if form in forms:
                    texts = [text async for text in _pages(client, f"/doc/{node_type}/{escaped(key)}", form)]
                    pages += len(texts)
                    found = {each for text in texts for each in _triples(text, form) if _of(each) == subject}
                    forms = FORMS if len(texts) <= MOST_PAGES else {"nt": FORMS["nt"]}
                    if found != expected[subject]:
                        wrong.append(f"{subject} as {form}: {found ^ expected[subject]}")
    print(
        f"{len(things):,} things of {len({node_type for node_type, _, _ in things})} types, {pages:,} pages: {len(wrong)} differ from the dump"
    )
    print("\n".join(wrong[:20]))
    return 1 if wrong else 0


def _drawn(release: Release, ids: int, draw: random.Random) -> list[tuple[str, str, str]]:
    """Return the type, key and IRI of random things: as many of each type as it has, up to its share."""
    keys = {
        node_type: release.table(BY_NAME[name])[BY_NAME[name].key_column()].to_list()
        for name, node_type in NODE_TYPE_OF.items()
    }
    drawn = []
    left = ids
    for place, (node_type, held) in enumerate(sorted(keys.items(), key=lambda pair: len(pair[1]))):
        chosen = draw.sample(held, min(len(held), left // (len(keys) - place)))
        drawn += [(node_type, key, iri(release.base_iri, node_type, key)) for key in chosen]
        left -= len(chosen)
    return drawn


def _stated(path: Path, subjects: set[str]) -> dict[str, set[ox.Triple]]:
    wanted = {f"<{subject}".encode() for subject in subjects}
    with expanding(path) as file:
        lines = [line for line in file if line[: line.index(b">")].partition(b"#")[0] in wanted]
    stated: dict[str, set[ox.Triple]] = defaultdict(set)
    for quad in ox.parse(b"".join(lines), format=ox.RdfFormat.N_QUADS):
        stated[_of(quad.triple)].add(quad.triple)
    return stated


async def _pages(client: httpx.AsyncClient, path: str, form: str) -> AsyncIterator[bytes]:
    address: str | None = f"{path}?format={form}"
    while address:
        answer = (await client.get(address)).raise_for_status()
        yield answer.content
        address = answer.links.get("next", {}).get("url")


def _triples(text: bytes, form: str) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(text, format=FORMS[form])}


def _of(triple: ox.Triple) -> str:
    """Return the IRI of the thing that a triple is about: its own, or that of a part without the fragment."""
    return triple.subject.value.partition("#")[0] if isinstance(triple.subject, ox.NamedNode) else ""


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("built", type=Path)
    parser.add_argument("--ids", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=19)
    given = parser.parse_args()
    sys.exit(asyncio.run(main(given.built, given.ids, given.seed)))
