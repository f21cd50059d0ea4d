"""Regions, members and figures of the real data meet as their sources mean: the codes of Papua, members by name, figures that differ."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from tests.indonesia.conftest import Ask, Tables

PROVINCES = ("91", "92", "93", "94", "95", "96")
TREE = Path("2024-kawalpemilu-regions", "src", "assets", "tps2.json")
LIST = Path("wilayah-kemendagri", "wilayah.sql")


def dotted(digits: str) -> str:
    return ".".join(part for part in (digits[:2], digits[2:4], digits[4:6], digits[6:]) if part)


def letters(name: str) -> str:
    bare = re.sub(r"^(kabupaten|kab\.|kota)\s", "", name.lower())
    return re.sub(r"[^a-z0-9]", "", bare)


def counted(data: Path) -> Iterator[tuple[str, str, str]]:
    """Yield scheme, code and name of every region of the six provinces, as the commission counted there in 2024."""
    for digits, name in json.loads((data / TREE).read_text())["id2name"].items():
        if digits[:2] in PROVINCES:
            yield "kpu" if digits[:2] == "96" and len(digits) > 4 else "kemendagri", dotted(digits), name


def official(data: Path) -> Iterator[tuple[str, str, str]]:
    """Yield scheme, code and name of every region of the six provinces, as the ministry's newest list has them."""
    for code, name in re.findall(r"\('([0-9.]+)','((?:[^']|'')*)'", (data / LIST).read_text()):
        if code[:2] in PROVINCES:
            yield "kemendagri", code, name.replace("''", "'")


def test_every_code_resolves_to_the_region_of_that_name(table: Tables, published_data: Path) -> None:
    codes = table("region_codes").select(pl.col("scheme").cast(pl.String), "value", "region_id")
    region_of = {(scheme, value): region for scheme, value, region in codes.iter_rows()}
    names: dict[str, set[str]] = {}
    for region, name in table("region_names").select("region_id", "name").iter_rows():
        names.setdefault(region, set()).add(letters(name))
    for stated in (list(counted(published_data)), list(official(published_data))):
        assert {code[:2] for _, code, _ in stated} == set(PROVINCES)
        assert len(stated) > 8000
        wrong = [each for each in stated if letters(each[2]) not in names.get(region_of.get(each[:2], ""), ())]
        assert wrong == []


def test_votes_are_under_the_subdistrict_that_the_commission_means(ask: Ask) -> None:
    query = '{ a: region(code: "96.01.06", scheme: "kpu") { name } b: region(code: "960106") { name } }'
    assert ask(query) == {"a": {"name": "SEGET"}, "b": {"name": "Klamono"}}


def test_members_find_their_candidacy_by_name(ask: Ask) -> None:
    query = """{ memberships(where: {edition: {eq: "%s"}}) { totalCount }
        found: memberships(where: {edition: {eq: "%s"}, candidacy: {isNull: false}}) { totalCount } }"""
    former, today = (ask(query % (edition, edition)) for edition in ("2019", "2024"))
    assert former["memberships"]["totalCount"] == 568
    assert former["found"]["totalCount"] >= 539
    assert today["memberships"]["totalCount"] == 626


def test_incumbents_who_stood_again_are_answered(ask: Ask) -> None:
    query = '{ candidacies(where: {edition: {eq: "2024"}, office: {eq: DPR}, incumbent: {eq: true}}) { totalCount } }'
    assert ask(query)["candidacies"]["totalCount"] > 400


def test_winners_of_the_edition_before_are_incumbents_and_the_others_say_why_it_is_not_known(table: Tables) -> None:
    candidacies = table("candidacies")
    for edition, before, office in (("2014", "2009", "DPR"), ("2014", "2009", "DPD"), ("2019", "2014", "DPR")):
        standing = candidacies.filter(edition_id=edition, office=office)
        won = candidacies.filter((pl.col("edition_id") == before) & (pl.col("office") == office) & pl.col("elected"))
        again = standing.join(won, on="person_id", how="semi")
        assert again.height > 90
        assert set(standing.filter(pl.col("incumbent"))["candidacy_id"]) == set(again["candidacy_id"])
        assert set(standing.filter(pl.col("incumbent").is_null())["incumbent_unknown_because"]) == {"NOT_FOUND"}
    president = candidacies.filter(edition_id="2019", office="PRESIDENT").filter(pl.col("incumbent"))
    assert president["name_on_ballot"].to_list() == ["Joko Widodo"]
    unknown = candidacies.filter(pl.col("office").is_in(["DPRD_PROVINCE", "GOVERNOR", "REGENT", "MAYOR"]))
    assert set(unknown["incumbent_unknown_because"]) == {"NO_MEMBERS"}
    assert candidacies.filter(pl.col("incumbent").is_null() == pl.col("incumbent_unknown_because").is_null()).is_empty()


def test_figures_that_differ_are_at_least_two(table: Tables) -> None:
    evidence = table("findings").filter(pl.col("rule") == "figures-differ")["evidence"]
    figures = [json.loads(each)["figures"] for each in evidence]
    assert figures
    assert [each for each in figures if len(set(each.values())) < 2] == []
