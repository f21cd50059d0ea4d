"""Two elections to compare, as an address names them: `?dari=2019&ke=2024`."""

from typing import Any

from hub.web.answers import HttpError
from hub.web.pages.page import Asked

EDITIONS = """query Editions {
  editions(where: {kind: {eq: GENERAL}}, first: 100, orderBy: [{votingDate: DESC}]) { nodes { key name nameEn year } }
}"""


Edition = dict[str, Any]


def edition_pair(asked: Asked) -> tuple[list[Edition], Edition, Edition]:
    """Return the general elections, the latest first, and the earlier and the later of the pair; the latest two where none is named.

    Where one alone is named, the other is the latest that makes a pair with it. Raises HttpError 404 for an edition that the release
    does not hold and for a release with fewer than two, 400 where `dari` is not earlier than `ke`.
    """
    editions: list[Edition] = asked.answer(EDITIONS)["editions"]["nodes"]
    editions.sort(key=lambda row: -row["year"])  # a release of an earlier version has no days of voting
    if len(editions) < 2:
        raise HttpError(404, "NOT_FOUND", f"expected two general elections in the release, found {len(editions)}")
    earlier, later = (_named(asked, name, editions) for name in ("dari", "ke"))
    if earlier and later and earlier["year"] >= later["year"]:
        raise _bad_pair("`dari` to be earlier than `ke`", f"{earlier['key']} and {later['key']}")
    if earlier is None:
        later = later or editions[0]
        before = [row for row in editions if row["year"] < later["year"]]
        if not before:
            raise _bad_pair("`ke` to be later than the first election of the release", later["key"])
        return editions, before[0], later
    if later is None and editions[0]["year"] <= earlier["year"]:
        raise _bad_pair("`dari` to be earlier than the latest election of the release", earlier["key"])
    return editions, earlier, later or editions[0]


def _named(asked: Asked, name: str, editions: list[Edition]) -> Edition | None:
    given = asked.given.get(name)
    if not given:
        return None
    found = {row["key"]: row for row in editions}
    if given not in found:
        raise HttpError(404, "NOT_FOUND", f"expected `{name}` to be one of {', '.join(found)}, found {given!r}")
    return found[given]


def _bad_pair(expected: str, found: str) -> HttpError:
    return HttpError(400, "BAD_EDITIONS", f"expected {expected}, found {found}")
