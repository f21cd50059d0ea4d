"""The questions that researchers ask, as root fields: each is a page of rows with conditions of its own, and takes `where` besides."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hub.graph.global_id import key_value
from hub.graph.model import MODEL
from hub.graph.plan import Compare, Condition, Given, Operator, Slot
from hub.schema.descriptions import Told
from hub.schema.page import page_arguments

Argument = tuple[str, str, tuple[str, ...]]
"""Type, description, and the columns that must be equal to it."""


@dataclass(frozen=True, slots=True)
class RootQuestion:
    """Rows of a node type of which some columns hold what is `fixed`, and others what the arguments say."""

    name: str
    node: str
    description: str
    type_name: str
    fixed: tuple[tuple[str, Any], ...]
    arguments: tuple[tuple[str, Argument], ...]
    usual: tuple[tuple[str, Any], ...] = ()
    """What arguments are where nothing is said."""

    def described_arguments(self) -> dict[str, tuple[str, Told]]:
        """Return its arguments with those of every page: name -> (type, description)."""
        own: dict[str, tuple[str, Told]] = {name: (annotation, told) for name, (annotation, told, _) in self.arguments}
        return {**own, **page_arguments(self.node)}

    def conditions(self, given: Mapping[str, Any]) -> Iterator[Condition]:
        """Yield the conditions of the question for the arguments that are given."""
        for column, value in self.fixed:
            yield Compare(column, Operator.EQ, Given(value))
        usual = dict(self.usual)
        for name, (_, _, columns) in self.arguments:
            value = given.get(name)
            value = usual.get(name) if value is None else value
            if value is not None:
                for column in columns:
                    compared = value if isinstance(value, Slot) else Given(value)
                    target = MODEL[self.node].columns[column].points_to
                    yield Compare(column, Operator.EQ, key_value(target, compared) if target else compared)


_OFFICE = ("Office | None", "Office that is stood for; every office, where it is left out.")

QUESTIONS = (
    RootQuestion(
        "party_switchers",
        "person_move",
        "People who stand in two editions for two parties, with both candidacies.",
        "PersonMove",
        (("is_party_changed", True),),
        (
            ("from", ("ID", "Key of the earlier edition.", ("from_edition_id",))),
            ("to", ("ID", "Key of the later edition.", ("to_edition_id",))),
            ("office", (*_OFFICE, ("from_office", "to_office"))),
        ),
    ),
    RootQuestion(
        "incumbents",
        "person_move",
        "People who stand again for the office that they won in the edition just before, and how they fare.",
        "PersonMove",
        (("is_incumbent", True),),
        (
            ("edition", ("ID", "Key of the edition in which they stand again.", ("to_edition_id",))),
            ("office", (*_OFFICE, ("to_office",))),
        ),
    ),
    RootQuestion(
        "careers",
        "person_move",
        "People who stand for an office of one level of government and later for one of another level: from REGENCY to NATION unless `from` or `to` says otherwise.",
        "PersonMove",
        (),
        (
            ("from", ("Level | None", "Level of the earlier office; REGENCY where nothing is said.", ("from_level",))),
            ("to", ("Level | None", "Level of the later office; NATION where nothing is said.", ("to_level",))),
        ),
        (("from", "REGENCY"), ("to", "NATION")),
    ),
    RootQuestion(
        "families",
        "district_family",
        "People whose names end alike and who stand in one district, in any edition: a pointer to look closer, no claim of kinship.",
        "DistrictFamily",
        (),
        (("office", (*_OFFICE, ("office",))),),
    ),
)
