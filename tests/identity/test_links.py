"""The tables of links and judgements as a build makes them, and the findings about judgements that cannot be followed."""

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from hub.cli.main import app
from hub.identity.judgements import Judgement, Verdict, append
from hub.release import Release
from hub.tables.candidacies import Candidacies
from hub.tables.links import Links
from tests.command import hub
from tests.identity.invented import ASTA, ASTAGUNA, WIDURI_42, ask, write_workspace

FINDINGS = '{ findings(where: {rule: {in: ["judgement-waits", "judgement-contradicted"]}}) { nodes { rule severity message } } }'


@pytest.fixture(scope="module")
def links(sample_release: Release) -> pl.DataFrame:
    """The links of the sample, with edition and person of both candidacies."""
    standing = sample_release.table(Candidacies).select("candidacy_id", "edition_id", "person_id")
    found = sample_release.table(Links)
    for side in ("left", "right"):
        named = standing.rename({name: f"{side}_{name}" for name in ("edition_id", "person_id")})
        found = found.join(named, left_on=f"{side}_id", right_on="candidacy_id")
    return found


def test_every_band_but_apart_is_there_and_every_pair_is_told_in_words(links: pl.DataFrame) -> None:
    assert set(links["band"].cast(pl.String)) == {"LINKED", "REVIEW"}
    assert (links["reasons"].list.len() >= 1).all()
    assert links["score"].is_between(0, 1).all()
    assert links["link_id"].to_list() == (links["left_id"] + "~" + links["right_id"]).to_list()


def test_the_earlier_edition_stands_on_the_left(links: pl.DataFrame) -> None:
    assert (links["left_edition_id"] < links["right_edition_id"]).all()


def test_a_link_says_what_the_release_holds(links: pl.DataFrame) -> None:
    assert links["is_same_person"].to_list() == (links["left_person_id"] == links["right_person_id"]).to_list()
    assert links.filter(pl.col("band") == "LINKED")["is_same_person"].all(), "linked without a judgement is joined"


def test_who_is_one_person_is_so_by_linked_pairs_or_by_judgement(sample_release: Release, links: pl.DataFrame) -> None:
    standing = sample_release.table(Candidacies).group_by("person_id").agg("candidacy_id")
    several = standing.filter(pl.col("candidacy_id").list.len() > 1)["candidacy_id"].explode()
    linked = links.filter(
        (pl.col("band") == "LINKED") | (pl.col("judgement_id").is_not_null() & pl.col("is_same_person"))
    )
    assert set(several) == set(linked["left_id"]) | set(linked["right_id"])


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return write_workspace(tmp_path)


def judge(workspace: Path, *verdicts: tuple[str, str, Verdict]) -> None:
    for left, right, verdict in verdicts:
        record = Judgement(left=left, right=right, verdict=verdict, by="Ani", at=datetime.now(UTC), why="seen")
        append(workspace / "judgements" / "persons", record)


def test_a_judgement_on_a_candidacy_of_another_build_waits(workspace: Path) -> None:
    judge(workspace, (ASTA, "2052/dpr/1/1/1", "same"))
    hub("build", workspace)
    (finding,) = ask(workspace, FINDINGS)["findings"]["nodes"]
    assert (finding["rule"], finding["severity"]) == ("judgement-waits", "INFO")
    assert "2052/dpr/1/1/1" in finding["message"]
    assert ask(workspace, "{ judgements { totalCount } }") == {"judgements": {"totalCount": 0}}


def test_judgements_that_contradict_each_other_fail_a_check_and_join_nobody(workspace: Path) -> None:
    judge(workspace, (ASTA, ASTAGUNA, "same"), (ASTA, WIDURI_42, "same"))
    checked = CliRunner().invoke(app, ["check", str(workspace)])
    assert checked.exit_code == 1
    hub("build", workspace)
    (finding,) = ask(workspace, FINDINGS)["findings"]["nodes"]
    assert (finding["rule"], finding["severity"]) == ("judgement-contradicted", "ERROR")
    assert f"{WIDURI_42} and {ASTAGUNA} stand in one edition" in finding["message"]
    assert "undo the judgement that is wrong" in finding["message"]
    held = ask(workspace, "{ links { nodes { isSamePerson judgement { verdict } } } }")["links"]["nodes"]
    assert [link["isSamePerson"] for link in held if link["judgement"]] == [False, False]
