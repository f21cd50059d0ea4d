import os
from datetime import UTC, date, datetime
from itertools import combinations

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hub.identity.clusters import BIRTH_DATES_DIFFER, MORE_STATED_DISAGREES, PUBLISHED_AS_TWO
from hub.identity.judgements import Judgement, Verdict
from hub.identity.judgements import standing as standing_judgements
from hub.identity.match import Linkage, link


def standing(*rows: tuple[str, str, str, str | None, str | None]) -> pl.DataFrame:
    """Candidacies for the DPR in Aceh I by id, edition, name, gender and residence."""
    schema = ["candidacy_id", "edition_id", "name_on_ballot", "gender", "residence"]
    return pl.DataFrame(
        rows, schema=schema, orient="row", schema_overrides=dict.fromkeys(schema, pl.String)
    ).with_columns(office=pl.lit("DPR"), district_name=pl.lit("ACEH I"), province=pl.lit("11"))


IRMAWAN = standing(
    ("2014/a", "2014", "H. IRMAWAN, S.Sos.", "MALE", "KOTA BANDA ACEH"),
    ("2019/a", "2019", "H. IRMAWAN, S.Sos, MM", "MALE", "KOTA BANDA ACEH"),
    ("2024/a", "2024", "H. IRMAWAN, S.Sos., M.M.", "MALE", "KOTA BANDA ACEH"),
)


def test_three_spellings_of_one_candidate_are_one_person() -> None:
    assert link(IRMAWAN).clusters == dict.fromkeys(("2014/a", "2019/a", "2024/a"), "2014/a")


def test_the_order_of_rows_does_not_matter() -> None:
    found, again = link(IRMAWAN), link(IRMAWAN.reverse())
    assert found.clusters == again.clusters
    assert found.links.equals(again.links)


def test_two_of_one_edition_are_two_people_whatever_their_names() -> None:
    twice = standing(*(("2024/" + place, "2024", "IRMAWAN", "MALE", None) for place in "ab"))
    assert link(twice).clusters == {"2024/a": "2024/a", "2024/b": "2024/b"}


def test_two_names_are_two_people() -> None:
    two = standing(("2009/a", "2009", "BUDI SANTOSO", "MALE", None), ("2014/b", "2014", "ADI RUSTANTO", "MALE", None))
    assert len(set(link(two).clusters.values())) == 2


def test_nobody_is_nobody() -> None:
    assert link(IRMAWAN.clear()).clusters == {}


A14, B19, C24 = "2014/a", "2019/a", "2024/a"


def judged(*verdicts: tuple[str, str, Verdict]) -> pl.DataFrame:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    records = {
        str(place): Judgement(left=left, right=right, verdict=verdict, by="Ani", at=at, why="seen")
        for place, (left, right, verdict) in enumerate(verdicts)
    }
    return standing_judgements(records)


def people(linkage: Linkage) -> list[set[str]]:
    names = sorted(set(linkage.clusters.values()))
    return [{key for key, name in linkage.clusters.items() if name == one} for one in names]


def bands(linkage: Linkage) -> dict[tuple[str, str], str]:
    return {(left, right): band for left, right, band in linkage.links.select("left", "right", "band").iter_rows()}


def test_a_differing_birth_date_sends_to_review_and_is_never_linked_unseen() -> None:
    dates = {A14: date(1970, 1, 2), B19: date(1961, 5, 7)}
    dated = IRMAWAN.with_columns(
        birth_date=pl.col("candidacy_id").replace_strict(dates, default=None, return_dtype=pl.Date)
    )
    found = link(dated)
    assert bands(found)[A14, B19] == "REVIEW"
    assert len({found.clusters[A14], found.clusters[B19]}) == 2, "not through the third, either"
    (kept_out,) = found.conflicts
    assert kept_out.reason == BIRTH_DATES_DIFFER
    assert bands(found)[kept_out.left, kept_out.right] == "REVIEW"
    (reasons,) = found.links.filter((pl.col("left") == A14) & (pl.col("right") == B19))["reasons"].to_list()
    assert "birth dates differ" in reasons
    assert not any(character.isdigit() for reason in reasons for character in reason)


