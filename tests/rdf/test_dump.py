"""Dumps: the same triples in every format, one subject per row, any text in any column."""

import gzip
import os
import sys
from pathlib import Path

import orjson
import polars as pl
import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from zstandard import ZstdDecompressor

from hub import ids
from hub.errors import UsageError
from hub.ids import NODE_TYPE_OF
from hub.rdf.compressed import expanding
from hub.rdf.dump import FORMATS, SLICE_ROWS, dump
from hub.rdf.mapping import compile_mapping
from hub.rdf.ontology import RDF_TYPE, ontology_text
from hub.rdf.terms import canonical_double
from hub.release import Release
from hub.tables import BY_NAME
from tests.mini import BASE, MERGED, ODD_NAMES, tables, write_mini

PARSERS = {
    "nq": ox.RdfFormat.N_QUADS,
    "nt": ox.RdfFormat.N_TRIPLES,
    "ttl": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
}
PE = "http://parliament.uk/ontologies/election/"


def quads(release: Release, dump_format: str, path: Path, edition: str | None = None) -> list[ox.Quad]:
    dump(release, dump_format, path, edition)
    if dump_format == "jsonl":
        return list(ox.parse(as_one_document(path, release.base_iri), format=ox.RdfFormat.JSON_LD))
    return list(ox.parse(path=path, format=PARSERS[dump_format]))


def as_one_document(path: Path, base: str) -> bytes:
    """Return the documents of the lines as one, with the context that each points to."""
    lines = [orjson.loads(line) for line in path.read_bytes().splitlines()]
    assert {line.pop("@context") for line in lines} == {f"{base}def/context.jsonld"}
    context = orjson.loads(ontology_text("context.jsonld", base))["@context"]
    return orjson.dumps({"@context": context, "@graph": lines})


def triples(found: list[ox.Quad]) -> set[ox.Triple]:
    return {quad.triple for quad in found}


def test_every_format_states_the_same_triples_each_once(release: Release, dumped: Path) -> None:
    found = {name: quads(release, name, dumped) for name in FORMATS}
    expected = triples(found["nt"])
    assert len(expected) == len(found["nt"])
    assert {name: triples(quads_) == expected for name, quads_ in found.items()} == dict.fromkeys(FORMATS, True)
    assert set(found["nq"]) == set(found["trig"])


NOT_IN_MINI = {"PartyOutcome"}
"""Types that the mini election has no row of: no party's votes are known everywhere."""


def test_each_row_of_a_table_is_one_subject_of_its_type(release: Release, dumped: Path) -> None:
    found = quads(release, "nt", dumped)
    mapping = compile_mapping(BASE)
    for shape in mapping.shapes[: len(NODE_TYPE_OF)]:
        typed = {
            quad.subject.value
            for quad in found
            if quad.predicate.value == RDF_TYPE and quad.object.value == shape.types[0]
        }
        keys = release.table(shape.table)[shape.subject.key]
        assert typed == {ids.iri(BASE, shape.subject.node_type or "", key) for key in keys}, shape.type_name
        assert typed or shape.type_name in NOT_IN_MINI, f"no {shape.type_name} in the mini election to prove it with"


def test_a_quad_stands_in_the_graph_of_the_file_that_states_it(release: Release, dumped: Path) -> None:
    graphs: dict[str, set[str]] = {}
    for quad in quads(release, "nq", dumped):
        name = "" if isinstance(quad.graph_name, ox.DefaultGraph) else quad.graph_name.value
        graphs.setdefault(name, set()).add(quad.subject.value)
    sources = {ids.iri(BASE, "source", key) for key in release.table(BY_NAME["sources"])["source_id"]}
    assert set(graphs) == {"", *sources}
    for key, source in release.table(BY_NAME["results"]).select("result_id", "source_id").iter_rows():
        assert ids.iri(BASE, "result", key) in graphs[ids.iri(BASE, "source", source)]
    assert {ids.iri(BASE, "person", key) for key in release.table(BY_NAME["persons"])["person_id"]} <= graphs[""]


def test_a_further_source_of_a_thing_is_stated_in_its_own_graph(release: Release, dumped: Path) -> None:
    candidacy = ids.iri(BASE, "candidacy", "2042/dpr/8101/1/1")
    derived = [
        quad
        for quad in quads(release, "nq", dumped)
        if quad.subject.value == candidacy and quad.predicate.value == "http://www.w3.org/ns/prov#wasDerivedFrom"
    ]
    assert len(derived) == 2
    assert all(quad.object == quad.graph_name for quad in derived)


