"""District maps as GeoParquet 1.1: Parquet whose metadata says which column holds shapes, and how.

A column has the box around each shape: readers that are asked for an area, as geopandas is by `bbox=`, need it to leave out the others.
"""

from pathlib import Path

import orjson
import polars as pl
import shapely

from hub.atomic_file import atomic_file
from hub.export.district_maps import SHAPE
from hub.export.parquet_files import with_plain_words

VERSION = "1.1.0"

BOX = "bbox"
_EDGES = ("xmin", "ymin", "xmax", "ymax")


def write_geoparquet(maps: pl.DataFrame, path: Path) -> None:
    """Write the rows of `district_maps`; written atomically."""
    bounds = shapely.bounds(shapely.from_wkb(maps[SHAPE].to_list())).reshape(-1, len(_EDGES))
    box = pl.DataFrame(bounds, schema=dict.fromkeys(_EDGES, pl.Float64)).to_struct(BOX)
    written = with_plain_words(maps.lazy()).collect().with_columns(box)
    with atomic_file(path) as temporary:
        written.write_parquet(temporary, compression="zstd", metadata={"geo": orjson.dumps(geo(maps)).decode()})


def geo(maps: pl.DataFrame) -> dict[str, object]:
    """Return the `geo` metadata. Without `crs` coordinates are OGC:CRS84, longitude and latitude in WGS 84."""
    shapes = shapely.from_wkb(maps[SHAPE].to_list())
    column: dict[str, object] = {
        "encoding": "WKB",
        "geometry_types": sorted({shape.geom_type for shape in shapes}),
        "orientation": "counterclockwise",
        "edges": "planar",
        "covering": {BOX: {edge: [BOX, edge] for edge in _EDGES}},
    }
    if maps.height:
        column["bbox"] = [float(edge) for edge in shapely.total_bounds(shapes)]
    return {"version": VERSION, "primary_column": SHAPE, "columns": {SHAPE: column}}
