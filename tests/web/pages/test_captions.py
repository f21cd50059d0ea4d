"""Captions: every kind of finding that the hub reports has one in both languages."""

import ast
import re
from pathlib import Path

import pytest

import hub
from hub.release import current
from hub.tables.findings import Findings
from hub.web.pages.captions import RULES, variant
from hub.web.texts import translations

REPORTS = {"FindingFact", "BirthContradiction", "_finding", "_row"}
"""What makes a finding: its rule is the argument `rule`, or the first one."""


def rules() -> set[str]:
    """Return the rules of findings as the source has them."""
    found = set()
    for path in Path(hub.__file__).parent.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in REPORTS:
                named = [each.value for each in call.keywords if each.arg == "rule"] or call.args[:1]
                found |= {
                    each.value
                    for part in named
                    if isinstance(part, ast.Constant | ast.IfExp)
                    for each in ast.walk(part)
                    if isinstance(each, ast.Constant)
                }
    return {each for each in found if isinstance(each, str) and re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", each)}


def test_every_rule_of_the_source_has_a_caption() -> None:
    found = rules()
    assert {"figures-differ", "seats-tied", "birth-impossible", "stated-twice"} <= found
    assert not found - set(RULES)


def test_every_rule_of_the_sample_has_a_caption(sample_out: Path) -> None:
    held = set(current(sample_out).table(Findings)["rule"].unique())
    assert held
    assert not held - set(RULES)


def test_every_caption_has_its_indonesian() -> None:
    assert not [text for text in RULES.values() if translations("id").gettext(text) == text]


@pytest.mark.parametrize(
    ("series", "caption"),
    [("situng-2019-rekap", "Recapitulation of the commission"), ("situng-2019", None), ("rekap", "Recapitulation of the commission")],
)  # fmt: skip
def test_a_count_among_several_of_a_source_has_a_name_of_its_own(series: str, caption: str | None) -> None:
    assert variant(series) == caption
