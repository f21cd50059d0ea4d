import polars as pl
import pytest

from hub.identity.match import link


def standing(*rows: tuple[str, str, str, str | None, str | None]) -> pl.DataFrame:
    """Candidacies for the DPR in Aceh I by id, edition, name, gender and residence."""
    schema = ["candidacy_id", "edition_id", "name_on_ballot", "gender", "residence"]
    return pl.DataFrame(
        rows, schema=schema, orient="row", schema_overrides=dict.fromkeys(schema, pl.String)
    ).with_columns(office=pl.lit("DPR"), district_name=pl.lit("ACEH I"), province=pl.lit("11"))


IRMAWAN = standing(
    ("2014/a", "2014", "H. IRMAWAN, S.Sos.", "MALE", "KOTA BANDA ACEH"),
    ("2019/a", "2019", "H. IRMAWAN, S.Sos, MM", "MALE", "KOTA BANDA ACEH"),
    ("2024/a", "2024", "H. IRMAWAN, S.Sos., M.M.", "MALE", "KOTA BANDA ACEH"),
)


def test_three_spellings_of_one_candidate_are_one_person() -> None:
    assert link(IRMAWAN).clusters == dict.fromkeys(("2014/a", "2019/a", "2024/a"), "2014/a")


def test_the_order_of_rows_does_not_matter() -> None:
    found, again = link(IRMAWAN), link(IRMAWAN.reverse())
    assert found.clusters == again.clusters
    assert found.links.equals(again.links)


def test_two_of_one_edition_are_two_people_whatever_their_names() -> None:
    twice = standing(*(("2024/" + place, "2024", "IRMAWAN", "MALE", None) for place in "ab"))
    assert link(twice).clusters == {"2024/a": "2024/a", "2024/b": "2024/b"}


def test_two_names_are_two_people() -> None:
    two = standing(("2009/a", "2009", "BUDI SANTOSO", "MALE", None), ("2014/b", "2014", "ADI RUSTANTO", "MALE", None))
    assert len(set(link(two).clusters.values())) == 2


def test_nobody_is_nobody() -> None:
    assert link(IRMAWAN.clear()).clusters == {}


def test_no_labelled_pair_of_two_people_is_joined(published_data: object, labelled_pairs: pl.DataFrame) -> None:
    """Of the pairs read by hand no two people are joined, and nearly all that are one person are.

    Two members of 2009 are named without district and party, and so have no candidacy that a label could be of.
    """
    assert dict(labelled_pairs.group_by("same").len().iter_rows()) == {True: 637, False: 151}
    assert labelled_pairs.filter(~pl.col("same") & pl.col("joined")).is_empty()
    assert labelled_pairs.filter("same")["joined"].mean() == pytest.approx(1, abs=0.02)
