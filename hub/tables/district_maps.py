"""District maps: the shape of an electoral district."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import JSON, About, Bilingual, Part, Table, With, called, rdf, ref


class DistrictMaps(Table):
    """One row per district with a known shape, in WGS 84."""

    about = About(
        rdf_class="geo:Geometry",
        label=Bilingual("Map", "Peta"),
        rows=Bilingual("district maps", "peta daerah pemilihan"),
        indonesian="Satu baris untuk setiap daerah pemilihan yang bentuknya diketahui, dalam WGS 84.",
        part=Part("district_id", ("method",), "map", "geo:hasGeometry"),
        edition=With(("district_id",)),
    )

    district_id = dy.String(
        primary_key=True,
        metadata=ref("districts", back_shown=False),
        description=Bilingual("The district.", "Daerah pemilihan."),
    )
    method = dy.Enum(
        vocabulary.GEOMETRY_METHODS,
        metadata=rdf("el:geometryMethod"),
        description=Bilingual(
            "As published, or put together from regions.", "Seperti diterbitkan, atau gabungan wilayah."
        ),
    )
    is_approximate = dy.Bool(
        description=Bilingual(
            "True where a region that is split between districts is drawn in each of them.",
            "True jika wilayah yang terbagi ke beberapa daerah pemilihan digambar pada tiap-tiap daerah pemilihan itu.",
        )
    )
    area_km2 = dy.Float64(
        min=0,
        description=Bilingual(
            "Area on the ellipsoid, in square kilometres.", "Luas pada elipsoid, dalam kilometer persegi."
        ),
    )
    parts_count = dy.Int64(
        min=1,
        description=Bilingual(
            "Regions that the shape was put together from; 1 for a published shape.",
            "Jumlah wilayah yang membentuknya; 1 untuk bentuk yang diterbitkan.",
        ),
    )
    geojson = dy.String(
        metadata=called("geometry") | JSON | rdf("geo:asGeoJSON", datatype="geo:geoJSONLiteral"),
        description=Bilingual(
            "Simplified shape as a GeoJSON geometry, for maps on a screen.",
            "Bentuk yang disederhanakan sebagai geometri GeoJSON, untuk peta di layar.",
        ),
    )
    wkb = dy.Binary(
        description=Bilingual("Full shape as well-known binary.", "Bentuk lengkap sebagai well-known binary.")
    )
    source_id = dy.String(
        nullable=True,
        metadata=ref("sources") | rdf("prov:wasDerivedFrom"),
        description=Bilingual("The source file of the shape.", "Berkas sumber bentuk ini."),
    )
