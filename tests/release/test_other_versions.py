"""Releases of earlier and later versions answer on every surface; a column or table that they lack is null or empty, and harms nothing."""

import gzip
from pathlib import Path

import orjson
import polars as pl
import pytest

from hub.errors import ReleaseError
from hub.export import export
from hub.graph.sqlite.store import open_store
from hub.publication import dump_path, make, store_path
from hub.rdf.dump import dump
from hub.release import Release, current, named
from hub.release.columns import FOLLOWING, OF_ITS_ROW, conformed
from hub.release.difference import AnotherPerson, differences
from hub.release.verify import problems
from hub.schema.execute import execute
from hub.settings import Settings
from hub.tables import BY_NAME, TABLES
from hub.tables.candidacies import Candidacies
from hub.tables.parties import Parties
from hub.tables.persons import Persons
from hub.tables.tickets import Tickets
from hub.web.site import Sites
from hub.web.warming import paths_of
from tests.command import hub, run
from tests.conftest import ROOT
from tests.release.other_versions import FROZEN, PERSONS, rewritten, unpack, with_unknown_table
from tests.web.conftest import BROWSER, caller

LACKING = ("district_maps", "notional_results", "rollups", "progress", "disputes", "voters", "datasets")
"""Tables that nothing refers to."""

QUERY = "{ persons { totalCount } candidacies(first: 3) { nodes { key nameOnBallot gender residence votesCount } } }"