def test_a_judgement_of_different_holds_apart_also_through_a_third() -> None:
    found = link(IRMAWAN, judged((A14, C24, "different")))
    assert found.clusters[A14] != found.clusters[C24]
    assert len(people(found)) == 2
    assert bands(found)[A14, C24] == "LINKED", "the band is what the model says"
    row = found.links.row(by_predicate=(pl.col("left") == A14) & (pl.col("right") == C24), named=True)
    assert (row["is_same_person"], row["judgement_id"]) == (False, "0")


def test_a_judgement_of_same_joins_what_the_model_never_compared() -> None:
    two = standing(("2014/x", "2014", "BUDI SANTOSO", "MALE", None), ("2019/y", "2019", "RUSTAM", "FEMALE", None))
    assert len(people(link(two))) == 2
    found = link(two, judged(("2019/y", "2014/x", "same")))
    assert people(found) == [{"2014/x", "2019/y"}]
    assert found.links.select("left", "right", "score", "band", "is_same_person").rows() == [
        ("2014/x", "2019/y", None, "APART", True)
    ]


def test_somebody_unsure_leaves_it_unlinked() -> None:
    pair = IRMAWAN.filter(pl.col("candidacy_id") != B19)
    assert len(people(link(pair))) == 1
    assert len(people(link(pair, judged((A14, C24, "unsure"))))) == 2


def test_judgements_that_contradict_are_told_and_not_followed() -> None:
    three = standing(
        *(
            (f"{year}/x", str(year), name, None, None)
            for year, name in ((2014, "ADI"), (2019, "RUSTAM"), (2024, "SURYA"))
        )
    )
    wrong = judged(("2014/x", "2019/x", "same"), ("2019/x", "2024/x", "same"), ("2014/x", "2024/x", "different"))
    found = link(three, wrong)
    assert len(people(found)) == 3
    assert [contradiction.left for contradiction in found.contradictions] == ["2014/x"]


def test_two_of_one_edition_are_one_person_only_where_a_judgement_names_both() -> None:
    twice = standing(*((f"2024/{place}", "2024", "IRMAWAN", "MALE", None) for place in "ab"))
    every = pl.concat([twice, IRMAWAN.filter(pl.col("candidacy_id") == A14)])
    through = judged(("2024/a", A14, "same"), ("2024/b", A14, "same"))
    found = link(every, through)
    assert len(people(found)) == 3
    (told,) = found.contradictions
    assert "a person stands once" in told.reason
    assert len(people(link(twice, judged(("2024/a", "2024/b", "same"))))) == 1


def test_a_judgement_on_nobody_here_waits() -> None:
    found = link(IRMAWAN, judged((A14, "2029/z", "same")))
    assert [ruling.right for ruling in found.absent] == ["2029/z"]
    assert found.clusters == link(IRMAWAN).clusters


def test_a_newcomer_does_not_join_two_who_are_published_as_two() -> None:
    published = {A14: "p-one", B19: "p-two"}
    found = link(IRMAWAN, judged((A14, B19, "unsure")), published)
    assert found.clusters[A14] != found.clusters[B19]
    (conflict,) = found.conflicts
    assert conflict.reason == PUBLISHED_AS_TWO
    assert C24 in {conflict.left, conflict.right}
    assert bands(found)[conflict.left, conflict.right] == "REVIEW"


