"""Two people never share a row: lists that name several people at one place of a ballot."""

from datetime import date
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.assembly import Assembly, Origin
from hub.facts import Fact, ResultFact
from tests.assembly.edition import LIST, VOTES, assembled, findings, standing, votes

PEOPLE: dict[str, dict[str, Any]] = {
    "SITI AMINAH": {"gender": "FEMALE", "birth_date": date(1961, 1, 1), "residence": "KOTA MEDAN", "rank": 1},
    "BUDI SANTOSO": {"gender": "MALE", "birth_date": date(1962, 1, 1), "residence": "KOTA BINJAI", "rank": 2},
    "Hj. SITI RAHMAWATI, S.H.": {"gender": "FEMALE", "birth_date": date(1963, 1, 1), "residence": "ASAHAN", "rank": 3},
    "RUDI SANTOSO": {"gender": "MALE", "birth_date": date(1964, 1, 1), "residence": "KARO", "rank": 4},
    "学": {"gender": "MALE", "birth_date": date(1965, 1, 1), "residence": "DAIRI", "rank": 5},
}
"""Nobody here can be taken for another; each has attributes and votes (`votes_of`) that nobody else has."""


def votes_of(name: str) -> int:
    return 1000 + int(PEOPLE[name]["rank"])


def rows(made: Assembly) -> list[dict[str, Any]]:
    return made.tables["candidacies"].sort("candidacy_id").rows(named=True)


def test_attributes_stay_with_the_name_that_they_are_stated_of() -> None:
    made = assembled((standing(1, 1, "BUDI SANTOSO"), LIST), (standing(9, 1, "SITI AMINAH", gender="FEMALE"), VOTES))
    shown, other = rows(made)
    assert (shown["candidacy_id"], shown["name_on_ballot"], shown["gender"]) == (
        "2042/dpr/8101/1/1",
        "BUDI SANTOSO",
        None,
    )
    assert (other["candidacy_id"], other["gender"]) == ("2042/dpr/8101/1/1/siti-aminah", "FEMALE")
    assert shown["person_id"] != other["person_id"]
    assert findings(made, "place-of-two-people") == [
        (
            "lists name two people at one place of the ballot: 'BUDI SANTOSO' of list is shown there, "
            "'SITI AMINAH' of votes is kept as 2042/dpr/8101/1/1/siti-aminah"
        )
    ]
    assert findings(made, "candidacy-not-listed") == []


def test_votes_are_of_the_person_whom_their_own_list_names() -> None:
    made = assembled(
        (standing(1, 1, "BUDI SANTOSO"), LIST), (standing(9, 1, "SITI AMINAH"), VOTES), (votes(10, 700, 1), VOTES)
    )
    assert [(row["name_on_ballot"], row["votes_count"]) for row in rows(made)] == [
        ("BUDI SANTOSO", None),
        ("SITI AMINAH", 700),
    ]


def test_who_has_another_number_in_another_list_is_one_candidacy() -> None:
    made = assembled(
        (standing(1, 1, "SITI AMINAH"), LIST),
        (standing(2, 2, "BUDI SANTOSO"), LIST),
        (standing(3, 1, "BUDI SANTOSO", gender="MALE"), VOTES),
        (standing(4, 2, "SITI AMINAH", gender="FEMALE"), VOTES),
        (votes(3, 10, 1), VOTES),
    )
    assert [(row["name_on_ballot"], row["gender"], row["votes_count"]) for row in rows(made)] == [
        ("SITI AMINAH", "FEMALE", None),
        ("BUDI SANTOSO", "MALE", 10),
    ]


