"""Checks that every fact passes as it is read, whatever loader states it: numbers within bounds, residences, letters that were lost.

A loader may check more closely, for instance by column; these checks apply to all loaders, those of other packages too.
"""

from collections.abc import Iterable, Iterator

from hub.facts import CandidacyFact, Fact, FindingFact, SetAsideRow, ShapeFact, Statement
from hub.loaders.fact_fields import FactField, fact_fields
from hub.loaders.residence import regency_of

_NUMBERS: dict[type[Fact], tuple[tuple[FactField, int, int], ...]] = {}


def plausible(statements: Iterable[Statement]) -> Iterator[Statement]:
    """Yield statements as they are kept, each followed by what is found about it; a fact beyond bounds becomes a row set aside."""
    for statement in statements:
        if isinstance(statement, Fact):
            yield from _checked(statement)
        else:
            yield statement


def _checked(fact: Fact) -> Iterator[Statement]:
    for field, least, most in _numbers(type(fact)):
        number = getattr(fact, field.name)
        if number is not None and not least <= number <= most:
            cause = f"expected a number from {least:,} to {most:,} in {field.name!r}, found {_told(number)}"
            if not field.is_detail:
                yield SetAsideRow(row=fact.row, rule="number-out-of-bounds", cause=cause, column=field.name)
                return
            setattr(fact, field.name, None)
            yield _finding(fact, "number-out-of-bounds", f"{cause}; the number is left out", field.name)
    if isinstance(fact, CandidacyFact) and fact.residence:
        fact.residence = regency_of(fact.residence)
    yield fact
    name = getattr(fact, "name", None)
    if name and ("?" in name or "\ufffd" in name):
        message = f"a letter of {name!r} was lost, most often an apostrophe; the name is kept as it is written"
        yield _finding(fact, "letter-lost", message, "name")


def _numbers(fact: type[Fact]) -> tuple[tuple[FactField, int, int], ...]:
    """Return the fields of a fact that are whole numbers, with their bounds; a shape has none."""
    if fact not in _NUMBERS:
        fields = () if fact is ShapeFact else fact_fields(fact).values()
        _NUMBERS[fact] = tuple((field, *field.bounds) for field in fields if field.kind is int)
    return _NUMBERS[fact]


def _told(number: int) -> str:
    return f"{number:,}" if abs(number) < 10**15 else "a number of more than 15 digits"


def _finding(fact: Fact, rule: str, message: str, column: str) -> FindingFact:
    return FindingFact(
        rule=rule,
        severity="WARNING",
        message=f"row {fact.row}: {message}",
        evidence={"column": column},
        row=fact.row,
    )
