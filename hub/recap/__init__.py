"""Recapitulation: votes rolled up from polling stations to the nation, how far the count is, and what does not add up."""

from hub.recap.batch import Batch
from hub.recap.columns import Ballot, Columns
from hub.recap.contest import Recapitulation, recapitulate
from hub.recap.records import Records
from hub.recap.tally import Receipt, Tally, roll_up
from hub.recap.tree import Tree, grow

__all__ = [
    "Ballot",
    "Batch",
    "Columns",
    "Recapitulation",
    "Receipt",
    "Records",
    "Tally",
    "Tree",
    "grow",
    "recapitulate",
    "roll_up",
]
