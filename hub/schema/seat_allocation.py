"""`seatAllocation`: the seats of an election by law, or as another threshold or method had shared them out, worked out when asked.

The votes are those of the outcomes in the store; parties are fetched as they are selected.
"""

from collections.abc import Callable, Mapping
from typing import Any

import orjson
from graphql import FieldNode, GraphQLObjectType, get_named_type

from hub.graph import global_id, plan
from hub.graph.plan import Compare, Given, Identity, Operator, Shape
from hub.schema import annotations
from hub.schema.computed import Ask, Computed, rows, rows_by_key
from hub.seats import (
    ElectionSeats,
    Held,
    PartySeats,
    SeatsUnknown,
    checked_method,
    checked_threshold,
    election_of,
    party_seats,
    required_rules,
)
from hub.translation import Both


def _field(annotation: str, english: str, indonesian: str) -> Any:
    return annotations.field(annotation, Both(english, indonesian))


annotations.enum_type(
    "SeatMethod",
    Both("How votes become seats.", "Cara suara menjadi kursi."),
    {
        "HARE": Both("Quota of Hare and largest remainders.", "Kuota Hare dan sisa suara terbesar."),
        "SAINTE_LAGUE": Both("Divisors 1, 3, 5, 7: Sainte-Laguë.", "Pembagi 1, 3, 5, 7: Sainte-Laguë."),
    },
)
annotations.object_type(
    "SeatAllocationParty",
    Both("A party in an allocation of seats.", "Satu partai dalam pembagian kursi."),
    {
        "party": _field("Party | None", "The party.", "Partai ini."),
        "votes_count": _field(
            "Long",
            "Votes in the nation; without a threshold, in the districts that are counted.",
            "Suara nasional; tanpa ambang batas, di dapil yang terhitung.",
        ),
        "votes_share": _field("float", "Part of all valid votes.", "Bagian dari suara sah."),
        "is_over_threshold": _field("bool", "Whether it takes part.", "Apakah ikut dalam pembagian."),
        "seats_count": _field("int", "Seats that it gets.", "Kursi yang diperoleh."),
        "seats_stated_count": _field(
            "int | None",
            "Seats of those who were declared elected; null where not all are known.",
            "Kursi mereka yang dinyatakan terpilih; null jika tidak semuanya diketahui.",
        ),
    },
)
annotations.object_type(
    "SeatAllocation",
    Both("Seats of an election, shared out by the votes of lists.", "Kursi suatu pemilu, dibagi menurut suara daftar partai."),
    {
        "method": _field("SeatMethod", "How votes became seats.", "Cara suara menjadi kursi."),
        "threshold": _field("float", "Part of all valid votes that a list needs; 0 for none.", "Bagian suara sah yang diperlukan; 0 jika tanpa ambang batas."),
        "law": _field("str", "The articles that say so, or that it is instead of.", "Pasal yang mengaturnya, atau yang digantikannya."),
        "valid_votes_count": _field("Long", "Valid votes in the nation; without a threshold, in the districts that are counted.", "Suara sah nasional; tanpa ambang batas, di dapil yang terhitung."),
        "seats_count": _field("int", "Seats given.", "Kursi yang terbagi."),
        "open_seats_count": _field("int", "Seats that a tie leaves open.", "Kursi yang tetap terbuka karena suara sama."),
        "districts_count": _field("int", "Districts that are counted: those whose seats and votes are all known. All figures here are of these.", "Dapil yang terhitung: yang kursi dan suaranya diketahui semua. Semua angka di sini adalah angka dapil-dapil ini."),
        "districts_expected_count": _field("int", "Districts of the whole election: by the law, else as many as the release knows.", "Dapil dalam seluruh pemilu: menurut undang-undang, atau sebanyak yang dikenal rilis ini."),
        "gallagher_index": _field("float | None", "Least squares index of disproportionality, in points: sqrt(sum((v - s)^2) / 2).", "Indeks ketakproporsionalan kuadrat terkecil, dalam poin: sqrt(sum((v - s)^2) / 2)."),
        "effective_parties_by_votes": _field("float | None", "Effective number of parties by votes: 1 / sum(p^2).", "Jumlah partai efektif menurut suara: 1 / sum(p^2)."),
        "effective_parties_by_seats": _field("float | None", "Effective number of parties by seats: 1 / sum(p^2).", "Jumlah partai efektif menurut kursi: 1 / sum(p^2)."),
        "below_threshold_share": _field("float | None", "Part of the votes for lists below the threshold.", "Bagian suara untuk daftar di bawah ambang batas."),
        "wasted_votes_share": _field("float | None", "Part of the votes for lists without a seat in their district.", "Bagian suara untuk daftar tanpa kursi di dapilnya."),
        "parties": _field("list[SeatAllocationParty]", "Every party, the most votes first.", "Setiap partai, dari suara terbanyak."),
    },
)  # fmt: skip

ROOT = annotations.field(
    "SeatAllocation | None",
    Both(
        "Seats of an election by law, or as another threshold or method had shared them out.",
        "Kursi suatu pemilu menurut undang-undang, atau seandainya ambang batas atau caranya lain.",
    ),
    {
        "edition": ("ID", Both("Key of the edition.", "Kunci pemilu.")),
        "office": ("Office", Both("Office that lists stand for.", "Jabatan yang diperebutkan daftar partai.")),
        "threshold": ("float | None", Both("What if: part of all valid votes, such as 0.04; 0 for none.", "Seandainya: bagian suara sah, misalnya 0.04; 0 jika tanpa ambang batas.")),
        "method": ("SeatMethod | None", Both("What if: another method.", "Seandainya: cara lain.")),
    },
)  # fmt: skip