def band_of(one: str, other: str, **columns: object) -> str:
    """Return the band of two candidacies of 2014 and 2019 in one district, with further columns of both."""
    pair = standing(("2014/x", "2014", one, "MALE", "KOTA LANGSA"), ("2019/y", "2019", other, "MALE", "KOTA LANGSA"))
    found = link(pair.with_columns(**{name: pl.Series(held) for name, held in columns.items()}))
    return bands(found).get(("2014/x", "2019/y"), "APART")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HARYONO BRATAKUSUMA", "GILANG HARYONO BRATAKUSUMA"),
        ("MUHAMMAD PRATISTA KENCANABUMI", "SURYO PRATISTA KENCANABUMI"),
        ("FADLUN KENCANABUMI", "WIRA KENCANABUMI"),
        ("ARDIN KENCANABUMI", "MARDIN KENCANABUMI"),
        ("PURNA KENCANABUMI", "M. GILANG PURNA KENCANABUMI"),
        ("PRATISTAWIJAYA ALIAS YOYOK PRATISTA", "PRATISTA KENCANABUMI"),
    ],
)
def test_names_that_differ_as_those_of_relatives_do_are_never_linked_unseen(one: str, other: str) -> None:
    assert band_of(one, other) in {"REVIEW", "APART"}
    assert band_of(one, one) == band_of(other, other) == "LINKED"


def test_a_given_name_that_many_bear_or_a_noble_title_before_it_is_no_other_person() -> None:
    assert band_of("HARYONO BRATAKUSUMA", "MUHAMMAD HARYONO BRATAKUSUMA") == "LINKED"
    assert band_of("HARYONO BRATAKUSUMA", "ANDI HARYONO BRATAKUSUMA") == "LINKED"


def test_a_second_name_or_an_initial_that_the_other_lacks_is_no_other_person() -> None:
    assert band_of("PRATISTA KENCANABUMI ALIAS YOYOK PRATISTA", "PRATISTA KENCANABUMI") == "LINKED"
    assert band_of("M. PURNA KENCANABUMI", "MUHAMMAD PURNA KENCANABUMI") == "LINKED"


def test_a_father_and_a_son_of_one_birth_date_are_one_person() -> None:
    born = [date(1970, 1, 2), date(1970, 1, 2)]
    assert band_of("HARYONO BRATAKUSUMA", "GILANG HARYONO BRATAKUSUMA", birth_date=born) == "LINKED"


def test_a_year_of_birth_alone_is_evidence() -> None:
    two = ("AGUS SALIM", "AGUS SALIM")
    score = {
        years: link(
            standing(("2014/x", "2014", two[0], "MALE", None), ("2019/y", "2019", two[1], "MALE", None)).with_columns(
                birth_year=pl.Series(years, dtype=pl.Int64)
            )
        ).links["score"].to_list()
        for years in ((None, None), (1961, 1961), (1961, 1962), (1961, 1974))
    }  # fmt: skip
    assert score[1961, 1961][0] > score[None, None][0]
    assert score[1961, 1974] == [] or score[1961, 1974][0] < score[None, None][0]
    assert band_of("KENCANABUMI PRATISTA", "KENCANABUMI PRATISTA", birth_year=[1961, 1974]) == "REVIEW"


def test_an_impossible_birth_is_no_evidence() -> None:
    born_when_standing = [date(1961, 5, 7), date(2019, 5, 7)]
    assert band_of("KENCANABUMI PRATISTA", "KENCANABUMI PRATISTA", birth_date=born_when_standing) == "LINKED"


