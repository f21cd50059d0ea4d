"""The tables of a release, one file per table, in the order in which they can be read.

A table comes after the tables that it refers to, except for regions and districts, whose rows refer to each other's tables.
"""

from hub.tables.calendar_events import CalendarEvents
from hub.tables.candidacies import Candidacies
from hub.tables.candidacy_events import CandidacyEvents
from hub.tables.contests import Contests
from hub.tables.datasets import Datasets
from hub.tables.disputes import Disputes
from hub.tables.district_maps import DistrictMaps
from hub.tables.district_overlaps import DistrictOverlaps
from hub.tables.district_regions import DistrictRegions
from hub.tables.districts import Districts
from hub.tables.dropped_statements import DroppedStatements
from hub.tables.editions import Editions
from hub.tables.external_ids import ExternalIds
from hub.tables.finance_lines import FinanceLines
from hub.tables.finance_reports import FinanceReports
from hub.tables.findings import Findings
from hub.tables.judgements import Judgements
from hub.tables.legal_bases import LegalBases
from hub.tables.links import Links
from hub.tables.memberships import Memberships
from hub.tables.nominations import Nominations
from hub.tables.notional_results import NotionalResults
from hub.tables.offices import Offices
from hub.tables.outcome_choices import OutcomeChoices
from hub.tables.outcome_figures import OutcomeFigures
from hub.tables.outcome_lists import OutcomeLists
from hub.tables.outcome_parts import OutcomeParts
from hub.tables.outcome_series import OutcomeSeries
from hub.tables.outcome_winners import OutcomeWinners
from hub.tables.outcomes import Outcomes
from hub.tables.parties import Parties
from hub.tables.party_events import PartyEvents
from hub.tables.party_outcomes import PartyOutcomes
from hub.tables.persons import Persons
from hub.tables.polling_stations import PollingStations
from hub.tables.progress import Progress
from hub.tables.provenance import Provenance
from hub.tables.public_records import PublicRecords
from hub.tables.region_codes import RegionCodes
from hub.tables.region_lineage import RegionLineage
from hub.tables.region_names import RegionNames
from hub.tables.region_parents import RegionParents
from hub.tables.regions import Regions
from hub.tables.register import Register
from hub.tables.results import Results
from hub.tables.rollups import Rollups
from hub.tables.set_aside import SetAside
from hub.tables.sources import Sources
from hub.tables.table import WITHHELD, Table, ref
from hub.tables.ticket_parties import TicketParties
from hub.tables.tickets import Tickets
from hub.tables.turnout import Turnout
from hub.tables.turnout_outcomes import TurnoutOutcomes
from hub.tables.unlikely_pairs import UnlikelyPairs
from hub.tables.voter_outcomes import VoterOutcomes
from hub.tables.voters import Voters

TABLES: tuple[type[Table], ...] = (
    Sources,
    Editions,
    Offices,
    Regions,
    RegionCodes,
    RegionNames,
    RegionParents,
    RegionLineage,
    Districts,
    DistrictRegions,
    DistrictMaps,
    DistrictOverlaps,
    Contests,
    Parties,
    Nominations,
    PartyEvents,
    Persons,
    Tickets,
    TicketParties,
    Candidacies,
    Memberships,
    CandidacyEvents,
    Judgements,
    Links,
    UnlikelyPairs,
    PollingStations,
    Results,
    NotionalResults,
    Turnout,
    Progress,
    Rollups,
    Outcomes,
    OutcomeChoices,
    OutcomeLists,
    OutcomeParts,
    OutcomeSeries,
    OutcomeWinners,
    PartyOutcomes,
    Voters,
    VoterOutcomes,
    TurnoutOutcomes,
    FinanceReports,
    FinanceLines,
    CalendarEvents,
    LegalBases,
    Disputes,
    PublicRecords,
    ExternalIds,
    Provenance,
    Datasets,
    Findings,
    SetAside,
    DroppedStatements,
    Register,
)

DERIVED: tuple[type[Table], ...] = (OutcomeFigures,)
"""Tables that no release holds: an RDF dump computes them from the others."""

BY_NAME: dict[str, type[Table]] = {table.table_name(): table for table in TABLES}

__all__ = ["BY_NAME", "DERIVED", "TABLES", "WITHHELD", "Table", "ref"]
