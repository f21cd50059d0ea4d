"""The cube of outcomes on the conventions of cube.link: valid by its shapes and by its own constraint, with every figure once."""

import warnings
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF, SH

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from pyshacl import validate

from hub.rdf.cube_link import CUBE, write_cube_link
from hub.rdf.outcome_figures import outcome_figures
from hub.release import Release
from hub.release.edition_part import EditionPart
from tests.command import run
from tests.mini import write_mini

PROFILES = (
    "standalone-constraint-constraint",
    "standalone-cube-constraint",
    "basic-cube-constraint",
    "profile-visualize",
)
LINK = Namespace(CUBE)

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def cube(sample_release: Release, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    path = tmp_path_factory.mktemp("linked") / "cube.nt"
    write_cube_link(sample_release, path, "2024")
    return Graph().parse(path)


def broken(data: Graph, shapes: Graph) -> str:
    conforms, _, text = validate(data, shacl_graph=shapes, advanced=False, allow_infos=True, allow_warnings=True)
    return "" if conforms else text


def metadata(cube: Graph) -> Graph:
    """Return the cube without its observations but three, which the shapes of cubes say next to nothing of."""
    kept = Graph() + cube
    for subject in sorted(cube.subjects(RDF.type, LINK.Observation))[3:]:
        kept.remove((subject, None, None))
        kept.remove((None, None, subject))
    return kept


@pytest.mark.parametrize("profile", PROFILES)
def test_the_cube_conforms_to_the_shapes(profile: str, cube: Graph, standards: Path) -> None:
    shapes = Graph().parse(standards / "cube-link" / "validation" / f"{profile}.ttl")
    told = metadata(cube)
    assert broken(told, shapes) == ""
    for subject in [*told.subjects(RDF.type, LINK.Cube)]:
        told.remove((subject, LINK.observationSet, None))
        told.remove((subject, LINK.observationConstraint, None))
        told.remove((subject, URIRef("http://schema.org/contactPoint"), None))
    for node in [*told.objects(None, SH.property)]:
        told.remove((node, SH.path, None))
    assert broken(told, shapes), "the shapes are asked"


def test_every_observation_keeps_the_constraint_of_the_cube(cube: Graph) -> None:
    (constraint,) = cube.subjects(RDF.type, LINK.Constraint)
    shapes = Graph() + cube
    shapes.add((constraint, SH.targetClass, LINK.Observation))
    shapes.add((constraint, RDF.type, SH.NodeShape))
    few = sorted(cube.subjects(RDF.type, LINK.Observation))[::7]
    data = Graph()
    for subject in few:
        for triple in cube.triples((subject, None, None)):
            data.add(triple)
    assert len(few) > 50
    assert broken(data, shapes) == ""
    data.add((few[0], URIRef("urn:more"), Literal(1)))
    assert "Closed" in broken(data, shapes)


def test_every_figure_is_an_observation(sample_release: Release, cube: Graph) -> None:
    figures = outcome_figures(sample_release, EditionPart(sample_release, "2024"))
    assert (
        len(set(cube.objects(None, LINK.observation)))
        == len(set(cube.subjects(RDF.type, LINK.Observation)))
        == figures.height
    )
    counted = URIRef(f"{sample_release.base_iri}def/counted")
    assert sum(int(str(each)) for each in cube.objects(None, counted)) == figures["counted"].sum()


def test_the_command_writes_it_and_an_unknown_status_is_said(tmp_path: Path) -> None:
    release = write_mini(tmp_path / "out")
    done = run("dump", str(tmp_path / "out"), "--format", "cube-link", "--out", str(tmp_path / "cube.nt"))
    assert done.returncode == 0, done.stderr
    store = ox.Store()
    store.load(path=tmp_path / "cube.nt", format=ox.RdfFormat.N_TRIPLES)
    status = ox.NamedNode(f"{release.base_iri}def/status")
    observed = {quad.subject for quad in store.quads_for_pattern(None, ox.NamedNode(f"{CUBE}observedBy"), None)}
    assert observed
    assert observed == {quad.subject for quad in store.quads_for_pattern(None, status, None)}
