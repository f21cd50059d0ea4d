"""Typing errors in a search: forgiven where nobody is called so, and only there."""

import string
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from hub.graph import plan
from hub.graph.deadline import within
from hub.graph.folding import words
from hub.graph.plan import Given, Plan
from hub.graph.sqlite.build import build_store
from hub.graph.sqlite.spelling import MOST_RESPELLED, SHORTEST, SearchTooLong, Spelling
from hub.graph.sqlite.store import SqliteStore, open_store
from hub.graph.store import StatementTimeout
from hub.release import write_release
from tests.graph import invented
from tests.graph.test_plans import ask


@pytest.fixture
def spelling(store_file: Path) -> Spelling:
    return Spelling(store_file)


def all_words(spelling: Spelling) -> list[str]:
    return [word for word, _ in spelling._words._reader.rows("SELECT word, names_count FROM words ORDER BY row")]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("zulkarnian", "zulkarnain"),
        ("zulkarnan", "zulkarnain"),
        ("zulkarnainn", "zulkarnain"),
        ("sulkarmain", "zulkarnain"),
        ("pelabuhn", "pelabuhan"),
        ("pelabuhna", "pelabuhan"),
        ("utera", "utara"),
    ],
)
def test_an_error_of_a_letter_or_two_is_forgiven(typed: str, meant: str, spelling: Spelling) -> None:
    assert meant in all_words(spelling)
    assert spelling.alike(typed) == (meant,)


@pytest.mark.parametrize("word", ["zulkar", "utar", "zul", "xyz", "2042", "qwertyuiop", "utteria", "zulkarxxxin"])
def test_what_begins_a_word_or_is_too_far_or_too_short_is_left_alone(word: str, spelling: Spelling) -> None:
    assert spelling.alike(word) == ()
    assert spelling.respelled([word]) == [(word,)]


def test_no_word_that_somebody_is_called_is_respelled(spelling: Spelling) -> None:
    for word in all_words(spelling):
        assert spelling.alike(word) == ()


@settings(max_examples=300)
@given(st.data())
def test_one_error_is_forgiven_wherever_it_stands(store_file: Path, data: st.DataObject) -> None:
    spelling = Spelling(store_file)
    known = [word for word in all_words(spelling) if SHORTEST < len(word) < 8 and word.isalpha()]
    word, letter = data.draw(st.sampled_from(known)), data.draw(st.sampled_from(string.ascii_lowercase))
    at = data.draw(st.integers(0, len(word) - 2))
    wrong = data.draw(
        st.sampled_from(
            [word[:at] + letter + word[at + 1 :], word[:at] + word[at + 1 :], word[:at] + letter + word[at:],
             word[:at] + word[at + 1] + word[at] + word[at + 2 :]]
        )
    )  # fmt: skip
    found = spelling.alike(wrong)
    is_known = any(other.startswith(wrong) for other in all_words(spelling))
    if is_known or len(wrong) < SHORTEST:
        assert found == ()
    else:
        nearest = {other for other in known if OSA.distance(wrong, other) == 1}
        assert word in nearest
        assert nearest & set(found)
        assert {OSA.distance(wrong, other) for other in found} == {1}
    spelling.close()


def test_a_text_of_many_words_is_respelled_in_part(spelling: Spelling) -> None:
    assert spelling.respelled(["utera"] * (MOST_RESPELLED + 2)) == [("utara",)] * MOST_RESPELLED + [("utera",)] * 2


def search(store: SqliteStore, words: str) -> list[str]:
    shape = plan.Shape("region", (("name", plan.Column("name")),))
    parts = (("nodes", plan.Finds((shape,))), ("count", plan.TotalCount()))
    found = ask(store, Plan(plan.Search(Given(words), ("region",), 10, parts)))
    assert found["count"] == len(found["nodes"])
    return [row["name"] for row in found["nodes"]]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("utara", (("utara",),)),
        ("partei melati", (("partai",), ("melati",))),
        ("pelabuhn utera", (("pelabuhn", "pelabuhan"), ("utera", "utara"))),
        ("pela buhan", (("pela", "pelabuhan"), ("buhan", "pelabuhan"))),
        ("selatanutara", (("selatan", "selatanutara"), ("utara", "selatanutara"))),
        ("", ()),
    ],
)
def test_words_are_also_what_they_make_together_or_apart(
    typed: str, found: tuple[tuple[str, ...], ...], spelling: Spelling
) -> None:
    assert spelling.searched(typed) == found


