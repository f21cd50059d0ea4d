"""People everyone knows are one person each, by the candidacies that must share one, and no namesake is among them.

`well_known.csv`: presidents, governors, ministers, leaders of parties and artists among the candidacies at hand, each with all
candidacies that are hers or his for certain.
"""

import csv
from pathlib import Path

import polars as pl
import pytest

from tests.indonesia.conftest import Tables

WELL_KNOWN = Path(__file__).with_name("well_known.csv")
PALEMBANG = "2014/dprd-province/1600-09-0000/6/2"
"""A candidate of Gerindra, who bears the name of the actor Rano Karno."""


@pytest.fixture(scope="module")
def person_of(table: Tables) -> dict[str, str]:
    return dict(table("candidacies").select("candidacy_id", "person_id").iter_rows())


def test_each_is_one_person_and_no_two_are_one(person_of: dict[str, str]) -> None:
    with WELL_KNOWN.open(encoding="utf-8") as lines:
        people = {row["name"]: row["candidacies"].split() for row in csv.DictReader(lines)}
    assert len(people) >= 200
    persons = {name: {person_of[key] for key in keys} for name, keys in people.items()}
    assert {name: len(found) for name, found in persons.items() if len(found) > 1} == {}
    assert len({person for found in persons.values() for person in found}) == len(people)


def test_the_rano_karno_of_palembang_is_another_man(person_of: dict[str, str]) -> None:
    actor = {person_of[key] for key in ("2019/dpr/56/3/1", "2024/dpr/3603/3/1", "2024-pilkada/governor/31/3/2")}
    assert len(actor) == 1
    assert person_of[PALEMBANG] not in actor


def test_a_candidate_from_wonogiri_is_not_the_president(person_of: dict[str, str]) -> None:
    assert person_of["2014/dpr/3304-00-0000/3/5"] != person_of["2019/president/1/1"]


def test_every_judgement_names_its_source(table: Tables) -> None:
    judged = table("judgements")
    assert judged.height >= 15
    assert judged.filter(pl.col("evidence").list.len() == 0).is_empty()
