import numpy as np
import orjson
import pytest

from hub.recap.batch import NOT_REPORTED
from hub.recap.checks import check_forms, check_parents
from hub.recap.findings import findings_frame
from hub.recap.limits import limits_of
from hub.recap.tally import Tally
from hub.recap.tree import grow
from hub.tables.findings import Findings
from tests.recap.small import COLUMNS, REGIONS, batch, frame, node, small_tree, unit

TREE = small_tree()
GENERAL = limits_of(2024, "PRESIDENT")

SOUND = {"votes": [100, 90, 10], "registered_count": 250, "voted_count": 210, "valid_count": 200, "invalid_count": 10}


def tallied(**changed: object) -> Tally:
    tally = Tally(TREE, COLUMNS)
    tally.update(batch({"unit": unit(TREE, "n1-a")} | SOUND | changed))
    return tally


def found(tally: Tally, **options: object) -> list[tuple[str, dict[str, object]]]:
    findings = check_forms(tally, "2042/president", GENERAL, **options)
    return [
        (finding.rule, {key: finding.evidence[key] for key in finding.evidence if key != "law"}) for finding in findings
    ]


def test_a_sound_form_has_no_finding():
    assert found(tallied()) == []


@pytest.mark.parametrize(
    ("changed", "rule", "evidence"),
    [
        ({"invalid_count": 11}, "ballots-differ", {"voted": 210, "valid and invalid": 211}),
        ({"votes": [100, 90, 9]}, "votes-differ", {"valid": 200, "votes of all options": 199}),
        ({"registered_count": 204}, "voted-over-registered", {"registered with reserve": 209, "voted": 210}),
    ],
)
def test_each_contradiction_has_both_figures(changed: dict[str, object], rule: str, evidence: dict[str, int]):
    assert found(tallied(**changed)) == [(rule, evidence)]


def test_the_reserve_of_ballots_may_be_used_up():
    assert found(tallied(registered_count=205)) == []


def test_more_votes_than_a_station_can_have_ballots():
    tally = tallied(votes=[900, 90, 10], valid_count=None, voted_count=None)
    assert found(tally) == [("votes-over-limit", {"ballots of a station": 306, "ballots counted": 1000})]


def test_the_limit_of_a_station_does_not_bind_a_larger_unit():
    tally = Tally(TREE, COLUMNS)
    tally.update(batch({"unit": unit(TREE, "abroad"), "votes": [9000, 1, 1]}))
    assert found(tally) == []


def test_a_figure_that_is_not_stated_contradicts_nothing():
    assert found(tallied(votes=[100, None, 10], valid_count=250, voted_count=None, registered_count=None)) == []


def test_an_option_that_is_not_on_the_ballot_adds_nothing():
    tally = tallied(votes=[100, 90, None], valid_count=189, invalid_count=21)
    listed = np.ones((TREE.units.height, 3), dtype=np.bool_)
    assert found(tally, listed=listed) == []
    listed[:, 2] = False
    assert found(tally, listed=listed) == [("votes-differ", {"valid": 189, "votes of all options": 190})]


def test_in_a_partial_count_only_the_form_of_a_station_contradicts_itself():
    tally = tallied(invalid_count=11)
    tally.update(batch({"unit": unit(TREE, "abroad")} | SOUND | {"invalid_count": 11}))
    severities = {each.region_id: each.severity for each in check_forms(tally, "2042/president", partial=True)}
    assert severities == {"n1-a": "WARNING", "abroad": "INFO"}


def stated(**figures: int) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    sheet = np.full((TREE.nodes.height, COLUMNS.width), NOT_REPORTED, dtype=np.int64)
    for region_id, figure in figures.items():
        sheet[node(TREE, region_id.replace("_", "-")), 0] = figure
    return sheet


def parents(tally: Tally, sheet: np.ndarray[tuple[int, int], np.dtype[np.int64]]) -> list[tuple[str, str, int, int]]:
    return [
        (each.region_id, each.severity, each.evidence["the sum of its parts"], each.evidence["the stated figure"])
        for each in check_parents(tally, sheet, "2042/president")
    ]


def everywhere() -> Tally:
    tally = Tally(TREE, COLUMNS)
    tally.update(batch(*({"unit": place} | SOUND for place in range(TREE.units.height))))
    return tally


def test_a_parent_that_differs_from_the_sum_of_its_children():
    assert parents(everywhere(), stated(north_1=300, north=400, nation=700)) == []
    assert parents(everywhere(), stated(north=401)) == [("north", "WARNING", 400, 401)]


def test_an_error_is_told_once_where_it_was_made():
    carried_up = stated(north_1=310, north=410, south=200, nation=710)
    assert parents(everywhere(), carried_up) == [("north-1", "WARNING", 300, 310)]


def test_a_parent_that_is_ahead_of_its_children_is_to_be_expected():
    one_of_three = tallied()
    assert parents(one_of_three, stated(north_1=300)) == [("north-1", "INFO", 100, 300)]
    assert parents(one_of_three, stated(north_1=99)) == [("north-1", "WARNING", 100, 99)]


def test_a_parent_with_a_part_that_lacks_the_figure_is_to_be_expected() -> None:
    tally = everywhere()
    tally.update(batch({"unit": unit(TREE, "n1-b"), "revision": 2} | SOUND | {"votes": [None, 90, 10]}))
    assert parents(tally, stated(north_1=300, north=400)) == [("north-1", "INFO", 200, 300)]
    assert parents(tally, stated(nation=700)) == [("nation", "INFO", 600, 700)], "below a region that states nothing"
    assert parents(tally, stated(north_1=199)) == [("north-1", "WARNING", 200, 199)]


def test_a_parent_whose_children_say_nothing_contradicts_nothing():
    assert parents(Tally(TREE, COLUMNS), stated(north=400)) == []


def test_findings_are_rows_of_the_table_of_findings():
    findings = list(check_forms(tallied(invalid_count=11, votes=[1, 1, 1]), "2042/president", GENERAL))
    frame = Findings.validate(findings_frame([*findings, *findings]), cast=True)
    assert frame.height == len(findings) == 2
    row = frame.filter(frame["rule"] == "ballots-differ").row(0, named=True)
    assert row["subject_key"] == "2042/president"
    assert orjson.loads(row["evidence"]) == {
        "contest": "2042/president",
        "region": "n1-a",
        "voted": 210,
        "valid and invalid": 211,
    }
    assert row["message"] == "N1-A (n1-a): expected valid and invalid equal to voted, 210; found 211"


def test_no_findings_are_an_empty_table():
    assert Findings.validate(findings_frame([]), cast=True).is_empty()


def test_the_limit_of_a_station_does_not_bind_stations_abroad() -> None:
    regions = [*REGIONS, ("mission", "abroad", "REGENCY"), ("m-1", "mission", "POLLING_STATION"), ("p-1", "abroad", "POLLING_STATION")]  # fmt: skip
    tree = grow(frame(regions))
    tally = Tally(tree, COLUMNS)
    tally.update(batch(*({"unit": unit(tree, name), "votes": [900, 90, 10]} for name in ("m-1", "p-1", "n1-a"))))
    assert [each.region_id for each in check_forms(tally, "2042/president", GENERAL)] == ["n1-a"]
