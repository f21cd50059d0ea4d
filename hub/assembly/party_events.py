"""The table of party events (founded, renamed, merged, split ...), from the events written in the workspace's judgements.

An entry names a party by one of its nominations; here it becomes the party's id. An event with an unknown nomination is a finding.
"""

from collections.abc import Sequence

import polars as pl

from hub.assembly.rejections import Rejections
from hub.facts import FindingFact
from hub.judgements import PartyEventEntry
from hub.tables.party_events import PartyEvents


def assemble_party_events(
    entries: Sequence[PartyEventEntry], nominations: pl.DataFrame, rejections: Rejections
) -> pl.DataFrame:
    """Return one row per event of a party that stands in `nominations`; an event of any other nomination is a finding."""
    party_of = dict(nominations.select("nomination_id", "party_id").iter_rows())
    rows = []
    for entry in entries:
        named = [key for key in (entry.party, entry.from_party) if key is not None]
        unknown = [key for key in named if key not in party_of]
        if unknown:
            _tell_unknown(entry, unknown, rejections)
            continue
        rows.append(
            {
                **entry.model_dump(exclude={"id", "party", "from_party"}),
                "event_id": entry.id,
                "year": int(entry.date[:4]),
                "party_id": party_of[entry.party],
                "from_party_id": party_of[entry.from_party] if entry.from_party else None,
            }
        )
    return pl.DataFrame(rows, schema={**PartyEvents.polars_schema(), "kind": pl.String()})


def _tell_unknown(entry: PartyEventEntry, unknown: list[str], rejections: Rejections) -> None:
    rejections.find(
        FindingFact(
            rule="party-event-unknown",
            severity="WARNING",
            message=f"expected a nomination of a source in the event {entry.id}, found {', '.join(unknown)}; the event is left out",
            evidence={"event": entry.id, "nominations": unknown},
        )
    )
