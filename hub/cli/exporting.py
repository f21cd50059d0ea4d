"""`hub export`, `hub codebook` and `hub cite`: a release as files for other tools, what their columns hold, and how to cite it."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from hub.cli.console import Folder, Json, messages, out_folder, print_json, progress_bar
from hub.errors import UsageError
from hub.release import current, named


def export(
    directory: Folder,
    *,
    export_format: Annotated[
        str,
        typer.Option(
            "--format",
            help="csv, parquet, datapackage, iceberg, geojson, nist-cdf or popolo, or that of an installed package.",
        ),
    ],
    edition: Annotated[str | None, typer.Option(help="Only this edition and what it refers to.")] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            help="Folder for csv, parquet, datapackage and iceberg, file for geojson, nist-cdf (.json or .xml) and popolo; default: pemilu-<release> in this folder."
        ),
    ] = None,
) -> None:
    """Write the tables as CSV, Parquet or a data package, or register them as Iceberg tables, write the district maps as GeoJSON, results as NIST SP 1500-100, or people as Popolo."""
    from hub.export import DOCUMENTS
    from hub.export import export as write

    release = current(out_folder(directory))
    ending = ".json" if export_format in DOCUMENTS else ""
    suffix = ".geojson" if export_format == "geojson" else f"-{export_format}{ending}"
    path = out or Path("-".join(["pemilu", release.id, *([edition] if edition else [])]) + suffix)
    with progress_bar() as progress:
        written = write(release, export_format, path, edition, progress)
    messages.print(f"{len(written)} files written to {path}", markup=False)


def codebook(directory: Folder, *, as_json: Json = False) -> None:
    """Print what every column of the current release holds, in English and Indonesian, as CSV or JSON."""
    from hub.export.codebook import codebook as described

    found = described(current(out_folder(directory)))
    if as_json:
        print_json(found.to_dicts())
    else:
        sys.stdout.write(found.write_csv())


def cite(
    directory: Folder,
    release: Annotated[
        str | None, typer.Argument(metavar="RELEASE", help="Id or number of a kept release; default: the current one.")
    ] = None,
    *,
    form: Annotated[
        str, typer.Option("--format", help="txt, bib (BibTeX), cff (Citation File Format) or json (CSL).")
    ] = "txt",
) -> None:
    """Print how to cite a release."""
    from hub.catalog.citation import FORMS, citation

    if form not in FORMS:
        raise UsageError(f"expected --format to be one of {', '.join(FORMS)}, found {form!r}")
    out = out_folder(directory)
    sys.stdout.write(citation(named(out, release) if release else current(out)).text(form))


COMMANDS = (export, codebook, cite)
