"""The JSON-LD context follows from the declarations; the file in the tree is what they say now."""

from typing import Any

import orjson
import pytest

from hub.resources import read_text
from hub.schema.jsonld import context


@pytest.fixture(scope="module")
def terms() -> dict[str, Any]:
    made: dict[str, Any] = context()["@context"]
    return made


def test_the_published_context_is_what_the_declarations_say() -> None:
    """`python -m hub.schema.jsonld > ontology/context.jsonld`; `make check` says so too."""
    assert orjson.loads(read_text("ontology", "context.jsonld")) == context()


@pytest.mark.parametrize(
    ("type_name", "field", "expected"),
    [
        ("Candidacy", "residence", "el:residence"),
        ("Candidacy", "contest", {"@id": "pe:inElection", "@type": "@id"}),
        ("Result", "votesCount", "pe:voteCount"),
        ("Person", "birthYear", {"@id": "schema:birthDate", "@type": "xsd:gYear"}),
        ("Candidacy", "results", "@nest"),
        ("Region", "ancestors", "@included"),
        ("Party", "nominations", {"@reverse": "pe:issuedBy"}),
        ("Region", "codes", {"@id": "adms:identifier", "@type": "@id"}),
        ("District", "contest", None),
    ],
)
def test_a_field_means_what_its_column_or_edge_is(
    terms: dict[str, Any], type_name: str, field: str, expected: Any
) -> None:
    own = terms[type_name]
    scoped = own["@context"] if isinstance(own, dict) else {}
    assert scoped.get(field, terms.get(field)) == expected


def test_what_every_page_has_is_no_property(terms: dict[str, Any]) -> None:
    assert "totalCount" not in terms
    assert terms["Voters"]["@context"]["totalCount"] == "el:totalCount"
