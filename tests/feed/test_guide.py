"""The guide for stewards says the words that the pages say, and shows pictures of pages that there are."""

import re

from hub.web.texts import catalogue
from tests.conftest import ROOT


def test_every_word_in_bold_is_on_a_page() -> None:
    text = (ROOT / "docs" / "stewards.md").read_text(encoding="utf-8")
    bold = set(re.findall(r"\*\*([^*]+)\*\*", text.replace("\n", " ")))
    said = {message.string for message in catalogue() if message.id}
    assert len(bold) > 15
    assert bold - said == set()


def test_every_picture_is_there_and_taken_by_the_browser_test() -> None:
    text = (ROOT / "docs" / "stewards.md").read_text(encoding="utf-8")
    shown = set(re.findall(r"!\[[^]]{20,}\]\(stewards/([\w-]+)\.png\)", text))
    taken = re.findall(
        r'picture\(\w+, "([\w-]+)"', (ROOT / "tests" / "feed" / "test_in_a_browser.py").read_text(encoding="utf-8")
    )
    assert len(shown) == text.count("![") > 3
    assert shown == set(taken)
    pictures = {path.stem: path for path in (ROOT / "docs" / "stewards").iterdir()}
    assert pictures.keys() == shown
    for path in pictures.values():
        content = path.read_bytes()
        assert content.startswith(b"\x89PNG")
        assert (int.from_bytes(content[16:20], "big"), len(content) < 60_000) == (360, True), path
