"""`hub resample`: sampled persons as a file, and rates among persons with the interval that they give."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hub.atomic_file import atomic_file
from hub.cli.console import Folder, Json, data, messages, out_folder, print_grid, print_json
from hub.errors import UsageError

if TYPE_CHECKING:
    import polars as pl

    from hub.resample import Evidence, Rate

SEED = 2045
REASONS = {"LISTS_TOO_SHORT": "short lists", "FEW_LINKS": "few links", "NO_LINKS": "no links"}


def resample(
    directory: Folder,
    *,
    samples: Annotated[
        int, typer.Option(min=1, max=1000, help="How many partitions of candidacies into persons are drawn.")
    ] = 100,
    seed: Annotated[
        int, typer.Option(min=0, help="Number that the draws start from; the same gives the same samples.")
    ] = SEED,
    out: Annotated[
        Path | None,
        typer.Option(
            help="File for the samples, .parquet or .csv: sample, candidacy, person. Sample 0 is the release."
        ),
    ] = None,
    office: Annotated[str, typer.Option(help="Office whose rates are printed.")] = "DPR",
    as_json: Json = False,
) -> None:
    """Draw persons by the probabilities of pairs, and print rates among them with 95% intervals."""
    from hub.release import current
    from hub.resample import draw, rates, read_evidence

    _check(out)
    release = current(out_folder(directory))
    evidence = read_evidence(release)
    drawn = draw(evidence, samples, seed)
    if out is not None:
        _write(_rows(evidence, drawn), out)
        messages.print(
            f"{samples} samples of {evidence.candidacies.height:,} candidacies written to {out}", markup=False
        )
    found = rates(release, drawn, office.upper())
    if as_json:
        print_json({"release": release.id, "samples": samples, "seed": seed, "rates": [asdict(rate) for rate in found]})
    else:
        _print(found)


COMMANDS = (resample,)


def _check(out: Path | None) -> None:
    if out is not None and out.suffix not in {".parquet", ".csv"}:
        raise UsageError(f"expected --out to end in .parquet or .csv, found {str(out)!r}")


def _rows(evidence: "Evidence", drawn: Any) -> "pl.DataFrame":
    """Return one row per sample and candidacy; a person is called by the key of its first candidacy, in sample 0 as in the others."""
    import polars as pl

    keys = evidence.candidacies["candidacy_id"]
    published = evidence.candidacies.select(pl.col("candidacy_id").first().over("person_id"))["candidacy_id"]
    persons = [published, *(keys.gather(sample) for sample in drawn)]
    return pl.concat(
        pl.DataFrame(
            {
                "sample": pl.Series([number], dtype=pl.Int32).new_from_index(0, len(keys)),
                "candidacy": keys,
                "person": person,
            }
        )
        for number, person in enumerate(persons)
    )


def _write(rows: "pl.DataFrame", out: Path) -> None:
    with atomic_file(out) as draft:
        if out.suffix == ".csv":
            rows.write_csv(draft)
        else:
            rows.write_parquet(draft, compression="zstd")


def _print(found: "list[Rate]") -> None:
    from hub.resample.rates import QUESTIONS

    rows = [
        [
            QUESTIONS[rate.question],
            f"{rate.from_edition} to {rate.to_edition}",
            f"{rate.count:,} of {rate.of:,}",
            f"{rate.share:.1%}",
            f"{rate.low:.1%} to {rate.high:.1%}",
            f"not measured: {REASONS[rate.not_measured]}" if rate.not_measured else f"{rate.false_links:.1%}",
        ]
        for rate in found
    ]
    print_grid(["question", "elections", "in the release", "share", "95% of samples", "false links"], rows)
    data.print(
        "\nAn interval says how far a share depends on who is who, and nothing of what the sources lack.\n"
        "Where false links were not measured, it rests on the model alone.",
        markup=False,
    )
