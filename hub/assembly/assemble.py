"""Assembles all tables of a release from the facts of all sources: validated, every foreign key resolved, with findings and rows set aside."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from types import MappingProxyType

import polars as pl

from hub.assembly import checks, row_checks, total_checks
from hub.assembly.ballot_places import BallotPlaces
from hub.assembly.candidacies import assemble_candidacies
from hub.assembly.candidacy_events import assemble_candidacy_events
from hub.assembly.closing import Tables, closed, placed
from hub.assembly.crosswalk import Ground, finish_crosswalk, survey_ground
from hub.assembly.districts import assemble_districts
from hub.assembly.edition_facts import assemble_calendar, assemble_disputes, assemble_legal_bases
from hub.assembly.external_ids import assemble_external_ids, same_as
from hub.assembly.finance import assemble_finance
from hub.assembly.incumbents import incumbents_of_members
from hub.assembly.linkage import linked
from hub.assembly.links import assemble_judgements, assemble_links, assemble_unlikely_pairs
from hub.assembly.maps import assemble_maps, draw_maps
from hub.assembly.memberships import assemble_memberships
from hub.assembly.merge import Merged
from hub.assembly.minting import Minter
from hub.assembly.parties import assemble_parties
from hub.assembly.party_events import assemble_party_events
from hub.assembly.persons import assemble_persons
from hub.assembly.public_records import assemble_public_records
from hub.assembly.regions import Regions, assemble_regions
from hub.assembly.rejections import Rejections
from hub.assembly.results import assemble_results, assemble_turnout, contest_totals
from hub.assembly.stated import Stated
from hub.assembly.stations import assemble_stations
from hub.assembly.ticket_parties import assemble_ticket_parties
from hub.assembly.voters import assemble_voters
from hub.cache import Cache
from hub.facts import RegionFact
from hub.identity import judgements
from hub.identity.match import Linkage
from hub.identity.standing import with_places
from hub.judgements import PartyEventEntry, PersonAnchor, RegionJudgement
from hub.maps.dissolve import Maps
from hub.tables import BY_NAME
from hub.tables.offices import ROWS as OFFICE_ROWS
from hub.tables.offices import Offices


@dataclass(frozen=True)
class Assembly:
    """Every table but `sources`, `datasets`, `findings` and `set_aside`, which the pipeline closes the books with."""

    tables: dict[str, pl.DataFrame]
    rejections: Rejections
    strangers: pl.DataFrame
    """How many links between two lists of candidates are to be expected false (`hub.identity.strangers.SCHEMA`)."""


def assemble(
    stated: Stated,
    editions: pl.DataFrame,
    minter: Minter,
    same_parties: Sequence[Sequence[str]],
    rejections: Rejections,
    *,
    abbreviations: Mapping[str, str] = MappingProxyType({}),
    party_events: Sequence[PartyEventEntry] = (),
    placed_regions: Sequence[RegionJudgement] = (),
    judged: pl.DataFrame = judgements.NONE,
    anchors: Sequence[PersonAnchor] = (),
    parts_counts: Mapping[tuple[str, str], int] = MappingProxyType({}),
    cache: Cache | None = None,
) -> Assembly:
    """Return the tables that the facts make, with what was set aside and what contradicts.

    `editions` is the table of editions of the workspace; `same_parties` lists nominations judged to be of one party, and
    `abbreviations` are those that parties are judged to have, by nomination; `party_events` tells what happened to parties;
    `placed_regions` says where a map is wrong; `judged` are the judgements on persons that hold (`hub.identity.judgements.SCHEMA`), `anchors` what others call people, confirmed by somebody; `parts_counts` is how many
    districts, or provinces and votes from abroad, make up the votes of the nation, by edition and office. With a `cache`, who is who, maps, and
    what lies in a mapped district are taken over from the build before where all that they are made from is the same.
    """
    tables = Tables(rejections)
    tables.finish("editions", editions)
    tables.finish("offices", pl.DataFrame(OFFICE_ROWS, schema=Offices.polars_schema(), orient="row"))
    regions = _finish_regions(stated, minter, tables)
    districts = assemble_districts(stated, regions, minter)
    tables.finish("districts", districts.districts)
    tables.finish_placed("district_regions", districts.district_regions)
    tables.finish("contests", districts.contests)
    drawing, surveying = _begin_shapes(stated, regions, dict(tables.finished), placed_regions, cache)
    parties = assemble_parties(stated, minter, same_parties, abbreviations)
    tables.finish("parties", parties.parties)
    nominations = tables.finish("nominations", parties.nominations)
    tables.finish("party_events", assemble_party_events(party_events, nominations, rejections))
    standing = assemble_candidacies(stated, nominations)
    counted = assemble_results(stated, regions, nominations, standing.places)
    results = placed(counted.rows, "results", rejections)
    tables.finish("tickets", standing.tickets.join(contest_totals(results, "ticket_id"), on="ticket_id", how="left"))
    tables.finish("ticket_parties", assemble_ticket_parties(stated, nominations))
    candidacies = standing.candidacies.join(contest_totals(results, "candidacy_id"), on="candidacy_id", how="left")
    standing_rows = closed(candidacies, BY_NAME["candidacies"], tables.finished, rejections)
    linkage = _who_is_who(standing_rows, judged, anchors, minter, tables, cache=cache)
    sitting = assemble_memberships(stated, tables.finished["candidacies"], nominations)
    memberships = tables.finish("memberships", sitting)
    events = assemble_candidacy_events(standing.facts, standing.merged, standing.places, memberships)
    tables.finish("candidacy_events", events)
    tables.finished["candidacies"] = incumbents_of_members(tables.finished)
    tables.finish_placed("polling_stations", assemble_stations(stated, regions))
    tables.finish("results", results)
    turnout = assemble_turnout(stated, regions)
    tables.finish_placed("turnout", turnout.rows)
    merged = {
        "district": districts.merged,
        "nomination": parties.merged,
        "candidacy": standing.merged,
        "ticket": standing.merged_tickets,
    }
    voters = assemble_voters(stated, regions)
    tables.finish_placed("voters", voters.rows)
    external_ids = tables.finish("external_ids", assemble_external_ids(stated, tables, anchors))
    finance = assemble_finance(stated, external_ids, tables.finished["candidacies"], rejections)
    tables.finish("finance_reports", finance.reports)
    tables.finish("finance_lines", finance.lines)
    tables.finish("calendar_events", assemble_calendar(stated))
    tables.finish("legal_bases", assemble_legal_bases(stated))
    tables.finish("disputes", assemble_disputes(stated))
    tables.finish_placed("public_records", assemble_public_records(stated, regions))
    tables.finish("district_maps", assemble_maps(drawing, stated, regions, tables.finished["districts"], rejections))
    finish_crosswalk(surveying, tables)
    tables.finished["provenance"] = _provenance(merged, stated, tables.finished)
    tables.finished["register"] = rejections.validated(minter.register(), BY_NAME["register"])
    for figures in (counted, turnout):
        checks.check_levels(figures.contradicted, rejections)
    merged_figures = {"result": counted.merged, "turnout": turnout.merged, "voters": voters.merged}
    _check({**merged, **merged_figures}, standing.places, tables.finished, parts_counts, rejections)
    _tell_waiting([*same_parties, *([key] for key in abbreviations)], placed_regions, regions, tables)
    return Assembly(tables.finished, rejections, linkage.strangers)


def _begin_shapes(
    stated: Stated,
    regions: Regions,
    finished: dict[str, pl.DataFrame],
    placed_regions: Sequence[RegionJudgement],
    cache: Cache | None,
) -> tuple[Future[Maps], Future[Ground]]:
    """Begin to compute with shapes, which is done in C and goes on while people are matched."""
    beside = ThreadPoolExecutor(1)
    drawing = beside.submit(draw_maps, stated, regions, finished["districts"], finished["district_regions"], cache)
    surveying = beside.submit(survey_ground, stated, regions, finished, placed_regions, cache)
    beside.shutdown(wait=False)
    return drawing, surveying


def _tell_waiting(
    same_parties: Sequence[Sequence[str]], placed_regions: Sequence[RegionJudgement], regions: Regions, tables: Tables
) -> None:
    """Tell of the judgements on parties and on places that name what is not in the build."""
    nominations, districts = (set(tables.finished[name][f"{name[:-1]}_id"]) for name in ("nominations", "districts"))
    codes = set(regions.by_code["code"])
    for same in same_parties:
        if unknown := [key for key in same if key not in nominations]:
            checks.tell_waiting("parties", same, unknown, tables.rejections)
    for each in placed_regions:
        unknown = [key for key, known in ((each.region, codes), (each.district, districts)) if key not in known]
        if unknown:
            checks.tell_waiting("places", [each.region, each.district], unknown, tables.rejections)


def _check(
    merged: dict[str, Merged],
    places: BallotPlaces,
    tables: dict[str, pl.DataFrame],
    parts_counts: Mapping[tuple[str, str], int],
    rejections: Rejections,
) -> None:
    """Tell what contradicts: within what several sources state, within a list, and between votes and seats."""
    for kind, statements in merged.items():
        checks.check_merged(statements, kind, rejections)
    checks.check_places(places, rejections)
    checks.check_lists(merged["candidacy"], places, rejections)
    checks.check_numbering(tables["candidacies"], rejections)
    checks.check_doubles(tables["candidacies"], rejections)
    checks.check_seats(tables["candidacies"], tables["contests"], rejections)
    total_checks.check_list_totals(tables["results"], rejections)
    total_checks.check_national_totals(tables["results"], parts_counts, rejections)
    row_checks.check_same_cell(tables["results"], rejections)
    row_checks.check_parts_of_regions(tables["voters"], tables["turnout"], tables["regions"], rejections)
    row_checks.check_amounts(tables["finance_lines"], tables["finance_reports"], rejections)
    row_checks.check_reports(tables["finance_lines"], tables["finance_reports"], rejections)


def _finish_regions(stated: Stated, minter: Minter, tables: Tables) -> Regions:
    year_of = dict(tables.finished["editions"].select("edition_id", "year").iter_rows())
    regions = assemble_regions(stated, minter, year_of)
    tables.finish("regions", regions.regions)
    tables.finish("region_codes", regions.codes)
    tables.finish("region_names", regions.names)
    checks.check_codes(regions.ambiguous, tables.rejections)
    checks.check_parents(regions.orphans, tables.rejections)
    tables.finish("region_parents", regions.parents)
    tables.finish("region_lineage", regions.lineage)
    return regions


def _who_is_who(
    standing: pl.DataFrame,
    judged: pl.DataFrame,
    anchors: Sequence[PersonAnchor],
    minter: Minter,
    tables: Tables,
    *,
    cache: Cache | None,
) -> Linkage:
    """Finish persons, candidacies, and the evidence for who is who; return the linkage."""
    placed = with_places(standing, tables.finished["districts"], _codes_as_text(tables.finished["region_codes"]))
    linkage = linked(placed, judged, minter.recognise(standing), cache)
    persons, candidacies = assemble_persons(standing, linkage.clusters, minter)
    checks.tell_conflicts(linkage, tables.rejections)
    checks.tell_births(candidacies, tables.rejections)
    tables.finish(
        "persons", persons.join(same_as(anchors, candidacies), on="person_id", how="left", maintain_order="left")
    )
    tables.finish("candidacies", candidacies)
    tables.finish("judgements", assemble_judgements(judged, linkage))
    tables.finish("links", assemble_links(linkage))
    tables.finish("unlikely_pairs", assemble_unlikely_pairs(linkage))
    return linkage


def _codes_as_text(region_codes: pl.DataFrame) -> pl.DataFrame:
    return region_codes.with_columns(pl.col("scheme").cast(pl.String))


def _provenance(merged: dict[str, Merged], stated: Stated, finished: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Return every source row behind every district, nomination, candidacy, ticket and region that is kept."""
    tables = {"district": "districts", "nomination": "nominations", "candidacy": "candidacies", "ticket": "tickets"}
    rows = []
    for kind, statements in merged.items():
        key = statements.key
        kept = statements.provenance.join(finished[tables[kind]].select(key), on=key, how="semi")
        rows.append(kept.select(pl.lit(kind).alias("kind"), pl.col(key).alias("key"), "source_id", "source_row"))
    of_regions = stated.frame(RegionFact).join(stated.keys[RegionFact], on="statement")
    rows.append(of_regions.select(pl.lit("region").alias("kind"), "key", "source_id", "source_row"))
    return BY_NAME["provenance"].cast(pl.concat(rows).unique())
