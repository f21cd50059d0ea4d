"""Nothing is licensed here that its publisher did not license."""

import pytest

from hub.catalog.licences import Terms


@pytest.mark.parametrize(
    ("terms", "licence"),
    [
        (Terms(("CC BY 4.0",), is_open_question=False), "http://creativecommons.org/licenses/by/4.0/"),
        (Terms(("CC BY 4.0",), is_open_question=True), None),
        (Terms(("CC BY 4.0", "MIT"), is_open_question=False), None),
        (Terms(("public record",), is_open_question=False), None),
        (Terms((), is_open_question=True), None),
    ],
)
def test_one_licence_only_where_every_source_states_it(terms: Terms, licence: str | None) -> None:
    assert terms.licence == licence


def test_silence_is_said() -> None:
    assert "no licence" in Terms((), is_open_question=True).in_words
    assert "state none" in Terms(("CC BY 4.0",), is_open_question=True).in_words
