"""What nodes carry beside their columns: folded names, and the folded form of other texts where Cypher could not make it."""

from hub.graph.neo4j.folding import carried
from hub.tables.datasets import Datasets
from hub.tables.findings import Findings
from hub.tables.persons import Persons


def test_names_are_carried_folded_and_as_words() -> None:
    found = carried(Persons, {"key": "p-1", "name": "Ñandú D'ARC", "names": ["Ñandú D'ARC", "NANDU_X"]})
    assert found == {
        "nameFolded": "nandu d'arc",
        "namesFolded": "nandu d'arc\nnandu_x",
        "words": "nandu d arc nandu d arc nandu x darc darc",
    }


def test_other_texts_are_folded_only_where_lowering_is_not_enough() -> None:
    assert carried(Findings, {"key": "odd/Ü", "message": "Expected 2", "severity": "WARNING"}) == {"keyFolded": "odd/u"}
    assert carried(Datasets, {"key": "a", "title": "Calon", "formats": ["CSV", "É"]}) == {"formatsFolded": ["csv", "e"]}
    assert carried(Datasets, {"key": "a", "title": "Calon", "formats": ["CSV"]}) == {}