def test_a_list_that_moved_up_leaves_no_candidacy_behind() -> None:
    names = ("SITI AMINAH", "BUDI SANTOSO", "RUDI HARTONO")
    earlier = [(standing(10 + number, number, name), VOTES) for number, name in enumerate(names, start=1)]
    made = assembled((standing(1, 1, names[1]), LIST), (standing(2, 2, names[2]), LIST), *earlier)
    assert [row["candidacy_id"] for row in rows(made)] == [
        "2042/dpr/8101/1/1",
        "2042/dpr/8101/1/1/siti-aminah",
        "2042/dpr/8101/1/2",
    ]


def test_homonyms_of_one_list_are_not_joined_by_another_list() -> None:
    made = assembled(
        (standing(1, 1, "ZULKARNAIN"), LIST),
        (standing(2, 2, "ZULKARNAIN"), LIST),
        (standing(3, 3, "SITI AMINAH"), LIST),
        (standing(4, 3, "ZULKARNAIN"), VOTES),
    )
    assert len(rows(made)) == 4


def test_two_people_at_one_place_of_one_list_are_both_kept() -> None:
    made = assembled((standing(1, 1, "SITI AMINAH"), LIST), (standing(2, 1, "BUDI SANTOSO"), LIST))
    assert [row["name_on_ballot"] for row in rows(made)] == ["SITI AMINAH", "BUDI SANTOSO"]
    assert made.rejections.set_aside_frame().is_empty()


def test_one_list_that_differs_from_itself_is_told_with_both_rows() -> None:
    made = assembled(
        (standing(1, 1, "SITI", residence="MEDAN"), LIST), (standing(5, 1, "SITI", residence="ASAHAN"), LIST)
    )
    assert findings(made, "stated-twice") == [
        "one source gives another residence for one candidacy: 'MEDAN' of row 1 is kept, 'ASAHAN' of row 5 is also stated"
    ]


@st.composite
def lists(draw: st.DrawFn) -> list[tuple[Fact, Origin]]:
    """Return up to three lists of one party, each with somebody at some of four places, and their votes by place."""
    statements: list[tuple[Fact, Origin]] = []
    for order in range(draw(st.integers(2, 3))):
        origin = Origin(10 + order, f"sha256-{100 + order:064x}", f"list-{order}", "2042")
        placed = draw(st.dictionaries(st.integers(1, 4), st.sampled_from(list(PEOPLE)), min_size=1))
        for number, name in placed.items():
            attributes = {key: value for key, value in PEOPLE[name].items() if draw(st.booleans())}
            statements.append((standing(number, number, name, **attributes), origin))
            if draw(st.booleans()):
                statements.append((votes(number, votes_of(name), number), origin))
    return statements


@settings(max_examples=20, deadline=None)
@given(lists())
def test_no_attribute_of_one_is_ever_shown_under_the_name_of_another(statements: list[tuple[Fact, Origin]]) -> None:
    made = assembled(*statements)
    stated_names = {fact.name for fact, _ in statements if hasattr(fact, "name")}
    shown = rows(made)
    assert {row["name_on_ballot"] for row in shown} == stated_names
    for row in shown:
        own = PEOPLE[row["name_on_ballot"]]
        assert row["gender"] in {None, own["gender"]}
        assert row["birth_year"] in {None, own["birth_date"].year}
        assert row["residence"] in {None, own["residence"]}
        assert row["rank"] in {None, own["rank"]}
        assert row["votes_count"] in {None, votes_of(row["name_on_ballot"])}
    name_of = dict(made.tables["candidacies"].select("candidacy_id", "name_on_ballot").iter_rows())
    for candidacy, count in made.tables["results"].select("candidacy_id", "votes_count").iter_rows():
        assert count == votes_of(name_of[candidacy])
    # One list may have one person at two places: equal figures of them are one.
    figures = len({(origin.series, fact.votes_count) for fact, origin in statements if isinstance(fact, ResultFact)})
    assert made.tables["results"].height + made.rejections.set_aside_frame().height >= figures
    persons = made.tables["candidacies"].group_by("person_id").agg(pl.col("name_on_ballot").n_unique())
    assert persons["name_on_ballot"].max() == 1
