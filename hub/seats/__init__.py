"""Seats by law: rules of each edition, seats of every district from the votes of its lists, last seats, indices."""

from hub.seats.account import (
    ClosestSeat,
    PartySeats,
    closest_seats,
    different_seats,
    open_seats,
    party_seats,
)
from hub.seats.allocation import Allocation, LastSeat, allocate, elected_in
from hub.seats.election import District, ElectionSeats, Held, election_of, share_out
from hub.seats.rules import (
    METHODS,
    RULES,
    SeatRules,
    SeatsUnknown,
    checked_method,
    checked_threshold,
    required_rules,
    rules_of,
)

__all__ = [
    "METHODS",
    "RULES",
    "Allocation",
    "ClosestSeat",
    "District",
    "ElectionSeats",
    "Held",
    "LastSeat",
    "PartySeats",
    "SeatRules",
    "SeatsUnknown",
    "allocate",
    "checked_method",
    "checked_threshold",
    "closest_seats",
    "different_seats",
    "elected_in",
    "election_of",
    "open_seats",
    "party_seats",
    "required_rules",
    "rules_of",
    "share_out",
]
