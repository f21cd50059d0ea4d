"""From a workspace to the tables of a release: sources -> facts -> tables, with the books balanced."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl

from hub.assembly import (
    Before,
    Minter,
    Rejections,
    assemble,
    balance,
    built_keys,
    incumbents_of_winners,
    unexplained,
    with_contradictions,
    with_tombstones,
)
from hub.assembly.minting import CANDIDACY_COLUMNS
from hub.cache import Cache
from hub.collector import without_collector
from hub.errors import WorkspaceError
from hub.facts import FindingFact
from hub.identity import quality as identity_quality
from hub.identity.judgements import read_judgements
from hub.identity.published import read_register
from hub.inventory import inventory
from hub.outcomes import Pin, area_outcomes, outcomes_of, published
from hub.outcomes.law import NATIONAL_COUNTS, parts_counts
from hub.progress import Progress
from hub.reading import Prepared, Reading
from hub.recap.findings import findings_frame, on_rows
from hub.recap.published import progress_frame, rollups_frame
from hub.recap.records import Records
from hub.recap.stations import with_existing_stations
from hub.release import Release, write_release
from hub.tables import BY_NAME
from hub.tables.candidacies import Candidacies
from hub.tables.register import Register
from hub.tables.sources import Sources
from hub.tables.vocabulary import OFFICES
from hub.unchanged import Unchanging
from hub.workspace import Workspace


@dataclass(frozen=True)
class Build:
    """The tables of a build, and what it says of its own quality."""

    tables: dict[str, pl.DataFrame]
    quality: dict[str, Any]
    documents: dict[str, Any]
    """Further documents of the release, by file name."""


def check(
    workspace: Workspace,
    sources: Path,
    *,
    previous: Release | None = None,
    strict: bool = False,
    progress: Progress,
    cache: Cache | None = None,
) -> Build:
    """Read and check all sources and return the tables that a release would hold; nothing is written, but for the cache where one is given."""
    return _made(Prepared(workspace, sources, cache), previous=previous, strict=strict, progress=progress)


def _made(prepared: Prepared, *, previous: Release | None, strict: bool, progress: Progress) -> Build:
    workspace, cache = prepared.workspace, prepared.cache
    with without_collector():
        judged = read_judgements(workspace.person_judgements)
        reading = prepared.read(strict=strict, progress=progress)
        progress("assembling tables", 0, 1)
        minter = Minter(_before(previous, workspace))
        assembled = assemble(
            reading.stated,
            _editions(workspace),
            minter,
            workspace.same_parties(),
            reading.rejections,
            abbreviations=workspace.party_abbreviations(),
            party_events=workspace.party_events(),
            placed_regions=workspace.placed_regions(),
            judged=judged,
            anchors=workspace.person_anchors(),
            parts_counts=parts_counts({edition.id: edition.year for edition in workspace.editions}),
            cache=cache,
        )
        tables = _balanced(assembled.tables, reading, assembled.rejections)
        tables["contests"] = _with_days(tables["contests"], workspace)
        tables["datasets"] = inventory(workspace, tables["sources"], reading.not_open)
        strangers = assembled.strangers
        del reading, minter, assembled  # some 300 MB of facts and identifiers, of which all is in tables now
        tables |= _recapitulated(tables)
        tables |= _answered(tables, workspace)
        tables["candidacies"] = incumbents_of_winners(tables)
        tables |= with_contradictions(tables)
        tables |= area_outcomes(tables, _order(workspace), _pins(workspace))
        if previous is not None:
            tables["register"] = _with_tombstones(tables, previous)
        if cache is not None:
            cache.forget_others("steps")
        progress("assembling tables", 1, 1)
    counts = _quality(tables)
    return Build(
        tables,
        counts,
        {"quality.json": {"identity": identity_quality.of_release(tables["links"], strangers), **counts}},
    )


def build(
    workspace: Workspace,
    sources: Path,
    out: Path,
    *,
    previous: Release | None,
    strict: bool,
    progress: Progress,
    cache: Cache | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Release:
    """Write the release of a workspace below `out` and return it; `previous` is the release that it starts from.

    What a `cache` holds of the build before is taken over where its inputs are the same: the release is the same, byte for byte. Where all
    inputs are those of the newest release, that is the release, and `tell` is called with a sentence that says so.
    """
    before = Unchanging(workspace, strict=strict)
    prepared = Prepared(workspace, sources, cache)
    there = before.release(out, prepared, previous)
    if there is not None:
        tell("nothing that the newest release was made from has changed")
        return there
    made = _made(prepared, previous=previous, strict=strict, progress=progress)
    progress("writing the release", 0, 1)
    release = write_release(
        out,
        made.tables,
        title=workspace.hub.title,
        base_iri=workspace.hub.base_iri,
        quality=made.quality,
        documents=made.documents,
        previous=previous,
    )
    progress("writing the release", 1, 1)
    before.remember(out, prepared, previous, release)
    return release


def _before(previous: Release | None, workspace: Workspace) -> Before:
    if previous is None:
        return Before(read_register(workspace.published_register))
    candidacies = previous.table(Candidacies).select(CANDIDACY_COLUMNS)
    return Before(previous.table(Register), candidacies, previous.manifest.number)


def _with_tombstones(tables: dict[str, pl.DataFrame], previous: Release) -> pl.DataFrame:
    """Return the register with the keys that the release before had, and that no source states any more."""
    before = built_keys(lambda name: previous.table(BY_NAME[name]))
    return with_tombstones(tables["register"], tables, before, previous.table(Register))


def _editions(workspace: Workspace) -> pl.DataFrame:
    rows = [
        {
            "edition_id": edition.id,
            "name": edition.name,
            "name_en": edition.name_en,
            "kind": edition.kind,
            "year": edition.year,
            "voting_date": edition.voting_date,
        }
        for edition in workspace.editions
    ]
    return pl.DataFrame(rows, schema_overrides={"voting_date": pl.Date, "name_en": pl.String})


def _with_days(contests: pl.DataFrame, workspace: Workspace) -> pl.DataFrame:
    """Return the contests with their voting day: that of the office, else that of the edition."""
    for edition in workspace.editions:
        day = (
            pl.col("office")
            .cast(pl.String)
            .replace_strict(edition.voting_dates, default=edition.voting_date, return_dtype=pl.Date)
        )
        is_of = pl.col("edition_id") == edition.id
        contests = contests.with_columns(pl.when(is_of).then(day).otherwise("voting_date").alias("voting_date"))
    return contests


def _balanced(tables: dict[str, pl.DataFrame], reading: Reading, rejections: Rejections) -> dict[str, pl.DataFrame]:
    """Return the tables with sources, findings, rows set aside and dropped statements.

    For every file, rows read = kept + set aside, and statements read = shown + dropped.
    """
    told = rejections.set_aside_frame()
    stated = [frame for frame in tables.values() if {"source_id", "source_row"} <= set(frame.columns)]
    rows = pl.concat(frame.select("source_id", "source_row") for frame in stated).drop_nulls().unique()
    aside = told.join(rows, on=["source_id", "source_row"], how="anti")
    partly = told.join(rows, on=["source_id", "source_row"], how="semi")
    for source_id, rule, count, first in (
        partly.group_by("source_id", "rule")
        .agg(pl.len(), pl.col("cause").first())
        .sort("source_id", "rule")
        .iter_rows()
    ):
        rejections.find(
            FindingFact(
                rule="fact-set-aside",
                severity="WARNING",
                message=f"{count} rows of the file are kept in part: a fact of each broke the rule {rule}; the first: {first}",
                evidence={"rule": rule, "rows_count": count},
            ),
            source_id,
        )
    counts = aside.group_by("source_id").agg(pl.len().cast(pl.Int64).alias("rows_set_aside_count"))
    statements = balance(reading.stated, tables, rejections)
    for source_id, count in unexplained(statements):
        message = f"expected each statement shown, or listed with the rule that it breaks; found {count:,} that are neither: a defect of the hub"
        rejections.find(
            FindingFact(
                rule="statements-unexplained", severity="ERROR", message=message, evidence={"statements_count": count}
            ),
            source_id,
        )
    sources = (
        pl.DataFrame(reading.records, schema_overrides={**Sources.polars_schema(), "state": pl.String})
        .join(counts, on="source_id", how="left")
        .join(statements.counts, on="source_id", how="left")
        .with_columns(pl.col("rows_set_aside_count", "^statements_.*$").fill_null(0))
        .with_columns((pl.col("rows_read_count") - pl.col("rows_set_aside_count")).alias("rows_kept_count"))
        .select(list(Sources.columns()))
    )
    closing = {
        "sources": sources,
        "set_aside": aside,
        "dropped_statements": statements.listed,
        "findings": rejections.findings_frame(),
    }
    validated = {name: BY_NAME[name].validate(frame, cast=True) for name, frame in closing.items()}
    return {**tables, **validated}


def _recapitulated(tables: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Return the progress and the sums of every contest that is counted by region, and the findings with what does not add up.

    Findings of the severity INFO are left to `hub recap`: of a count that goes on, every level above a station is partial.
    """
    records = Records.read(tables.__getitem__)
    found = [each for contest in records.counted_in_regions() for each in records.recapitulations(contest)]
    findings = (
        replace(finding, evidence={**finding.evidence, "series": each.series})
        for each in found
        for finding in records.findings_within(each)
        if finding.severity != "INFO"
    )
    years = dict(tables["editions"].select("edition_id", "year").iter_rows())
    counts = {
        edition: NATIONAL_COUNTS[year].stations_count for edition, year in years.items() if year in NATIONAL_COUNTS
    }
    decided = {edition: count for edition, count in counts.items() if count is not None}
    told = on_rows(findings_frame(findings), tables["turnout"], tables["results"])
    return {
        "progress": with_existing_stations(progress_frame(found), tables["contests"], tables["voters"], decided),
        "rollups": rollups_frame(found),
        "findings": pl.concat([tables["findings"], told]),
    }


