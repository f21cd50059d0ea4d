"""The GraphQL interface `Node` of all types with a key: its identifiers and its sources."""

import strawberry

from hub.graph.plan import Identity
from hub.schema import annotations
from hub.schema.bindings import NAMES

IDENTITY = {
    Identity.ID: (
        "ID",
        "Identifier of the node across all types, for `node` and `nodes`. Its form may change; do not take it apart.",
    ),
    Identity.KEY: ("str", "Persistent identifier within the type, such as `2024/dpr/1101/1/3` or `p-4k7m-2xq9-h`."),
    Identity.IRI: ("str", "Persistent identifier on the web."),
}
"""Type and description of the identifiers of a node."""

NAMES.update({"ID": strawberry.ID, "str": str, "int": int, "bool": bool, "float": float, "list": list})

_FIELDS = {what.value: annotations.field(*told) for what, told in IDENTITY.items()}
_FIELDS["sources"] = annotations.field("list[Source]", "Source files that state it.")

annotations.interface_type("Node", "Anything with a persistent identifier.", _FIELDS)
