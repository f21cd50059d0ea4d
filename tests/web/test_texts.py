"""The catalogue of interface texts: every text that is said has its Indonesian, and no other is in it."""

import re

import pytest

from hub.web.texts import catalogue, said, translations
from hub.web.words import Words

PLACES = re.compile(r"%\((\w+)\)s")


def ids(messages: object) -> set[str]:
    return {message.id if isinstance(message.id, str) else message.id[0] for message in messages if message.id}  # type: ignore[attr-defined]


def test_the_catalogue_holds_what_is_said_and_nothing_else() -> None:
    assert len(ids(said())) > 300
    assert ids(catalogue()) == ids(said()), "run `make texts`"


def test_every_text_has_an_indonesian_with_the_same_places() -> None:
    for message in catalogue():
        if message.id:
            english = message.id if isinstance(message.id, str) else message.id[1]
            indonesian = message.string if isinstance(message.string, str) else message.string[0]
            assert indonesian.strip(), english
            assert set(PLACES.findall(indonesian)) == set(PLACES.findall(english)), english


def test_english_is_what_the_code_says() -> None:
    assert translations("en").gettext("Who won") == "Who won"
    assert translations("id").gettext("Who won") == "Siapa yang terpilih"
    assert Words("en").ngettext("%(count)s seat", "%(count)s seats", 1) == "1 seat"
    assert Words("id").ngettext("%(count)s seat", "%(count)s seats", 2500) == "2.500 kursi"


@pytest.mark.parametrize(
    ("share", "told"),
    [(0.5, "50,0%"), (0.9999, "99,99%"), (1.0, "100,0%"), (0.0, "0,0%"), (0.00004, "0,004%"), (None, "\u2013")],
)
def test_a_share_is_never_rounded_to_all_or_nothing(share: float | None, told: str) -> None:
    assert Words("id").percent(share) == told


def test_days_are_written_as_people_write_them() -> None:
    assert Words("id").date("2024-02-14") == "14 Februari 2024"
    assert Words("en").date("2024-02-14") == "14 February 2024"
    assert Words("en").date(None) == "\u2013"


def test_scores_near_one_are_told_apart() -> None:
    told = [Words("id").decimal(score) for score in (0.95, 0.9999, 0.5, 0.0, 12.34)]
    assert told == ["0,95", "0,9999", "0,5", "0,0", "12,3"]


def test_categories_and_systems_have_names() -> None:
    from hub.tables.vocabulary import SYSTEMS, THEMES
    from hub.web.pages import captions

    assert set(captions.THEMES) == set(THEMES)
    assert set(captions.SYSTEMS) == set(SYSTEMS)
