"""Ids that the DPR gives its members, and seat numbers, are on the people: counted in the published list."""

import json
from pathlib import Path

import polars as pl

from tests.indonesia.conftest import Tables


def test_members_have_the_ids_and_seats_of_the_list(table: Tables, published_data: Path) -> None:
    listed = json.loads((published_data / "2019-dpr-members" / "members.json").read_bytes())["anggota"]["item"]
    known = table("external_ids").filter(pl.col("kind") == "person")
    ids = dict(known.filter(pl.col("scheme") == "dpr-members-2019").select("value", "key").iter_rows())
    seats = dict(known.filter(pl.col("scheme") == "dpr-members-2019-seat").select("value", "key").iter_rows())
    found = table("memberships").filter((pl.col("edition_id") == "2019") & pl.col("person_id").is_not_null())
    assert len(ids) == found.height > 550
    assert set(ids) <= {member["id"] for member in listed}
    assert all(ids[member["id"]] == seats[member["no_anggota"]] for member in listed if member["id"] in ids)


def test_the_president_is_the_item_of_wikidata(table: Tables) -> None:
    wikidata = table("external_ids").filter(pl.col("scheme") == "wikidata")
    people = dict(table("candidacies").select("candidacy_id", "person_id").iter_rows())
    assert dict(wikidata.select("value", "key").iter_rows())["Q3318231"] == people["2014/president/2/1"]
