"""Units: regencies, or the subdistricts of a regency that an edition cuts; regions that were split off are found in earlier lists."""

from fractions import Fraction

from hub.crosswalk.units import Division, cut_by, with_later_regions

LEVELS = {
    "P": "PROVINCE",
    "A": "REGENCY",
    "B": "REGENCY",
    "a1": "SUBDISTRICT",
    "a2": "SUBDISTRICT",
    "a3": "SUBDISTRICT",
    "v": "VILLAGE",
}
PARENTS = {"A": "P", "B": "P", "a1": "A", "a2": "A", "a3": "A"}
DIVISION = Division(LEVELS, PARENTS)


def test_a_regency_is_whole_where_no_edition_cuts_it() -> None:
    cut = cut_by(DIVISION, {"x": {"A"}, "y": {"B"}}, {"z": {"P"}})
    assert cut.units({"z": {"P"}}) == {"z": {"A", "B"}}
    assert cut.regencies("A") == 1


def test_a_regency_that_one_edition_cuts_stands_for_its_subdistricts() -> None:
    old, new = {"x": {"A", "B"}}, {"y": {"a1", "a2", "v"}, "z": {"a3", "B"}}
    cut = cut_by(DIVISION, old, new)
    assert cut.units(old) == {"x": {"a1", "a2", "a3", "B"}}
    assert cut.units(new) == {"y": {"a1", "a2"}, "z": {"a3", "B"}}
    assert sum(cut.regencies(unit) for unit in cut.units(old)["x"]) == 2
    assert cut.regencies("a1") == Fraction(1, 3)


def test_a_region_split_off_later_lies_where_the_earlier_one_lay() -> None:
    splits = [("A", "C", 2020), ("C", "D", 2022), ("B", "E", 2010)]
    listed = {"x": {"A"}, "y": {"B"}}
    assert with_later_regions(listed, splits, 2014) == {"x": {"A", "C", "D"}, "y": {"B"}}
    assert with_later_regions({"x": {"A"}, "y": {"C"}}, splits, 2014) == {"x": {"A"}, "y": {"C", "D"}}
    assert listed == {"x": {"A"}, "y": {"B"}}
