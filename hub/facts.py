"""Facts: what a source row states, in the source's own codes.

A loader yields these; `hub.assembly` turns them into tables with persistent identifiers. A fact that a source does not
state is None, never zero and never an empty string.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple

Office = Literal["PRESIDENT", "DPR", "DPD", "DPRD_PROVINCE", "DPRD_REGENCY", "GOVERNOR", "REGENT", "MAYOR"]
Gender = Literal["FEMALE", "MALE"]
Level = Literal["NATION", "PROVINCE", "REGENCY", "SUBDISTRICT", "VILLAGE", "POLLING_STATION", "OVERSEAS"]
ResultKind = Literal["CANDIDATE", "PARTY_ONLY", "PARTY_TOTAL", "TICKET"]
Status = Literal["UNOFFICIAL_PARTIAL", "UNOFFICIAL_COMPLETE", "CERTIFIED", "CORRECTED", "RECOUNTED"]
ListVersion = Literal["PROVISIONAL", "FINAL", "CORRECTED"]
"""Of a list of candidates: provisional (DCS), final (DCT), or the final list corrected."""
CandidacyEvent = Literal[
    "REGISTERED", "REPLACED", "WITHDRAWN", "DIED", "STRUCK_OFF", "ELECTED", "SEATED", "REPLACED_IN_OFFICE"
]
RecordKind = Literal[
    "LEGAL_DOCUMENT", "BUDGET", "AD_HOC_BODY", "OFFICE", "INCIDENT", "COMPLAINT", "DISPUTE", "CAMPAIGN_EVENT", "PLEDGE", "PROGRAMME",
    "QUESTION", "OBSERVER", "CAMPAIGN_FUND",
]  # fmt: skip
Day = date
Severity = Literal["ERROR", "WARNING", "INFO"]


class RegionCode(NamedTuple):
    """A region by an official code: ("kpu", "1") or ("kemendagri", "11.05"); the nation is ("kpu", "0")."""

    scheme: Literal["kemendagri", "kpu", "bps"]
    value: str


NATION = RegionCode("kpu", "0")

ABROAD = RegionCode("kpu", "-99")
"""Luar negeri, all voters abroad, as the count site of 2019 and Kawal Pemilu number it: there is no official code."""


def kemendagri(digits: str) -> RegionCode:
    """Return the region of a Kemendagri code written without dots: "1105" is 11.05, "1101012001" is 11.01.01.2001."""
    parts = [digits[0:2], digits[2:4], digits[4:6], digits[6:]]
    return RegionCode("kemendagri", ".".join(part for part in parts if part))


@dataclass(slots=True, kw_only=True)
class Fact:
    """Base of all facts: `row` is the number of the row or array element in the file, from 1."""

    row: int


@dataclass(slots=True, kw_only=True)
class RegionFact(Fact):
    """A region in an official division. `also` are further codes of the same region."""

    code: RegionCode
    name: str
    level: Level
    parent: RegionCode | None
    also: tuple[RegionCode, ...] = ()
    year: int | None = None


@dataclass(slots=True, kw_only=True)
class DistrictFact(Fact):
    """A district of an office in the file's edition."""

    office: Office
    code: str
    name: str
    province: RegionCode | None = None
    seats_count: int | None = None
    population_count: int | None = None
    published_id: str | None = None


@dataclass(slots=True, kw_only=True)
class DistrictRegionFact(Fact):
    """A region, or a named part of one, that belongs to a district."""

    office: Office
    district_code: str
    region: RegionCode
    is_split: bool = False
    part: str = ""


@dataclass(slots=True, kw_only=True)
class NominationFact(Fact):
    """A party standing in the file's edition under a ballot number."""

    ballot_number: int
    name: str
    abbreviation: str | None = None
    scope: Literal["NATIONAL", "LOCAL"] | None = None
    published_id: str | None = None


@dataclass(slots=True, kw_only=True)
class TicketFact(Fact):
    """A pair of candidates, head and deputy; `district_code` is None where the whole nation votes.

    Where the source gives no `ballot_number`, as before the numbers are drawn, `published_id` takes its place in the key.
    """

    office: Office
    district_code: str | None
    ballot_number: int | None
    name: str
    published_id: str | None = None


