"""The cube of outcomes is well-formed by the letter of the recommendation, and holds every figure of the tables once.

`make check-cubes BUILT=DIR` asks the same of a release that was built.
"""

import os
import re
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import cast

import polars as pl
import pyoxigraph as ox
import pytest

from hub.rdf.dump import dump, lines
from hub.rdf.mapping import compile_mapping
from hub.rdf.ontology import ontology_text
from hub.rdf.outcome_figures import COLUMN_OF
from hub.release import Release, current
from hub.release.edition_part import EditionPart
from hub.tables import BY_NAME
from hub.tables.vocabulary import OUTCOME_QUANTITIES
from tests.rdf.integrity_constraints import PREFIXES, is_violated, normalise, violated

QB = "http://purl.org/linked-data/cube#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
DATA_SET = ox.NamedNode(f"{QB}dataSet")

BUILT = os.environ.get("HUB_BUILT")

SQUARE = "IC-12"
"""The constraint that compares every two observations. It is asked of those at a time that are of one thing and one quantity: two that differ in a dimension break nothing."""

REPEATED = """
SELECT (SAMPLE(?obs) AS ?one) WHERE {
    ?obs qb:dataSet el:outcomes ; el:edition ?edition ; el:office ?office ; el:area ?area ; el:figureOf ?thing ; el:quantity ?quantity .
} GROUP BY ?edition ?office ?area ?thing ?quantity HAVING (COUNT(*) > 1)
"""
"""Observations alike in all dimensions: IC-12 in a form that takes linear time."""


@pytest.fixture(scope="module")
def sample_release(sample_release: Release) -> Release:
    """Return the release that is asked: the sample, or another."""
    return current(Path(BUILT)) if BUILT else sample_release


