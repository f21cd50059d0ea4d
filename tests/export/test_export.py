"""Files for other tools: tables as CSV and Parquet, district maps as GeoJSON and GeoParquet."""

import csv
import json
from pathlib import Path

import duckdb
import orjson
import polars as pl
import pyogrio
import pytest
import shapely

from hub.atomic_file import atomic_file
from hub.errors import UsageError
from hub.export import export
from hub.export.csv_text import line
from hub.release import Release
from hub.tables import BY_NAME, TABLES
from hub.tables.persons import Persons
from hub.tables.region_codes import RegionCodes
from tests.mini import AREA, tables, write_mini


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return write_mini(tmp_path_factory.mktemp("exported"))


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_table_is_a_csv_file_with_all_rows(release: Release, tmp_path: Path) -> None:
    written = export(release, "csv", tmp_path)
    assert [path.name for path in written] == [*(f"{table.table_name()}.csv" for table in TABLES), "csv-metadata.json"]
    for path in written[:-1]:
        held = release.table(BY_NAME[path.stem])
        rows = read_csv(path)
        assert len(rows) == held.height, path.name
        assert path.read_text(encoding="utf-8").partition("\n")[0].split(",") == [
            name for name in held.columns if held.schema[name] != pl.Binary
        ]


def test_values_are_in_csv_as_they_are_in_the_release(release: Release, tmp_path: Path) -> None:
    export(release, "csv", tmp_path)
    names = {row["person_id"]: json.loads(row["names"]) for row in read_csv(tmp_path / "persons.csv")}
    assert names == dict(release.table(Persons).select("person_id", "names").iter_rows())
    elected = [row["elected"] for row in read_csv(tmp_path / "candidacies.csv")]
    assert set(elected) <= {"true", "false", ""}
    years = [row["voting_date"] for row in read_csv(tmp_path / "editions.csv")]
    assert "2042-02-14" in years


def test_a_text_that_begins_like_a_formula_is_no_formula_in_csv(tmp_path: Path) -> None:
    content = tables()
    names = ["=HYPERLINK(1)", "+62 812", "-1+1", "@SUM", "\tx"]
    content["persons"] = content["persons"].sort("person_id").with_row_index("n")
    content["persons"] = content["persons"].with_columns(
        pl.when(pl.col("n") < len(names)).then(pl.col("n").replace_strict(dict(enumerate(names)), default=None, return_dtype=pl.String)).otherwise("name").alias("name")
    ).drop("n")  # fmt: skip
    content["region_codes"] = content["region_codes"].with_columns(
        value=pl.lit("-99") + pl.col("value").str.slice(0, 1)
    )
    release = write_mini(tmp_path / "out", content)
    export(release, "csv", tmp_path / "csv")
    found = [row["name"] for row in read_csv(tmp_path / "csv" / "persons.csv")][: len(names)]
    assert found == [f"'{name}" for name in names]
    codes = [row["value"] for row in read_csv(tmp_path / "csv" / "region_codes.csv")]
    assert codes == release.table(RegionCodes)["value"].to_list(), "a plain number is none either"
    export(release, "parquet", tmp_path / "parquet")
    assert pl.read_parquet(tmp_path / "parquet" / "persons.parquet")["name"].to_list()[: len(names)] == names


def test_files_of_tables_and_of_queries_write_values_alike(release: Release, tmp_path: Path) -> None:
    export(release, "csv", tmp_path)
    for name in ("persons", "candidacies", "editions", "regions", "results"):
        columns = BY_NAME[name].public_columns()
        rows = release.table(BY_NAME[name]).with_columns(pl.selectors.temporal().cast(pl.String)).select(columns)
        text = line(columns) + "".join(line(values) for values in rows.iter_rows())
        assert (tmp_path / f"{name}.csv").read_text(encoding="utf-8") == text


def test_one_edition_comes_with_what_it_refers_to(release: Release, tmp_path: Path) -> None:
    export(release, "parquet", tmp_path, "2042")
    held = pl.read_parquet(tmp_path / "candidacies.parquet")
    assert set(held["edition_id"]) == {"2042"}
    assert set(held["person_id"]) == set(pl.read_parquet(tmp_path / "persons.parquet")["person_id"])
    assert held.height < release.table(BY_NAME["candidacies"]).height