def _answered(tables: dict[str, pl.DataFrame], workspace: Workspace) -> dict[str, pl.DataFrame]:
    """Return the outcomes of all contests with their parts, and the votes of candidacies and pairs as these have them."""
    pins = _pins(workspace)
    return published(outcomes_of(tables, _order(workspace), pins), tables, pins)


def _order(workspace: Workspace) -> list[str]:
    """Return the series as the workspace lists them."""
    return [entry.id for entry in workspace.sources]


def _pins(workspace: Workspace) -> list[Pin]:
    unknown = [each.office for each in workspace.outcomes if each.office not in OFFICES]
    if unknown:
        raise WorkspaceError(f"outcomes: expected an office, one of {', '.join(OFFICES)}, found {unknown[0]!r}")
    return [Pin(each.edition, each.office, each.series, each.reason) for each in workspace.outcomes]


def _quality(tables: dict[str, pl.DataFrame]) -> dict[str, Any]:
    findings = tables["findings"].with_columns(pl.col("severity").cast(pl.String))
    by_severity = dict(findings.group_by("severity").len().sort("severity").iter_rows())
    by_rule = dict(findings.group_by("rule").len().sort("rule").iter_rows())
    return {"findings_by_severity": by_severity, "findings_by_rule": by_rule}


__all__ = ["Build", "build", "check"]
