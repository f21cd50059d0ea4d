"""Identifiers of others: ids and seats of members on people, and anchors that somebody confirmed."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from hub.errors import WorkspaceError
from hub.judgements import Anchors, read_judgements_file
from tests.command import hub
from tests.identity.invented import LEAVER, WIDURI_37, WIDURI_42, ask, persons, write_workspace
from tests.web.conftest import caller

ANCHOR = """
[[person]]
candidacy = "{candidacy}"
scheme = "{scheme}"
value = "{value}"
{iri}
why = "Her own page says so."
source = "https://example.org/widuri"
by = "T."
at = 2045-01-01
"""


def anchor(folder: Path, *anchors: tuple[str, ...]) -> None:
    """Write the anchors: candidacy, scheme, value, and an IRI where there is one."""
    path = folder / "judgements" / "anchors.toml"
    path.parent.mkdir(exist_ok=True)
    texts = (
        ANCHOR.format(candidacy=key, scheme=scheme, value=value, iri=f'iri = "{iri[0]}"' if iri else "")
        for key, scheme, value, *iri in anchors
    )
    path.write_text("".join(texts))


def test_an_anchor_is_an_identifier_of_the_person_who_stands_at_the_candidacy(tmp_path: Path) -> None:
    workspace = write_workspace(tmp_path / "workspace", without=LEAVER)
    anchor(workspace, (WIDURI_42, "wikidata", "Q42"), (WIDURI_37, "viaf", "7"), (LEAVER, "wikidata", "Q1"))
    hub("build", workspace)
    person = persons(workspace)[WIDURI_37]
    asked = ask(workspace, f'{{ person(id: "{person}") {{ externalIds {{ scheme value }} }} }}')
    assert asked["person"]["externalIds"] == [
        {"scheme": "viaf", "value": "7"},
        {"scheme": "wikidata", "value": "Q42"},
    ]
    waits = ask(workspace, '{ findings(where: {rule: {eq: "judgement-waits"}}) { nodes { message } } }')
    (finding,) = waits["findings"]["nodes"]
    assert f"expected the candidacy {LEAVER} of the confirmed identifier wikidata Q1 in the build" in finding["message"]


SAME_AS = "http://www.w3.org/2002/07/owl#sameAs"
ITEM, VIAF = "http://www.wikidata.org/entity/Q42", "https://example.org/viaf/7"


def same_as(path: Path, form: ox.RdfFormat) -> set[tuple[str, str]]:
    found = ox.parse(path=path, format=form)
    return {(str(each.subject), str(each.object)) for each in found if each.predicate.value == SAME_AS}


def test_a_confirmed_iri_is_the_same_person_on_every_surface(tmp_path: Path) -> None:
    """An identifier without an IRI is an identifier and no more; a person whom nobody confirmed has no property."""
    workspace = write_workspace(tmp_path / "workspace")
    anchor(workspace, (WIDURI_42, "wikidata", "Q42"), (WIDURI_37, "viaf", "7", VIAF), (LEAVER, "ktp", "1"))
    hub("build", workspace)
    person = persons(workspace)[WIDURI_37]
    others = ask(workspace, "{ persons { nodes { key sameAs } } }")["persons"]["nodes"]
    assert {node["key"]: node["sameAs"] for node in others if node["sameAs"]} == {person: [ITEM, VIAF]}
    expected = {(f"<https://example.org/pemilu/id/person/{person}>", f"<{iri}>") for iri in (ITEM, VIAF)}
    forms = {"nt": ox.RdfFormat.N_TRIPLES, "trig": ox.RdfFormat.TRIG, "jsonld": ox.RdfFormat.JSON_LD}
    for name, form in forms.items():
        hub("dump", workspace, "--format", name, "--out", tmp_path / name)
        assert same_as(tmp_path / name, form) == expected, name
    get = caller(workspace / ".hub")
    for name, form in {"ttl": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD}.items():
        (tmp_path / f"described.{name}").write_bytes(get(f"/doc/person/{person}.{name}").content)
        assert same_as(tmp_path / f"described.{name}", form) == expected, name


@pytest.mark.parametrize(
    ("anchors", "told"),
    [
        ([(WIDURI_37, "wikidata", "Widuri")], "an item of Wikidata such as Q3318231"),
        ([(WIDURI_37, "Wiki Data", "Q42")], "at person.0.scheme"),
        ([(WIDURI_37, "viaf", "7"), (WIDURI_42, "viaf", "7")], "viaf 7 stands 2 times"),
        ([(WIDURI_37, "viaf", "7", VIAF), (WIDURI_42, "isni", "8", VIAF)], f"{VIAF} stands 2 times"),
        ([(WIDURI_37, "wikidata", "Q42", VIAF)], f"expected {ITEM}, the IRI of the item"),
        ([(WIDURI_37, "viaf", "7", "viaf.org/7")], "expected an IRI on the web"),
        ([(WIDURI_37, "viaf", "7", "https://viaf.org/a> <b")], "expected an IRI on the web"),
    ],
)
def test_an_anchor_that_cannot_be_meant_is_refused_in_words(
    anchors: list[tuple[str, ...]], told: str, tmp_path: Path
) -> None:
    anchor(tmp_path, *anchors)
    with pytest.raises(WorkspaceError, match=told):
        read_judgements_file(tmp_path / "judgements", Anchors)
