"""Rates among persons: point values as GraphQL counts them, and intervals that hold them."""

from pathlib import Path

import orjson
import pytest

from hub.errors import UsageError
from hub.release import Release
from hub.resample import Rate, draw, rates, read_evidence
from hub.resample.rates import QUESTIONS, RETURNED, STOOD_AGAIN, SWITCHED_PARTY
from tests.command import hub


@pytest.fixture(scope="module")
def found(sample_release: Release) -> dict[tuple[str, str, str], Rate]:
    drawn = draw(read_evidence(sample_release), 40, seed=1)
    return {(rate.question, rate.from_edition, rate.to_edition): rate for rate in rates(sample_release, drawn, "DPR")}


def test_point_values_are_those_of_graphql(found: dict[tuple[str, str, str], Rate], sample_out: Path) -> None:
    query = '{ partySwitchers(from: "2014", to: "2024", office: DPR) { totalCount } }'
    answered = orjson.loads(hub("query", sample_out, query))["data"]
    assert found[SWITCHED_PARTY, "2014", "2024"].count == answered["partySwitchers"]["totalCount"] > 0


def test_every_two_elections_have_each_question_that_the_sources_answer(
    found: dict[tuple[str, str, str], Rate],
) -> None:
    pairs = {(one, other) for _, one, other in found}
    assert pairs == {("2014", "2019"), ("2014", "2024"), ("2019", "2024")}
    assert {question for question, *_ in found} == set(QUESTIONS)
    assert (RETURNED, "2014", "2024") in found
    assert (RETURNED, "2014", "2019") not in found  # nobody says who was elected in 2019


def test_an_interval_lies_about_the_share_and_is_no_wider_than_what_is_uncertain(
    found: dict[tuple[str, str, str], Rate],
) -> None:
    for rate in found.values():
        assert 0 <= rate.low <= rate.high <= 1
        assert rate.share == rate.count / rate.of
        assert rate.low - 0.1 <= rate.share <= rate.high + 0.1
    assert any(rate.low < rate.high for rate in found.values() if rate.question == STOOD_AGAIN)


def test_a_rate_says_how_many_links_are_false_or_why_that_was_not_measured(
    found: dict[tuple[str, str, str], Rate],
) -> None:
    """Pairs of the lists of 2014 and 2019, and of 2019 and 2024, were labelled; the sample is too short to tell strangers by."""
    told = {(rate.from_edition, rate.to_edition): (rate.false_links, rate.not_measured) for rate in found.values()}
    assert told["2014", "2019"] == told["2019", "2024"] == (0.0, None)
    assert told["2014", "2024"] == (None, "LISTS_TOO_SHORT")


def test_an_office_with_candidates_in_one_election_is_refused(sample_release: Release) -> None:
    drawn = draw(read_evidence(sample_release), 1, seed=1)
    with pytest.raises(UsageError, match=r"expected an office with candidates in two elections .* found 'MAYOR' in 0"):
        rates(sample_release, drawn, "MAYOR")
