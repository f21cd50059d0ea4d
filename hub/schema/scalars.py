"""Custom scalars: Date, Long and JSON."""

from typing import Any, NewType

import strawberry

from hub.schema.bindings import NAMES
from hub.schema.descriptions import described

Date = NewType("Date", str)
JSON = NewType("JSON", object)
Long = NewType("Long", int)

DEFINITIONS: dict[object, Any] = {
    Date: strawberry.scalar(
        name="Date",
        description=described("A day as `YYYY-MM-DD`."),
        specified_by_url="https://www.rfc-editor.org/rfc/rfc3339",
    ),
    JSON: strawberry.scalar(
        name="JSON", description=described("Any JSON value."), specified_by_url="https://www.rfc-editor.org/rfc/rfc8259"
    ),
    Long: strawberry.scalar(
        name="Long", description=described("A whole number up to 2^53; it may be larger than Int can hold.")
    ),
}

NAMES.update({"Date": Date, "JSON": JSON, "Long": Long})
