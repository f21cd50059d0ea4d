"""What describes the data files of a server: codebook, metadata for other readers, citation, and the files as they were built."""

import hashlib
import io
from pathlib import Path

import orjson
import polars as pl
import pytest
import rdflib
from rdflib.namespace import DCAT, FOAF, RDF

from hub.release import current
from hub.tables import TABLES
from hub.tables.dictionary import entries
from tests.web.conftest import BROWSER, Get


@pytest.mark.parametrize(
    ("lang", "meaning"), [("id", "Nama persis seperti diterbitkan"), ("en", "Name exactly as published")]
)
def test_the_codebook_is_a_page_with_every_column(lang: str, meaning: str, get: Get) -> None:
    text = get(f"/data/codebook?lang={lang}", headers=BROWSER).text
    assert meaning in text
    for table in TABLES:
        assert f'id="{table.table_name()}"' in text
        for entry in entries(table):
            assert f'id="{entry.table}.{entry.name}"' in text
    assert 'href="/data/codebook' in get(f"/data/?lang={lang}", headers=BROWSER).text


def test_csv_files_lead_to_their_metadata(get: Get) -> None:
    link = get("/data/candidacies.csv", "HEAD").headers["link"]
    assert link == '</data/candidacies.csv-metadata.json>; rel="describedby"; type="application/csvm+json"'
    answer = get("/data/candidacies.csv-metadata.json")
    assert answer.headers["content-type"] == "application/csvm+json"
    (table,) = answer.json()["tables"]
    assert table["url"] == "candidacies.csv"
    assert "foreignKeys" not in table["tableSchema"], "the other tables are not described there"
    whole = get("/data/csv-metadata.json").json()
    assert {each["url"] for each in whole["tables"]} == {f"{table.table_name()}.csv" for table in TABLES}


def test_columns_are_described_as_the_files_have_them(get: Get) -> None:
    described = {each["name"]: each for each in get("/data/datapackage.json").json()["resources"]}
    for name in ("persons", "candidacies", "results"):
        header = get(f"/data/{described[name]['path']}").text.partition("\n")[0].split(",")
        assert [field["name"] for field in described[name]["schema"]["fields"]] == header


def test_croissant_names_files_that_answer_with_their_checksums(get: Get) -> None:
    described = get("/data/croissant.json").json()
    for file in described["distribution"]:
        path = "/" + file["contentUrl"].split("/", 4)[4]
        assert hashlib.sha256(get(path).content).hexdigest() == file["sha256"], path


def test_files_of_a_release_are_had_as_they_were_built(get: Get, out: Path) -> None:
    release = current(out)
    manifest = get(f"/data/{release.id}/manifest.json")
    assert manifest.content == (release.folder / "manifest.json").read_bytes()
    answer = get(f"/data/{release.id}/tables/persons.parquet")
    assert answer.content == (release.folder / "tables" / "persons.parquet").read_bytes()
    assert "immutable" in answer.headers["cache-control"]
    again = get(f"/data/{release.id}/tables/persons.parquet", headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304
    for path in (f"/data/{release.id}/tables/nothing.parquet", "/data/0123/manifest.json"):
        assert get(path, headers={"accept": "application/json"}).status_code == 404


def test_parquet_is_written_for_statistics(get: Get, out: Path) -> None:
    held = pl.read_parquet(io.BytesIO(get("/data/persons.parquet").content))
    assert held.schema["gender"] == pl.String
    assert held.height == current(out).rows_count(TABLES[[table.table_name() for table in TABLES].index("persons")])


@pytest.mark.parametrize(
    ("form", "media_type"),
    [("txt", "text/plain; charset=utf-8"), ("bib", "application/x-bibtex; charset=utf-8"), ("cff", "application/yaml"), ("json", "application/vnd.citationstyles.csl+json")],
)  # fmt: skip
def test_a_release_is_cited(form: str, media_type: str, get: Get, out: Path) -> None:
    release = current(out)
    answer = get(f"/data/citation.{form}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)
    assert release.id in answer.text
    lasting = get(f"/data/{release.id}/citation.{form}")
    assert lasting.text == answer.text
    assert "immutable" in lasting.headers["cache-control"]


def test_the_iri_of_a_release_leads_to_it(get: Get, out: Path) -> None:
    release = current(out)
    assert get(f"/release/{release.id}").headers["location"] == f"/rilis#{release.id}"
    assert get("/release/0123", headers={"accept": "application/json"}).status_code == 404
    assert get("/data/citation.ris", headers={"accept": "application/json"}).status_code == 404
    assert get("/data/nothing.csv-metadata.json", headers={"accept": "application/json"}).status_code == 404


def test_the_catalogue_leads_to_what_describes_the_release(get: Get) -> None:
    graph = rdflib.Graph().parse(data=get("/catalog").text, format="turtle")
    for page in graph.objects(None, FOAF.page):
        path = "/" + str(page).split("/", 4)[4]
        assert get(path, headers=BROWSER).status_code == 200, path
    assert len(list(graph.objects(None, FOAF.page))) == 5


def test_the_catalogue_has_the_ten_systems_as_series(get: Get) -> None:
    graph = rdflib.Graph().parse(data=get("/catalog").text, format="turtle")
    series = set(graph.subjects(RDF.type, rdflib.URIRef(f"{DCAT}DatasetSeries")))
    assert len(series) == 10
    text = " ".join(
        orjson.dumps([str(told) for told in graph.objects(each, rdflib.DCTERMS.description)]).decode()
        for each in series
    )
    assert "Said to hold 68 datasets, as counted in 2022." in text
    assert "Not counted in 2022." in text
    used = set(graph.objects(None, rdflib.URIRef(f"{DCAT}inSeries")))
    assert used
    assert used <= series
