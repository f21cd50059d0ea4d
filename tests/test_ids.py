import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub import ids
from hub.errors import UsageError

KINDS = st.sampled_from(sorted(ids.OPAQUE_PREFIXES))
KEYS = st.text(min_size=1, max_size=40)
BASE = "https://w3id.org/pemilu/"


@given(KINDS, KEYS)
def test_a_minted_id_has_the_promised_form(kind: str, key: str) -> None:
    identifier = ids.opaque(kind, key)
    assert re.fullmatch(r"[pdor]-[0-9a-hjkmnp-tv-z]{4}-[0-9a-hjkmnp-tv-z]{4}-[0-9a-hjkmnp-tv-z]", identifier)
    assert ids.is_opaque(identifier)


@given(KINDS, KEYS, st.integers(2, 12), st.sampled_from(ids.ALPHABET))
def test_one_wrong_character_is_noticed(kind: str, key: str, place: int, wrong: str) -> None:
    identifier = ids.opaque(kind, key)
    altered = identifier[:place] + wrong + identifier[place + 1 :]
    assert ids.is_opaque(altered) == (altered == identifier)


@given(KINDS, st.lists(KEYS, unique=True))
def test_minting_does_not_depend_on_order(kind: str, keys: list[str]) -> None:
    assert ids.mint(kind, keys, {}) == ids.mint(kind, reversed(keys), {})


def test_a_taken_id_is_never_given_again() -> None:
    first = ids.opaque("person", "2014/dpr/1101-00-0000/1/1")
    minted = ids.mint("person", ["2014/dpr/1101-00-0000/1/1"], {first: "some other key"})
    assert minted["2014/dpr/1101-00-0000/1/1"] == ids.opaque("person", "2014/dpr/1101-00-0000/1/1", attempt=1) != first


@given(st.sampled_from(ids.NODE_TYPES), st.from_regex(r"[0-9a-z][0-9A-Za-z/@~.:_ %é-]{0,30}", fullmatch=True))
def test_an_iri_parses_to_what_it_was_made_from(node_type: str, key: str) -> None:
    assert ids.parse_iri(ids.iri(BASE, node_type, key), BASE) == (node_type, key)


@pytest.mark.parametrize(
    "text", ["", BASE, f"{BASE}id/person", f"{BASE}id/planet/x", "https://elsewhere.org/id/person/p"]
)
def test_another_text_is_no_iri_of_ours(text: str) -> None:
    with pytest.raises(UsageError, match="expected an IRI of the form"):
        ids.parse_iri(text, BASE)