def test_a_row_that_states_little_is_no_bridge_between_rows_that_disagree() -> None:
    """As the Rano Karno of Palembang was joined with the actor through a list without party, home and gender."""
    rows = [
        (
            "2014/a",
            "2014",
            "DPR",
            "SUTRISNO WIBOWO",
            "MALE",
            "PALEMBANG",
            "Sumatera Selatan 9",
            "16",
            "melati",
        ),
        ("2019/b", "2019", "DPR", "SUTRISNO WIBOWO", "MALE", "JAKARTA SELATAN", "BANTEN III", "36", "kamboja"),
        ("2024/c", "2024", "DPR", "SUTRISNO WIBOWO", "MALE", "JAKARTA SELATAN", "BANTEN III", "36", "kamboja"),
        ("2024-pilkada/d", "2024-pilkada", "GOVERNOR", "SUTRISNO WIBOWO", None, None, "DKI JAKARTA", "31", None),
    ]
    columns = [
        "candidacy_id",
        "edition_id",
        "office",
        "name_on_ballot",
        "gender",
        "residence",
        "district_name",
        "province",
        "party_id",
    ]
    found = link(pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row"))
    assert found.clusters["2019/b"] == found.clusters["2024/c"]
    assert found.clusters["2019/b"] == found.clusters["2024-pilkada/d"]
    assert found.clusters["2014/a"] != found.clusters["2019/b"]
    (refused,) = found.conflicts
    assert refused.reason == MORE_STATED_DISAGREES
    assert bands(found)[refused.left, refused.right] == "REVIEW"


EXAMPLES = int(os.environ.get("HUB_EXAMPLES", "30"))

ANYBODY = st.tuples(
    st.sampled_from(["KENCANABUMI", "BRATAWIJNA PRATISTAWANGSA", "PRATISTAWANGSA KENCANABUMI BRATAWIJNA"]),
    st.sampled_from([None, "MALE", "FEMALE"]),
    st.sampled_from([None, "KOTA BANDA ACEH", "KOTA LANGSA"]),
)
LISTS = st.lists(st.lists(ANYBODY, min_size=1, max_size=3), min_size=3, max_size=3)


@example(
    [
        [("KENCANABUMI", None, None)],
        [("BRATAWIJNA PRATISTAWANGSA", None, None)],
        [("PRATISTAWANGSA KENCANABUMI BRATAWIJNA", None, None)],
    ],
    ["2014", "2019", "2024"],
)
@settings(max_examples=EXAMPLES)
@given(LISTS, st.permutations(["2014", "2019", "2024"]))
def test_a_further_edition_parts_nobody_and_joins_nobody_who_is_published(
    lists: list[list[tuple[str, str | None, str | None]]], editions: list[str]
) -> None:
    frames = [
        standing(*((f"{edition}/{place}", edition, *anybody) for place, anybody in enumerate(held)))
        for edition, held in zip(editions, lists, strict=True)
    ]
    before = link(pl.concat(frames[:2])).clusters
    after = link(pl.concat(frames), person_before=before).clusters
    for one, other in combinations(before, 2):
        assert (before[one] == before[other]) == (after[one] == after[other]), (one, other)


@settings(max_examples=EXAMPLES)
@given(st.permutations(range(5)))
def test_judgements_hold_in_any_order_of_rows(order: list[int]) -> None:
    rows = pl.concat(
        [IRMAWAN, standing(("2014/x", "2014", "ADI", None, None), ("2019/y", "2019", "SURYA", None, None))]
    )
    verdicts = judged((A14, C24, "different"), ("2014/x", "2019/y", "same"))
    assert link(rows[order], verdicts).clusters == link(rows, verdicts).clusters


@pytest.mark.slow
def test_no_labelled_pair_of_two_people_is_joined(published_data: object, labelled_pairs: pl.DataFrame) -> None:
    """Of the pairs read by hand no two people are joined, and nearly all that are one person are.

    Two members of 2009 are named without district and party, and so have no candidacy that a label could be of.
    """
    assert dict(labelled_pairs.group_by("same").len().iter_rows()) == {True: 637, False: 151}
    assert labelled_pairs.filter(~pl.col("same") & pl.col("joined")).is_empty()
    assert labelled_pairs.filter("same")["joined"].mean() == pytest.approx(1, abs=0.02)


def test_names_without_a_letter_are_no_person_though_a_birth_date_is_shared() -> None:
    born = date(1970, 5, 1)
    nameless = [
        {
            "candidacy_id": f"{year}/dpr/1/1/{number}",
            "edition_id": year,
            "office": "DPR",
            "name_on_ballot": ".",
            "birth_date": born,
        }
        for year in ("2014", "2019")
        for number in (1, 2)
    ]
    found = link(pl.DataFrame(nameless))
    assert len(set(found.clusters.values())) == 4
