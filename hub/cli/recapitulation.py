"""`hub recap`: rolls up a contest's votes from the finest areas, with progress and disagreements; or simulates an election night."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import polars as pl
import typer
from typer.core import TyperGroup

from hub.cli.console import Folder, Json, data, messages, out_folder, print_grid, print_json, progress_bar
from hub.errors import UsageError

if TYPE_CHECKING:
    from hub.recap.contest import Recapitulation
    from hub.recap.findings import Finding
    from hub.recap.synthetic import Night
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


class _RecapGroup(TyperGroup):
    """`hub recap DIR ...` is `hub recap show DIR ...`: the folder may stand where a command would."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = ["show", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=_RecapGroup,
    no_args_is_help=True,
    help="Roll up a contest: `hub recap DIR --contest ID [--level LEVEL]`; or rehearse one: `hub recap simulate`.",
)


@app.command()
def show(
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
            _print_recapitulation(each, chosen, names)
        else:
            messages.print(f"{each.series} has no figures at the level {chosen}", markup=False)
    _print_findings(findings)


@app.command()
def simulate(
    *,
    stations: Annotated[int, typer.Option(min=1, help="Polling stations of the synthetic night.")] = 823_220,
    out: Annotated[Path, typer.Option(help="New folder for the synthetic files.")],
    seed: Annotated[int, typer.Option(min=0, help="The same seed draws the same night.")] = 1,
    batch: Annotated[int, typer.Option(min=1, help="Stations in a batch.")] = 1_000,
    as_json: Json = False,
) -> None:
    """Make a synthetic election night, labelled so in every file, and count it batch by batch. No figure of it is a result."""
    from hub.recap.synthetic import make_night
    from hub.recap.tally import Tally

    with progress_bar() as report:
        night = make_night(out, stations, seed=seed, batch_stations=batch, progress=report)
        tally = Tally(night.tree, night.columns, night.held)
        replaced = 0
        for done, arrived in enumerate(night.batches(), start=1):
            replaced += tally.update(arrived).replaced_count
            report("counting synthetic batches", done, night.batches_count)
    summary = _night_summary(night, tally)
    if as_json:
        print_json({"synthetic": True, "folder": str(out), "batches_count": night.batches_count, "contests": summary})
        return
    messages.print(
        f"synthetic night of {stations:,} stations in {out}: {night.batches_count:,} batches, {replaced:,} forms corrected; "
        f"no figure of it is a result",
        markup=False,
    )
    print_grid(
        ["synthetic contest", "synthetic forms", "expected", "synthetic valid votes", "findings", "faults planted"],
        [[str(row["contest"]), *(f"{row[name]:,}" for name in list(row)[1:])] for row in summary],
    )


def _night_summary(night: "Night", tally: Any) -> list[dict[str, Any]]:
    from hub.recap import answers
    from hub.recap.synthetic.night import FAULTS

    planted = Counter(night.frame(FAULTS)["contest_id"])
    rows = []
    for ballot in night.columns.ballots:
        contest_id = ballot.contest_id
        progress = answers.progress(tally, "NATION", contest_id).row(0, named=True)
        rows.append(
            {
                "contest": contest_id,
                "counted_count": progress["counted_count"],
                "expected_count": progress["expected_count"],
                "synthetic_valid_count": answers.turnout(tally, "NATION", contest_id)["valid_count"].item(),
                "findings_count": sum(1 for _ in night.findings(contest_id, tally)),
                "planted_count": planted[contest_id],
            }
        )
    return rows


def _recapitulated(
    directory: Path, contest_id: str
) -> "tuple[Sequence[Recapitulation], list[Finding], Mapping[str, str]]":
    """Return the recapitulations of a contest in a release or a synthetic night, their findings, and names of options."""
    from hub.recap.records import Records
    from hub.recap.synthetic import open_night
    from hub.recap.synthetic.night import REGIONS
    from hub.recap.tally import roll_up
    from hub.release import current
    from hub.tables import BY_NAME

    if (directory / REGIONS).is_file():
        night = open_night(directory)
        night.columns.contest(contest_id)
        messages.print("SYNTHETIC: an invented night; no figure of it is a result", style="yellow")
        tally = roll_up(night.parts(), night.tree, night.columns, night.held)
        return [night.recapitulation(contest_id, tally)], list(night.findings(contest_id, tally)), {}
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


def _print_recapitulation(each: "Recapitulation", level: str, names: Mapping[str, str]) -> None:
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
