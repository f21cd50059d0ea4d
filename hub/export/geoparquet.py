"""District maps as GeoParquet 1.1: Parquet whose metadata says which column holds shapes, and how."""

from pathlib import Path

import orjson
import polars as pl
import shapely

from hub.atomic_file import atomic_file
from hub.export.district_maps import SHAPE
from hub.export.parquet_files import with_plain_words

VERSION = "1.1.0"


def write_geoparquet(maps: pl.DataFrame, path: Path) -> None:
    """Write the rows of `district_maps`; written atomically."""
    written = with_plain_words(maps.lazy()).collect()
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
    }
    if maps.height:
        column["bbox"] = [float(edge) for edge in shapely.total_bounds(shapes)]
    return {"version": VERSION, "primary_column": SHAPE, "columns": {SHAPE: column}}
