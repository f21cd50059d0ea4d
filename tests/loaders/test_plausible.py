"""What holds for the facts of every loader: numbers within bounds, residences down to the regency, lost letters told."""

import pytest

from hub.facts import CandidacyFact, FinanceFact, FindingFact, ResultFact, SetAsideRow, TurnoutFact
from hub.loaders.numbers import LARGEST
from hub.loaders.plausible import plausible


def candidacy(name: str = "ANA", **more: object) -> CandidacyFact:
    return CandidacyFact(row=3, office="DPR", district_code="1", ballot_number=1, name=name, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("number", [-1, LARGEST + 1, 2**31, 2**63, 10**40])
def test_a_number_beyond_bounds_costs_what_it_states(number: int) -> None:
    (aside,) = plausible([ResultFact(row=3, office="PRESIDENT", kind="TICKET", votes_count=number, ballot_number=1)])
    assert isinstance(aside, SetAsideRow)
    assert (aside.row, aside.rule, aside.column) == (3, "number-out-of-bounds", "votes_count")
    assert "expected a number from 0 to 999,999,999 in 'votes_count', found " in aside.cause
    finding, fact = plausible([TurnoutFact(row=3, office="PRESIDENT", voted_count=number, valid_count=7)])
    assert isinstance(finding, FindingFact)
    assert (finding.rule, finding.row) == ("number-out-of-bounds", 3)
    assert isinstance(fact, TurnoutFact)
    assert (fact.voted_count, fact.valid_count) == (None, 7)


def test_money_has_wider_bounds() -> None:
    fact = FinanceFact(row=1, period=1, party_number=1, amount_idr=-(10**13))
    assert list(plausible([fact])) == [fact]


@pytest.mark.parametrize("name", ["RIF?AH", "MA\ufffdRUF", "EVI ?"])
def test_a_letter_that_was_lost_from_a_name_is_told(name: str) -> None:
    fact, finding = plausible([candidacy(name)])
    assert isinstance(fact, CandidacyFact)
    assert fact.name == name
    assert isinstance(finding, FindingFact)
    assert (finding.rule, finding.row) == ("letter-lost", 3)
    assert repr(name) in finding.message


def test_no_loader_publishes_more_of_a_residence_than_the_regency() -> None:
    residences = ["KECAMATAN MEDAN KOTA", "GANG MELATI", "KOTA MEDAN", None]
    kept = plausible(candidacy(residence=text) for text in residences)
    assert [fact.residence for fact in kept if isinstance(fact, CandidacyFact)] == [None, None, "KOTA MEDAN", None]
