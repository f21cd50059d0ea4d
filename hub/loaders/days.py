"""Days as tables write them in one form, `2024-02-14`; the many forms of mapped files are in `hub.loaders.mapped.styles`."""

import re
from datetime import date

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def iso_date(text: str) -> date:
    """Return the day written `2024-02-14`. Raises ValueError for any other text, also for other forms of ISO 8601 (`20240214`)."""
    if not _ISO.fullmatch(text):
        raise ValueError("expected a day such as 2024-02-14")
    return date.fromisoformat(text)
