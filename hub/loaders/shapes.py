"""Shapes of regions and districts: GeoJSON, TopoJSON, a zipped Shapefile or GeoPackage, as GDAL reads them.

Known sources: KPU infopemilu, `dapil_geojson_dpr_<province>.json`, 2019, a shape per regency with the KPU serial id; API Pemilu,
`dapil.topojson`, 2014, layers `DAPIL_NASIONAL_DPR` and `DAPIL_PROVINSI_DPRDI` with the code of the district. Licences are not
stated with either. Known defects: some rings cross themselves (repaired when districts are put together); the layer of provincial
districts has 255 of 259; the TopoJSON names no coordinate system, and its coordinates are degrees.

Options: `layer`; and either `region_scheme` with `region_column`, or `district_office` with `district_column`.
"""

import warnings
from collections.abc import Iterator
from typing import Any, get_args

from hub.errors import BrokenSource, UsageError
from hub.facts import Office, RegionCode, SetAsideRow, ShapeFact, Statement
from hub.loaders.loader import Loader
from hub.loaders.source_file import SourceFile

DEGREES = {None, "EPSG:4326", "OGC:CRS84"}
SCHEMES = ("kemendagri", "kpu", "bps")


def read(source: SourceFile) -> Iterator[Statement]:
    """Read the shapes of regions or districts.

    One row per feature. Raises BrokenSource for a file or layer that GDAL cannot read, coordinates that are not degrees, and
    options that do not say what the shapes are of.
    """
    column = _column(source)
    for row, (shape, name) in source.rows(_features(source, column)):
        if shape is None:
            yield SetAsideRow(
                row=row, rule="no-shape", cause=f"expected a shape in the feature, found none; {column} is {name}"
            )
        elif name is None:
            yield SetAsideRow(row=row, rule="no-code", cause=f"expected a code in {column!r}, found none")
        else:
            yield _fact(source, row, shape, str(name))


def _column(source: SourceFile) -> str:
    """Return the column with the codes. Raises BrokenSource where the options do not name one."""
    options = source.options
    if options.get("region_scheme") in SCHEMES and "region_column" in options:
        return str(options["region_column"])
    if options.get("district_office") in get_args(Office) and "district_column" in options:
        return str(options["district_column"])
    raise BrokenSource(
        f"{source.name}: expected the options region_scheme ({', '.join(SCHEMES)}) and region_column, or district_office and "
        f"district_column in hub.toml, found {sorted(options)}"
    )


def _features(source: SourceFile, column: str) -> Iterator[tuple[bytes | None, Any]]:
    try:
        import pyogrio  # noqa: PLC0415  GDAL is a hundred megabytes, which an installation that only serves leaves out
        from pyogrio.errors import DataLayerError, DataSourceError  # noqa: PLC0415
    except ImportError as error:
        told = f"{source.name}: expected the package pyogrio, which reads shapes, found none: this installation is for serving; install pemilu-hub with pip to build"
        raise UsageError(told) from error
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore", RuntimeWarning
            )  # rings that GDAL closes; repaired as districts are put together
            meta, _, shapes, columns = pyogrio.raw.read(
                source.content, layer=source.options.get("layer"), columns=[column]
            )
    except (DataSourceError, DataLayerError, ValueError) as error:
        raise BrokenSource(f"{source.name}: expected a map that GDAL can read, found {error}") from error
    if meta["crs"] not in DEGREES:
        raise BrokenSource(f"{source.name}: expected coordinates in degrees (WGS 84), found {meta['crs']}")
    if shapes is None or not columns:
        raise BrokenSource(f"{source.name}: expected shapes with a column {column!r}, found neither or one of them")
    yield from zip(shapes, columns[0].tolist(), strict=True)


def _fact(source: SourceFile, row: int, shape: bytes, code: str) -> ShapeFact:
    if "region_column" in source.options:
        return ShapeFact(row=row, wkb=shape, region=RegionCode(source.options["region_scheme"], code))
    return ShapeFact(row=row, wkb=shape, office=source.options["district_office"], district_code=code)


LOADER = Loader("shapes", read)
