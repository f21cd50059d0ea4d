"""`hub export`: the current release as files for other tools."""

from pathlib import Path
from typing import Annotated

import typer

from hub.cli.console import Folder, messages, out_folder, progress_bar
from hub.release import current


def export(
    directory: Folder,
    *,
    export_format: Annotated[
        str, typer.Option("--format", help="csv, parquet or geojson, or that of an installed package.")
    ],
    edition: Annotated[str | None, typer.Option(help="Only this edition and what it refers to.")] = None,
    out: Annotated[
        Path | None,
        typer.Option(help="Folder for csv and parquet, file for geojson; default: pemilu-<release> in this folder."),
    ] = None,
) -> None:
    """Write the tables as CSV or Parquet, or the district maps as GeoJSON."""
    from hub.export import export as write

    release = current(out_folder(directory))
    suffix = ".geojson" if export_format == "geojson" else f"-{export_format}"
    named = Path("-".join(["pemilu", release.id, *([edition] if edition else [])]) + suffix)
    with progress_bar() as progress:
        written = write(release, export_format, out or named, edition, progress)
    messages.print(f"{len(written)} files written to {out or named}", markup=False)


COMMANDS = (export,)
