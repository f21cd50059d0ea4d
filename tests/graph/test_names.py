"""Folding, global ids and cursors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.graph import cursor, global_id
from hub.graph.folding import fold, run_together
from hub.graph.plan import Order
from hub.ids import NODE_TYPES


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("H. IRMAWAN", "h. irmawan"),
        ("Ñandú Ⅳ", "nandu iv"),
        ("STRAẞE", "strasse"),
        ("İzmir", "izmir"),
        ("学", "学"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("MA'RUF AMIN", ["maruf"]),
        ("Tha\u2019at d'Arc-X", ["thaat", "darc"]),
        ("'Aisyah' O' Neil", []),
        ("H. IRMAWAN", []),
    ],
)
def test_words_that_an_apostrophe_parts_are_also_one(text: str, together: list[str]) -> None:
    assert run_together(text) == together


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.sampled_from(NODE_TYPES), st.text(min_size=1))
def test_global_ids_come_back(node_type: str, key: str) -> None:
    made = global_id.encode(node_type, key)
    assert global_id.decode(made) == (node_type, key)
    assert global_id.key_of(node_type, made) == key


@pytest.mark.parametrize(
    "text", ["", "zz", "00", "2042/dpr/1", global_id.encode("release", "x"), global_id.encode("nope", "x")]
)
def test_what_is_no_global_id_is_taken_as_a_key(text: str) -> None:
    assert global_id.decode(text) is None
    assert global_id.key_of("person", text) == text


def test_a_global_id_of_another_type_is_no_key() -> None:
    made = global_id.encode("party", "o-1")
    assert global_id.key_of("person", made) == made


@given(st.one_of(st.text(), st.binary().map(bytes.hex)))
def test_no_text_but_a_cursor_is_taken_for_one(text: str) -> None:
    with pytest.raises(cursor.BadCursor, match="start without a cursor"):
        cursor.decode(text, "candidacy", (Order("votes_count"),))


def test_a_cursor_holds_fractions() -> None:
    made = b'["district_map-area_km2",1234.5,"2042/dpr/1"]'.hex()
    assert cursor.decode(made, "district_map", (Order("area_km2", descending=True),)) == [1234.5, "2042/dpr/1"]


def test_a_cursor_belongs_to_one_order() -> None:
    made = b'["candidacy-votes_count",7,"2042/dpr/1/1/1"]'.hex()
    assert cursor.decode(made, "candidacy", (Order("votes_count", descending=True),)) == [7, "2042/dpr/1/1/1"]
    for orders in ((), (Order("votes_count"),), (Order("rank", descending=True),)):
        with pytest.raises(cursor.BadCursor):
            cursor.decode(made, "candidacy", orders)
