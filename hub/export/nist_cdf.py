"""Election results as NIST SP 1500-100 version 2 has them (Common Data Format), in JSON and XML: contests, candidates, votes and seats.

A contest of lists is a CandidateContest with a PartySelection for each list, since a PartyContest can state no seats. The count of a
party is that of its whole list, those of its candidates included. The votes are those of the outcomes, one series for each contest; a count
that is not known is left out, never zero. Dates that the standard requires are filled in where they are not known, and the Notes of a report
say with what. docs/data.md says what of the standard does not apply.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import polars as pl

from hub import ids
from hub.atomic_file import atomic_file
from hub.errors import UsageError
from hub.export.streamed import Document, write_json, write_xml
from hub.release.edition_part import EditionPart

Row = dict[str, Any]
Votes = dict[str, int | None]
"""Candidacy, pair or party -> votes for it alone."""

NAMESPACE = "http://itl.nist.gov/ns/voting/1500-100/v2"

NOTES = (
    "One count for each contest. In a contest of lists the total of a party is of its whole list, those of its candidates included, and "
    "its seats are those of candidates declared elected: do not add the totals of parties and candidates. A count that is left out is not known. "
    "A selection without candidates is the empty column (kolom kosong) of a contest with a single pair. "
    "GeneratedDate is the latest voting day, so that a release is written alike whenever that is, or 1970-01-01 where none is known; StartDate and "
    "EndDate are the voting day, or the first and the last day of the year where the day is not known."
)

_VOTED = {
    "DPR": "proportional",
    "DPRD_PROVINCE": "proportional",
    "DPRD_REGENCY": "proportional",
    "PRESIDENT": "majority",
}
"""Offices -> how votes decide, where it is not plurality (UU 7/2017, articles 416 and 420)."""

_UNITS = {
    "NATION": "country", "PROVINCE": "state", "REGENCY": "county", "SUBDISTRICT": "other", "VILLAGE": "village",
    "POLLING_STATION": "polling-place", "OVERSEAS": "other",
}  # fmt: skip
_OTHER_UNITS = {"SUBDISTRICT": "kecamatan", "OVERSEAS": "luar negeri"}

_COUNTED = {
    "CERTIFIED": "completed", "CORRECTED": "completed", "RECOUNTED": "completed", "UNOFFICIAL_COMPLETE": "completed",
    "UNOFFICIAL_PARTIAL": "in-process", "SAMPLE": "in-process",
}  # fmt: skip

_WEAKEST_FIRST = ("unofficial-partial", "unofficial-complete", "recount", "correction", "certified")
_REPORTED = {
    "CERTIFIED": "certified", "CORRECTED": "correction", "RECOUNTED": "recount", "UNOFFICIAL_COMPLETE": "unofficial-complete",
}  # fmt: skip


def write_nist_cdf(part: EditionPart, path: Path) -> list[Path]:
    """Write a report and return its file: XML where the name ends in `.xml`, else JSON. Written atomically, a contest at a time."""
    if path.is_dir():
        raise UsageError(
            f"expected --out to be a file for nist-cdf, such as report.json or report.xml; found the folder {path}"
        )
    document = _Report(part).document()
    with atomic_file(path) as temporary, temporary.open("wb") as file:
        if path.suffix == ".xml":
            write_xml(document, "ElectionReport", NAMESPACE, file)
        else:
            write_json(document, file)
    return [path]


class _Report:
    """A report of a release, or of one edition of it. Keys stand in the order of the XML Schema."""

    def __init__(self, part: EditionPart) -> None:
        self._part = part
        self._base = part.release.base_iri
        self._outcomes = {row["contest_id"]: row for row in self._rows("outcomes")}
        self._nominations = {row["nomination_id"]: row for row in self._rows("nominations")}
        supporting = _grouped((row for row in self._rows("ticket_parties") if row["party_id"]), "ticket_id")
        self._supporters = {key: sorted({row["party_id"] for row in rows}) for key, rows in supporting.items()}

    def document(self) -> Document:
        manifest = self._part.release.manifest
        days = [row["voting_date"] for row in self._rows("editions") if row["voting_date"]]
        return _of(
            "ElectionReport",
            Election=self._elections(),
            Format="summary-contest",
            GeneratedDate=f"{max(days).isoformat() if days else '1970-01-01'}T00:00:00Z",
            GpUnit=self._units(),
            Issuer=manifest.title,
            IssuerAbbreviation="pemilu-hub",
            Notes=f"Release {manifest.id}: {NOTES}",
            Office=(
                _of("Office", _id("off", row["office_id"]), Name=_texts(row["name"], row["name_en"]))
                for row in self._rows("offices")
            ),
            Party=self._parties(),
            Person=self._persons(),
            SequenceStart=1,
            SequenceEnd=1,
            Status=self._status(),
            VendorApplicationId=manifest.software,
        )

    def _rows(self, table: str) -> Iterator[Row]:
        return self._part.table(table).iter_rows(named=True)

    def _iri(self, node_type: str, key: str) -> list[Document]:
        return [_of("ExternalIdentifier", Type="other", OtherType="uri", Value=ids.iri(self._base, node_type, key))]

    def _status(self) -> str:
        """Return the weakest status of any contest; `pre-election` where no votes are known."""
        held = {_REPORTED.get(row["status"], "unofficial-partial") for row in self._outcomes.values() if row["status"]}
        if any(row["status"] is None for row in self._outcomes.values()) and held:
            return "unofficial-partial"
        return next((status for status in _WEAKEST_FIRST if status in held), "pre-election")

    def _elections(self) -> Iterator[Document]:
        for row in self._rows("editions"):
            key, year = row["edition_id"], row["year"]
            candidacies = self._part.table("candidacies").filter(pl.col("edition_id") == key)
            yield _of(
                "Election",
                Candidate=(self._candidate(each) for each in candidacies.iter_rows(named=True)),
                Contest=self._contests(key, candidacies),
                ElectionScopeId=_id("ru", f"edition/{key}"),
                ExternalIdentifier=self._iri("edition", key),
                Name=_texts(row["name"], row["name_en"]),
                StartDate=str(row["voting_date"] or f"{year:04d}-01-01"),
                EndDate=str(row["voting_date"] or f"{year:04d}-12-31"),
                Type="general" if row["kind"] == "GENERAL" else "other",
                OtherType=None if row["kind"] == "GENERAL" else "regional heads (pilkada)",
            )

    def _candidate(self, row: Row) -> Document:
        return _of(
            "Candidate",
            _id("can", row["candidacy_id"]),
            BallotName=_texts(row["name_on_ballot"]),
            ExternalIdentifier=self._iri("candidacy", row["candidacy_id"]),
            IsIncumbent=row["incumbent"],
            IsTopTicket=row["role"] == "HEAD" if row["role"] else None,
            PartyId=_id("par", row["party_id"]),
            PersonId=_id("per", row["person_id"]),
            PostElectionStatus={True: "winner", False: "defeated"}.get(row["elected"]),
        )

    def _contests(self, edition: str, candidacies: pl.DataFrame) -> Iterator[Document]:
        standing = _grouped(candidacies.iter_rows(named=True), "contest_id")
        choices = _grouped(self._rows("outcome_choices"), "outcome_id")
        lists = _grouped(self._rows("outcome_lists"), "outcome_id")
        tickets = _grouped(self._rows("tickets"), "contest_id")
        for row in self._rows("contests"):
            if row["edition_id"] == edition:
                outcome = self._outcomes.get(row["contest_id"], {})
                key = outcome.get("outcome_id", "")
                votes = {
                    each["candidacy_id"] or each["ticket_id"] or each["nomination_id"]: each["votes_count"]
                    for each in choices.get(key, [])
                }
                stands = standing.get(row["contest_id"], [])
                selections = [
                    *self._lists(row, stands, votes, lists.get(key, [])),
                    *self._chosen(row, stands, votes),
                    *_empty_columns(row, stands, tickets.get(row["contest_id"], []), votes),
                ]
                yield self._contest(row, outcome, selections)

    def _contest(self, row: Row, outcome: Row, selections: list[Document]) -> Document:
        status = outcome.get("status")
        counted = [_of("CountStatus", Status=_COUNTED.get(status or "", "unknown"), Type="total")]
        if status:
            told = {"Type": "other", "OtherType": status.lower().replace("_", "-")}
            counted.append(_of("CountStatus", Status=_COUNTED[status], **told))
        return _of(
            "CandidateContest",
            _id("con", row["contest_id"]),
            ContestSelection=selections or None,
            CountStatus=counted,
            ElectionDistrictId=_area(row),
            ExternalIdentifier=self._iri("contest", row["contest_id"]),
            Name=row["name"],
            SubUnitsReported=outcome.get("reported_count"),
            TotalSubUnits=outcome.get("expected_count"),
            VoteVariation=_VOTED.get(row["office"], "plurality"),
            NumberElected=row["seats_count"],
            OfficeIds=[_id("off", ids.slug(row["office"]))],
            VotesAllowed=1,
        )

    def _lists(self, contest: Row, stands: list[Row], votes: Votes, lists: list[Row]) -> Iterator[Document]:
        """Yield the lists of a contest by number."""
        listed = {row["nomination_id"]: row for row in lists}
        named = {row["nomination_id"] for row in stands if row["nomination_id"]} | (
            votes.keys() & self._nominations.keys()
        )
        for key in sorted({*named, *listed}, key=lambda each: (self._nominations[each]["ballot_number"], each)):
            nomination, total = self._nominations[key], listed.get(key, {})
            yield _of(
                "PartySelection",
                _id("sel", f"{contest['contest_id']}~{key}"),
                SequenceOrder=nomination["ballot_number"],
                VoteCounts=_counts(
                    _area(contest),
                    ("total", None, total.get("votes_count")),
                    ("other", "party-only", votes.get(key)),
                    ("seats", None, total.get("seats_stated_count")),
                ),
                PartyIds=[_id("par", nomination["party_id"])],
            )

    def _chosen(self, contest: Row, stands: list[Row], votes: Votes) -> Iterator[Document]:
        """Yield the candidates of a contest, or its pairs with both in one selection: the head first."""
        pairs = _grouped(({**row, "chosen": row["ticket_id"] or row["candidacy_id"]} for row in stands), "chosen")
        for key, rows in pairs.items():
            rows.sort(key=lambda row: (row["role"] == "DEPUTY", row["candidacy_id"]))
            yield _of(
                "CandidateSelection",
                _id("sel", key),
                SequenceOrder=rows[0]["ballot_number"],
                VoteCounts=_counts(_area(contest), ("total", None, votes.get(key))),
                CandidateIds=[_id("can", row["candidacy_id"]) for row in rows],
                EndorsementPartyIds=[_id("par", each) for each in self._supporters.get(key, [])] or None,
            )

    def _units(self) -> Iterator[Document]:
        """Yield the area of each edition, the districts, and the regions that districts are made of."""
        nationwide = {row["edition_id"]: row for row in self._outcomes.values() if row["district_id"] is None}
        of_district = {row["district_id"]: row for row in self._outcomes.values() if row["district_id"]}
        for row in self._rows("editions"):
            counted = nationwide.get(row["edition_id"], {})
            yield self._unit(f"edition/{row['edition_id']}", "NATION", "Indonesia", counted=counted)
        whole = self._part.table("district_regions").filter(~pl.col("is_split"))
        parts = _grouped(whole.iter_rows(named=True), "district_id")
        for row in self._rows("districts"):
            made_of = sorted({each["region_id"] for each in parts.get(row["district_id"], [])})
            yield _of(
                "ReportingUnit",
                _id("ru", row["district_id"]),
                ComposingGpUnitIds=[_id("ru", f"region/{each}") for each in made_of] or None,
                ExternalIdentifier=self._iri("district", row["district_id"]),
                Name=_texts(row["name"]),
                IsDistricted=True,
                Type="other",
                OtherType="dapil",
                **_voters(of_district.get(row["district_id"], {})),
            )
        official = self._part.official_codes()
        for row in self._part.table("regions").join(whole, on="region_id", how="semi").iter_rows(named=True):
            yield self._unit(f"region/{row['region_id']}", row["level"], row["name"], official.get(row["region_id"]))

    def _unit(self, key: str, level: str, name: str, code: str | None = None, counted: Row | None = None) -> Document:
        identifiers = self._iri(*key.split("/", 1)) if key.startswith("region/") else []
        if code:
            identifiers.append(_of("ExternalIdentifier", Type="national-level", Value=code))
        return _of(
            "ReportingUnit",
            _id("ru", key),
            ExternalIdentifier=identifiers or None,
            Name=_texts(name),
            Type=_UNITS[level],
            OtherType=_OTHER_UNITS.get(level),
            **_voters(counted or {}),
        )

    def _parties(self) -> Iterator[Document]:
        for row in self._rows("parties"):
            yield _of(
                "Party",
                _id("par", row["party_id"]),
                Abbreviation=_texts(row["abbreviation"]) if row["abbreviation"] else None,
                ExternalIdentifier=self._iri("party", row["party_id"]),
                Name=_texts(row["name"]),
            )

    def _persons(self) -> Iterator[Document]:
        for row in self._rows("persons"):
            yield _of(
                "Person",
                _id("per", row["person_id"]),
                ExternalIdentifier=self._iri("person", row["person_id"]),
                FullName=_texts(row["name"]),
                Gender=row["gender"].lower() if row["gender"] else None,
            )


def _empty_columns(contest: Row, stands: list[Row], tickets: list[Row], votes: Votes) -> Iterator[Document]:
    """Yield the tickets of a contest that nobody stands on: the empty column against a single pair."""
    stood_on = {row["ticket_id"] for row in stands}
    for row in tickets:
        if row["ticket_id"] not in stood_on:
            yield _of(
                "CandidateSelection",
                _id("sel", row["ticket_id"]),
                SequenceOrder=row["ballot_number"],
                VoteCounts=_counts(_area(contest), ("total", None, votes.get(row["ticket_id"]))),
            )


def _grouped(rows: Iterable[Row], by: str) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row[by], []).append(row)
    return groups


def _of(kind: str, key: str | None = None, **held: Any) -> dict[str, Any]:
    """Return an object of a class of the standard, without what is None."""
    named = {"@type": f"ElectionResults.{kind}", **({"@id": key} if key else {})}
    return named | {name: value for name, value in held.items() if value is not None}


def _id(prefix: str, key: str | None) -> str | None:
    """Return a key as an XML name: `can-2024.dpr.1101.1.1`. Different keys stay different."""
    if key is None:
        return None
    return f"{prefix}-" + re.sub(
        r"[^A-Za-z0-9-]", lambda found: "." if found[0] == "/" else f"_{ord(found[0]):x}_", key
    )


def _texts(indonesian: str, english: str | None = None) -> Document:
    told = (("id", indonesian), ("en", english))
    return _of(
        "InternationalizedText",
        Text=[_of("LanguageString", Content=text, Language=name) for name, text in told if text],
    )


def _counts(area: str | None, *counts: tuple[str, str | None, int | None]) -> list[Document] | None:
    """Return counts in an area, of which each has a type, perhaps another type, and the number; those that are not known are left out."""
    made: Iterable[Document] = (
        _of("VoteCounts", GpUnitId=area, Type=kind, OtherType=other, Count=count)
        for kind, other, count in counts
        if count is not None
    )
    return list(made) or None


def _area(contest: Row) -> str | None:
    return _id("ru", contest["district_id"] or f"edition/{contest['edition_id']}")


def _voters(outcome: Row) -> dict[str, Any]:
    return {"VotersParticipated": outcome.get("voted_count"), "VotersRegistered": outcome.get("registered_count")}
