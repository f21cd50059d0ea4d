"""District maps: the shape of an electoral district."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import JSON, About, Part, Table, With, called, ref


class DistrictMaps(Table):
    """One row per district with a known shape, in WGS 84."""

    about = About(part=Part("district_id", ("method",), "map"), edition=With(("district_id",)))

    district_id = dy.String(primary_key=True, metadata=ref("districts", back_shown=False), description="The district.")
    method = dy.Enum(vocabulary.GEOMETRY_METHODS, description="As published, or put together from regions.")
    is_approximate = dy.Bool(
        description="True where a region that is split between districts is drawn in each of them."
    )
    area_km2 = dy.Float64(min=0, description="Area on the ellipsoid, in square kilometres.")
    parts_count = dy.Int64(min=1, description="Regions that the shape was put together from; 1 for a published shape.")
    geojson = dy.String(
        metadata=called("geometry") | JSON, description="Simplified shape as a GeoJSON geometry, for maps on a screen."
    )
    wkb = dy.Binary(description="Full shape as well-known binary.")
    source_id = dy.String(nullable=True, metadata=ref("sources"), description="The source file of the shape.")
