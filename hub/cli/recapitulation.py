"""`hub recap`: rolls up a contest's votes from the finest areas, with progress, and what disagrees."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import polars as pl
import typer

from hub.cli.console import Folder, Json, data, messages, out_folder, print_grid, print_json
from hub.errors import UsageError

if TYPE_CHECKING:
    from hub.recap.contest import Recapitulation
    from hub.recap.findings import Finding
    from hub.release import Release

UNITS = {
    "NATION": "nation",
    "DISTRICT": "district",
    "PROVINCE": "provinces",
    "REGENCY": "regencies",
    "SUBDISTRICT": "kecamatan",
    "VILLAGE": "villages",
    "POLLING_STATION": "stations",
    "OVERSEAS": "abroad",
}
"""What the units of a level are called in a table."""

SAMPLES = 3
"""How many findings of one rule and severity are printed."""

MOST_COLUMNS = 6
"""Options that stand side by side in a table; where there are more, each has a row of its own."""


def recap(
    directory: Folder,
    *,
    contest: Annotated[str, typer.Option(help="Key of the contest, such as 2019/president or 2024/dpr/1101.")],
    level: Annotated[str | None, typer.Option(help="Level to print, such as REGENCY; default: the whole.")] = None,
    as_json: Json = False,
) -> None:
    """Print progress, votes and disagreements of a contest, by source."""
    from hub.recap.answers import levels

    recapitulations, findings, names = _recapitulated(directory, contest)
    known = [name for each in recapitulations for name in levels(each.tally)]
    chosen = level.upper() if level else known[0]
    if chosen not in known:
        raise UsageError(f"expected --level to be one of {', '.join(dict.fromkeys(known))}, found {level!r}")
    if as_json:
        _print_as_json(contest, chosen, recapitulations, findings, names)
        return
    for each in recapitulations:
        if chosen in levels(each.tally):
            print_recapitulation(each, chosen, names)
        else:
            messages.print(f"{each.series} has no figures at the level {chosen}", markup=False)
    _print_findings(findings)


COMMANDS = (recap,)


def _recapitulated(
    directory: Path, contest_id: str
) -> "tuple[Sequence[Recapitulation], list[Finding], Mapping[str, str]]":
    """Return the recapitulations of a contest in a release, their findings, and names of options."""
    from hub.recap.records import Records
    from hub.release import current
    from hub.tables import BY_NAME

    release = current(out_folder(directory))
    records = Records.read(lambda name: release.table(BY_NAME[name]))
    recapitulations = records.recapitulations(contest_id)
    return recapitulations, list(records.findings(recapitulations)), _option_names(release)


def _option_names(release: "Release") -> dict[str, str]:
    """Return the name of every ticket, candidacy and nomination by its key."""
    from hub.tables.candidacies import Candidacies
    from hub.tables.nominations import Nominations
    from hub.tables.tickets import Tickets

    named = (
        release.table(Tickets).select("ticket_id", "name"),
        release.table(Candidacies).select("candidacy_id", "name_on_ballot"),
        release.table(Nominations).select("nomination_id", "name"),
    )
    names = dict(
        pl.concat([frame.rename(dict(zip(frame.columns, ("key", "name"), strict=True))) for frame in named]).iter_rows()
    )
    return names | {f"{key}/party-only": f"{names[key]} (party only)" for key in named[2]["nomination_id"]}


def _print_as_json(
    contest_id: str,
    level: str,
    recapitulations: "Sequence[Recapitulation]",
    findings: "Sequence[Finding]",
    names: Mapping[str, str],
) -> None:
    from hub.recap import answers

    sources = [
        {
            "series": each.series,
            "kinds": each.kinds,
            "statuses": each.statuses,
            "progress": answers.progress(each.tally, level, contest_id).to_dicts(),
            "turnout": answers.turnout(each.tally, level, contest_id).to_dicts(),
            "votes": each.votes(level).to_dicts(),
        }
        for each in recapitulations
    ]
    print_json(
        {
            "contest": contest_id,
            "level": level,
            "options": {option: names.get(option) for each in recapitulations for option in each.options},
            "sources": sources,
            "findings": [vars(finding) for finding in findings],
        }
    )


def print_recapitulation(each: "Recapitulation", level: str, names: Mapping[str, str]) -> None:
    from hub.recap import answers

    status = ", ".join(each.statuses) or "no status"
    data.print(f"\n{each.series} ({status}): {' and '.join(each.kinds)}", style="bold", markup=False)
    progress = _progress_texts(answers.progress(each.tally, level, each.contest_id))
    votes = each.votes(level)
    if len(each.options) <= MOST_COLUMNS:
        header = ["region", "counted", *(names.get(option, option) for option in each.options)]
        cells = votes.group_by("region_id", "name", maintain_order=True).agg("votes_count", "stated_count")
        rows = [
            [name, progress.get(region, ""), *(_votes_text(*figures) for figures in zip(rolled, stated, strict=True))]
            for region, name, rolled, stated in cells.iter_rows()
        ]
    else:
        header = ["region", "counted", "option", "votes"]
        columns = votes.select("region_id", "name", "option", "votes_count", "stated_count")
        rows = [
            [name, progress.get(region, ""), names.get(option, option), _votes_text(rolled, stated)]
            for region, name, option, rolled, stated in columns.iter_rows()
        ]
    print_grid(header, sorted(rows, key=lambda row: row[0]))


def _progress_texts(progress: pl.DataFrame) -> dict[str, str]:
    """Return by region how many units of each level are counted: `3,801 of 3,803 stations`; of a unit itself, whether it is."""
    texts: dict[str, list[str]] = {}
    columns = progress.select("region_id", "level", "counted_count", "expected_count", "unit_level")
    for region, level, counted, expected, unit_level in columns.iter_rows():
        own = "yes" if counted else "no"
        text = own if unit_level == level else f"{counted:,} of {expected:,} {UNITS[unit_level]}"
        texts.setdefault(region, []).append(text)
    return {region: ", ".join(parts) for region, parts in texts.items()}


def _votes_text(rolled: int | None, stated: int | None) -> str:
    """Return the votes rolled up, and what the source states where that is another figure."""
    if rolled is None:
        return "not reported" if stated is None else f"stated {stated:,}"
    return f"{rolled:,}" if stated in (None, rolled) else f"{rolled:,} (stated {stated:,})"


def _print_findings(findings: "Sequence[Finding]") -> None:
    if not findings:
        messages.print("no disagreement found")
        return
    counts = Counter((finding.rule, finding.severity) for finding in findings)
    data.print()
    print_grid(
        ["disagreement", "severity", "times"],
        [[rule, severity, f"{times:,}"] for (rule, severity), times in sorted(counts.items())],
    )
    data.print()
    shown = _samples(findings)
    for finding in shown:
        data.print(f"{finding.rule}: {finding.message}", markup=False)
    if len(findings) > len(shown):
        messages.print(f"... and {len(findings) - len(shown):,} more; --json prints all")


def _samples(findings: "Sequence[Finding]") -> "list[Finding]":
    """Return the first few findings of each rule, the grave ones first."""
    taken: Counter[tuple[str, str]] = Counter()
    samples = []
    for finding in sorted(findings, key=lambda finding: (_GRAVITY.index(finding.severity), finding.rule)):
        taken[finding.rule, finding.severity] += 1
        if taken[finding.rule, finding.severity] <= SAMPLES:
            samples.append(finding)
    return samples


_GRAVITY = ("ERROR", "WARNING", "INFO")
