"""Birth facts that cannot be right are told, without a date; those that can be are not."""

from datetime import date

import polars as pl

from hub.identity.birth_facts import contradictions


def standing(*rows: tuple[str, str, date | None, int | None]) -> pl.DataFrame:
    return pl.DataFrame(
        [(key, person, key.split("/")[0], born, year) for key, person, born, year in rows],
        schema={"candidacy_id": pl.String, "person_id": pl.String, "edition_id": pl.String, "birth_date": pl.Date, "birth_year": pl.Int64},
        orient="row",
    )  # fmt: skip


def test_somebody_born_in_the_year_of_the_election_is_told() -> None:
    (found,) = contradictions(standing(("2015-pilkada/regent/1/1", "p-a", date(2015, 3, 4), 2015)))
    assert (found.rule, found.kind, found.key, found.years) == (
        "birth-impossible", "candidacy", "2015-pilkada/regent/1/1", (2015,),
    )  # fmt: skip
    assert "2015-03-04" not in found.message


def test_one_person_of_two_births_is_told_by_candidacies_and_years() -> None:
    rows = [
        ("2009/dpr/1/1", "p-a", date(1968, 1, 2), 1968), ("2014/dpr/1/1", "p-a", date(1964, 1, 2), 1964),
        ("2009/dpr/1/2", "p-b", date(1960, 1, 2), 1960), ("2014/dpr/1/2", "p-b", None, 1961),
        ("2009/dpr/1/3", "p-c", date(1960, 1, 2), 1960), ("2014/dpr/1/3", "p-c", date(1960, 2, 1), 1960),
    ]  # fmt: skip
    found = contradictions(standing(*rows))
    assert [(each.rule, each.key, each.years) for each in found] == [
        ("birth-facts-differ", "p-a", (1964, 1968)), ("birth-facts-differ", "p-c", (1960,)),
    ]  # fmt: skip
    assert found[0].candidacies == ("2009/dpr/1/1", "2014/dpr/1/1")
    assert not any("-01-02" in each.message for each in found)


def test_nothing_is_told_of_births_that_can_be_right() -> None:
    assert (
        contradictions(standing(("2014/dpr/1/1", "p-a", date(1970, 1, 2), 1970), ("2014/dpr/1/2", "p-b", None, None)))
        == []
    )
