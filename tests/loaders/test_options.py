"""Options of a series: a wrong one is told with the file, the option, what was expected and what was found."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hub.errors import BrokenSource
from hub.loaders import options
from hub.loaders.source_file import SourceFile


def a_source(edition_id: str | None = None, **given: Any) -> SourceFile:
    return SourceFile(path=Path("a.json"), name="a.json", edition_id=edition_id, options=given)


def test_an_option_that_is_not_set_has_a_meaning() -> None:
    assert options.words(a_source(), "levels", ("PROVINCE", "REGENCY")) == ("PROVINCE", "REGENCY")
    assert options.numbers(a_source(), "local_numbers") is None
    assert options.table(a_source(), "district_codes", str) == {}
    assert options.year(a_source("2024")) == 2024
    assert options.year(a_source("2024-regional")) == 2024


def test_an_option_that_is_set_is_returned() -> None:
    assert options.words(a_source(levels=["REGENCY"]), "levels", ("PROVINCE", "REGENCY")) == ("REGENCY",)
    assert options.numbers(a_source(local_numbers=[18, 19]), "local_numbers") == {18, 19}
    assert options.table(a_source(totals={"Decision": 5}), "totals", int) == {"Decision": 5}
    assert options.year(a_source("2024", year=2025)) == 2025


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ({"levels": ["MOON"]}, lambda source: options.words(source, "levels", ("PROVINCE",))),
        ({"levels": "PROVINCE"}, lambda source: options.words(source, "levels", ("PROVINCE",))),
        ({"local_numbers": ["18"]}, lambda source: options.numbers(source, "local_numbers")),
        ({"local_numbers": 18}, lambda source: options.numbers(source, "local_numbers")),
        ({"totals": {"Decision": "5"}}, lambda source: options.table(source, "totals", int)),
        ({"totals": [5]}, lambda source: options.table(source, "totals", int)),
        ({"year": "2025"}, options.year),
        ({"year": 25}, options.year),
    ],
)
def test_a_wrong_option_is_told(given: dict[str, Any], read: Callable[[SourceFile], object]) -> None:
    (name,) = given
    with pytest.raises(BrokenSource, match=rf"^a\.json: expected .+ in the option '{name}' of hub\.toml, found "):
        read(a_source(**given))


def test_regions_need_a_year() -> None:
    with pytest.raises(BrokenSource, match=r"expected a year .+ found no such option"):
        options.year(a_source())
