"""The catalogue of Indonesian texts: what it says, and that translators' tools can read it."""

import re

import polib
import pytest

from hub.translation import Both, Text, in_both
from hub.translation.catalogue import PATH, key_of, placeholders


@pytest.fixture(scope="module")
def catalogue() -> polib.POFile:
    return polib.pofile(str(PATH), check_for_duplicates=True)


def test_a_text_is_told_in_both_languages(catalogue: polib.POFile) -> None:
    assert in_both(Text("Equal to.")) == Both("Equal to.", catalogue.find("Equal to.").msgstr)


def test_the_names_stand_in_both_languages(catalogue: polib.POFile) -> None:
    english = "A page of {type} rows."
    indonesian = catalogue.find(english).msgstr.replace("{type}", "Candidacy")
    assert "Candidacy" in indonesian
    assert in_both(Text(english, {"type": "Candidacy"})) == Both("A page of Candidacy rows.", indonesian)


def test_a_text_without_indonesian_says_so() -> None:
    assert in_both(Text("Nobody wrote this.")) == Both("Nobody wrote this.", None)


def test_a_text_without_names_may_hold_braces() -> None:
    assert in_both(Text("As in { node }.")).english == "As in { node }."


def test_line_breaks_of_the_code_are_no_part_of_a_text() -> None:
    assert key_of(Text("One line\nand\n    another.\n\nA paragraph.")) == "One line and another.\n\nA paragraph."


def test_placeholders_are_the_same_in_both_languages(catalogue: polib.POFile) -> None:
    for entry in catalogue.translated_entries():
        expected, found = placeholders(entry.msgid), placeholders(entry.msgstr)
        assert found == expected, f"{entry.msgid!r}: expected the placeholders {expected} in {entry.msgstr!r}"
        assert expected <= {"type"}, (
            f"{entry.msgid!r}: tell translators in hub/translation/upkeep.py what it stands for"
        )


def test_code_stands_unchanged_in_both_languages(catalogue: polib.POFile) -> None:
    for entry in catalogue.translated_entries():
        english, indonesian = (sorted(re.findall(r"`[^`]+`", text)) for text in (entry.msgid, entry.msgstr))
        assert english == indonesian, f"{entry.msgid!r}: expected {english} in {entry.msgstr!r}"


def test_both_languages_are_whole_sentences_of_as_many_paragraphs(catalogue: polib.POFile) -> None:
    for entry in catalogue.translated_entries():
        assert entry.msgstr.endswith("."), entry.msgstr
        assert entry.msgstr[0].isupper() or entry.msgstr[0].isdigit(), entry.msgstr
        assert entry.msgstr.count("\n\n") == entry.msgid.count("\n\n"), entry.msgstr


def test_indonesian_can_stand_in_italics(catalogue: polib.POFile) -> None:
    """In Markdown `_` beside a space or an end opens or closes italics."""
    for entry in catalogue.translated_entries():
        prose = re.sub(r"`[^`]*`", "", entry.msgstr)
        assert not re.search(r"\*|\b_|_\b(?!\w)", re.sub(r"\w_\w", "", prose)), entry.msgstr
