"""Makes a synthetic election night and counts it batch by batch: `python -m scripts.synthetic_night --out FOLDER`."""

from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer

from hub.cli.console import messages, print_grid, print_json, progress_bar
from hub.cli.recapitulation import print_recapitulation
from hub.recap import answers
from hub.recap.tally import Tally
from scripts.synthetic_night import Night, make_night
from scripts.synthetic_night.night import FAULTS


def rehearse(
    *,
    out: Annotated[Path, typer.Option(help="New folder for the synthetic files.")],
    stations: Annotated[int, typer.Option(min=1, help="Polling stations of the synthetic night.")] = 823_220,
    seed: Annotated[int, typer.Option(min=0, help="The same seed draws the same night.")] = 1,
    batch: Annotated[int, typer.Option(min=1, help="Stations in a batch.")] = 1_000,
    contest: Annotated[
        str | None, typer.Option(help="Print this contest as well, such as synthetic/president.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Make a synthetic election night, labelled so in every file, and count it batch by batch. No figure of it is a result."""
    with progress_bar() as report:
        night = make_night(out, stations, seed=seed, batch_stations=batch, progress=report)
        tally = Tally(night.tree, night.columns, night.held)
        replaced = 0
        for done, arrived in enumerate(night.batches(), start=1):
            replaced += tally.update(arrived).replaced_count
            report("counting synthetic batches", done, night.batches_count)
    summary = summary_of(night, tally)
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
    if contest is not None:
        print_recapitulation(night.recapitulation(contest, tally), "NATION", {})


def summary_of(night: Night, tally: Tally) -> list[dict[str, Any]]:
    """Return for each contest the forms counted, the votes, and how many faults the checks found and were planted."""
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


if __name__ == "__main__":
    typer.run(rehearse)
