"""Shapes of regions and districts: GeoJSON, TopoJSON, a zipped Shapefile or GeoPackage, as GDAL reads them.

Known sources: KPU infopemilu, `dapil_geojson_dpr_<province>.json`, 2019, a shape per regency with the KPU serial id; API Pemilu,
`dapil.topojson`, 2014, layers `DAPIL_NASIONAL_DPR` and `DAPIL_PROVINSI_DPRDI` with the code of the district. Licences are not
stated with either. Known defects: some rings cross themselves (repaired when districts are put together); the layer of provincial
districts has 255 of 259; the TopoJSON names no coordinate system, and its coordinates are degrees.

Options: `layer`; and either `region_scheme` with `region_column`, or `district_office` with `district_column`.
"""

import warnings
from collections.abc import Iterator
from typing import Any, NamedTuple, get_args

from hub.errors import BrokenSource, UsageError
from hub.facts import Office, SetAsideRow, ShapeFact, Statement, kemendagri
from hub.loaders.fact_fields import NotReadable, read_region
from hub.loaders.loader import Loader
from hub.loaders.record import REGION_DIGITS
from hub.loaders.source_file import SourceFile

DEGREES = {None, "EPSG:4326", "OGC:CRS84"}
SCHEMES = ("kemendagri", "kpu", "bps")


class Coded(NamedTuple):
    """The column with the codes, and what they are of: the regions of a scheme, else the districts of an office."""

    column: str
    scheme: str | None = None
    office: Office | None = None


def read(source: SourceFile) -> Iterator[Statement]:
    """Read the shapes of regions or districts.

    One row per feature. Raises BrokenSource for a file or layer that GDAL cannot read, coordinates that are not degrees, and
    options that do not say what the shapes are of.
    """
    coded = _coded(source)
    for row, (shape, value) in source.rows(_features(source, coded.column)):
        code = _code(value)
        if shape is None:
            yield SetAsideRow(
                row=row, rule="no-shape", cause=f"expected a shape in the feature, found none; {coded.column} is {code}"
            )
        elif code is None:
            yield SetAsideRow(row=row, rule="no-code", cause=f"expected a code in {coded.column!r}, found none")
        else:
            try:
                yield _fact(coded, row, shape, code)
            except NotReadable as error:
                yield SetAsideRow(row=row, rule="region-code", cause=f"column {coded.column!r}: {error}")


def _coded(source: SourceFile) -> Coded:
    """Return the column with the codes, and what it is of. Raises BrokenSource where the options do not say so."""
    options = source.options
    if options.get("region_scheme") in SCHEMES and "region_column" in options:
        return Coded(str(options["region_column"]), scheme=str(options["region_scheme"]))
    if options.get("district_office") in get_args(Office) and "district_column" in options:
        return Coded(str(options["district_column"]), office=options["district_office"])
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


def _code(value: Any) -> str | None:
    """Return a code as text. GDAL gives a column of whole numbers as floats where one is missing, and that one as NaN."""
    if value is None or value != value:  # noqa: PLR0124 (NaN)
        return None
    return str(int(value) if isinstance(value, float) and value.is_integer() else value).strip() or None


def _fact(coded: Coded, row: int, shape: bytes, code: str) -> ShapeFact:
    """Return the shape of a region or district. Raises NotReadable for a code that is none of its scheme."""
    if coded.scheme == "kemendagri" and REGION_DIGITS.fullmatch(code):
        return ShapeFact(row=row, wkb=shape, region=kemendagri(code))
    if coded.scheme is not None:
        return ShapeFact(row=row, wkb=shape, region=read_region(f"{coded.scheme}:{code}"))
    return ShapeFact(row=row, wkb=shape, office=coded.office, district_code=code)


LOADER = Loader("shapes", read)
