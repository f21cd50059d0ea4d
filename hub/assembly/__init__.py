"""Assembly of the tables of a release: facts in the sources' own codes become rows with persistent identifiers."""

from hub.assembly.assemble import Assembly, assemble
from hub.assembly.contradictions import with_contradictions
from hub.assembly.dropped import balance, unexplained
from hub.assembly.incumbents import incumbents_of_winners
from hub.assembly.minting import Before, Minter
from hub.assembly.rejections import Rejections
from hub.assembly.stated import Origin, Stated
from hub.assembly.tombstones import built_keys, with_tombstones

__all__ = [
    "Assembly",
    "Before",
    "Minter",
    "Origin",
    "Rejections",
    "Stated",
    "assemble",
    "balance",
    "built_keys",
    "incumbents_of_winners",
    "unexplained",
    "with_contradictions",
    "with_tombstones",
]
