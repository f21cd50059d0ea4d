import pytest

from hub.web.negotiation import HTML, JSON_LD, N_TRIPLES, RDF_XML, TURTLE, Representation, negotiate

OFFERED = (HTML, TURTLE, JSON_LD, N_TRIPLES, RDF_XML)
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "wanted", "expected"),
    [
        (None, None, HTML),
        ("", None, HTML),
        ("*/*", None, HTML),
        (BROWSER, None, HTML),
        ("text/turtle", None, TURTLE),
        ("TEXT/TURTLE", None, TURTLE),
        ("application/ld+json", None, JSON_LD),
        ("application/json", None, JSON_LD),
        ("application/n-triples", None, N_TRIPLES),
        ("application/rdf+xml", None, RDF_XML),
        ("text/turtle;q=0.5, application/ld+json;q=0.9", None, JSON_LD),
        ("text/turtle; q=0.5 , application/rdf+xml", None, RDF_XML),
        ("application/rdf+xml, text/turtle", None, RDF_XML),
        ("text/*", None, HTML),
        ("text/*;q=0.3, text/html;q=0", None, TURTLE),
        ("application/*", None, JSON_LD),
        ("*/*;q=0.1, text/turtle;q=0.2", None, TURTLE),
        ("text/html;q=0, */*", None, TURTLE),
        ("text/n3", None, TURTLE),
        ("image/png", None, None),
        ("text/html;q=0", None, None),
        ("text/turtle;q=none", None, None),
        (",", None, None),
        ("image/png", "ttl", TURTLE),
        (BROWSER, "ttl", TURTLE),
        (BROWSER, "application/rdf+xml", RDF_XML),
        ("text/turtle", "html", HTML),
        ("text/turtle", "pdf", None),
    ],
)
def test_the_representation_of_a_request(
    accept: str | None, wanted: str | None, expected: Representation | None
) -> None:
    assert negotiate(accept, wanted, OFFERED) == expected
