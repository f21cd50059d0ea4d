"""Two elections to compare, as an address names them: `?dari=2019&ke=2024`."""

from typing import Any

from hub.web.answers import HttpError
from hub.web.pages.page import Asked

EDITIONS = """query Editions {
  editions(where: {kind: {eq: GENERAL}}, first: 100, orderBy: [{votingDate: DESC}]) { nodes { key name nameEn year } }
}"""


def edition_pair(asked: Asked) -> tuple[list[dict[str, Any]], dict[str, Any] | None, dict[str, Any] | None]:
    """Return the general elections, the latest first, and the earlier and the later of the pair; the latest two where none is named.

    Raises HttpError 404 for an edition that the release does not hold.
    """
    editions: list[dict[str, Any]] = asked.answer(EDITIONS)["editions"]["nodes"]
    by_key = {row["key"]: row for row in editions}
    for name in ("dari", "ke"):
        given = asked.given.get(name)
        if given and given not in by_key:
            raise HttpError(404, "NOT_FOUND", f"expected `{name}` to be one of {', '.join(by_key)}, found {given!r}")
    later = by_key.get(asked.given.get("ke", "")) or (editions[0] if editions else None)
    before = [row for row in editions if later and row["year"] < later["year"]]
    earlier = by_key.get(asked.given.get("dari", "")) or (before[0] if before else None)
    return editions, earlier, later
