"""SPARQL queries to begin with: files of `ontology/queries/`, shown on the page and printed with their answers in docs/linked-data.md."""

from collections.abc import Mapping
from typing import NamedTuple

from hub.rdf.ontology import DEFAULT_BASE
from hub.resources import read_text
from hub.web.texts import text_

PREFIXES = {
    "el": "{base}def/",
    "level": "{base}def/level/",
    "quantity": "{base}def/quantity/",
    "pe": "http://parliament.uk/ontologies/election/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "dct": "http://purl.org/dc/terms/",
    "schema": "http://schema.org/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "prov": "http://www.w3.org/ns/prov#",
    "adms": "http://www.w3.org/ns/adms#",
    "qb": "http://purl.org/linked-data/cube#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefixes that queries commonly need; `{base}` is the base IRI of the release."""


def spaces(base: str) -> dict[str, str]:
    """Return the prefixes of a release, each with what it stands for."""
    return {name: space.replace("{base}", base) for name, space in PREFIXES.items()}


def prefixed(iri: str, prefixes: Mapping[str, str]) -> str | None:
    """Return an IRI with a prefix, by the longest that it begins with; None without one, and for what no prefixed name may hold."""
    found = [(space, name) for name, space in prefixes.items() if iri.startswith(space)]
    space, name = max(found, key=lambda pair: len(pair[0]), default=("", ""))
    local = iri.removeprefix(space)
    return f"{name}:{local}" if name and local and "/" not in local else None


class Example(NamedTuple):
    """A query of `ontology/queries/`, and what it answers."""

    title: str
    name: str

    def text(self, base: str) -> str:
        """Return the query for the IRIs of a release."""
        return read_text("ontology", f"queries/{self.name}.rq").replace(DEFAULT_BASE, base).strip()


EXAMPLES = (
    Example(text_("Pairs for president, who won, and by which margin"), "pairs-and-margin"),
    Example(text_("Who was elected, with the votes"), "elected"),
    Example(text_("Seats by party"), "seats-by-party"),
    Example(text_("One person through the elections"), "person-through-elections"),
    Example(text_("People who stood for another party later"), "changed-party"),
    Example(text_("How sure it is that two candidates are one person"), "how-sure-is-a-person"),
    Example(text_("Women and men among candidates and elected, by party"), "women-and-men"),
    Example(text_("Votes of parties by province in two elections"), "party-by-province-in-two-elections"),
    Example(text_("Votes of each party, and how final they are"), "observations"),
    Example(text_("Dimensions, measure and attributes of the cube of outcomes"), "structure-of-the-cube"),
    Example(text_("Valid and invalid votes by region"), "valid-and-invalid-votes"),
    Example(text_("Valid and invalid votes, and of how many regions"), "turnout-with-denominator"),
    Example(text_("Registered voters by region"), "registered-voters"),
    Example(text_("Contests without figures"), "not-known"),
    Example(text_("Where sources differ"), "sources-that-differ"),
    Example(text_("Findings by rule: where sources err or differ"), "findings"),
    Example(text_("Figures of one candidacy, with the file that states each"), "source-of-a-figure"),
    Example(text_("Districts of a province, with their seats and regions"), "districts-of-a-province"),
    Example(text_("Regions by the codes that Wikidata has, with the strongest party"), "regions-by-code-of-wikidata"),
    Example(text_("Everything about one person, as a graph"), "everything-about-a-person"),
)
