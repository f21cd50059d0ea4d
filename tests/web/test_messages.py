"""The catalogue of Indonesian texts holds what is asked of it, and nothing else."""

import polib

from hub.translation.catalogue import PATH
from hub.web.messages import messages
from hub.web.reconcile.kinds import KINDS
from hub.web.words import Words

MEND = "run `python -m hub.web.messages`, and write the `msgstr` of what is new into hub/translation/id.po"


def test_the_catalogue_holds_what_is_asked_of_it() -> None:
    held = {entry.msgid for entry in polib.pofile(str(PATH))}
    asked = messages()
    absent = {text: place for text, place in asked.items() if text not in held}
    assert not absent, f"expected {absent} in the catalogue; {MEND}"
    unused = sorted(held - asked.keys())
    assert not unused, f"expected no text in the catalogue that nothing asks for, found {unused}; {MEND}"


def test_every_text_is_translated() -> None:
    waiting = [entry.msgid for entry in polib.pofile(str(PATH)) if not entry.translated()]
    assert not waiting, f"expected Indonesian for {waiting} in hub/translation/id.po, and no mark `fuzzy`"


def test_what_can_be_matched_is_told_in_the_language_of_the_page() -> None:
    kind = KINDS["party"]
    assert Words("en").told(kind.about) == kind.about == "A political party through its elections."
    assert Words("id").told(kind.about).startswith("Partai politik")


def test_a_text_without_indonesian_is_told_in_english() -> None:
    assert Words("id").told("Nobody wrote this.") == "Nobody wrote this."
