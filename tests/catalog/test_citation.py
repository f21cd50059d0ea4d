"""How to cite a release: the same of equal releases, in forms that other programs read."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from hub import __version__
from hub.catalog.citation import FORMS, citation
from hub.release import Release
from tests.command import hub, outcome
from tests.conftest import ROOT
from tests.mini import write_mini


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return write_mini(tmp_path_factory.mktemp("cited"))


@pytest.mark.parametrize("form", FORMS)
def test_every_form_names_the_release_and_its_iri(form: str, release: Release) -> None:
    text = citation(release).text(form)
    assert release.id in text
    assert f"https://example.org/pemilu/release/{release.id}" in text
    assert text.endswith("\n")


def test_the_day_is_that_of_the_newest_facts(release: Release) -> None:
    cited = citation(release)
    assert cited.as_of == "2042-03-31"
    assert json.loads(cited.text("json"))[0]["issued"] == {"date-parts": [[2042, 3, 31]]}
    assert "year = {2042}" in cited.text("bib")


def test_what_a_title_has_of_tex_is_escaped(release: Release) -> None:
    cited = replace(citation(release), title="Suara & kursi, 100% {DPR}_1")
    assert r"title = {Suara \& kursi, 100\% \{DPR\}\_1}," in cited.text("bib")
    assert json.loads(cited.text("json"))[0]["title"] == "Suara & kursi, 100% {DPR}_1"


@pytest.mark.parametrize("text", ["CITATION.cff", "a release"])
def test_citation_files_have_what_their_format_needs(text: str, release: Release) -> None:
    """The schema itself is asked by `make check-citation`: its validator needs an older library than we have."""
    content = (ROOT / text).read_text(encoding="utf-8") if text == "CITATION.cff" else citation(release).text("cff")
    cff = yaml.safe_load(content)
    assert {"cff-version", "message", "title", "authors"} <= cff.keys()
    assert cff["cff-version"] == "1.2.0"
    assert cff["type"] == ("software" if text == "CITATION.cff" else "dataset")
    assert all(author.keys() == {"name"} for author in cff["authors"])


def test_the_software_is_cited_in_its_version() -> None:
    assert yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))["version"] == __version__


def test_the_command_prints_it(sample_out: Path) -> None:
    assert re.search(r"release \d+ \([0-9a-f]{16}\)", hub("cite", sample_out))
    assert "@misc{pemilu-" in hub("cite", sample_out, "--format", "bib")
    code, said = outcome("cite", sample_out, "--format", "ris")
    assert code == 2
    assert "expected --format to be one of txt, bib, cff, json" in said
