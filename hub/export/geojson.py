"""District maps as GeoJSON by RFC 7946: one feature per line, so that a reader may stop early."""

from pathlib import Path
from typing import Any

import orjson
import polars as pl
import shapely

from hub.atomic_file import atomic_file
from hub.export.district_maps import FACTS, SHAPE

PLACES = 6
"""Digits behind the point of a coordinate: a tenth of a metre, as RFC 7946 (11.2) advises."""

HEAD, BETWEEN, TAIL = b'{"type":"FeatureCollection","features":[\n', b",\n", b"\n]}\n"


def write_geojson(maps: pl.DataFrame, path: Path) -> None:
    """Write the features of `district_maps`; written atomically."""
    with atomic_file(path) as temporary, temporary.open("wb") as file:
        file.write(HEAD)
        for number, row in enumerate(maps.iter_rows(named=True)):
            file.write((BETWEEN if number else b"") + orjson.dumps(feature(row)))
        file.write(TAIL)


def feature(row: dict[str, Any]) -> dict[str, Any]:
    """Return one district as a feature: its key as `id`, its facts as properties, and the box around its shape."""
    shape = shapely.from_wkb(row[SHAPE])
    return {
        "type": "Feature",
        "id": row["district_id"],
        "bbox": [round(edge, PLACES) for edge in shape.bounds],
        "geometry": {"type": shape.geom_type, "coordinates": rounded(shapely.geometry.mapping(shape)["coordinates"])},
        "properties": {name: row[name] for name in FACTS},
    }


def rounded(held: Any) -> Any:
    """Return nested positions with their numbers rounded; a ring that is closed stays so."""
    if isinstance(held, float):
        return round(held, PLACES)
    return [rounded(part) for part in held]