@dataclass(slots=True, kw_only=True)
class TicketPartyFact(Fact):
    """A party that supports a pair; the pair as in its TicketFact, the party by a name of the source."""

    office: Office
    district_code: str | None
    party_name: str
    ballot_number: int | None = None
    published_id: str | None = None


@dataclass(slots=True, kw_only=True)
class CandidacyFact(Fact):
    """A person standing in a contest.

    `party_number` is the party's ballot number in this edition (None for independents and pairs); `ballot_number` is the
    place on the list, or for a pair the number of the pair, with `role`. Of a pair without a number, `ticket_published_id` is
    the `published_id` of its TicketFact.
    """

    office: Office
    district_code: str | None
    ballot_number: int | None
    name: str
    party_number: int | None = None
    role: Literal["HEAD", "DEPUTY"] | None = None
    gender: Gender | None = None
    birth_date: date | None = None
    birth_place: str | None = None
    residence: str | None = None
    elected: bool | None = None
    incumbent: bool | None = None
    rank: int | None = None
    published_id: str | None = None
    ticket_published_id: str | None = None
    list: ListVersion | None = None
    """Version of the list that states it; the final list counts before the provisional one, whatever the order of sources."""
    status: str | None = None
    """What the list says has become of the candidacy, in its own words, such as MENINGGAL or DIBATALKAN."""
    event: CandidacyEvent | None = None
    date: Day | None = None
    """Day of `event`, or of what `status` says."""


@dataclass(slots=True, kw_only=True)
class MembershipFact(Fact):
    """A person listed as the holder of a seat in the house that the file's edition elected.

    Sitting is not having been elected: `votes_count` is what the list of members says beside the name, and no result.
    `starts` and `ends` are the days of this person's time in the seat; where the source gives no day, `has_ended` may still
    say that it is over. `replaces` is the name of the person who held the seat before.
    """

    office: Office
    name: str
    district_code: str | None = None
    party_number: int | None = None
    seat_number: int | None = None
    starts: date | None = None
    ends: date | None = None
    has_ended: bool | None = None
    replaces: str | None = None
    votes_count: int | None = None
    published_id: str | None = None


@dataclass(slots=True, kw_only=True)
class ResultFact(Fact):
    """Votes of a candidate, a party or a pair, in a district or a region.

    CANDIDATE: party_number (None for DPD) and ballot_number. PARTY_ONLY, PARTY_TOTAL: party_number. TICKET: ballot_number.
    The area is `region` where given, else the whole district. `district_code` None and office DPR: over all districts.
    """

    office: Office
    kind: ResultKind
    votes_count: int | None
    district_code: str | None = None
    region: RegionCode | None = None
    level: Level | None = None
    station: int | None = None
    """Number of the polling station in `region`, which is then a village or a mission."""
    party_number: int | None = None
    ballot_number: int | None = None
    status: Status | None = None
    variant: str = ""
    """Distinguishes two counts in one file, such as `crowd` and the commission's own."""


@dataclass(slots=True, kw_only=True)
class TurnoutFact(Fact):
    """Voters and ballots of a contest in a district or a region."""

    office: Office
    district_code: str | None = None
    region: RegionCode | None = None
    level: Level | None = None
    station: int | None = None
    registered_count: int | None = None
    voted_count: int | None = None
    valid_count: int | None = None
    invalid_count: int | None = None
    stations_reported_count: int | None = None
    stations_expected_count: int | None = None
    status: Status | None = None
    variant: str = ""


@dataclass(slots=True, kw_only=True)
class VotersFact(Fact):
    """People on a list of voters in a region."""

    region: RegionCode
    list_kind: Literal["DPT", "DPTB", "DPK", "DPKTB", "REGISTERED"]
    office: Office | None = None
    male_count: int | None = None
    female_count: int | None = None
    unknown_count: int | None = None
    total_count: int | None = None
    disability_count: int | None = None
    stations_count: int | None = None
    variant: str = ""