def test_null_states_nothing_and_zero_states_zero(release: Release, dumped: Path) -> None:
    votes = {
        quad.subject.value: quad.object.value
        for quad in quads(release, "nt", dumped)
        if quad.predicate.value == f"{PE}voteCount"
    }
    third, fourth = (ids.iri(BASE, "result", f"2042/dpr/8101/1/{number}@all~votes-2042") for number in (3, 4))
    assert votes[third] == "0"
    assert fourth not in votes
    assert f"<{fourth}>" in dumped.read_text(encoding="utf-8")


def test_a_merged_id_names_its_successor(release: Release, dumped: Path) -> None:
    replaced = [
        quad.object.value
        for quad in quads(release, "nt", dumped)
        if quad.subject.value == ids.iri(BASE, "person", MERGED)
        and quad.predicate.value == "http://purl.org/dc/terms/isReplacedBy"
    ]
    first = release.table(BY_NAME["persons"])["person_id"].sort()[0]
    assert replaced == [ids.iri(BASE, "person", first)]


def test_a_birth_date_is_published_as_a_year_alone(release: Release, dumped: Path) -> None:
    dump(release, "nq", dumped)
    text = dumped.read_text(encoding="utf-8")
    assert "2001-02-03" not in text
    assert '"2001"^^<http://www.w3.org/2001/XMLSchema#gYear>' in text


