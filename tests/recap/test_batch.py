import pytest

from hub.errors import BrokenSource
from hub.recap.batch import NOT_REPORTED, Batch, lay_out
from tests.recap.small import COLUMNS, UNITS_COUNT, batch


def test_the_latest_revision_of_a_form_stands():
    sheet = lay_out(
        batch({"unit": 2, "revision": 2, "votes": [4, 5, 6]}, {"unit": 2, "votes": [1, 2, 3]}), COLUMNS, UNITS_COUNT
    )
    assert sheet.units.tolist() == [2]
    assert sheet.revisions.tolist() == [[2, 0]]
    assert sheet.values[0, :3].tolist() == [4, 5, 6]
    assert sheet.superseded_count == 1


def test_what_is_not_stated_is_not_zero():
    sheet = lay_out(batch({"unit": 0, "votes": [0, None, 1], "valid_count": 0}), COLUMNS, UNITS_COUNT)
    assert sheet.values[0, :7].tolist() == [0, NOT_REPORTED, 1, NOT_REPORTED, NOT_REPORTED, 0, NOT_REPORTED]


def test_an_empty_batch_is_no_trouble():
    assert lay_out(batch(), COLUMNS, UNITS_COUNT).units.tolist() == []


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ({"unit": UNITS_COUNT, "votes": [1]}, "expected a unit from 0 to 6, found 7"),
        ({"unit": 0, "contest": 2, "votes": [1]}, "expected a contest from 0 to 1, found 2"),
        (
            {"unit": 0, "contest": 1, "votes": [1, 2, 3]},
            "expected an option from 1 to 2 in 2042/dpr, found 3 of unit 0",
        ),
        ({"unit": 0, "votes": [-3]}, "expected a votes_count from 0 to 2147483646, found -3"),
        ({"unit": 0, "votes": [1], "valid_count": -1}, "expected a valid_count from 0"),
        ({"unit": 0, "votes": [1], "revision": 0}, "expected a revision from 1"),
    ],
)
def test_what_cannot_be_placed_is_told(form: dict[str, object], message: str):
    with pytest.raises(BrokenSource, match=message):
        lay_out(batch(form), COLUMNS, UNITS_COUNT)


def test_a_form_stated_twice_is_told():
    twice = batch({"unit": 3, "votes": [1, 2, 3]}, {"unit": 3, "votes": [1, 2, 3]})
    with pytest.raises(BrokenSource, match="found two of unit 3, contest 0, revision 1"):
        lay_out(twice, COLUMNS, UNITS_COUNT)


def test_a_cell_stated_twice_is_told():
    once = batch({"unit": 3, "votes": [1, 2, 3]})
    other = batch({"unit": 3, "votes": [7]})
    with pytest.raises(BrokenSource, match="found the votes 1 and 7 for one option"):
        lay_out(Batch(once.forms, once.cells.vstack(other.cells)), COLUMNS, UNITS_COUNT)


@pytest.mark.parametrize(
    "form",
    [
        {"unit": 4, "votes": [1]},
        {"unit": 3, "contest": 1, "votes": [1]},
        {"unit": 3, "contest": 1, "revision": 0, "votes": [1]},
        {"unit": 3, "revision": 2, "votes": [1]},
    ],
)
def test_a_cell_without_its_form_is_told(form: dict[str, object]):
    once, stray = batch({"unit": 3, "votes": [1, 2, 3]}), batch(form)
    with pytest.raises(BrokenSource, match="and no such form"):
        lay_out(Batch(once.forms, once.cells.vstack(stray.cells)), COLUMNS, UNITS_COUNT)


def test_cells_without_any_form_are_told():
    stray = batch({"unit": 3, "votes": [1]})
    with pytest.raises(BrokenSource, match="found a cell of unit 3, contest 0, revision 1"):
        lay_out(Batch(stray.forms.clear(), stray.cells), COLUMNS, UNITS_COUNT)
