"""The guide for stewards says the words that the pages say."""

import re

from hub.web.texts import catalogue
from tests.conftest import ROOT


def test_every_word_in_bold_is_on_a_page() -> None:
    text = (ROOT / "docs" / "stewards.md").read_text(encoding="utf-8")
    bold = set(re.findall(r"\*\*([^*]+)\*\*", text.replace("\n", " ")))
    said = {message.string for message in catalogue() if message.id}
    assert len(bold) > 15
    assert bold - said == set()
