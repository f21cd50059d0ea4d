"""Identifiers of others: ids and seats of members on people, and anchors that somebody confirmed."""

from pathlib import Path

import pytest

from hub.errors import WorkspaceError
from hub.judgements import Anchors, read_judgements_file
from tests.command import hub
from tests.identity.invented import LEAVER, WIDURI_37, WIDURI_42, ask, persons, write_workspace

ANCHOR = """
[[person]]
candidacy = "{candidacy}"
scheme = "{scheme}"
value = "{value}"
why = "Her own page says so."
source = "https://example.org/widuri"
by = "T."
at = 2045-01-01
"""


def anchor(folder: Path, *anchors: tuple[str, str, str]) -> None:
    path = folder / "judgements" / "anchors.toml"
    path.parent.mkdir(exist_ok=True)
    texts = (ANCHOR.format(candidacy=key, scheme=scheme, value=value) for key, scheme, value in anchors)
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


@pytest.mark.parametrize(
    ("anchors", "told"),
    [
        ([(WIDURI_37, "wikidata", "Widuri")], "an item of Wikidata such as Q3318231"),
        ([(WIDURI_37, "Wiki Data", "Q42")], "at person.0.scheme"),
        ([(WIDURI_37, "viaf", "7"), (WIDURI_42, "viaf", "7")], "viaf 7 stands 2 times"),
    ],
)
def test_an_anchor_that_cannot_be_meant_is_refused_in_words(
    anchors: list[tuple[str, str, str]], told: str, tmp_path: Path
) -> None:
    anchor(tmp_path, *anchors)
    with pytest.raises(WorkspaceError, match=told):
        read_judgements_file(tmp_path / "judgements", Anchors)