@pytest.fixture(scope="module")
def stated(sample_release: Release, tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    """Return the dump of the sample; of another release, which may not fit into memory, what a dump says of figures."""
    store = ox.Store()
    if BUILT:
        shape = compile_mapping(sample_release.base_iri).shape("OutcomeFigure")
        figures = b"\n".join(lines(sample_release, EditionPart(sample_release, None), shape))
        store.bulk_load(figures, ox.RdfFormat.N_QUADS, lenient=True)
        return store
    path = tmp_path_factory.mktemp("cubes") / "sample.nt"
    dump(sample_release, "nt", path)
    store.bulk_load(path=path, format=ox.RdfFormat.N_TRIPLES, lenient=True)
    return store


def own(release: Release, name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{release.base_iri}def/{name}")


def observations(stated: ox.Store, data_set: ox.NamedNode) -> list[ox.NamedNode]:
    found = [quad.subject for quad in stated.quads_for_pattern(None, DATA_SET, data_set)]
    return [subject for subject in found if isinstance(subject, ox.NamedNode)]


def cube(release: Release, stated: ox.Store, subjects: list[ox.NamedNode]) -> ox.Store:
    """Return a normalised store of observations and the ontology."""
    store = ox.Store()
    store.extend(structure(release.base_iri))
    store.extend(quad for subject in subjects for quad in stated.quads_for_pattern(subject, None, None))
    normalise(store)
    return store


@lru_cache
def structure(base: str) -> tuple[ox.Quad, ...]:
    return tuple(ox.parse(ontology_text("hub.ttl", base), format=ox.RdfFormat.TURTLE))


def alike(release: Release, stated: ox.Store, subjects: list[ox.NamedNode]) -> list[list[ox.NamedNode]]:
    """Return observations by what they are of and their quantity; each has to state one of both."""
    found: dict[tuple[object, object], list[ox.NamedNode]] = {}
    for subject in subjects:
        (thing,) = stated.quads_for_pattern(subject, own(release, "figureOf"), None)
        (quantity,) = stated.quads_for_pattern(subject, own(release, "quantity"), None)
        found.setdefault((thing.object, quantity.object), []).append(subject)
    return list(found.values())


def repeated(release: Release, store: ox.Store) -> int:
    prefixes = f"{PREFIXES} PREFIX el: <{release.base_iri}def/>"
    return sum(1 for _ in cast("ox.QuerySolutions", store.query(prefixes + REPEATED)))


def test_the_dimensions_of_the_linear_form_are_those_of_the_cube(sample_release: Release) -> None:
    store = cube(sample_release, ox.Store(), [])
    named = {f"{sample_release.base_iri}def/{name}" for name in re.findall(r"el:(\w+) \?", REPEATED)}
    assert named == {quad.object.value for quad in store.quads_for_pattern(None, ox.NamedNode(f"{QB}dimension"), None)}


def test_the_cube_of_outcomes_is_well_formed(sample_release: Release, stated: ox.Store) -> None:
    subjects = observations(stated, own(sample_release, "outcomes"))
    assert len(subjects) > 1000
    whole = cube(sample_release, stated, subjects)
    assert violated(whole, leave={SQUARE}) == set()
    assert repeated(sample_release, whole) == 0
    groups = alike(sample_release, stated, subjects)
    assert sum(map(len, groups)) == len(subjects)
    pairs = [group for group in groups if len(group) > 1]
    assert pairs
    for group in pairs:
        assert not is_violated(cube(sample_release, stated, group), SQUARE)


@pytest.mark.parametrize(
    ("broken", "predicate"),
    [("IC-11", "area"), ("IC-11", "figureOf"), ("IC-11", "quantity"), ("IC-14", "counted")],
)
def test_a_figure_that_lacks_a_dimension_or_its_number_is_found(
    broken: str, predicate: str, sample_release: Release, stated: ox.Store
) -> None:
    few = observations(stated, own(sample_release, "outcomes"))[:4]
    store = cube(sample_release, stated, few)
    (quad,) = store.quads_for_pattern(few[0], own(sample_release, predicate), None)
    store.remove(quad)
    assert violated(store, leave={SQUARE}) == {broken}


def test_a_figure_that_is_stated_twice_or_of_an_unknown_quantity_is_found(
    sample_release: Release, stated: ox.Store
) -> None:
    few = observations(stated, own(sample_release, "outcomes"))[:4]
    store = cube(sample_release, stated, few)
    twin = ox.NamedNode("urn:twin")
    store.extend([ox.Quad(twin, quad.predicate, quad.object) for quad in store.quads_for_pattern(few[0], None, None)])
    assert violated(store) == {SQUARE}
    assert repeated(sample_release, store) == 1
    (quad,) = store.quads_for_pattern(twin, own(sample_release, "quantity"), None)
    store.remove(quad)
    store.add(ox.Quad(twin, quad.predicate, ox.NamedNode("urn:another")))
    assert violated(store) == {"IC-19a"}


def test_nothing_but_outcomes_is_called_a_cube(sample_release: Release, stated: ox.Store) -> None:
    """Figures of single sources lack dimensions and measures, so they claim to be no observations."""
    data_sets = {quad.object for quad in stated.quads_for_pattern(None, DATA_SET, None)}
    assert data_sets == {own(sample_release, "outcomes")}
    of_cube = set(observations(stated, own(sample_release, "outcomes")))
    typed = {quad.subject for quad in stated.quads_for_pattern(None, TYPE, ox.NamedNode(f"{QB}Observation"))}
    assert typed == of_cube
    is_cube = (TYPE, ox.NamedNode(f"{QB}DataSet"))
    cubes = [each.subject for each in structure(sample_release.base_iri) if (each.predicate, each.object) == is_cube]
    assert cubes == [own(sample_release, "outcomes")]


def test_every_known_figure_of_the_tables_is_one_observation(sample_release: Release, stated: ox.Store) -> None:
    tables = {
        name: sample_release.table(BY_NAME[name])
        for name in ("outcomes", "outcome_choices", "outcome_lists", "party_outcomes")
    }
    choices, lists = tables["outcome_choices"], tables["outcome_lists"]
    larger = tables["party_outcomes"].filter(pl.col("district_id").is_null())
    is_party = pl.col("candidacy_id").is_null() & pl.col("ticket_id").is_null()
    votes = [choices.filter(~is_party)["votes_count"], lists["votes_count"], larger["votes_count"]]
    wanted = {
        "VOTES": sum(held.drop_nulls().sum() for held in votes),
        "PARTY_ONLY_VOTES": choices.filter(is_party)["votes_count"].sum(),
        "SEATS": lists["seats_count"].sum() + larger["seats_count"].sum(),
        "SEATS_STATED": lists["seats_stated_count"].sum(),
    }
    wanted |= {name: tables["outcomes"][COLUMN_OF[name]].sum() for name in set(OUTCOME_QUANTITIES) - set(wanted)}
    found: Counter[str] = Counter()
    for subject in observations(stated, own(sample_release, "outcomes")):
        (quantity,) = stated.quads_for_pattern(subject, own(sample_release, "quantity"), None)
        (counted,) = stated.quads_for_pattern(subject, own(sample_release, "counted"), None)
        assert isinstance(quantity.object, ox.NamedNode)
        assert isinstance(counted.object, ox.Literal)
        found[quantity.object.value.rpartition("/")[2]] += int(counted.object.value)
    assert {name: count for name, count in wanted.items() if count} == dict(found)


def test_one_edition_has_the_figures_of_its_outcomes_alone(sample_release: Release, tmp_path: Path) -> None:
    dump(sample_release, "nt", tmp_path / "all.nt")
    dump(sample_release, "nt", tmp_path / "2019.nt", edition="2019")
    mark = f"<{DATA_SET.value}> <{own(sample_release, 'outcomes').value}>"
    every = [line for line in (tmp_path / "all.nt").read_text().splitlines() if mark in line]
    of_edition = [line for line in (tmp_path / "2019.nt").read_text().splitlines() if mark in line]
    assert of_edition
    assert sorted(of_edition) == sorted(line for line in every if "outcome/2019/" in line)
