"""Descriptions: everything in the schema is described in Indonesian and English."""

import re

from graphql import assert_enum_type, assert_object_type, build_schema, specified_directives

from hub.schema.catalogue_texts import descriptions
from hub.schema.descriptions import described
from hub.schema.schema import executable, sdl
from hub.translation import Both, Text

MEND = (
    "run `python -m hub.web.messages`, which puts it into hub/translation/id.po, and write its `msgstr` there; "
    "where it is marked as fuzzy, read it against the English and take the mark away"
)

IN_BOTH = re.compile(r"(?P<english>[^_].*?)(\n\n_[^\n]+_)+", re.DOTALL)
"""English paragraphs, then as many in italics."""


def test_everything_is_described() -> None:
    undescribed = [place for place, description in descriptions(executable()) if not description]
    assert undescribed == []


def test_every_description_is_in_both_languages() -> None:
    missing = {
        place: description
        for place, description in descriptions(executable())
        if description and not IN_BOTH.fullmatch(description)
    }
    assert not missing, f"expected Indonesian for {missing}; {MEND}"


def test_what_is_published_says_the_same_as_what_is_asked() -> None:
    published = dict(descriptions(build_schema(sdl())))
    differing = [place for place, told in descriptions(executable()) if place in published and published[place] != told]
    assert [place for place in differing if not place.startswith("@")] == []


def test_english_stands_first_then_indonesian_in_italics() -> None:
    english = "Votes in the whole contest, as its outcome has them; null where not reported."
    indonesian = "Perolehan suara dalam seluruh kontes menurut hasil akhirnya; null jika tidak dilaporkan."
    field = assert_object_type(executable().type_map["Candidacy"]).fields["votesCount"]
    assert field.description == f"{english}\n\n_{indonesian}_"


def test_each_paragraph_is_in_italics_of_its_own() -> None:
    assert described(Both("One.\n\nTwo.", "Satu.\n\nDua.")) == "One.\n\nTwo.\n\n_Satu._\n\n_Dua._"


def test_a_text_that_nobody_translated_is_described_in_english() -> None:
    assert described(Text("Nobody wrote of {type}.", {"type": "Person"})) == "Nobody wrote of Person."


def test_values_of_enums_are_told_by_the_ontology_and_the_offices() -> None:
    values = assert_enum_type(executable().type_map["ResultKind"]).values
    assert values["PARTY_ONLY"].description.startswith(
        "Votes for a party without naming a candidate.\n\n_Suara untuk partai"
    )
    offices = assert_enum_type(executable().type_map["Office"]).values
    assert offices["DPR"].description == "House of Representatives.\n\n_Dewan Perwakilan Rakyat._"


def test_directives_of_the_specification_keep_their_own_descriptions_elsewhere() -> None:
    assert (executable().directives[0].description or "").count("_") == 2
    assert not any("_" in (directive.description or "") for directive in specified_directives)