@pytest.fixture(params=FROZEN)
def frozen(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a folder with the release of an earlier commit, current and without store and dumps."""
    out = tmp_path / "frozen"
    unpack(request.param, out)
    return out


def nullable_columns(release: Release) -> dict[str, list[str]]:
    """Return of every table the columns that a release may lack: those that are allowed to be null."""
    return {
        table.table_name(): [
            name
            for name in table.public_columns()
            if table.columns()[name].nullable and name in release.columns(table) and name != "source_id"
        ]
        for table in TABLES
    }


@pytest.fixture(scope="module")
def earlier(sample_release: Release, tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The sample as a version wrote it that knew no column that may be null, and lacked some tables."""
    out = tmp_path_factory.mktemp("earlier")
    columns = nullable_columns(sample_release)
    release = rewritten(sample_release, out, without_tables=LACKING, without_columns=columns)
    make(out, release, lambda *_: None)
    return release


@pytest.fixture(scope="module")
def later(sample_release: Release, tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The sample as a version wrote it that knows a column of every table, a table and a statement of the manifest that are unknown here."""
    out = tmp_path_factory.mktemp("later")
    more = {name: pl.lit(7).alias("moons_count") for name in BY_NAME}
    release = with_unknown_table(rewritten(sample_release, out, more_columns=more))
    make(out, release, lambda *_: None)
    return release


def out_of(release: Release) -> Path:
    return release.folder.parents[1]


def ask(release: Release, query: str) -> dict[str, dict[str, object]]:
    answer = orjson.loads(execute(open_store(store_path(out_of(release), release), release), query, {}))
    assert "errors" not in answer, answer
    found: dict[str, dict[str, object]] = answer["data"]
    return found


def test_what_a_release_lacks_is_null_or_no_rows(earlier: Release, sample_release: Release) -> None:
    for table in TABLES:
        frame = earlier.table(table)
        assert dict(frame.schema) == {name: table.polars_schema()[name] for name in table.public_columns()}
        assert frame.height == (0 if table.table_name() in LACKING else sample_release.rows_count(table))
    assert earlier.table(Candidacies)["residence"].null_count() == earlier.rows_count(Candidacies) > 0


def test_what_a_release_holds_besides_is_left_out(later: Release, sample_release: Release) -> None:
    for table in TABLES:
        assert later.table(table).equals(sample_release.table(table)), table.table_name()
    assert "moons_count" in later.columns(Persons)


@pytest.mark.parametrize("version", ["earlier", "later"])
def test_every_surface_answers(version: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    release: Release = request.getfixturevalue(version)
    assert problems(release) == []
    counted = ask(release, QUERY)
    assert counted["persons"] == {"totalCount": release.rows_count(Persons)}
    edition = release.editions[0]
    for part in (None, edition):
        for name in ("nt", "trig", "jsonld"):
            dump(release, name, tmp_path / f"{part}.{name}", part)
            assert (tmp_path / f"{part}.{name}").stat().st_size > 10_000
        for name, more in (("csv", 1), ("parquet", 0)):  # CSV comes with what describes it
            files = export(release, name, tmp_path / f"{part}-{name}", part)
            assert len(files) == sum(map(release.holds, TABLES)) + more
        described = orjson.loads((tmp_path / f"{part}-csv" / "csv-metadata.json").read_bytes())["tables"]
        for each in described:
            header = (tmp_path / f"{part}-csv" / each["url"]).read_text(encoding="utf-8").partition("\n")[0].split(",")
            assert header == [column["name"] for column in each["tableSchema"]["columns"]], each["url"]
        export(release, "geojson", tmp_path / f"{part}.geojson", part)
    with gzip.open(dump_path(out_of(release), release, "nq")) as dumped:
        assert dumped.read(1)


@pytest.mark.parametrize("version", ["earlier", "later"])
def test_it_is_served(version: str, request: pytest.FixtureRequest) -> None:
    release: Release = request.getfixturevalue(version)
    get = caller(out_of(release))
    for path in ("/", "/data/", "/dumps/", "/dumps/void.ttl", "/readyz", "/catalog.ttl"):
        assert get(path, follow_redirects=True).status_code in (200, 404), path
    assert get("/").status_code == 200
    answer = get("/graphql", "POST", params={"asOf": release.id}, json={"query": QUERY}).json()
    assert answer["data"]["persons"] == {"totalCount": release.rows_count(Persons)}
    for table in ("persons", "voters"):
        for form in ("csv", "parquet"):
            assert get(f"/data/{table}.{form}").status_code == 200
    rows = pl.read_csv(get("/data/voters.csv").content)
    assert rows.height == release.rows_count(BY_NAME["voters"])


@pytest.mark.parametrize("version", ["earlier", "later"])
def test_every_kind_of_page_is_served(version: str, request: pytest.FixtureRequest) -> None:
    release: Release = request.getfixturevalue(version)
    get = caller(out_of(release))
    site = Sites(out_of(release), Settings(out=out_of(release))).now()
    answered = {path: get(path, headers=BROWSER, follow_redirects=True).status_code for path in paths_of(site)}
    assert {path: status for path, status in answered.items() if status not in {200, 404}} == {}
    assert {status for path, status in answered.items() if path.startswith("/doc/")} == {200}


def test_a_difference_names_a_lacking_column_once(earlier: Release, sample_release: Release) -> None:
    found = {each.table: each for each in differences(earlier, sample_release)}
    persons = found["persons"]
    assert (persons.added, persons.removed, persons.changed) == ([], [], {})
    assert set(persons.columns_added) == {"birth_year", "gender", "same_as"}
    assert found["voters"].columns_added == []
    assert len(found["voters"].added) == sample_release.rows_count(BY_NAME["voters"])
    back = {each.table: each for each in differences(sample_release, earlier)}
    assert back["persons"].columns_removed == persons.columns_added
    assert back["voters"].removed == found["voters"].added


def test_an_identifier_that_the_later_register_lacks_is_not_called_withdrawn() -> None:
    other = AnotherPerson("2042/dpr/1/1/1", "ANA", "p-2", "ANA", "p-1", None)
    assert str(other).endswith("in place of p-2 (ANA), not in that register")


def test_a_word_that_no_list_has_any_more_is_named() -> None:
    frame = pl.DataFrame({"gender": ["FEMALE", "X"]}, schema={"gender": pl.Enum(["X", "FEMALE", "MALE"])})
    with pytest.raises(ReleaseError, match=r"persons.parquet: expected gender to be one of FEMALE, MALE, found X"):
        conformed(frame.lazy(), Persons, "persons.parquet")
    kept = conformed(frame.filter(pl.col("gender") == "FEMALE").lazy(), Persons, "persons.parquet").collect()
    assert kept["gender"].to_list() == ["FEMALE"]
    assert kept["gender"].dtype == Persons.polars_schema()["gender"]


def query(*arguments: str | Path) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = orjson.loads(hub("query", *arguments))["data"]
    return found


def test_the_frozen_release_holds_what_its_manifest_says(frozen: Path) -> None:
    release = current(frozen)
    assert problems(release) == []
    assert release.id in FROZEN.values()
    assert release.manifest.software == "pemilu-hub 0.1.0"
    assert release.rows_count(Persons) == PERSONS


def test_a_column_that_the_frozen_release_lacks_may_be_null(frozen: Path) -> None:
    """A rule for whoever adds a column: releases that are published lack it, and read it as null, unless it follows from others."""
    release = current(frozen)
    required = [
        f"{table.table_name()}.{name}"
        for table in TABLES
        for name in table.public_columns()
        if release.holds(table) and name not in release.columns(table) and not table.columns()[name].nullable
    ]
    assert set(required) <= {f"{table}.{column}" for table, column in (*FOLLOWING, *OF_ITS_ROW)}
    parties = release.table(Parties)
    assert parties["names"].to_list() == [[name] for name in parties["name"]]
    held = release.table(Tickets).select("contest_id", "edition_id").unique().sort("edition_id").rows()
    assert held == [("2014/president", "2014"), ("2019/president", "2019")]


def test_the_frozen_release_answers_before_and_after_it_is_rebuilt(frozen: Path, tmp_path: Path) -> None:
    before = query(frozen, QUERY)
    assert before["persons"] == {"totalCount": PERSONS}
    store_path(frozen, current(frozen)).write_bytes(b"a store of another version")
    hub("rebuild", frozen)
    assert query(frozen, QUERY) == before
    hub("verify", frozen)
    hub("dump", frozen, "--format", "nt", "--edition", "2014", "--out", tmp_path / "a.nt")
    assert (tmp_path / "a.nt").stat().st_size > 100_000
    hub("export", frozen, "--format", "csv", "--out", tmp_path / "csv")
    assert pl.read_csv(tmp_path / "csv" / "persons.csv").height == PERSONS


def test_a_release_of_today_follows_the_frozen_one(frozen: Path) -> None:
    before = current(frozen).id
    hub("build", ROOT / "sample", "--out", frozen)
    new = current(frozen)
    # As long as no table has changed since, the sample gives the frozen release again, to the last byte.
    assert (new.manifest.number, new.manifest.previous) == ((1, None) if new.id == before else (2, before))
    told = run("diff", str(frozen), before, new.id)
    assert told.returncode == (0 if new.id == before else 1), told.stderr
    for name in (before, "1"):
        assert query(frozen, QUERY, "--as-of", name)["persons"] == {"totalCount": PERSONS}
    assert named(frozen, "1").id == before
    assert caller(frozen)("/graphql", "POST", params={"asOf": "1"}, json={"query": QUERY}).status_code == 200