def test_district_maps_are_geojson_as_rfc_7946_says(release: Release, tmp_path: Path) -> None:
    export(release, "geojson", tmp_path / "maps.geojson")
    made = orjson.loads((tmp_path / "maps.geojson").read_bytes())
    assert made.keys() == {"type", "features"}, "no crs: it is WGS 84"
    (feature,) = made["features"]
    assert (feature["type"], feature["id"], feature["bbox"]) == ("Feature", "2042/dpr/8101", [100.0, 0.0, 103.5, 2.0])
    assert feature["properties"]["name"] == "UTARA I"
    assert feature["properties"]["province"] == "UTARA"
    polygons = feature["geometry"]["coordinates"]
    assert all(ring[0] == ring[-1] and len(ring) >= 4 for rings in polygons for ring in rings), "closed"
    for outer, *holes in polygons:
        assert shapely.LinearRing(outer).is_ccw
        assert not any(shapely.LinearRing(hole).is_ccw for hole in holes)
    assert [103.0, 0.123457] in polygons[1][0], "a tenth of a metre is enough"
    assert shapely.equals_exact(
        shapely.normalize(shapely.geometry.shape(feature["geometry"])), shapely.normalize(AREA), 1e-6
    )
    about, _, _, _ = pyogrio.raw.read(tmp_path / "maps.geojson")
    assert (about["crs"], about["geometry_type"]) == ("EPSG:4326", "MultiPolygon")


def test_district_maps_are_geoparquet(release: Release, tmp_path: Path) -> None:
    export(release, "parquet", tmp_path)
    path = tmp_path / "district_maps.parquet"
    geo = orjson.loads(pl.read_parquet_metadata(path)["geo"])
    column = geo["columns"][geo["primary_column"]]
    assert (geo["version"], column["encoding"], column["geometry_types"]) == ("1.1.0", "WKB", ["MultiPolygon"])
    assert column["bbox"] == [100.0, 0.0, 103.5, 2.0]
    read = pl.read_parquet(path)
    assert column["covering"]["bbox"] == {edge: ["bbox", edge] for edge in ("xmin", "ymin", "xmax", "ymax")}
    assert read["bbox"].to_list() == [{"xmin": 100.0, "ymin": 0.0, "xmax": 103.5, "ymax": 2.0}]
    (shape,) = shapely.from_wkb(read["geometry"].to_list())
    assert shapely.equals(shape, AREA)
    assert column["orientation"] == "counterclockwise"
    assert all(
        polygon.exterior.is_ccw and not any(hole.is_ccw for hole in polygon.interiors) for polygon in shape.geoms
    )
    with duckdb.connect() as reader:
        boxed = f"SELECT district_id, typeof(geometry), geometry::VARCHAR FROM '{path}' WHERE bbox.xmin < 101"  # noqa: S608 (a path of the test)
        told = reader.execute(boxed).fetchall()
    ((key, kind, text),) = told
    assert (key, kind) == ("2042/dpr/8101", "GEOMETRY('OGC:CRS84')"), "another reader takes it for shapes in WGS 84"
    assert shapely.equals(shapely.from_wkt(text), AREA)


def test_a_release_without_maps_has_an_empty_file(tmp_path: Path) -> None:
    content = tables()
    content["district_maps"] = content["district_maps"].clear()
    release = write_mini(tmp_path / "out", content)
    export(release, "geojson", tmp_path / "maps.geojson")
    export(release, "parquet", tmp_path)
    assert orjson.loads((tmp_path / "maps.geojson").read_bytes()) == {"type": "FeatureCollection", "features": []}
    assert pl.read_parquet(tmp_path / "district_maps.parquet").is_empty()


@pytest.mark.parametrize(("export_format", "edition"), [("xlsx", None), ("csv", "1955"), ("nist-cdf", "1955")])
def test_what_is_not_offered_is_refused(
    export_format: str, edition: str | None, release: Release, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match="expected"):
        export(release, export_format, tmp_path / "none", edition)
    assert not (tmp_path / "none").exists()


def test_a_file_that_is_cut_short_does_not_appear(tmp_path: Path) -> None:
    def cut_short() -> None:
        with atomic_file(tmp_path / "a.csv") as temporary:
            temporary.write_text("half")
            raise OSError("no space left")

    with pytest.raises(OSError, match="no space"):
        cut_short()
    assert list(tmp_path.iterdir()) == []
