"""Licences of what is published, as the sources state them: nothing is licensed here that its publisher did not license."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS

from hub.release import Release
from hub.tables.sources import Sources

KNOWN = {
    "CC0": "http://creativecommons.org/publicdomain/zero/1.0/",
    "CC0 1.0": "http://creativecommons.org/publicdomain/zero/1.0/",
    "CC BY 4.0": "http://creativecommons.org/licenses/by/4.0/",
    "CC BY-SA 4.0": "http://creativecommons.org/licenses/by-sa/4.0/",
    "CC BY-SA 3.0": "http://creativecommons.org/licenses/by-sa/3.0/",
    "MIT": "http://opensource.org/licenses/MIT",
}
"""Licences with an IRI that catalogues know."""


@dataclass(frozen=True)
class Terms:
    """What the sources of something say of its use: licences and other terms in words, and whether any source says nothing."""

    stated: tuple[str, ...]
    is_open_question: bool

    @property
    def licence(self) -> str | None:
        """The IRI of the one licence that every source states; None where they differ, or any says nothing or something else."""
        return KNOWN.get(self.stated[0]) if len(self.stated) == 1 and not self.is_open_question else None

    @property
    def in_words(self) -> str:
        """The terms in a sentence."""
        told = "; ".join(self.stated)
        if not self.stated:
            return "The sources state no licence. / Sumber tidak menyebut lisensi."
        rest = " Other sources state none. / Sumber lain tidak menyebut lisensi." if self.is_open_question else ""
        return f"{told}.{rest}"

    def describe(self, graph: Graph, thing: URIRef) -> None:
        """State them of a thing: `dct:license` where there is one licence, `dct:rights` in words always."""
        if self.licence:
            licence = URIRef(self.licence)
            graph.add((thing, DCTERMS.license, licence))
            graph.add((licence, RDF.type, DCTERMS.LicenseDocument))
        rights = BNode()
        graph.add((thing, DCTERMS.rights, rights))
        graph.add((rights, RDF.type, DCTERMS.RightsStatement))
        graph.add((rights, RDFS.label, Literal(self.in_words)))


def terms_of(release: Release, series: Iterable[str] | None = None) -> Terms:
    """Return the terms of the sources of some series, or of all."""
    rows = release.scan(Sources)
    if series is not None:
        rows = rows.filter(pl.col("series").is_in(list(series)))
    found = rows.select("licence").unique().collect()["licence"].to_list()
    return Terms(tuple(sorted(text for text in found if text)), is_open_question=None in found or not found)
