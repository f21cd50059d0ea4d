"""Closed lists, as the ontology defines them in both languages."""

import pytest

from hub.translation import Both, closed_list


def test_a_value_means_what_the_ontology_defines() -> None:
    assert closed_list("status/")["CERTIFIED"] == Both(
        "Certified by the electoral management body.", "Ditetapkan oleh penyelenggara pemilu."
    )


def test_a_value_that_is_only_labelled_is_told_by_its_label() -> None:
    assert closed_list("genders")["FEMALE"] == Both("Female.", "Perempuan.")


def test_a_list_that_the_ontology_does_not_have_is_no_list() -> None:
    with pytest.raises(KeyError, match="colours"):
        closed_list("colours/")
