"""`/data/`: files of tables, of this release and of others, in parts and compressed, and the list of them."""

import io
from pathlib import Path

import httpx
import orjson
import polars as pl
import pytest

from hub.publication import publish
from hub.release import current
from hub.tables import BY_NAME
from tests.mini import tables, write_mini
from tests.web.conftest import BROWSER, Get, caller

PLAIN = {"accept-encoding": "identity"}


def test_the_list_names_every_file_and_each_answers(get: Get) -> None:
    listed = get("/data/", headers={"accept": "application/json"}).json()
    assert {table["table"] for table in listed["tables"]} == set(BY_NAME)
    for table in listed["tables"]:
        for path in table["files"].values():
            assert get(path, "HEAD").status_code == 200, path


def test_documents_of_results_and_people(get: Get) -> None:
    listed = get("/data/", headers={"accept": "application/json"}).json()["documents"]
    assert listed == {
        "nist-cdf": {"json": "/data/nist-cdf.json", "xml": "/data/nist-cdf.xml"},
        "popolo": {"json": "/data/popolo.json"},
    }
    assert get("/data/nist-cdf.json").json()["@type"] == "ElectionResults.ElectionReport"
    answer = get("/data/nist-cdf.xml?edition=2042")
    assert answer.headers["content-type"].startswith("application/xml")
    assert answer.content.count(b"<Election>") == 1
    assert len(get("/data/popolo.json").json()["memberships"]) > len(
        get("/data/popolo.json?edition=2037").json()["memberships"]
    )
    page = get("/data/", headers=BROWSER).text
    for files in listed.values():
        assert all(f'href="{path}"' in page for path in files.values())


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_page_links_what_the_list_names(lang: str, get: Get) -> None:
    text = get(f"/data/?lang={lang}", headers=BROWSER).text
    assert 'href="/data/candidacies.csv"' in text
    assert 'href="/data/district_maps.geojson"' in text
    assert "<script" not in text
    assert 'href="/data/"' in get("/", headers=BROWSER).text


def test_parquet_has_every_row_of_the_release(get: Get, out: Path) -> None:
    answer = get("/data/candidacies.parquet")
    held = current(out).table(BY_NAME["candidacies"]).with_columns(pl.col(pl.Enum).cast(pl.String))
    assert pl.read_parquet(io.BytesIO(answer.content)).equals(held)
    assert answer.headers["content-type"] == "application/vnd.apache.parquet"
    assert "content-encoding" not in answer.headers
    assert current(out).id in answer.headers["content-disposition"]


def test_a_file_is_had_in_parts(get: Get) -> None:
    whole = get("/data/candidacies.csv", headers=PLAIN).content
    head, tail = (get("/data/candidacies.csv", headers={"range": part}) for part in ("bytes=0-9", "bytes=10-"))
    assert (head.status_code, tail.status_code) == (206, 206)
    assert head.content + tail.content == whole
    again = get("/data/candidacies.csv", headers={"range": "bytes=10-", "if-range": head.headers["etag"]})
    assert again.status_code == 206
    other = get("/data/candidacies.csv", headers={"range": "bytes=10-", "if-range": '"another"'})
    assert (other.status_code, other.content) == (200, whole)


def test_a_file_is_compressed_for_who_asks(get: Get) -> None:
    plain, packed = (get("/data/candidacies.csv", headers={"accept-encoding": how}) for how in ("identity", "gzip"))
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content
    assert packed.headers["etag"] != plain.headers["etag"]


def test_what_a_client_holds_is_not_sent_again(get: Get) -> None:
    for name in ("candidacies.csv", "persons.parquet", "district_maps.geojson"):
        tag = get(f"/data/{name}").headers["etag"]
        again = get(f"/data/{name}", headers={"if-none-match": tag})
        assert (again.status_code, again.content) == (304, b"")


def test_an_address_with_the_release_stays_as_it_is(tmp_path: Path) -> None:
    publish(tmp_path, write_mini(tmp_path), lambda *_: None)
    first = current(tmp_path)
    content = tables()
    content["persons"] = content["persons"].with_columns(name=pl.lit("ANOTHER NAME"))
    get = caller(tmp_path)
    before = get(f"/data/{first.id}/persons.csv").content
    publish(tmp_path, write_mini(tmp_path, content), lambda *_: None)
    after = get(f"/data/{first.id}/persons.csv")
    assert after.content == before
    assert b"ANOTHER NAME" not in before
    assert b"ANOTHER NAME" in get("/data/persons.csv").content
    assert "immutable" in after.headers["cache-control"]
    assert "immutable" not in get("/data/persons.csv").headers["cache-control"]


def test_one_edition_alone(get: Get) -> None:
    rows = pl.read_csv(io.BytesIO(get("/data/candidacies.csv?edition=2042", headers=PLAIN).content))
    assert set(rows["edition_id"]) == {2042}
    maps = orjson.loads(get("/data/district_maps.geojson?edition=2042").content)
    assert [feature["id"] for feature in maps["features"]] == ["2042/dpr/8101"]
    assert pl.read_parquet(io.BytesIO(get("/data/district_maps.parquet?edition=2037").content)).is_empty()


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/data/candidacies.geojson", 404, "NOT_FOUND"),
        ("/data/nothing.csv", 404, "NOT_FOUND"),
        ("/data/popolo.xml", 404, "NOT_FOUND"),
        ("/data/nist-cdf.json?edition=1955", 400, "UNKNOWN_EDITION"),
        ("/data/candidacies.csv?edition=../../etc", 400, "UNKNOWN_EDITION"),
        ("/data/0123/candidacies.csv", 404, "NOT_FOUND"),
        ("/data/..%2F..%2Fhub.toml/candidacies.csv", 404, "NOT_FOUND"),
    ],
)
def test_what_is_not_there_is_said(path: str, status: int, code: str, get: Get) -> None:
    answer: httpx.Response = get(path, headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


def test_a_disk_without_room_is_said(tmp_path: Path) -> None:
    publish(tmp_path, write_mini(tmp_path), lambda *_: None)
    (tmp_path / "data").write_text("no folder")
    answer = caller(tmp_path)("/data/persons.csv", headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "NOT_WRITTEN")
    as_built = f"/data/{current(tmp_path).id}/tables/persons.parquet"
    assert as_built in answer.json()["error"]["message"]
    assert caller(tmp_path)(as_built).status_code == 200
