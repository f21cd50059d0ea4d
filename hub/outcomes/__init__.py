"""Outcomes: the official answer of every contest, party and area, with status, basis and coverage, or why it is not known."""

from hub.outcomes.areas import area_outcomes
from hub.outcomes.choice import Pin
from hub.outcomes.compute import TABLES, Outcomes, outcomes_of
from hub.outcomes.published import published

__all__ = ["TABLES", "Outcomes", "Pin", "area_outcomes", "outcomes_of", "published"]
