"""Bringing the catalogue up to the texts that are asked of it."""

import polib
import pytest

from hub.translation.upkeep import brought_up


@pytest.fixture
def catalogue() -> polib.POFile:
    made = polib.POFile()
    made.append(polib.POEntry(msgid="Valid votes.", msgstr="Suara sah."))
    made.append(polib.POEntry(msgid="Nothing of the kind.", msgstr="Sama sekali bukan."))
    return made


def test_a_new_text_waits_for_its_indonesian(catalogue: polib.POFile) -> None:
    made = brought_up(catalogue, {"A page of {type} rows.": "PersonConnection", "Valid votes.": "Turnout.validCount"})
    assert [(entry.msgid, entry.msgstr) for entry in made] == [
        ("A page of {type} rows.", ""),
        ("Valid votes.", "Suara sah."),
    ]
    assert made[0].flags == ["python-brace-format"]
    assert made[0].occurrences == [("PersonConnection", "")]


def test_a_text_whose_english_changed_waits_to_be_read_again(catalogue: polib.POFile) -> None:
    (made,) = brought_up(catalogue, {"Valid votes, as stated.": "Turnout.validCount"})
    assert (made.msgstr, made.flags, made.previous_msgid) == ("Suara sah.", ["fuzzy"], "Valid votes.")
    assert not made.translated()