@dataclass(slots=True, kw_only=True)
class FinanceFact(Fact):
    """One contribution, or the sum of a report where `kind` is None.

    The reporting candidate is named by `candidate_published_id` (the id that the publisher gives in its list of candidates);
    without one, the party of `party_number` reports for itself.
    """

    period: int
    party_number: int
    candidate_published_id: str | None = None
    donor_kind: Literal["CANDIDATE", "PARTY", "INDIVIDUAL", "GROUP", "COMPANY"] | None = None
    donor_name: str | None = None
    kind: Literal["CASH", "GOODS", "SERVICES"] | None = None
    amount_idr: int | None = None
    unit: str | None = None


@dataclass(slots=True, kw_only=True)
class ShapeFact(Fact):
    """The shape of a region or of a district, as well-known binary in WGS 84 (longitude, latitude)."""

    wkb: bytes
    region: RegionCode | None = None
    office: Office | None = None
    district_code: str | None = None


@dataclass(slots=True, kw_only=True)
class CalendarFact(Fact):
    """A step of the file's edition."""

    name: str
    starts: date
    basis: str
    ends: date | None = None


@dataclass(slots=True, kw_only=True)
class LegalBasisFact(Fact):
    """A law or regulation that the file's edition is held under."""

    title: str
    number: str
    subject: str


@dataclass(slots=True, kw_only=True)
class DisputeFact(Fact):
    """A case before the Constitutional Court on a result."""

    number: str
    applicant: str
    office: Office | None = None
    district_code: str | None = None
    respondent: str | None = None
    subject: str | None = None
    filed: date | None = None
    decided: date | None = None
    decision: str | None = None


@dataclass(slots=True, kw_only=True)
class RecordFact(Fact):
    """Something published about elections that is no figure of a count: a legal document, a budget, an incident, a question with its answer.

    `number` is what the publisher calls it; it is one thing within its series. What accuses or names a private person is no field of it.
    """

    kind: RecordKind
    number: str
    title: str | None = None
    category: str | None = None
    region: RegionCode | None = None
    starts: date | None = None
    ends: date | None = None
    state: str | None = None
    text: str | None = None
    url: str | None = None
    amount_idr: int | None = None
    spent_idr: int | None = None
    units_count: int | None = None


@dataclass(slots=True, kw_only=True)
class SetAsideRow:
    """A row that was read and is not kept. `cause` says what was expected and found, without personal data."""

    row: int
    rule: str
    cause: str
    column: str | None = field(default=None, repr=False)
    """The column that is wrong, where one is."""


@dataclass(slots=True, kw_only=True)
class LeftOutRow:
    """A row that is no row of the table that is read, such as a line of totals: a mapping leaves it out by its conditions, or a loader."""

    row: int


@dataclass(slots=True, kw_only=True)
class PartOfRow:
    """A row that is kept in the fact of another row, `of`: a source that writes the figures of one fact on lines of their own.

    `file` is the name of the file of that row, where it is another file of the series.
    """

    row: int
    of: int
    file: str | None = None


@dataclass(slots=True, kw_only=True)
class FindingFact:
    """A contradiction or defect. `subject_kind`/`subject_key` name the thing where one is known."""

    rule: str
    severity: Severity
    message: str
    evidence: dict[str, Any] = field(default_factory=dict)
    subject_kind: str | None = None
    subject_key: str | None = None
    row: int | None = None
    shown: dict[str, int] = field(default_factory=dict, repr=False)
    """Texts of the source and how often each was found, for whoever writes its mapping (`hub check --source`); in no release."""


@dataclass(slots=True, kw_only=True)
class NotOpen:
    """A file that is published and not open data, such as a scan. `reason` says what it is, in words for the reader."""

    reason: str


Statement = Fact | PartOfRow | LeftOutRow | SetAsideRow | FindingFact | NotOpen

IDENTIFYING = frozenset(
    (
        *("office", "district_code", "region", "level", "station", "code", "parent", "part", "year"),
        *("party_number", "party_name", "ballot_number", "role", "ticket_published_id", "candidate_published_id"),
        *("kind", "list_kind", "variant", "status", "period", "donor_kind", "number"),
    )
)
"""Fields that say what a fact is about, or how final it is: without one of them it would be another fact."""