def test_a_word_that_somebody_has_may_be_wrong_where_nobody_has_all_of_them(tmp_path: Path) -> None:
    tables = invented.tables()
    named = {"UTARA": "JAWA BARAT", "SELATAN": "BRATASENA", "PELABUHAN": "NUR WAHID"}
    tables["regions"] = tables["regions"].with_columns(pl.col("name").replace(named))
    release = write_release(tmp_path, tables, title="Named", base_iri=invented.BASE, quality={})
    build_store(release, tmp_path / "named.sqlite")
    store = open_store(tmp_path / "named.sqlite", release)
    assert search(store, "brat") == ["BRATASENA"]
    assert search(store, "jawa brat") == search(store, "jawabarat") == search(store, "jawa barat") == ["JAWA BARAT"]
    assert search(store, "nurwahid") == ["NUR WAHID"]
    assert search(store, "jawa wahid") == []
    store.close()


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Prof. Dr. (H.C.) MA'RUF AMIN", "Maruf Amin"),
        ("H. RUDY MAS\u2019UD, S.E.", "rudy masud"),
        ("JOKO WIDODO", "Ir. H. Joko Widodo"),
        ("JOKO WIDODO", "Ir H Joko Widodo"),
        ("PUAN MAHARANI", "Dr. (H.C.) Puan Maharani, S.Sos., M.M."),
        ("PUAN MAHARANI", "Drs Haji Puan Mahrani"),
        ("I GEDE PASEK", "I Gede Pasek"),
    ],
)
def test_people_are_found_without_titles_and_apostrophes(written: str, typed: str, tmp_path: Path) -> None:
    tables = invented.tables()
    tables["regions"] = tables["regions"].with_columns(pl.col("name").replace({"UTARA": written}))
    release = write_release(tmp_path, tables, title="Titles", base_iri=invented.BASE, quality={})
    build_store(release, tmp_path / "titles.sqlite")
    store = open_store(tmp_path / "titles.sqlite", release)
    assert search(store, typed) == [written]
    assert search(store, "Drs. H.") == search(store, f"Nobody {typed}") == []
    store.close()


def test_a_party_is_found_by_its_name_on_an_earlier_ballot(store: SqliteStore) -> None:
    shape = plan.Shape("party", (("name", plan.Column("name")),))
    search = plan.Search(Given("kamboja lama"), ("party",), 10, (("nodes", plan.Finds((shape,))),))
    assert ask(store, Plan(search)) == {"nodes": [{"name": "PARTAI  KAMBOJA"}]}


def test_a_search_finds_in_spite_of_an_error_and_in_the_same_order(store: SqliteStore) -> None:
    assert search(store, "pelabuhn") == search(store, "pelabuhan") == ["PELABUHAN"]
    assert search(store, "UTERA") == search(store, "utara")
    assert search(store, "utara nobody") == []
    assert search(store, "") == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a b " * 2500, "at most 500 characters"),
        ("x" * 501, "at most 500 characters"),
        ("a " * 41, "at most 40 words"),
    ],
)
def test_a_text_that_no_name_is_as_long_as_is_refused(spelling: Spelling, text: str, told: str) -> None:
    with pytest.raises(SearchTooLong, match=told):
        spelling.searched(text)


def test_a_word_that_is_repeated_is_looked_for_once(spelling: Spelling) -> None:
    assert spelling.searched("utara " * 40) == (("utara",),)


def test_spelling_stops_at_the_deadline(store_file: Path) -> None:
    with within(0), pytest.raises(StatementTimeout):
        Spelling(store_file).searched("zulkarnian nobdy")


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="abeinrs zq-0é学", min_size=0, max_size=500))
def test_any_text_within_the_limits_is_answered(store_file: Path, text: str) -> None:
    """Groups of words that the full-text index takes, and never more of them than words."""
    spelling = Spelling(store_file)
    try:
        groups = spelling.searched(text)
    except SearchTooLong:
        assert len(words(text)) > 40
        return
    assert len(groups) <= 2 * len(words(text))
    assert sum(map(len, groups)) <= 6 * 2 * 28 + 40
