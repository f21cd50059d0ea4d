"""The two tiers of tests: what the quick one leaves out is there, and is named in the Makefile and CONTRIBUTING alike."""

import pytest

from tests.conftest import ROOT, SLOW


@pytest.mark.parametrize("start", SLOW)
def test_what_is_left_out_of_the_quick_tier_exists(start: str) -> None:
    folder, _, name = start.rpartition("/")
    assert any(path.name.startswith(name) for path in (ROOT / folder).iterdir()), start


def test_the_quick_tier_has_a_target() -> None:
    assert 'pytest -m "not slow"' in (ROOT / "Makefile").read_text(encoding="utf-8")
