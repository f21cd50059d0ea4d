"""The GraphQL type `Subscription`. Its field `recapProgress` answers again when a release becomes current in which the count of a contest is another."""

from hub.schema import annotations
from hub.schema.query import ROOTS, RootByKey

_FIELD = annotations.field(
    "Contest | None",
    "A contest, with how far its count is; again whenever a release becomes current in which the answer is another. "
    "Null where there is none.",
    {"contest": ("ID", "Key or global id.")},
)

ROOTS["recapProgress"] = RootByKey("contest", "contest")

Subscription = annotations.object_type(
    "Subscription", "What can be followed while a count comes in.", {"recap_progress": _FIELD}
)
