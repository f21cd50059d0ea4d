"""Exports of a release, or of one edition of it, in a file format."""

from pathlib import Path

from hub.atomic_file import atomic_file
from hub.errors import UsageError
from hub.export.csv_files import write_csv
from hub.export.district_maps import district_maps
from hub.export.exporter import exporters
from hub.export.geojson import write_geojson
from hub.export.geoparquet import write_geoparquet
from hub.progress import Progress
from hub.release import Release
from hub.release.edition_part import EditionPart
from hub.tables import BY_NAME, TABLES
from hub.tables.district_maps import DistrictMaps

FORMATS = ("csv", "parquet", "geojson")

MAPS = DistrictMaps.table_name()


def export(
    release: Release, export_format: str, out: Path, edition: str | None = None, progress: Progress | None = None
) -> list[Path]:
    """Write a release in a format and return the files.

    `csv` and `parquet`: one file per table into the folder `out`; `geojson`: the district maps into the file `out`. With `edition`
    only that edition and what it refers to. Other formats are written by exporters of installed packages. Raises UsageError for an
    unknown format or edition.
    """
    others = {} if export_format in FORMATS else exporters(FORMATS)
    if export_format not in {*FORMATS, *others}:
        raise UsageError(f"expected one of the formats {', '.join([*FORMATS, *others])}, found {export_format!r}")
    part = EditionPart(release, edition)
    if export_format in others:
        return others[export_format].write(part, out)
    if export_format == "geojson":
        export_table(part, MAPS, export_format, out)
        return [out]
    written = [out / f"{table.table_name()}.{export_format}" for table in TABLES]
    for done, path in enumerate(written):
        if progress:
            progress(f"writing {path.stem}", done, len(written))
        export_table(part, path.stem, export_format, path)
    return written


def export_table(part: EditionPart, name: str, export_format: str, path: Path) -> None:
    """Write the rows of one table; written atomically.

    District maps as Parquet are GeoParquet with the facts about each district. Raises UsageError for a table that is not offered so.
    """
    if export_format not in formats_of(name):
        raise UsageError(f"expected {name} as one of {', '.join(formats_of(name))}, found {export_format!r}")
    if name == MAPS and export_format != "csv":
        write = write_geojson if export_format == "geojson" else write_geoparquet
        write(district_maps(part), path)
        return
    table = BY_NAME[name]
    rows = part.of(name, part.release.scan(table))
    if export_format == "csv":
        write_csv(rows, table, path)
    else:
        with atomic_file(path) as temporary:
            rows.sink_parquet(temporary, compression="zstd")


def formats_of(name: str) -> tuple[str, ...]:
    """Return the formats that a table is offered in."""
    return FORMATS if name == MAPS else FORMATS[:2]
