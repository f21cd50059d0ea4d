"""The measured quality that travels with the model: of this model, above what is asked of it, and counted rightly."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from hub.identity import model, quality
from hub.identity.strangers import SCHEMA
from hub.release import Release
from hub.release.verify import problems
from scripts.identity import report, terms

ROOT = Path(__file__).parents[2]

Stated = dict[str, dict[str, float]]


def group(evidence: str, name: str) -> Stated:
    """Return the figures of a group."""
    rows: list[Any] = quality.measured()["figures"]
    (found,) = (row for row in rows if (row["evidence"], row["group"]) == (evidence, name))
    stated: Stated = found
    return stated


def test_with_birth_dates_hardly_a_link_is_false() -> None:
    figures = group("WITH_BIRTH_DATES", "GIVEN")
    assert figures["precision"]["share"] >= 0.995
    assert figures["precision"]["low"] >= 0.98
    assert figures["recall"]["share"] >= 0.95
    assert figures["reached"]["share"] >= 0.98


@pytest.mark.parametrize(
    ("name", "precision", "recall", "reached"), [("DPR", 0.99, 0.96, 0.99), ("ACROSS_OFFICES", 0.97, 0.8, 0.95)]
)
def test_without_birth_dates_most_is_found(name: str, precision: float, recall: float, reached: float) -> None:
    figures = group("BIRTH_DATES_HIDDEN", name)
    assert figures["precision"]["share"] >= precision
    assert figures["recall"]["share"] >= recall
    assert figures["reached"]["share"] >= reached


def test_blocking_keeps_labelled_pairs() -> None:
    assert all(kept["share"] >= 0.995 for kept in quality.measured()["blocking"].values())


def test_measurements_are_of_the_packaged_model(monkeypatch: pytest.MonkeyPatch) -> None:
    assert quality.measured()["model"] == model.packaged().version
    other = model.read({**json.loads('{"version": "0"}'), **_empty_model()})
    monkeypatch.setattr(model, "packaged", lambda: other)
    quality.measured.cache_clear()
    with pytest.raises(ValueError, match="expected measurements of model 0"):
        quality.measured()
    quality.measured.cache_clear()


def _empty_model() -> dict[str, object]:
    return {
        "intercept": 0.0, "terms": [], "calibration": {key: {"scale": 1.0, "shift": 0.0} for key in ("one_office", "across_offices")}, "birth": {"weights": {}},
        "bands": {"link_from": 0.9, "review_from": 0.1},
    }  # fmt: skip


def test_what_waits_is_neither_judged_nor_joined_already() -> None:
    links = pl.DataFrame(
        [
            ("2014/dpr/1/1/1", "2019/dpr/1/1/1", "LINKED", True, None),
            ("2014/dpr/1/1/2", "2019/dpr/1/1/2", "REVIEW", False, None),
            ("2014/dpr/1/1/3", "2019/dpr/1/1/3", "REVIEW", True, None),
            ("2014/dpr/1/1/4", "2019/dpr/1/1/4", "REVIEW", False, "j-1"),
            ("2014/dpd/1/4", "2019/dpr/1/1/5", "APART", False, "j-2"),
        ],
        schema=["left_id", "right_id", "band", "is_same_person", "judgement_id"],
        orient="row",
    )
    assert quality.counted(links) == [
        {"left_list": "2014/dpd", "right_list": "2019/dpr", "linked": 0, "one_person": 0, "judged": 1, "to_review": 0},
        {"left_list": "2014/dpr", "right_list": "2019/dpr", "linked": 1, "one_person": 2, "judged": 1, "to_review": 1},
    ]
    assert quality.counted(links.clear()) == []


def test_of_each_two_lists_rates_are_told_or_are_null() -> None:
    links = pl.DataFrame(
        [
            ("2009/dpr/1/1/1", "2014/dpr/1/1/1", "LINKED", True, None),
            ("2014/dpr/1/1/1", "2019/dpr/1/1/1", "LINKED", True, None),
            ("2014/dpd/1/4", "2019/dpr/1/1/5", "LINKED", True, None),
        ],
        schema=["left_id", "right_id", "band", "is_same_person", "judgement_id"],
        orient="row",
    )
    told = pl.DataFrame(
        [("2014/dpr", "2019/dpr", 4, 2.5, 0.002, 0.001, 0.005), ("2014/dpd", "2019/dpr", None, None, None, None, None)],
        schema=SCHEMA, orient="row",
    )  # fmt: skip
    rated = {(row["left_list"], row["right_list"]): row for row in quality.of_release(links, told)["linked"]}
    assert rated["2014/dpr", "2019/dpr"]["expected"] == {
        "pairs_within": 4, "false_links_expected": 2.5, "false_share": 0.002, "false_share_low": 0.001, "false_share_high": 0.005,
    }  # fmt: skip
    assert rated["2009/dpr", "2014/dpr"]["labelled"]["BIRTH_DATES_HIDDEN"]["precision"]["share"] > 0.99
    assert rated["2009/dpr", "2014/dpr"]["expected"] is None
    assert rated["2009/dpr", "2014/dpr"]["false_links"]["by"] == "LABELS"
    assert rated["2009/dpr", "2014/dpr"]["not_measured"] is None
    assert (rated["2014/dpd", "2019/dpr"]["false_links"], rated["2014/dpd", "2019/dpr"]["not_measured"]) == (
        None, "LISTS_TOO_SHORT",
    )  # fmt: skip
    assert (rated["2014/dpd", "2019/dpr"]["labelled"], rated["2014/dpd", "2019/dpr"]["expected"]) == (None, None)


def test_pairs_within_lists_tell_a_rate_where_nobody_read_and_links_are_many() -> None:
    def rated(links_count: int) -> dict[str, Any]:
        links = pl.DataFrame(
            [(f"2009/dprd-province/1/1/{n}", f"2014/dprd-province/1/1/{n}", "LINKED", True, None) for n in range(links_count)],
            schema=["left_id", "right_id", "band", "is_same_person", "judgement_id"], orient="row",
        )  # fmt: skip
        told = pl.DataFrame(
            [("2009/dprd-province", "2014/dprd-province", 1, 0.5, 0.005, 0.001, 0.02)], schema=SCHEMA, orient="row"
        )
        (row,) = quality.of_release(links, told)["linked"]
        return dict(row)

    assert rated(quality.LEAST_LINKED)["false_links"] == {
        "share": 0.005, "low": 0.001, "high": 0.02, "by": "PAIRS_WITHIN_LISTS",
    }  # fmt: skip
    few = rated(quality.LEAST_LINKED - 1)
    assert (few["false_links"], few["not_measured"]) == (None, "FEW_LINKS")


def test_every_weight_has_the_sign_that_is_meant() -> None:
    packaged = json.loads((ROOT / "hub" / "identity" / "model.json").read_text(encoding="utf-8"))
    weights = {term["name"]: term["weight"] for term in packaged["terms"]}
    assert weights.keys() >= terms.HELPS | terms.HINDERS
    assert not terms.HELPS & terms.HINDERS
    assert {name for name in terms.HELPS if weights[name] < 0} == set()
    assert {name for name in terms.HINDERS if weights[name] > 0} == set(), "a differing first letter never helps"


def test_a_release_holds_the_document_and_vouches_for_it(sample_release: Release) -> None:
    content = sample_release.document("quality.json")
    assert content is not None
    stated = json.loads(content)
    assert stated["identity"]["measured"] == quality.measured()
    lists = {(row["left_list"], row["right_list"]): row for row in stated["identity"]["linked"]}
    assert lists["2019/dpr", "2024/dpr"]["linked"] > 50
    assert stated["findings_by_rule"] == sample_release.manifest.quality["findings_by_rule"]
    assert problems(sample_release) == []


def test_the_page_shows_the_packaged_measurements() -> None:
    page = (ROOT / "docs" / "identity.md").read_text(encoding="utf-8")
    assert "\n".join(report.lines(quality.measured())) in page