class SeatQuestion(Computed):
    """One use of the field."""

    def answer(self, ask: Ask) -> bytes:
        """Return the JSON of the field. Raises SeatsUnknown where rules, votes or seats are not known."""
        election = self._election(ask)
        selected = self.selection.below(self.type_, self.nodes)
        return orjson.dumps({key: self._value(election, nodes, ask) for key, nodes in selected.items()})

    def _election(self, ask: Ask) -> ElectionSeats:
        edition = global_id.key_of("edition", str(self.arguments["edition"]))
        office = str(self.arguments["office"])
        threshold = checked_threshold(self.arguments.get("threshold"))
        method = self.arguments.get("method")
        method = checked_method(None if method is None else method.lower().replace("_", "-"))
        where = (Compare("edition_id", Operator.EQ, Given(edition)), Compare("office", Operator.EQ, Given(office)))
        contests = rows(ask, "outcome", where, _CONTEST)
        if not contests:
            raise SeatsUnknown(f"expected an edition with contests for {office}, found none in {edition!r}")
        rules = required_rules(contests[0]["edition"]["year"], office)
        level = Compare("level", Operator.EQ, Given("NATION"))
        nation = rows(ask, "party-outcome", (*where, level), _NATION)
        national_votes = {
            row["nomination"]["key"]: row["votes"] for row in nation if row["status"] != "UNOFFICIAL_PARTIAL"
        }
        election = election_of([_held(each) for each in contests], rules, national_votes)
        is_law = threshold is None and method is None
        return election if is_law else election.under(rules.with_changes(threshold, method))

    def _value(self, election: ElectionSeats, nodes: list[FieldNode], ask: Ask) -> Any:
        name = nodes[0].name.value
        if name == "parties":
            return self._parties(election, nodes, ask)
        return self.type_.name if name == "__typename" else _OF_ELECTION[name](election)

    def _parties(self, election: ElectionSeats, nodes: list[FieldNode], ask: Ask) -> list[dict[str, Any]]:
        type_: Any = get_named_type(self.type_.fields["parties"].type)
        selected = self.selection.below(type_, nodes)
        shared_out = party_seats(election)
        wanted = {key: below for key, below in selected.items() if below[0].name.value == "party"}
        parties = self._fetched([row.name for row in shared_out], wanted, type_, ask) if wanted else {}
        return [
            {key: self._of_party(row, key, below[0].name.value, parties) for key, below in selected.items()}
            for row in shared_out
        ]

    def _fetched(
        self, names: list[str], wanted: Mapping[str, list[FieldNode]], type_: GraphQLObjectType, ask: Ask
    ) -> dict[str, dict[str, Any]]:
        party: Any = get_named_type(type_.fields["party"].type)
        fields = tuple((key, plan.One("party", self.shape(party, below))) for key, below in wanted.items())
        named = Compare("nomination_id", Operator.IN, Given(names))
        return rows_by_key(ask, "nomination", (named,), Shape("nomination", fields))

    def _of_party(self, row: PartySeats, key: str, name: str, parties: Mapping[str, Mapping[str, Any]]) -> Any:
        if name == "__typename":
            return "SeatAllocationParty"
        if name == "party":
            return parties.get(row.name, {}).get(key)
        return _OF_PARTY[name](row)


_OF_ELECTION: dict[str, Callable[[ElectionSeats], Any]] = {
    "method": lambda election: election.rules.method.upper().replace("-", "_"),
    "threshold": lambda election: float(election.rules.threshold or 0),
    "law": lambda election: election.rules.source,
    "validVotesCount": lambda election: election.valid_votes_count,
    "seatsCount": lambda election: sum(election.seats().values()),
    "openSeatsCount": lambda election: sum(each.open_count for each in election.allocations.values()),
    "districtsCount": lambda election: len(election.districts),
    "districtsExpectedCount": lambda election: election.expected_count,
    "gallagherIndex": ElectionSeats.gallagher_index,
    "effectivePartiesByVotes": ElectionSeats.effective_parties_by_votes,
    "effectivePartiesBySeats": ElectionSeats.effective_parties_by_seats,
    "belowThresholdShare": ElectionSeats.below_threshold_share,
    "wastedVotesShare": ElectionSeats.wasted_votes_share,
}

_OF_PARTY: dict[str, Callable[[PartySeats], Any]] = {
    "votesCount": lambda row: row.votes_count,
    "votesShare": lambda row: row.votes_share,
    "isOverThreshold": lambda row: row.is_over_threshold,
    "seatsCount": lambda row: row.seats_count,
    "seatsStatedCount": lambda row: row.seats_stated_count,
}

_LIST = Shape(
    "outcome_list",
    (
        ("nomination", plan.One("nomination", Shape("nomination", (("key", Identity.KEY),)))),
        ("votes", plan.Column("votes_count")),
        ("stated", plan.Column("seats_stated_count")),
    ),
)

_CONTEST = Shape(
    "outcome",
    (
        ("key", Identity.KEY),
        ("edition", plan.One("edition", Shape("edition", (("year", plan.Column("year")),)))),
        ("complete", plan.Column("is_complete")),
        ("seats", plan.Column("seats_count")),
        ("lists", plan.Listing("lists", _LIST)),
    ),
)

_NATION = Shape(
    "party-outcome",
    (
        ("nomination", plan.One("nomination", Shape("nomination", (("key", Identity.KEY),)))),
        ("votes", plan.Column("votes_count")),
        ("status", plan.Column("status")),
    ),
)


def _held(contest: dict[str, Any]) -> Held:
    lists = [(row["nomination"]["key"], row["votes"], row["stated"]) for row in contest["lists"]]
    return Held(contest["key"], contest["seats"], contest["complete"], lists)
