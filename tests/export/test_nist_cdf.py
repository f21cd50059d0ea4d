"""Results as NIST SP 1500-100 has them: valid by its schemas, closed references, and the figures of the release."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator, FormatChecker
from lxml import etree

from hub.errors import UsageError
from hub.export import export
from hub.export.nist_cdf import NAMESPACE, _id
from hub.release import Release
from hub.tables import BY_NAME
from tests.mini import ODD_NAMES, tables, write_mini

SCHEMA = "nist-cdf-v2/NIST_V2_election_results_reporting"
Report = dict[str, Any]


def nodes(held: Any) -> Iterator[Report]:
    """Yield every object of a report."""
    if isinstance(held, dict):
        yield held
    for inner in held.values() if isinstance(held, dict) else held if isinstance(held, list) else ():
        yield from nodes(inner)


def total(selection: Report, kind: str = "total", other: str | None = None) -> int | None:
    counts = selection.get("VoteCounts", [])
    return next((each["Count"] for each in counts if (each["Type"], each.get("OtherType")) == (kind, other)), None)


@pytest.fixture(scope="module", params=["mini", "sample"])
def release(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Release:
    if request.param == "mini":
        return write_mini(tmp_path_factory.mktemp("counted"))
    found: Release = request.getfixturevalue("sample_release")
    return found


@pytest.fixture(scope="module")
def files(release: Release, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("reports")
    made = folder / "report.json", folder / "report.xml"
    for path in made:
        assert export(release, "nist-cdf", path) == [path]
    return made


@pytest.fixture(scope="module")
def report(files: tuple[Path, Path]) -> Report:
    found: Report = json.loads(files[0].read_bytes())
    return found


def test_it_is_valid_by_the_schemas(files: tuple[Path, Path], report: Report, standards: Path) -> None:
    schema = json.loads((standards / f"{SCHEMA}.json").read_bytes())
    assert list(Draft4Validator(schema, format_checker=FormatChecker()).iter_errors(report)) == []
    checked = etree.XMLSchema(etree.parse(standards / f"{SCHEMA}.xsd"))
    checked.assertValid(etree.parse(files[1]))
    broken = etree.parse(files[1])
    broken.getroot().remove(broken.find(f"{{{NAMESPACE}}}Status"))
    assert not checked.validate(broken), "the schema is asked"


def test_every_reference_is_to_something_in_it(report: Report) -> None:
    keys = [each["@id"] for each in nodes(report) if "@id" in each]
    assert len(keys) == len(set(keys))
    for each in nodes(report):
        for name, held in each.items():
            if name.endswith(("Id", "Ids")) and not name.startswith(("Vendor", "@")):
                assert {held} if isinstance(held, str) else set(held) <= set(keys), f"{name}: {held}"


def test_both_forms_say_the_same(files: tuple[Path, Path], report: Report) -> None:
    read = etree.parse(files[1])
    kinds = {each["@id"]: each["@type"].rpartition(".")[2] for each in nodes(report) if "@id" in each}
    written = [each for each in read.iter() if each.get("ObjectId")]
    typed = "{http://www.w3.org/2001/XMLSchema-instance}type"
    assert [(each.get("ObjectId"), each.get(typed) or etree.QName(each).localname) for each in written] == [
        *kinds.items()
    ]
    counts = [int(each.text) for each in read.iter(f"{{{NAMESPACE}}}Count")]
    assert counts == [each["Count"] for each in nodes(report) if each["@type"] == "ElectionResults.VoteCounts"]
    texts = [each.text for each in read.iter(f"{{{NAMESPACE}}}Text")]
    assert texts == [each["Content"] for each in nodes(report) if "Content" in each]


def test_lists_have_votes_and_seats_and_nothing_is_made_up(release: Release, report: Report) -> None:
    outcomes = release.table(BY_NAME["outcomes"]).select("outcome_id", "contest_id")
    lists = release.table(BY_NAME["outcome_lists"]).join(outcomes, on="outcome_id")
    choices = release.table(BY_NAME["outcome_choices"]).join(outcomes, on="outcome_id")
    selections = {each["@id"]: each for contest in contests(report) for each in contest.get("ContestSelection", [])}
    for row in lists.iter_rows(named=True):
        selection = selections[_id("sel", f"{row['contest_id']}~{row['nomination_id']}") or ""]
        assert (total(selection), total(selection, "seats")) == (row["votes_count"], row["seats_stated_count"])
    stated = choices.filter(pl.col("votes_count").is_not_null())
    for row in stated.iter_rows(named=True):
        key = row["ticket_id"] or row["candidacy_id"]
        if key:
            assert total(selections[_id("sel", key) or ""]) == row["votes_count"]
        else:
            party = selections[_id("sel", f"{row['contest_id']}~{row['nomination_id']}") or ""]
            assert total(party, "other", "party-only") == row["votes_count"]
    known = stated.height + lists["votes_count"].count() + lists["seats_stated_count"].count()
    assert sum(len(each.get("VoteCounts", [])) for each in selections.values()) == known


def test_notes_say_what_stands_for_days_that_are_not_known(report: Report) -> None:
    for stated in (
        "GeneratedDate is the latest voting day",
        "1970-01-01 where none is known",
        "the first and the last day of the year",
    ):
        assert stated in report["Notes"]


def test_contests_state_their_seats(release: Release, report: Report) -> None:
    held = {row["contest_id"]: row for row in release.table(BY_NAME["contests"]).iter_rows(named=True)}
    assert {each["@id"] for each in contests(report)} == {_id("con", key) for key in held}
    told = {each["@id"]: each.get("NumberElected") for each in contests(report)}
    assert told == {_id("con", key): row["seats_count"] for key, row in held.items()}
    elected = release.table(BY_NAME["candidacies"]).filter("elected").height
    won = [each for each in nodes(report) if each.get("PostElectionStatus") == "winner"]
    assert len(won) == elected


def contests(report: Report) -> list[Report]:
    return [each for election in report["Election"] for each in election["Contest"]]


def test_one_edition_alone(tmp_path: Path) -> None:
    release = write_mini(tmp_path / "out")
    export(release, "nist-cdf", tmp_path / "one.json", "2042")
    report = json.loads((tmp_path / "one.json").read_bytes())
    (election,) = report["Election"]
    assert election["Name"]["Text"][1] == {
        "@type": "ElectionResults.LanguageString", "Content": "General election 2042", "Language": "en",
    }  # fmt: skip
    assert (election["StartDate"], report["Status"]) == ("2042-02-14", "unofficial-partial")
    names = {each["BallotName"]["Text"][0]["Content"] for each in election["Candidate"]}
    assert set(ODD_NAMES) <= names
    (pair,) = [each for each in nodes(election) if len(each.get("CandidateIds", [])) == 2]
    assert (total(pair), len(pair["EndorsementPartyIds"])) == (1234, 1)


def test_votes_for_the_empty_column_are_a_selection_without_candidates(tmp_path: Path, standards: Path) -> None:
    content = tables()
    pair = content["tickets"].head(1)
    empty = pair.with_columns(ticket_id=pair["ticket_id"] + "0", ballot_number=10, name=pl.lit("KOLOM KOSONG"))
    content["tickets"] = pl.concat([content["tickets"], empty.cast(pair.schema)])
    choice = content["outcome_choices"].filter(pl.col("ticket_id").is_in(pair["ticket_id"].implode()))
    against = choice.with_columns(choice_id=choice["choice_id"] + "0", ticket_id=empty["ticket_id"], votes_count=77)
    content["outcome_choices"] = pl.concat([content["outcome_choices"], against.cast(choice.schema)])
    export(write_mini(tmp_path / "out", content), "nist-cdf", tmp_path / "report.json")
    report = json.loads((tmp_path / "report.json").read_bytes())
    schema = json.loads((standards / f"{SCHEMA}.json").read_bytes())
    assert list(Draft4Validator(schema, format_checker=FormatChecker()).iter_errors(report)) == []
    (selection,) = [
        each for each in nodes(report) if each["@type"].endswith("CandidateSelection") and "CandidateIds" not in each
    ]
    assert (total(selection), selection["SequenceOrder"]) == (77, 10)
    assert "A selection without candidates is the empty column" in report["Notes"]


def test_what_xml_cannot_hold_is_replaced(tmp_path: Path) -> None:
    content = tables()
    content["persons"] = content["persons"].with_columns(name=pl.lit("A\x00<&\x0bB"))
    release = write_mini(tmp_path / "out", content)
    export(release, "nist-cdf", tmp_path / "report.xml")
    read = etree.parse(tmp_path / "report.xml")
    assert {each.findtext(".//{*}Text") for each in read.iter(f"{{{NAMESPACE}}}Person")} == {"A\ufffd<&\ufffdB"}


def test_a_folder_is_refused(tmp_path: Path) -> None:
    release = write_mini(tmp_path / "out")
    for name in ("nist-cdf", "popolo"):
        with pytest.raises(UsageError, match="expected --out to be a file"):
            export(release, name, tmp_path)


@given(st.lists(st.text(alphabet="a/~._@ 1-é", max_size=6), min_size=2, max_size=2, unique=True))
def test_different_keys_stay_different_as_xml_names(keys: list[str]) -> None:
    first, second = (_id("x", key) or "" for key in keys)
    assert first != second
    etree.fromstring(f"<{first}/>")
