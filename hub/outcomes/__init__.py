"""Outcomes: the official answer of every contest and party, with status, basis and coverage, or why it is not known."""

from hub.outcomes.answer import TABLES, Outcomes, outcomes_of
from hub.outcomes.choice import Pin
from hub.outcomes.published import published

__all__ = ["TABLES", "Outcomes", "Pin", "outcomes_of", "published"]
