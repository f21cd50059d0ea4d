"""Cross-row checks of the 2024 DPR votes: seats by district, ranks within lists, the total of votes."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from hub.facts import CandidacyFact, DistrictFact, Fact, FindingFact, ResultFact, kemendagri
from hub.loaders.record import Record

NO_CODE = "#N/A"
"""What a spreadsheet writes where it looked up a code and found none."""


class Place(NamedTuple):
    """A candidate's place on a list."""

    row: int
    ballot_number: int | None
    votes: int | None
    rank: int | None


@dataclass
class Sums:
    """Grows row by row; asked for districts and findings when all rows are added."""

    _first: dict[str, Record] = field(default_factory=dict)
    _seats: Counter[str] = field(default_factory=Counter)
    _uncoded: Counter[str] = field(default_factory=Counter)
    _lists: dict[tuple[str, int], list[Place]] = field(default_factory=lambda: defaultdict(list))
    _votes: list[int | None] = field(default_factory=list)

    def add(self, record: Record, district: str, facts: Iterable[Fact]) -> None:
        """Count a row of a district with what it states."""
        self._first.setdefault(district, record)
        self._uncoded[district] += record.text("dapil_kode") == NO_CODE
        votes = None
        for fact in facts:
            if isinstance(fact, ResultFact) and fact.kind != "PARTY_TOTAL":
                votes = fact.votes_count
                self._votes.append(votes)
            elif isinstance(fact, CandidacyFact) and fact.party_number is not None:
                self._seats[district] += bool(fact.elected)
                self._lists[district, fact.party_number].append(Place(fact.row, fact.ballot_number, votes, fact.rank))

    def districts(self) -> Iterator[DistrictFact]:
        """Yield each district with the number of seats that were won in it."""
        for code, record in self._first.items():
            yield DistrictFact(
                row=record.row,
                office="DPR",
                code=code,
                name=record.text("dapil_nama"),
                province=kemendagri(code[:2]),
                seats_count=self._seats[code] or None,
                published_id=record.optional_text("dapil_id"),
            )

    def findings(self, edition_id: str | None, official_totals: Mapping[str, int]) -> Iterator[FindingFact]:
        """Yield what the rows contradict: codes, provinces, ranks, and the totals of votes that were decreed."""
        yield from self._codes()
        yield from self._provinces()
        yield from self._ranks()
        stated = [votes for votes in self._votes if votes is not None]
        if len(stated) < len(self._votes):  # the sum of a part is no total
            return
        for decision, total in official_totals.items():
            if total != (found := sum(stated)):
                yield FindingFact(
                    rule="totals-differ",
                    severity="WARNING",
                    message=f"the votes of candidates and parties alone are {found:,}, those of {decision} are {total:,}",
                    evidence={"sum": found, "decision": decision, "decreed": total, "difference": found - total},
                    subject_kind="edition",
                    subject_key=edition_id,
                )

    def _codes(self) -> Iterator[FindingFact]:
        for code, count in self._uncoded.items():
            if count:
                name = self._first[code].text("dapil_nama")
                yield FindingFact(
                    rule="district-code-missing",
                    severity="WARNING",
                    message=f"expected a district code in {count} rows of {name!r}, found {NO_CODE}; "
                    f"{code} is taken for it",
                    evidence={"district": name, "rows_count": count, "taken": code},
                    row=self._first[code].row,
                )

    def _provinces(self) -> Iterator[FindingFact]:
        for code, record in self._first.items():
            stated = record.optional_text("pro_id")
            if stated != code[:2]:
                yield FindingFact(
                    rule="province-differs",
                    severity="WARNING",
                    message=f"expected the province {code[:2]} for district {code}, found {stated}; "
                    "the district's code is believed",
                    evidence={"district": code, "found": stated, "taken": code[:2]},
                    row=record.row,
                )

    def _ranks(self) -> Iterator[FindingFact]:
        for (district, party), places in self._lists.items():
            votes = [place.votes for place in places if place.votes is not None]
            if len(votes) < len(places):  # the rank of each is open
                continue
            for place, own in zip(places, votes, strict=True):
                by_votes = 1 + sum(other > own for other in votes)
                if place.rank is not None and place.rank != by_votes:
                    yield FindingFact(
                        rule="rank-differs",
                        severity="INFO",
                        message=f"expected rank {by_votes} by votes for candidate {place.ballot_number} of "
                        f"party {party} in district {district}, found {place.rank}",
                        evidence={"by_votes": by_votes, "found": place.rank, "votes": place.votes},
                        row=place.row,
                    )
