"""SPARQL queries to begin with, shown on the page; a test asks each. `{base}` is the base IRI of the release."""

from typing import NamedTuple

from hub.web.texts import text_

PREFIXES = {
    "el": "{base}def/",
    "pe": "http://parliament.uk/ontologies/election/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "dct": "http://purl.org/dc/terms/",
    "schema": "http://schema.org/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


class Example(NamedTuple):
    """A query, and what it is about."""

    title: str
    prefixes: tuple[str, ...]
    body: str

    def text(self, base: str) -> str:
        """Return the query with its prefixes, for the IRIs of a release."""
        declared = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in self.prefixes)
        return (declared + self.body.strip()).replace("{base}", base)


EXAMPLES = (
    Example(
        text_("Candidacies by election"),
        ("pe", "rdfs"),
        """
SELECT ?election (COUNT(?candidacy) AS ?candidacies) {
  ?candidacy a pe:Candidacy ; pe:inElection/pe:formsPartOfGeneralElection/rdfs:label ?election .
  FILTER(LANG(?election) = "id")
} GROUP BY ?election ORDER BY ?election""",
    ),
    Example(
        text_("Who was elected, with the votes"),
        ("pe", "el", "rdfs"),
        """
SELECT ?name ?party ?district ?votes {
  ?candidacy el:elected true ; el:edition <{base}id/edition/2024> ; el:nameOnBallot ?name ; el:votesCount ?votes ;
    el:party/rdfs:label ?party ; el:district/rdfs:label ?district .
} ORDER BY DESC(?votes) LIMIT 100""",
    ),
    Example(
        text_("Women and men among candidates and elected, by party"),
        ("el", "schema", "rdfs"),
        """
SELECT ?party ?gender (COUNT(?candidacy) AS ?candidates) (SUM(IF(?elected, 1, 0)) AS ?seats) {
  ?candidacy el:edition <{base}id/edition/2024> ; schema:gender ?gender ; el:party/rdfs:label ?party .
  OPTIONAL { ?candidacy el:elected ?elected }
} GROUP BY ?party ?gender ORDER BY ?party ?gender""",
    ),
    Example(
        text_("People who stood in several elections, and for which party"),
        ("pe", "el", "foaf", "rdfs"),
        """
SELECT ?person ?name (COUNT(DISTINCT ?edition) AS ?elections) (GROUP_CONCAT(DISTINCT ?party; separator=" / ") AS ?parties) {
  ?candidacy pe:hasCandidate ?person ; el:edition ?edition ; el:party/rdfs:label ?party .
  ?person foaf:name ?name .
} GROUP BY ?person ?name HAVING(COUNT(DISTINCT ?edition) > 1) ORDER BY DESC(?elections) ?name LIMIT 100""",
    ),
    Example(
        text_("Votes of each party, and how final they are"),
        ("el", "rdfs", "skos"),
        """
SELECT ?area ?party ?votes ?status {
  ?figure el:edition <{base}id/edition/2024> ; el:quantity <{base}def/quantity/VOTES> ; el:counted ?votes ;
    el:area/rdfs:label ?area ; el:figureOf ?nomination .
  ?nomination a el:Nomination ; rdfs:label ?party .
  OPTIONAL { ?figure el:status/skos:prefLabel ?status FILTER(LANG(?status) = "id") }
} ORDER BY ?area DESC(?votes) LIMIT 200""",
    ),
    Example(
        text_("Figures of one candidacy, with the file that states each"),
        ("pe", "dct"),
        """
SELECT ?votes ?file ?title {
  GRAPH ?file { ?result pe:resultOfCandidacy <{base}id/candidacy/2024/dpr/1101/1/1> ; pe:voteCount ?votes }
  ?file dct:title ?title
}""",
    ),
    Example(
        text_("Districts with their seats and regions"),
        ("pe", "el", "rdfs"),
        """
SELECT ?district ?seats (GROUP_CONCAT(?region; separator=", ") AS ?regions) {
  ?contest el:district ?place ; el:seatsCount ?seats ; el:edition <{base}id/edition/2024> .
  ?place rdfs:label ?district ; el:part/el:region/rdfs:label ?region .
} GROUP BY ?district ?seats ORDER BY ?district""",
    ),
    Example(
        text_("Findings by rule: where sources err or differ"),
        ("el",),
        """
SELECT ?rule (COUNT(?finding) AS ?findings) {
  ?finding a el:Finding ; el:rule ?rule
} GROUP BY ?rule ORDER BY DESC(?findings)""",
    ),
    Example(
        text_("Everything about one person, as a graph"),
        ("pe", "el"),
        """
DESCRIBE ?person {
  <{base}id/candidacy/2024/dpr/1101/1/1> pe:hasCandidate ?person
}""",
    ),
)
