"""Members of the DPR 2019-2024, as their own list writes them, are found over `/reconcile`, and nobody is taken for another."""

from pathlib import Path

from hub.web.app import app
from scripts.reconcile_members import members, posted, reconciled
from tests.indonesia.conftest import Tables
from tests.web.listening import listening

REGIONS = {
    "DKI JAKARTA": "DAERAH KHUSUS IBUKOTA JAKARTA",
    "DI YOGYAKARTA": "DAERAH ISTIMEWA YOGYAKARTA",
    "Kota Pangkalpinang": "KOTA PANGKAL PINANG",
    "Kab. Fakfak": "KABUPATEN FAK FAK",
    "Kota Lubuklinggau": "KOTA LUBUK LINGGAU",
    "NTB": "NUSA TENGGARA BARAT",
}
"""How spreadsheets write six regions, and what the list of the Ministry of Home Affairs calls them."""


def test_members_are_found_and_nobody_is_taken_for_another(
    published_data: Path, indonesia_out: Path, table: Tables
) -> None:
    person_of = dict(table("candidacies").select("candidacy_id", "person_id").iter_rows())
    asked = members(published_data)
    assert len(asked) == 568
    assert sum(member.candidacy is not None for member in asked) > 560
    with listening(app(indonesia_out)) as base:
        outcome = reconciled(posted(base), asked, person_of.get)
        queries = {name: {"query": name, "type": "region"} for name in REGIONS}
        regions = posted(base)({**queries, "blank": {"query": ""}})
    assert outcome.wrong == []
    assert outcome.share >= 0.97, outcome.missed
    assert {name: regions[name]["result"][0]["name"].upper() for name in REGIONS} == REGIONS
    assert regions["blank"]["result"] == []
