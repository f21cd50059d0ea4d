"""Every declaration tells the surfaces what they need, and what they make of it stays the same bytes."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import dataframely as dy
import pytest

from hub.graph.derived import DERIVED
from hub.graph.model import MODEL
from hub.rdf.dump import dump
from hub.release import Release
from hub.tables import BY_NAME, TABLES
from hub.tables.table import About, Belongs, Bilingual, Sourced, Table, With, ref

DUMPED = "2063bc4da94ff61062d121e604e8ceff8ac9ff72801c2197b8a75f91567d2e02"
"""SHA-256 of the sample as N-Quads. What is changed on purpose is told in CHANGELOG.md, and this with it."""


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.table_name())
def test_a_table_tells_which_rows_belong_to_an_edition(table: type[Table]) -> None:
    rule = table.edition_rule()
    assert not isinstance(rule, With) or set(rule.columns) <= table.references().keys()


@pytest.mark.parametrize("table", [*TABLES, *DERIVED], ids=lambda table: table.table_name())
def test_a_declaration_names_only_what_there_is(table: type[Table]) -> None:
    about, columns = table.about, table.columns().keys()
    part = (about.part.of, *about.part.named_by) if about.part else ()
    assert {*part, *about.also_named.values(), *(name for index in about.indexes for name in index)} <= columns
    assert {target for target, _ in table.references().values()} <= BY_NAME.keys()


def texts() -> Iterator[tuple[str, str]]:
    """Yield every public text of the declarations, with where it stands."""
    for table in (*TABLES, *DERIVED):
        yield table.table_name(), table.table_description()
        yield from ((f"{table.table_name()}.{name}", held.description or "") for name, held in table.columns().items())
    for node in MODEL.values():
        yield from ((f"{node.name}.{edge.name}", edge.description) for edge in node.edges.values() if edge.is_shown)


def test_every_text_is_told_in_both_languages() -> None:
    found = dict(texts())
    assert len(found) > 500
    for place, text in found.items():
        assert isinstance(text, Bilingual), f"{place}: expected Bilingual(english, indonesian), found {text!r}"
        for each in (text, text.indonesian):
            assert re.fullmatch(r"[A-Z0-9].*[.]", each, re.DOTALL), f"{place}: expected a sentence, found {each!r}"
            prose = re.sub(r"`[^`]*`|\w_\w", "", each)
            assert not re.search(r"\*|\b_|_\b(?!\w)", prose), f"{place}: {each!r} cannot stand in italics"
        assert text.indonesian.count("\n\n") == text.count("\n\n"), place
        code = [sorted(re.findall(r"`[^`]+`", each)) for each in (text, text.indonesian)]
        assert code[0] == code[1], place


def test_a_table_that_does_not_tell_its_edition_is_named() -> None:
    class Notes(Sourced):
        """One row per note."""

        note_id = dy.String(primary_key=True, description="Key of the note.")
        person_id = dy.String(nullable=True, metadata=ref("persons"), description="Whom it is about.")

    with pytest.raises(TypeError, match="Notes: expected `edition` in its About"):
        Notes.edition_rule()
    Notes.about = About(edition=Belongs.EVERY)
    assert Notes.edition_rule() is Belongs.EVERY


def test_a_node_is_part_of_nothing_and_other_rows_are_of_one_thing() -> None:
    for table in TABLES:
        assert not (table.about.is_node and table.about.part), table
    assert {table.table_name() for table in TABLES if not table.about.is_node and not table.about.part} == {
        "provenance",
        "register",
        "unlikely_pairs",
    }


def test_the_sample_is_dumped_as_the_same_bytes(sample_release: Release, tmp_path: Path) -> None:
    dump(sample_release, "nq", tmp_path / "sample.nq")
    assert hashlib.sha256((tmp_path / "sample.nq").read_bytes()).hexdigest() == DUMPED
