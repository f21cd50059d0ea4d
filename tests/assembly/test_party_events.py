"""Events of parties: resolved to the parties behind nominations, and true to their own rules in both workspaces."""

from pathlib import Path

import polars as pl
import pytest

from hub.assembly import Rejections
from hub.assembly.party_events import assemble_party_events
from hub.judgements import PartyEventEntry
from hub.release import Release
from hub.tables.party_events import PartyEvents
from hub.workspace import Workspace, read_workspace

ROOT = Path(__file__).parents[2]
WORKSPACES = ("sample", "examples/indonesia")

NOMINATIONS = pl.DataFrame({"nomination_id": ["2042/party/1", "2042/party/2"], "party_id": ["o-1", "o-2"]})


def event(**more: str) -> PartyEventEntry:
    told = {"id": "x-2040", "kind": "SPLIT", "date": "2040-05", "party": "2042/party/2", "description": "left"}
    return PartyEventEntry.model_validate({**told, "source_title": "Berita", **more})


def test_nominations_lead_to_the_parties_behind_them() -> None:
    found = assemble_party_events([event(from_party="2042/party/1")], NOMINATIONS, Rejections())
    row = PartyEvents.validate(found, cast=True).row(0, named=True)
    assert (row["party_id"], row["from_party_id"], row["year"], row["date"]) == ("o-2", "o-1", 2040, "2040-05")


def test_an_event_of_an_unknown_nomination_is_a_finding() -> None:
    rejections = Rejections()
    assert assemble_party_events([event(from_party="2042/party/9")], NOMINATIONS, rejections).is_empty()
    (finding,) = rejections.findings
    assert finding["rule"] == "party-event-unknown"
    assert "2042/party/9" in finding["message"]


def test_no_events_make_an_empty_table() -> None:
    assert PartyEvents.validate(assemble_party_events([], NOMINATIONS, Rejections()), cast=True).is_empty()


@pytest.fixture(params=WORKSPACES)
def workspace(request: pytest.FixtureRequest) -> Workspace:
    return read_workspace(ROOT / request.param)


def test_events_of_a_workspace_have_a_source_and_a_name_before_where_they_need_one(workspace: Workspace) -> None:
    events = workspace.party_events()
    assert len(events) > 20
    assert len({told.id for told in events}) == len(events)
    for told in events:
        assert told.source_url or told.source_number, told.id
        assert told.id.endswith(told.date[:4]), told.id
        assert (told.from_name is not None) or told.kind in {"FOUNDED", "RE_REGISTERED"}, told.id
        assert (told.from_party is not None) == (told.kind in {"SPLIT", "MERGED"}), told.id
    assert [told.date for told in events] == sorted(told.date for told in events)


def test_both_workspaces_tell_the_same_of_parties() -> None:
    first, second = (read_workspace(ROOT / name).party_events() for name in WORKSPACES)
    assert first == second


def test_every_event_of_the_sample_finds_its_party(sample_release: Release) -> None:
    assert sample_release.table(PartyEvents).height == len(read_workspace(ROOT / "sample").party_events())
