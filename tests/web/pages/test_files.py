"""The files of a page: the same rows in every form, in a workbook as a reader opens it, and the map as GeoJSON."""

import csv
import io
from typing import Any

import openpyxl
import orjson
import polars as pl
import pytest
import shapely

from hub.web.pages.files import csv_file, geojson_file, parquet_file, xlsx_file
from tests.web.conftest import BROWSER, Get

ACEH = "/doc/contest/2024/dpr/1101"
NAMES = ("Data", "Tentang")


def opened(content: bytes) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Return the rows of a workbook, and the notes about them."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    header, *rows = book.worksheets[0].iter_rows(values_only=True)
    notes = {str(label): str(text) for label, text in book.worksheets[1].iter_rows(values_only=True)}
    return [dict(zip(header, row, strict=True)) for row in rows], notes


@pytest.mark.parametrize("path", [ACEH, "/doc/edition/2024", "/pindah"])
def test_the_workbook_has_the_rows_of_the_other_files(sample: Get, path: str) -> None:
    address = f"{path}." if path.startswith("/doc/") else f"{path}?format="
    rows, notes = opened(sample(f"{address}xlsx").content)
    others = pl.read_parquet(io.BytesIO(sample(f"{address}parquet").content)).to_dicts()
    assert [list(row) for row in rows] == [list(row) for row in others]
    assert rows == [
        {name: pytest.approx(value, rel=1e-15) if isinstance(value, float) else value for name, value in row.items()}
        for row in others
    ]
    assert len(rows) == len(list(csv.reader(io.StringIO(sample(f"{address}csv").text)))) - 1
    assert list(notes) == ["Halaman", "Alamat", "Cara mengutip", "Kolom"]
    assert "Komisi Pemilihan Umum" in notes["Cara mengutip"]


def test_the_file_of_the_findings_holds_all_of_them(sample: Get) -> None:
    asked = sample("/graphql", "POST", json={"query": "{ findings { totalCount } release { quality } }"}).json()["data"]
    assert (
        pl.read_parquet(io.BytesIO(sample("/temuan?format=parquet").content)).height
        == asked["findings"]["totalCount"]
        > 100
    )
    rule, count = next(iter(asked["release"]["quality"]["findings_by_rule"].items()))
    assert len(list(csv.DictReader(io.StringIO(sample(f"/temuan?aturan={rule}&format=csv").text)))) == count


@pytest.mark.parametrize(
    ("address", "where"),
    [
        ("", "{}"),
        ("&tentang=ticket", '{subjectKind: {eq: "ticket"}}'),
        ("&kontes=2019/president", '{subjectKey: {startsWith: "2019/president"}, subjectKind: {ne: "district"}}'),
        ("&hal_ihwal=2019/president/1", '{subjectKey: {eq: "2019/president/1"}}'),
    ],
)
def test_the_file_of_the_findings_has_those_that_the_api_answers_in_its_order(
    sample: Get, address: str, where: str
) -> None:
    query = (
        f"{{ findings(where: {where}, first: 500, orderBy: [{{severity: ASC}}, {{rule: ASC}}]) "
        "{ nodes { key severity message source { path } } } }"
    )
    nodes = sample("/graphql", "POST", json={"query": query}).json()["data"]["findings"]["nodes"]
    rows = csv.DictReader(io.StringIO(sample(f"/temuan?format=csv{address}").text))
    assert nodes
    assert [(row["finding"], row["severity"], row["message"], row["source"]) for row in rows] == [
        (each["key"], each["severity"], each["message"], each["source"]["path"] if each["source"] else "")
        for each in nodes
    ]


def test_the_workbook_speaks_the_language_of_the_page(sample: Get) -> None:
    address = f"{ACEH}.xlsx?lang=en"
    assert f'href="{address}"' in sample(f"{ACEH}?lang=en", headers=BROWSER).text
    answer = sample(address)
    assert answer.headers["content-disposition"] == 'attachment; filename="pemilu-contest-2024-dpr-1101.xlsx"'
    _, notes = opened(answer.content)
    assert list(notes) == ["Page", "Address", "How to cite", "Columns"]


def test_texts_stay_texts_and_numbers_numbers() -> None:
    row = {"key": "0011", "formula": "=1+1", "link": "https://kpu.go.id/", "votes": 12, "share": 0.5, "none": None,
           "is": True, "names": ["A", "B"]}  # fmt: skip
    content = xlsx_file([row, {**row, "votes": None}], NAMES, [])
    rows, _ = opened(content)
    assert rows[0] == {**row, "names": '["A","B"]'}
    assert rows[1]["votes"] is None
    cells = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0][2]
    assert [cell.data_type for cell in cells] == ["s", "s", "s", "n", "n", "n", "b", "s"]
    assert all(cell.hyperlink is None for cell in cells)
    assert content == xlsx_file([row, {**row, "votes": None}], NAMES, []), "the same rows, the same bytes"


def test_no_rows_are_a_table_without_rows() -> None:
    assert csv_file([]) == b""
    assert pl.read_parquet(io.BytesIO(parquet_file([]))).is_empty()
    assert openpyxl.load_workbook(io.BytesIO(xlsx_file([], NAMES, []))).sheetnames == list(NAMES)


def test_a_map_is_geojson_whose_outer_rings_go_counter_clockwise() -> None:
    square = [[95, 5], [95, 6], [96, 6], [96, 5], [95, 5]]
    shapes = {
        "a": {"type": "Polygon", "coordinates": [square]},
        "b": {"type": "MultiPolygon", "coordinates": [[square[::-1]]]},
    }
    made = orjson.loads(geojson_file(shapes, {"a": {"name": "A"}, "b": {"name": "B"}, "c": {"name": "no shape"}}))
    assert [(feature["id"], feature["properties"]) for feature in made["features"]] == [
        ("a", {"name": "A"}),
        ("b", {"name": "B"}),
    ]
    for feature in made["features"]:
        shape = shapely.geometry.shape(feature["geometry"])
        assert shape.area == pytest.approx(1)
        assert all(part.exterior.is_ccw for part in getattr(shape, "geoms", [shape]))


@pytest.mark.parametrize(
    ("address", "missing"),
    [(f"{ACEH}.geojson", "a map"), ("/cari?q=a&format=geojson", "a map"), ("/?format=xlsx", "rows")],
)
def test_what_a_page_has_not_is_refused(sample: Get, address: str, missing: str) -> None:
    answer = sample(address)
    assert answer.status_code == 406
    assert f"expected a page with {missing}" in answer.text


def test_a_form_that_there_is_not_is_named(sample: Get) -> None:
    answer = sample("/pindah?format=pdf")
    assert answer.status_code == 406
    assert "html or one of csv, xlsx, parquet, geojson" in answer.text