@pytest.mark.parametrize("dump_format", FORMATS)
def test_equal_releases_give_equal_bytes(dump_format: str, release: Release, tmp_path: Path) -> None:
    other = write_mini(tmp_path / "again", {name: frame.reverse() for name, frame in tables().items()})
    dump(release, dump_format, tmp_path / "a")
    dump(other, dump_format, tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_many_slices_join_without_a_seam(tmp_path: Path) -> None:
    count = 2 * SLICE_ROWS + 3
    numbers = pl.select(pl.int_range(count).cast(pl.String).alias("number"))
    content = {**tables(), "external_ids": BY_NAME["external_ids"].cast(
        numbers.select(
            kind=pl.lit("candidacy"), key=pl.lit("2042/dpr/8101/1/1"), scheme=pl.lit("x"), value="number",
            source_id=pl.lit(None), source_row=pl.lit(None),
        )
    )}  # fmt: skip
    release = write_mini(tmp_path, content)
    seen: list[tuple[str, int, int]] = []
    for name in ("nt", "jsonld"):
        dump(release, name, tmp_path / name, progress=lambda *step: seen.append(step))
    expected = triples(list(ox.parse(path=tmp_path / "nt", format=PARSERS["nt"])))
    assert triples(list(ox.parse(path=tmp_path / "jsonld", format=PARSERS["jsonld"]))) == expected
    assert [step[1:] for step in seen if step[0] == "external_ids"][:3] == [
        (SLICE_ROWS, count), (2 * SLICE_ROWS, count), (count, count),
    ]  # fmt: skip


@pytest.mark.parametrize("dump_format", FORMATS)
def test_how_many_rows_are_taken_at_a_time_changes_no_byte(
    dump_format: str, release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dump(release, dump_format, tmp_path / "a")
    monkeypatch.setattr("hub.rdf.dump.READ_ROWS", 5)
    monkeypatch.setattr("hub.rdf.dump.SLICE_ROWS", 2)
    dump(release, dump_format, tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_an_edition_comes_with_all_that_it_refers_to(release: Release, dumped: Path) -> None:
    whole, part = quads(release, "nq", dumped), quads(release, "nq", dumped, "2037")
    assert set(part) < set(whole)
    subjects = {quad.subject.value for quad in part}
    pointed = {quad.object.value for quad in part if isinstance(quad.object, ox.NamedNode)}
    assert {iri for iri in pointed if iri.startswith(f"{BASE}id/")} <= subjects
    candidacies = {iri for iri in subjects if iri.startswith(f"{BASE}id/candidacy/")}
    assert candidacies == {ids.iri(BASE, "candidacy", "2037/dpr/1/9/1")}
    assert {iri for iri in subjects if "/2042" in iri} == {ids.iri(BASE, "edition", "2042")}, "the edition of a source"


def test_both_editions_together_are_the_whole_but_for_what_no_edition_refers_to(release: Release, dumped: Path) -> None:
    parts = triples(quads(release, "nt", dumped, "2037")) | triples(quads(release, "nt", dumped, "2042"))
    left = {triple.subject.value for triple in triples(quads(release, "nt", dumped)) - parts}
    south = release.table(BY_NAME["regions"]).filter(pl.col("name") == "SELATAN")["region_id"].item()
    unused = {ids.iri(BASE, "region", south)}
    retired = {
        ids.iri(BASE, "person", key)
        for key in release.table(BY_NAME["register"]).filter(pl.col("state").cast(pl.String) != "ACTIVE")["id"]
    }
    overlapping = {
        ids.iri(BASE, "district", key)
        for name in ("district_overlaps", "notional_results")
        for key in release.table(BY_NAME[name])["district_id"]
    }
    between = {
        ids.iri(BASE, node_type, key)
        for node_type in ("link", "judgement")
        for key in release.table(BY_NAME[f"{node_type}s"])[f"{node_type}_id"]
    }
    assert between, "expected a pair of candidacies of two editions"
    assert {iri.partition("#")[0] for iri in left} == unused | retired | between | overlapping


def test_a_dump_to_standard_output_has_the_bytes_of_the_file(
    release: Release, dumped: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    dump(release, "ttl", dumped)
    dump(release, "ttl")
    sys.stdout.flush()
    assert capsysbinary.readouterr().out == dumped.read_bytes()


@pytest.mark.parametrize("ending", ["gz", "zst"])
def test_a_name_says_how_a_dump_is_compressed_to_the_same_bytes_each_time(
    ending: str, release: Release, tmp_path: Path
) -> None:
    dump(release, "nq", tmp_path / "plain")
    first, second = tmp_path / f"a.{ending}", tmp_path / f"b.{ending}"
    dump(release, "nq", first)
    dump(release, "nq", second)
    with expanding(first) as file:
        assert file.read() == (tmp_path / "plain").read_bytes()
    expand = {"gz": gzip.decompress, "zst": lambda held: ZstdDecompressor().decompressobj().decompress(held)}[ending]
    assert expand(first.read_bytes()) == (tmp_path / "plain").read_bytes()
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize(("dump_format", "edition", "told"), [("xml", None, "'xml'"), ("nt", "1999", "'1999'")])
def test_what_is_not_there_is_refused_and_leaves_no_file(
    dump_format: str, edition: str | None, told: str, release: Release, dumped: Path
) -> None:
    with pytest.raises(UsageError, match=told):
        dump(release, dump_format, dumped, edition)
    assert list(dumped.parent.iterdir()) == []


def test_the_odd_names_come_back_as_they_were(release: Release, dumped: Path) -> None:
    for name in FORMATS:
        names = {
            quad.object.value for quad in quads(release, name, dumped) if quad.predicate.value.endswith("/nameOnBallot")
        }
        assert set(ODD_NAMES) <= names, name


EXAMPLES = int(os.environ.get("HUB_EXAMPLES", "5"))
"""Releases of up to two hundred texts that are dumped in every format."""


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(st.text(min_size=1), min_size=1, max_size=100),
    keys=st.lists(st.text('aZ09é学 /#?%~@<>"\\', min_size=1), max_size=100),
)
def test_any_text_survives_every_format(texts: list[str], keys: list[str], tmp_path: Path) -> None:
    made = pl.DataFrame({"value": texts}).unique()
    odd_keys = pl.DataFrame({"value": [f"k{key}" for key in keys]}, schema={"value": pl.String}).unique()
    identifiers = pl.concat([made, odd_keys]).unique().select(
        kind=pl.lit("nomination"), key=pl.lit("2042/party/1"), scheme=pl.lit("x"), value="value",
        source_id=pl.lit(None), source_row=pl.lit(None),
    )  # fmt: skip
    persons = tables()["persons"].with_columns(pl.lit([texts]).list.first().alias("names"))
    content = {**tables(), "persons": persons, "external_ids": BY_NAME["external_ids"].cast(identifiers)}
    release = write_mini(tmp_path, content)
    expected = set(identifiers["value"])
    for name in FORMATS:
        found = quads(release, name, tmp_path / "dump")
        subjects = {
            quad.subject.value for quad in found if quad.subject.value.startswith(f"{BASE}id/nomination/2042/party/1#")
        }
        values = {
            quad.object.value
            for quad in found
            if quad.subject.value in subjects and quad.predicate.value.endswith("core#notation")
        }
        assert values == expected, name
        assert len(subjects) == len(expected)
        spellings = {
            quad.object.value
            for quad in found
            if quad.subject.value.startswith(f"{BASE}id/person/") and quad.predicate.value.endswith("core#altLabel")
        }
        assert spellings == set(texts)


@pytest.mark.parametrize(("number", "text"), [
    (1234.5, "1.2345E3"), (0.0, "0.0E0"), (1.0, "1.0E0"), (-0.25, "-2.5E-1"), (1e21, "1.0E21"), (57956.0, "5.7956E4"),
])  # fmt: skip
def test_a_double_is_written_in_its_canonical_form(number: float, text: str) -> None:
    assert canonical_double(number) == text
