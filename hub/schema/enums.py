"""The GraphQL enums: the closed lists of the tables, spelled as the tables spell them."""

from enum import Enum
from typing import TYPE_CHECKING, Any

import strawberry

from hub.schema.meaning import NAMES
from hub.tables import vocabulary

if TYPE_CHECKING:
    # In Python a member is its name, as a text; these names stand in the annotations of the types.
    Office = str
    EditionKind = str
    Gender = str
    Level = str
    PartyScope = str
    Role = str
    ResultKind = str
    ResultStatus = str
    Severity = str
    SourceState = str
    LinkBand = str
    Verdict = str
    LineageKind = str
    PartyEventKind = str
    CareerStep = str
    VoterList = str
    FinanceKind = str
    DonorKind = str
    GeometryMethod = str
    Availability = str
    Theme = str
    System = str

_DESCRIBED = {
    "Office": (vocabulary.OFFICES, "An office that is stood for."),
    "EditionKind": (vocabulary.EDITION_KINDS, "A general election, or one of regional heads (pilkada)."),
    "Gender": (vocabulary.GENDERS, "Gender as published."),
    "Level": (vocabulary.LEVELS, "Level in the administrative division, from the nation to the polling station."),
    "PartyScope": (vocabulary.PARTY_SCOPES, "National, or local to Aceh."),
    "Role": (vocabulary.ROLES, "Place in a pair of candidates."),
    "ResultKind": (vocabulary.RESULT_KINDS, "What a figure counts."),
    "ResultStatus": (vocabulary.STATUSES, "Status of a figure (NIST SP 1500-100)."),
    "Severity": (vocabulary.SEVERITIES, "How much a finding matters."),
    "SourceState": (vocabulary.SOURCE_STATES, "Whether a source file could be read."),
    "LinkBand": (
        vocabulary.LINK_BANDS,
        "What the model makes of two candidacies: one person, to be reviewed, or apart.",
    ),
    "Verdict": (vocabulary.VERDICTS, "What somebody decided of two candidacies."),
    "LineageKind": (
        vocabulary.LINEAGE_KINDS,
        "A part became a region of its own, a region was taken up by another, or parts moved between two that both go on.",
    ),
    "PartyEventKind": (
        vocabulary.PARTY_EVENTS,
        "Founded, renamed, joined by another party, split off from one, registered anew, or dissolved.",
    ),
    "CareerStep": (
        vocabulary.CAREER_STEPS,
        "To an office of a higher level of government, of the same, or of a lower one.",
    ),
    "VoterList": (vocabulary.VOTER_LISTS, "Fixed, additional, special, or additional special list of voters."),
    "FinanceKind": (vocabulary.FINANCE_KINDS, "What was given to a campaign."),
    "DonorKind": (vocabulary.DONOR_KINDS, "Who gave to a campaign."),
    "GeometryMethod": (vocabulary.GEOMETRY_METHODS, "A shape as published, or put together from regions."),
    "Availability": (
        vocabulary.AVAILABILITIES,
        "Loaded here, published but not as open data, or not published as far as is known.",
    ),
    "Theme": (vocabulary.THEMES, "The 16 categories of the Open Election Data Initiative (NDI)."),
    "System": (vocabulary.SYSTEMS, "A system of the commission that holds datasets, or the codes of regions."),
}

NAME_OF: dict[tuple[str, ...], str] = {values: name for name, (values, _) in _DESCRIBED.items()}
"""Name of the GraphQL enum of a list of values. A list that is not here is plain text in GraphQL."""


def _enum(name: str, values: tuple[str, ...], description: str) -> Any:
    members = Enum(name, [(value, value) for value in values])  # type: ignore[misc]  # the members are data
    return strawberry.enum(members, description=description)


NAMES.update({name: _enum(name, values, description) for name, (values, description) in _DESCRIBED.items()})
