"""One row of a JSON source: an object whose fields are read by name and type, or a row to set aside with the reason.

A cause names the field, what was expected and what kind of value was found; texts are never repeated, they may be
personal.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from hub.errors import BrokenSource
from hub.facts import Fact, FindingFact, Gender, RegionCode, SetAsideRow, Statement, kemendagri
from hub.loaders.numbers import LONGEST, shown
from hub.loaders.source_file import NotJson, SourceFile

Meaning = TypeVar("Meaning")

REGION_DIGITS = re.compile(r"[0-9]{2}(?:[0-9]{2}(?:[0-9]{2}(?:[0-9]{4})?)?)?")
"""A Kemendagri code without dots: province, regency, subdistrict, village."""


GENDERS: Mapping[str, Gender] = {"L": "MALE", "P": "FEMALE"}
"""Letter in a list of candidates, of laki-laki and perempuan -> gender."""


class BadRow(Exception):
    """A row breaks a rule. `rule` names it; `cause` says what was expected and found, without personal data."""

    def __init__(self, rule: str, cause: str) -> None:
        super().__init__(cause)
        self.rule = rule
        self.cause = cause


@dataclass(frozen=True, slots=True)
class Record:
    """The fields of one row. Each reader raises BadRow where the field is not what its name promises."""

    row: int
    fields: Mapping[str, Any]

    @classmethod
    def of(cls, row: int, item: object) -> "Record":
        """Return the record of an array element. Raises BadRow where it is not an object."""
        if not isinstance(item, dict):
            raise BadRow("not-an-object", f"expected an object with named fields, found {kind_of(item)}")
        return cls(row, item)

    def text(self, name: str) -> str:
        """Return a text without the blanks around it; never empty."""
        text = self.optional_text(name)
        if text is None:
            raise BadRow("missing-field", f"expected text in {name!r}, found {self._found(name)}")
        return text

    def optional_text(self, name: str) -> str | None:
        """Return a text without the blanks around it, or None where the field is absent, null or blank."""
        value = self.fields.get(name)
        if value is not None and not isinstance(value, str):
            raise BadRow("wrong-type", f"expected text in {name!r}, found {self._found(name)}")
        return (value or "").strip() or None

    def number(self, name: str, *, minimum: int = 0) -> int:
        """Return a whole number from `minimum`, of at most 15 digits."""
        number = self.optional_number(name, minimum=minimum)
        if number is None:
            raise BadRow("missing-field", f"expected a whole number in {name!r}, found {self._found(name)}")
        return number

    def optional_number(self, name: str, *, minimum: int = 0) -> int | None:
        """Return a whole number from `minimum`, of at most 15 digits, or None where the field is absent or null."""
        value = self.fields.get(name)
        if value is None:
            return None
        if type(value) is not int or not minimum <= value < 10**LONGEST:
            raise BadRow(
                "wrong-number", f"expected a whole number from {minimum} in {name!r}, found {self._found(name)}"
            )
        return value

    def flag(self, name: str) -> bool:
        """Return true or false as the source says it; nothing else is taken for either."""
        value = self.fields.get(name)
        if not isinstance(value, bool):
            raise BadRow("wrong-type", f"expected true or false in {name!r}, found {self._found(name)}")
        return value

    def meaning(self, name: str, meanings: Mapping[str, Meaning]) -> Meaning:
        """Return what the word in the field means."""
        word = self.text(name)
        if word not in meanings:
            raise BadRow("unknown-word", f"expected one of {', '.join(meanings)} in {name!r}, found {shown(word)}")
        return meanings[word]

    def optional_meaning(self, name: str, meanings: Mapping[str, Meaning]) -> Meaning | None:
        """Return what the word in the field means, or None where the field is absent, null or blank."""
        return None if self.optional_text(name) is None else self.meaning(name, meanings)

    def kemendagri(self, name: str) -> RegionCode:
        """Return the region of a Kemendagri code written without dots, as text or as a number."""
        value = self.fields.get(name)
        digits = str(value) if type(value) is int else self.text(name)
        if not REGION_DIGITS.fullmatch(digits):
            raise BadRow(
                "region-code", f"expected a region code of 2, 4, 6 or 10 digits in {name!r}, found {shown(digits)}"
            )
        return kemendagri(digits)

    def rows(self, name: str) -> list[Any]:
        """Return a list."""
        value = self.fields.get(name)
        if not isinstance(value, list):
            raise BadRow("wrong-type", f"expected a list in {name!r}, found {self._found(name)}")
        return value

    def _found(self, name: str) -> str:
        return kind_of(self.fields[name]) if name in self.fields else "no such field"


def kind_of(value: object) -> str:
    """Return what a JSON value is, in words that give nothing of its content away but short numbers."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int | float):
        return f"the number {value}" if len(str(value)) <= LONGEST else "a number of more digits than any count has"
    if isinstance(value, str):
        return f"a text of {len(value)} characters" if value.strip() else "a blank text"
    if isinstance(value, NotJson):
        return "a line that is no JSON"
    return "a list" if isinstance(value, list) else "an object"


def array(source: SourceFile) -> list[Any]:
    """Return the elements of a JSON file that is one array. Raises BrokenSource where it is anything else."""
    document = source.json()
    if not isinstance(document, list):
        raise BrokenSource(f"{source.name}: expected a JSON array of rows, found {kind_of(document)}")
    return document


def statements(
    source: SourceFile, items: Iterable[object], stated: Callable[[Record], Iterable[Fact | FindingFact]]
) -> Iterator[Statement]:
    """Yield what `stated` makes of each item, counting it as a row read; a bad row is set aside entirely."""
    for row, item in source.rows(items):
        try:
            facts = list(stated(Record.of(row, item)))
        except BadRow as bad:
            yield SetAsideRow(row=row, rule=bad.rule, cause=bad.cause)
        else:
            yield from facts
            if not any(isinstance(fact, Fact) for fact in facts):
                cause = "expected a row that states a fact, found none in it"
                yield SetAsideRow(row=row, rule="nothing-stated", cause=cause)
