"""The tables of a release, one file per table, in the order in which they can be read.

A table stands after the tables that it refers to, except for regions and districts, whose rows refer to each other's tables.
"""

from hub.tables.candidacies import Candidacies
from hub.tables.contests import Contests
from hub.tables.district_regions import DistrictRegions
from hub.tables.districts import Districts
from hub.tables.editions import Editions
from hub.tables.external_ids import ExternalIds
from hub.tables.findings import Findings
from hub.tables.nominations import Nominations
from hub.tables.offices import Offices
from hub.tables.parties import Parties
from hub.tables.persons import Persons
from hub.tables.provenance import Provenance
from hub.tables.region_codes import RegionCodes
from hub.tables.regions import Regions
from hub.tables.register import Register
from hub.tables.results import Results
from hub.tables.set_aside import SetAside
from hub.tables.sources import Sources
from hub.tables.table import WITHHELD, Table, ref
from hub.tables.tickets import Tickets
from hub.tables.turnout import Turnout

TABLES: tuple[type[Table], ...] = (
    Sources,
    Editions,
    Offices,
    Regions,
    RegionCodes,
    Districts,
    DistrictRegions,
    Contests,
    Parties,
    Nominations,
    Persons,
    Tickets,
    Candidacies,
    Results,
    Turnout,
    ExternalIds,
    Provenance,
    Findings,
    SetAside,
    Register,
)

BY_NAME: dict[str, type[Table]] = {table.table_name(): table for table in TABLES}

__all__ = ["BY_NAME", "TABLES", "WITHHELD", "Table", "ref"]
