"""The fields of a fact as a table or a mapping fills them: derived from the annotations of `hub.facts`, with a reader of texts.

A field that may be None, or has a default, may be left out. Texts: whole numbers in digits, dates as 2024-02-14, `true` or `false`,
regions as `kemendagri:11.05` (several with a blank between), closed lists as `hub.facts` spells them.
"""

import re
import types
import typing
from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING, Field, dataclass, fields, replace
from datetime import date
from functools import partial
from typing import Any

from hub.facts import (
    IDENTIFYING,
    CalendarFact,
    CandidacyFact,
    DisputeFact,
    DistrictFact,
    DistrictRegionFact,
    Fact,
    FinanceFact,
    LegalBasisFact,
    MembershipFact,
    NominationFact,
    RecordFact,
    RegionCode,
    RegionFact,
    ResultFact,
    TicketFact,
    TicketPartyFact,
    TurnoutFact,
    VotersFact,
)
from hub.loaders.days import iso_date
from hub.loaders.kemendagri_code import PATTERN
from hub.loaders.numbers import LARGEST, LONGEST, bounded, shown, unshown

TABLES: dict[str, type[Fact]] = {
    "regions": RegionFact,
    "districts": DistrictFact,
    "district_regions": DistrictRegionFact,
    "nominations": NominationFact,
    "tickets": TicketFact,
    "ticket_parties": TicketPartyFact,
    "candidacies": CandidacyFact,
    "memberships": MembershipFact,
    "results": ResultFact,
    "turnout": TurnoutFact,
    "voters": VotersFact,
    "finance": FinanceFact,
    "calendar": CalendarFact,
    "legal_bases": LegalBasisFact,
    "disputes": DisputeFact,
    "public_records": RecordFact,
}
"""The facts that rows of text can state, by the name that a table or a mapping gives them: all but shapes."""

CODES = {
    "kemendagri": PATTERN,
    "kpu": re.compile(r"-?[0-9]{1,9}"),
    "bps": re.compile(r"[0-9]{2,10}"),
}
"""What a code looks like in each scheme of regions: provinces of the ministry have two digits, villages ten."""

Parse = Callable[[str], Any]


class NotReadable(ValueError):
    """A cell does not hold what its field expects; the message is fit for a cause."""


@dataclass(frozen=True)
class FactField:
    """How the texts of one field are read. `default` stands for an empty or missing one, unless the field is `required`.

    `kind` is its type without None: str, int, bool, date, RegionCode, a tuple of these, or a Literal.
    """

    name: str
    kind: Any
    parse: Parse
    required: bool
    default: Any
    is_detail: bool = False
    """Whether the fact holds without it: a cell of it that cannot be read costs no more than itself."""

    @property
    def bounds(self) -> tuple[int, int]:
        """The least and the largest whole number that is read; sums of money may be below zero."""
        return (1 - 10**LONGEST, 10**LONGEST - 1) if self.name.endswith("_idr") else (0, LARGEST)


def fact_fields(fact: type[Fact]) -> Mapping[str, FactField]:
    """Return the fields of a fact but `row`, in its order."""
    hints = typing.get_type_hints(fact)
    identifying = IDENTIFYING | ({"published_id"} if fact in {TicketFact, TicketPartyFact} else set())
    return {item.name: _field(item, hints[item.name], identifying) for item in fields(fact) if item.name != "row"}


def _field(item: Field[Any], hint: Any, identifying: Collection[str]) -> FactField:
    optional = typing.get_origin(hint) in (types.UnionType, typing.Union) and type(None) in typing.get_args(hint)
    kind = next(part for part in typing.get_args(hint) if part is not type(None)) if optional else hint
    has_default = item.default is not MISSING
    field = FactField(
        name=item.name,
        kind=kind,
        parse=str,
        required=not (optional or has_default),
        default=item.default if has_default else None,
        is_detail=item.name not in identifying and item.default in (None, ()),
    )
    least, most = field.bounds
    return replace(field, parse=partial(bounded, least=least, most=most) if kind is int else _parser(kind))


def _parser(kind: Any) -> Parse:
    if typing.get_origin(kind) is typing.Literal:
        return partial(_choice, typing.get_args(kind))
    parsers: dict[Any, Parse] = {
        str: str,
        bool: partial(_choice_of, {"true": True, "false": False}),
        date: _date,
        RegionCode: read_region,
        tuple[RegionCode, ...]: _regions,
    }
    return parsers[kind]


def _choice(choices: tuple[str, ...], cell: str) -> str:
    return str(_choice_of({choice: choice for choice in choices}, cell))


def _choice_of(choices: Mapping[str, Any], cell: str) -> Any:
    if cell not in choices:
        raise NotReadable(f"expected one of {', '.join(choices)}; found {shown(cell)}")
    return choices[cell]


def _date(cell: str) -> date:
    try:
        return iso_date(cell)
    except ValueError:
        raise NotReadable(f"expected a date such as 2024-02-14; found {unshown(cell)}") from None


def read_region(cell: str) -> RegionCode:
    """Return the region that `kemendagri:11.05` names. Raises NotReadable where the code is none of its scheme."""
    scheme, _, value = cell.partition(":")
    if scheme not in CODES or not CODES[scheme].fullmatch(value):
        raise NotReadable(f"expected a region such as kemendagri:11.05 ({', '.join(CODES)}); found {shown(cell)}")
    return RegionCode(typing.cast("typing.Any", scheme), value)  # one of the schemes, as checked above


def _regions(cell: str) -> tuple[RegionCode, ...]:
    return tuple(read_region(part) for part in cell.split())
