"""The page for developers: the numbers of rows of the release, its endpoints, and an example query for GraphQL and for SPARQL."""

from starlette.requests import Request
from starlette.responses import Response

from hub.tables.findings import Findings
from hub.tables.parties import Parties
from hub.tables.persons import Persons
from hub.tables.regions import Regions
from hub.tables.results import Results
from hub.tables.sources import Sources
from hub.web.answers import fixed, language, page, site_of

QUERIES = {
    "graphql": """{
  candidacies(where: {edition: {eq: "2024"}, office: {eq: DPR}, elected: {eq: true}}, first: 3) {
    totalCount
    nodes { iri nameOnBallot votesCount party { abbreviation } district { name } }
  }
}""",
    "sparql": """PREFIX pe: <http://parliament.uk/ontologies/election/>
SELECT ?edition (COUNT(*) AS ?candidacies) WHERE {
  ?candidacy a pe:Candidacy ; pe:inElection/pe:formsPartOfGeneralElection ?edition .
} GROUP BY ?edition ORDER BY ?edition""",
}
"""Example queries; a test runs each."""

_COUNTED = (Persons, Parties, Regions, Results, Sources, Findings)


def portal(request: Request) -> Response:
    """Answer with the front page."""
    site = site_of(request)
    unchanged, headers = fixed(request, site, f"portal.{language(request)}")
    if unchanged is not None:
        return unchanged
    counts = {table.table_name(): site.release.rows_count(table) for table in _COUNTED}
    return page(request, site, "portal.html", 200, headers, counts=counts, queries=QUERIES)
